package org.eutectic.md.dynamics;

import org.eutectic.atoms.Evaluation;

/** Atoms where a {@link MovingForceField} keeps and moves them. All numbers that come and go are in the order of the configuration. */
public interface MovedAtoms {

    /** Takes velocities over, 3·n, Å/fs. */
    void setVelocities(double[] velocities);

    /**
     * Computes forces at the present positions.
     *
     * @return false where an atom is lost, runs away or touches another: then {@link #fetchMotion} tells who
     */
    boolean compute(boolean energy, boolean virial);

    /**
     * Makes steps, of which only the last is looked at. They are the same steps, to the last bit, in whatever portions they are asked for.
     *
     * @param first the number of the first one
     * @param energy whether energies are wanted at the end
     * @param virial whether the virial is wanted at the end
     * @return how many were made; fewer than asked for where an atom is lost, runs away or touches another in the one after that
     */
    int advance(StepRecipe recipe, long first, int steps, boolean energy, boolean virial);

    /**
     * Goes downhill, and says what forces remain: each of some calculations of forces but the very first is preceded by a move. Ends with that in which no force is larger than a tolerance; forces
     * on atoms that are held do not count. Moves are the same, to the last bit, in whatever portions they are asked for; velocities are the descent's own.
     *
     * @param tolerance eV/Å
     * @param count of calculations
     * @param figures takes two numbers for each: the energy, eV, and the length of the largest force, eV/Å
     * @return how many were made; fewer than asked for where forces are small enough or not finite, or where an atom is lost or touches another
     */
    int descend(DescentRule rule, double tolerance, int count, double[] figures);

    /**
     * Where atoms are and how fast they move.
     *
     * @param positions takes 3·n, Å
     * @param velocities takes 3·n, Å/fs
     */
    void fetchMotion(double[] positions, double[] velocities);

    /** The result of the last calculation: forces, and what was wanted. */
    void fetchForces(boolean energy, boolean virial, Evaluation out);

    /** The energy that thermostats have put in since this was asked for the last time, eV. */
    double takeHeat();

    /** The positions for which the neighbor list was made, Å. */
    void fetchReference(double[] reference);

    /** How many neighbor lists were made. */
    long builds();
}
