package org.eutectic.md.dynamics;

/**
 * How fast atoms go downhill when they are relaxed by dynamics that steer velocities towards the forces: the fast inertial relaxation engine (Bitzek et al., Phys. Rev. Lett. 97, 170201 (2006)) with
 * semi-implicit Euler steps (Guénolé et al., Comput. Mater. Sci. 175, 109584 (2020), whose names of parameters stand behind each). All atoms move with the same mass, 1 in units of Å, eV.
 *
 * @param mixing the share of the velocity that is turned towards the force at the start, and after each halt (α start)
 * @param mixingFactor by what it is multiplied at each step downhill (f α)
 * @param step the time step at the start, Å (u/eV)^½ with masses of 1 (Δt start)
 * @param largestStep its bounds (Δt max)
 * @param smallestStep its bounds (Δt min)
 * @param speedUp by what it is multiplied at each step downhill (f inc)
 * @param slowDown by what it is multiplied at a halt (f dec)
 * @param patience steps downhill before it grows (N delay)
 * @param largestMove how far an atom may go in a step, Å
 */
public record DescentRule(double mixing, double mixingFactor, double step, double largestStep, double smallestStep, double speedUp, double slowDown, int patience, double largestMove) {
    /** What {@link org.eutectic.md.relax.Fire} goes by. */
    public static final DescentRule STANDARD = new DescentRule(0.25, 0.99, 0.1, 1.0, 0.002, 1.1, 0.5, 20, 0.1);
}
