package org.eutectic.md.dynamics;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** What an integrator does in a step, in terms that a {@link MovingForceField} can carry out: velocity Verlet, and a thermostat. */
public sealed interface StepRecipe {

    /** Newton's equations and nothing else. */
    record Newton() implements StepRecipe {}

    /**
     * Friction and noise between two halves of the drift, as {@link Langevin} has it. An atom's noise comes from a {@link RandomStream} at seed, step and the atom's number.
     *
     * @param damping fs
     */
    record Noise(TemperatureProgram program, double damping, long seed) implements StepRecipe {}

    /** The random numbers of {@link Rescaling}. */
    interface Draw {
        /**
         * What the factor of a step is made of.
         *
         * @param out takes the share of the kinetic energy that is kept; the energy of one degree of freedom times what is not kept, eV; a normal number; the sum of the squares of all of them
         */
        void at(long step, double[] out);
    }

    /** At the end of each step velocities are scaled by a random factor, as {@link Csvr} has it. */
    record Rescaling(Draw draw) implements StepRecipe {}

    /**
     * A chain of thermostats acts before and after each step, as {@link NoseHoover} has it.
     *
     * @param relaxation fs
     * @param freedom degrees of freedom
     * @param save gives positions and velocities of the chain, three of each, as they are before the first step
     * @param load is given them whenever velocities are fetched
     */
    record Chain(TemperatureProgram program, double relaxation, int freedom, Supplier<double[]> save, Consumer<double[]> load) implements StepRecipe {}
}
