package org.eutectic.physics.coulomb;

import org.eutectic.physics.pairs.RadialFunction;

/**
 * Charges that see each other beyond a distance only: their interaction is multiplied by 0 up to the inner radius, by ½ − ½ cos(π (r − inner)/(outer − inner)) up to the
 * outer one, and by 1 from there on, and no charge sees itself. What is near is then somebody else's: T. W. Ko, J. A. Finkler, S. Goedecker and J. Behler, Nat. Commun. 12, 398 (2021).
 *
 * @param inner Å
 * @param outer Å
 */
record Screening(double inner, double outer) {

    /** What the screening takes away at distances up to the outer radius, as the smooth function that it is from the inner radius on: ½ + ½ cos(π (r − inner)/(outer − inner)). */
    RadialFunction fading(RadialFunction interaction) {
        return times(interaction, 0.5, 0.5);
    }

    /** What must be taken away beside that below the inner radius, where all goes. */
    RadialFunction rest(RadialFunction interaction) {
        return times(interaction, 0.5, -0.5);
    }

    private RadialFunction times(RadialFunction interaction, double constant, double wave) {
        double k = Math.PI / (outer - inner);
        return (r, out) -> {
            interaction.at(r, out);
            double x = k * (r - inner), f = constant + wave * Math.cos(x), slope = -wave * k * Math.sin(x), curvature = -wave * k * k * Math.cos(x);
            out[2] = f * out[2] + 2 * slope * out[1] + curvature * out[0];
            out[1] = f * out[1] + slope * out[0];
            out[0] = f * out[0];
        };
    }
}
