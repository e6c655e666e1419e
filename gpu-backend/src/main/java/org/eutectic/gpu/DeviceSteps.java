package org.eutectic.gpu;

import java.util.Arrays;
import java.util.Map;
import org.eutectic.md.Units;
import org.eutectic.md.dynamics.RandomStream;
import org.eutectic.md.dynamics.StepRecipe;

/** The kernels of a step beside forces: kicks, drifts, and what thermostats do. */
final class DeviceSteps {
    /** Threads that share a sum over all atoms, and members of the group that adds up what they have: always as many, so that the sum is the same. */
    private static final int SHARES = 1024;
    private static final int MEMBERS = 64;
    /** Positions and velocities of a chain of thermostats. */
    private static final int CHAIN = 6;

    private final ComputeDevice.Kernels kernels;
    private final DeviceMemory memory;
    private final int centers;
    private final double timestep;
    private final double limitSquared;
    private final double[] bath = new double[2];
    private final double[] drawn = new double[4];
    private double[] gain = new double[0];

    /** @param limitSquared the square of the distance that an atom may have from where it was when the list was made, Å² */
    DeviceSteps(ComputeDevice.Kernels kernels, DeviceMemory memory, int centers, double timestep, double limitSquared) {
        this.kernels = kernels;
        this.memory = memory;
        this.centers = centers;
        this.timestep = timestep;
        this.limitSquared = limitSquared;
    }

    /** Makes room for what thermostats keep. */
    void begin() {
        memory.reserve(Map.of("kinetic", 8L * SHARES, "bath", 16L, "chain", 8L * CHAIN), centers);
        memory.write("bath", new double[2], 2);
    }

    /** Makes ready for steps of a kind. */
    void prepare(StepRecipe recipe) {
        if (recipe instanceof StepRecipe.Noise) {
            double[] table = RandomStream.ziggurat();
            memory.reserve(Map.of("gain", 8L * centers, "ziggurat", 8L * table.length), centers);
            memory.write("ziggurat", table, table.length);
            memory.get("gain").clear(8L * centers);
            gain = new double[centers];
        } else if (recipe instanceof StepRecipe.Chain c) {
            memory.write("chain", c.save().get(), CHAIN);
        }
    }

    private void run(String kernel, int threads, int group, Object... arguments) {
        kernels.run(kernel, threads, group, Arrays.stream(arguments).map(a -> a instanceof String s ? memory.get(s) : a).toList());
    }

    /** Puts atoms where they are into a list that was made for other positions. */
    void stand(ListSize size, int threads, int group) {
        run("stand", threads, group, centers, "atoms", "u", "offsets", "x");
        memory.write("stopped", DeviceForceField.RUNNING, 1);
        ghosts(size, 0, threads, group);
    }

    /** From now on lists are for the present positions. */
    void keepStart(int threads, int group) {
        run("keep_start", threads, group, centers, "u", "start");
    }

    /**
     * All that comes before the forces of a step.
     *
     * @param number of the step in the run
     * @param step its number in the portion that was asked for
     */
    void drift(StepRecipe recipe, long number, int step, int threads, int group) {
        double half = 0.5 * timestep;
        switch (recipe) {
            case StepRecipe.Noise n -> {
                double keep = StrictMath.exp(-timestep / n.damping());
                double width = Math.sqrt(-StrictMath.expm1(-2 * timestep / n.damping()) * Units.BOLTZMANN * n.program().at(number) / Units.MASS_VELOCITY_SQUARED);
                long key = RandomStream.key(n.seed(), number);
                run("drift_in_noise", threads, group, centers, step, "stopped", half, keep, width, (int) (key >>> 32), (int) key, limitSquared, "ziggurat", "atoms", "u", "start", "v", "mass of",
                    "response", "gain", "force", "offsets", "x");
            }
            case StepRecipe.Chain c -> {
                chain(c, number, step - 1, threads, group);
                drift(step, threads, group);
            }
            case StepRecipe.Newton n -> drift(step, threads, group);
            case StepRecipe.Rescaling r -> drift(step, threads, group);
        }
    }

    private void drift(int step, int threads, int group) {
        run("drift", threads, group, centers, step, "stopped", 0.5 * timestep, timestep, limitSquared, "atoms", "u", "start", "v", "response", "force", "offsets", "x");
    }

    /** Moves the images of atoms after them. */
    void ghosts(ListSize size, int step, int threads, int group) {
        if (size.total() > size.centers()) {
            run("ghosts", threads, group, size.centers(), size.total(), step, "stopped", "owners", "offsets", "x");
        }
    }

    /** All that comes after the forces of a step. */
    void kick(StepRecipe recipe, long number, int step, int threads, int group) {
        run("kick", threads, group, centers, step, "stopped", 0.5 * timestep, "atoms", "v", "response", "force", "trouble");
        switch (recipe) {
            case StepRecipe.Rescaling r -> {
                r.draw().at(number, drawn);
                kinetic(step);
                run("rescale", MEMBERS, MEMBERS, step, "stopped", SHARES, "kinetic", Units.MASS_VELOCITY_SQUARED, drawn[0], drawn[1], drawn[2], drawn[3], "bath");
                run("scale", threads, group, centers, step, "stopped", "bath", "response", "v");
            }
            case StepRecipe.Chain c -> chain(c, number, step, threads, group);
            case StepRecipe.Newton n -> { }
            case StepRecipe.Noise n -> { }
        }
    }

    private void kinetic(int step) {
        run("kinetic", SHARES, MEMBERS, centers, step, "stopped", "v", "mass of", "response", "kinetic");
    }

    private void chain(StepRecipe.Chain c, long number, int step, int threads, int group) {
        kinetic(step);
        run("pull_chain", MEMBERS, MEMBERS, step, "stopped", SHARES, "kinetic", Units.MASS_VELOCITY_SQUARED, (double) c.freedom(), Units.BOLTZMANN * c.program().at(number),
            c.relaxation() * c.relaxation(), 0.5 * timestep, "chain", "bath");
        run("scale", threads, group, centers, step, "stopped", "bath", "response", "v");
    }

    /** Brings home what a thermostat remembers. */
    void fetch(StepRecipe recipe) {
        if (recipe instanceof StepRecipe.Chain c) {
            double[] chain = new double[CHAIN];
            memory.read("chain", chain, CHAIN);
            c.load().accept(chain);
        }
    }

    /** The energy that thermostats have put in since this was asked for the last time, eV. */
    double takeHeat(StepRecipe recipe) {
        memory.read("bath", bath, 2);
        double heat = bath[1];
        bath[1] = 0;
        memory.write("bath", bath, 2);
        if (recipe instanceof StepRecipe.Noise) {
            memory.read("gain", gain, centers);
            heat += 0.5 * Units.MASS_VELOCITY_SQUARED * Arrays.stream(gain).sum();
            memory.get("gain").clear(8L * centers);
        }
        return heat;
    }
}
