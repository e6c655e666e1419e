package org.eutectic.cli;

import java.util.Arrays;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.build.Atoms;
import org.eutectic.md.property.RestingCrystal;
import org.eutectic.md.thermal.BlockSize;
import org.eutectic.md.thermal.Conditions;
import picocli.CommandLine.Option;

/** How the runs of a property are made: of how many atoms, how long, with which time step. */
final class DynamicsOptions {
    @Option(names = "--atoms", paramLabel = "N", description = "Atoms at least; the crystal's cell is repeated. Default: ${DEFAULT-VALUE}.", defaultValue = "500")
    private long atoms;

    @Option(names = "--timestep", paramLabel = "FS", defaultValue = "2", description = "Time step, fs. Default: ${DEFAULT-VALUE}.")
    private double timestep;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "5000", description = "Steps of each run that count. Default: ${DEFAULT-VALUE}.")
    private long steps;

    @Option(names = "--settling", paramLabel = "N", description = "Steps of each run before that. Default: half as many.")
    private Long settling;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of the velocities and of the thermostat's noise. Default: ${DEFAULT-VALUE}.")
    private long seed;

    private String what = "";
    private int runs = 1;
    private int run;
    private long made;
    private long before;

    /** Complains of values that make no sense. */
    void check() {
        if (atoms < 1 || atoms > 100_000_000) {
            throw new CommandException("--atoms must be from 1 to 100000000, not " + atoms);
        }
        if (!(timestep > 0 && timestep <= 100)) {
            throw new CommandException("--timestep must be a time above 0 and up to 100 fs, not " + timestep);
        }
        if (steps < 200) {
            throw new CommandException("--steps must be at least 200, or nothing can be told, not " + steps);
        }
        if (settling() < 0) {
            throw new CommandException("--settling must not be negative, but is " + settling);
        }
    }

    long steps() {
        return steps;
    }

    long settling() {
        return settling == null ? steps / 2 : settling;
    }

    double timestep() {
        return timestep;
    }

    /** The crystal's cell, repeated. */
    Configuration block(RestingCrystal crystal, double longer) {
        return Atoms.supercell(crystal.configuration(), BlockSize.repeat(crystal.configuration(), atoms, longer));
    }

    /** How often that is along each edge. */
    int[] repeat(RestingCrystal crystal) {
        return BlockSize.repeat(crystal.configuration(), atoms, 1);
    }

    /** Says on the screen which run is under way, of how many. */
    void begin(String what, int number, int of) {
        this.what = what;
        run = number;
        runs = of;
        made = 0;
        before = 0;
    }

    /** Of the runs one after the other, to settle and to count, that make up a run. */
    private double part(long done) {
        made += done < before ? before : 0;
        before = done;
        return (run + Math.min(1, (made + done) / (double) (settling() + steps))) / runs;
    }

    Conditions conditions(Screen screen) {
        return new Conditions(timestep, 0, Runtime.getRuntime().availableProcessors(), seed, (done, total, perDay, atomSteps) -> screen.part(what, part(done)));
    }

    /** Temperatures in K, rising: LOW:HIGH:STEP, or one after the other with commas between. */
    static double[] temperatures(String text) {
        try {
            double[] t;
            if (text.contains(":")) {
                double[] ends = Arrays.stream(text.split(":", -1)).mapToDouble(Double::parseDouble).toArray();
                int n = ends.length == 3 && ends[2] > 0 && ends[1] >= ends[0] && (ends[1] - ends[0]) / ends[2] < 1000 ? (int) Math.floor((ends[1] - ends[0]) / ends[2] + 1e-9) + 1 : 0;
                t = new double[n];
                Arrays.setAll(t, k -> ends[0] + k * ends[2]);
            } else {
                t = Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
            }
            boolean rising = t.length > 0 && t[0] > 0;
            for (int k = 1; k < t.length; k++) {
                rising &= t[k] > t[k - 1];
            }
            if (rising && t[t.length - 1] < 1e6) {
                return t;
            }
        } catch (NumberFormatException e) {
            // The message below says what is needed.
        }
        throw new CommandException("--temperatures: rising temperatures above 0 K are needed, as in 100:500:100 or 300,600,900, not " + text);
    }
}
