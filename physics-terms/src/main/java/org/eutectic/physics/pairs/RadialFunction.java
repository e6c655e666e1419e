package org.eutectic.physics.pairs;

/** A function of the distance between two atoms that can be differentiated twice. */
@FunctionalInterface
public interface RadialFunction {

    /**
     * Evaluates it.
     *
     * @param r distance, Å
     * @param out set to the value, the first and the second derivative
     */
    void at(double r, double[] out);

    /** This plus so many times another. */
    default RadialFunction plus(double factor, RadialFunction other) {
        return (r, out) -> {
            at(r, out);
            double value = out[0], slope = out[1], curvature = out[2];
            other.at(r, out);
            out[0] = value + factor * out[0];
            out[1] = slope + factor * out[1];
            out[2] = curvature + factor * out[2];
        };
    }

    /** This plus a straight line, value + slope·(r − at). */
    default RadialFunction plusLine(double value, double slope, double at) {
        return (r, out) -> {
            at(r, out);
            out[0] += value + slope * (r - at);
            out[1] += slope;
        };
    }
}
