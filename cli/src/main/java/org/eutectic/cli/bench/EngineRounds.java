package org.eutectic.cli.bench;

import java.lang.ref.Reference;
import java.util.List;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.md.dynamics.Langevin;
import org.eutectic.md.dynamics.Observer;
import org.eutectic.md.dynamics.Simulation;
import org.eutectic.md.dynamics.SimulationResult;
import org.eutectic.md.dynamics.SimulationState;
import org.eutectic.md.dynamics.TemperatureProgram;

/** Eutectic's side of one case with so many threads. */
final class EngineRounds implements AutoCloseable {
    private static final double DAMPING = 100;
    /** So often the list is made, and images are moved, to time them. */
    private static final int REPEATS = 5;
    private static final int WARM_UP_BLOCK = 10;
    /** A block is at full speed when it is within this of the fastest so far. */
    private static final double STEADY = 1.05;
    /** A potential whose speed never settles is measured after so many times the warm-up asked for. */
    private static final int LONGEST_WARM_UP = 12;

    private final BenchCase what;
    private final int threads;
    private TimedForceField field;

    EngineRounds(BenchCase what, Potential potential, int threads) {
        this.what = what;
        this.threads = threads;
        field = new TimedForceField(potential.forceField(Backend.TRUFFLE, threads));
    }

    int threads() {
        return threads;
    }

    double cutoff() {
        return field.cutoff();
    }

    /** Langevin dynamics at the case's temperature. */
    void equilibrate(Configuration c, int steps) {
        simulation(Simulation.of(c, field).integrator(new Langevin(TemperatureProgram.constant(what.temperature()), DAMPING, BenchCase.SEED)), steps).run();
    }

    /** Steps until the compiler has nothing left to improve: not before the time is up, and only when two blocks in a row are about as fast as the fastest. */
    void warmUp(Configuration start, double seconds) {
        Configuration c = start.copy();
        long begin = System.nanoTime();
        double fastest = Double.POSITIVE_INFINITY, elapsed = 0;
        for (int steady = 0; elapsed < seconds || steady < 2 && elapsed < LONGEST_WARM_UP * seconds;) {
            field.reset();
            simulation(Simulation.of(c, field).observe(new Ends(WARM_UP_BLOCK)), WARM_UP_BLOCK).run();
            steady = field.mean() < STEADY * fastest ? steady + 1 : 0;
            fastest = Math.min(fastest, field.mean());
            elapsed = 1e-9 * (System.nanoTime() - begin);
        }
    }

    /** Mean number of neighbors within the cutoff. */
    double neighbors(Configuration c) {
        Neighborhood all = Neighborhood.full(field.cutoff());
        NeighborList list = new NeighborListBuilder(field.species(), List.of(all), 0, threads).build(c);
        return list.pairs(all).count() / (double) list.centers();
    }

    /** One round: so many steps at constant energy from a structure, which is left as it is. */
    Sample round(Configuration hot, int steps) {
        int n = hot.size();
        double list = list(hot) / n;
        Ends ends = new Ends(steps);
        Simulation simulation = simulation(Simulation.of(hot.copy(), field).observe(ends), steps);
        // What earlier rounds left is not collected while this one is timed.
        System.gc();
        SimulationResult r = simulation.run();
        double ghosts = ghosts(simulation.state()) / n;
        // The list made before the clock ran is not counted.
        return new Sample(field.mean() / n + ghosts, Double.NaN, 1e9 * r.seconds() / r.steps() / n, list, Double.NaN, r.listBuilds() - 1, ends.first, ends.last);
    }

    /** Time to make the list once, ns. */
    private double list(Configuration hot) {
        NeighborListBuilder builder = new NeighborListBuilder(field, BenchCase.SKIN, threads);
        builder.build(hot);
        long start = System.nanoTime();
        for (int k = 0; k < REPEATS; k++) {
            builder.build(hot);
        }
        return (System.nanoTime() - start) / (double) REPEATS;
    }

    /** Time to move periodic images to where their atoms are, ns; every step does so before the forces. */
    private static double ghosts(SimulationState state) {
        Configuration c = state.configuration();
        long start = System.nanoTime();
        for (int k = 0; k < REPEATS; k++) {
            state.neighborList().updatePositions(c.positions(), c.cell());
        }
        return (System.nanoTime() - start) / (double) REPEATS;
    }

    /**
     * Ends the case and tells how many bytes for each atom a run holds: configuration, list, state and whatever the force field keeps, its compiled routines
     * included. Nothing can be measured after this.
     */
    double memory(Configuration hot) {
        Simulation simulation = simulation(Simulation.of(hot.copy(), field), 1);
        simulation.run();
        long all = used();
        // Keeps the run alive until here.
        Reference.reachabilityFence(simulation);
        simulation = null;
        close();
        return (all - used()) / (double) hot.size();
    }

    private Simulation simulation(Simulation.Builder description, int count) {
        return description.timestep(what.timestep()).skin(BenchCase.SKIN).threads(threads).steps(count).build();
    }

    private static long used() {
        Runtime r = Runtime.getRuntime();
        for (int k = 0; k < 2; k++) {
            System.gc();
        }
        return r.totalMemory() - r.freeMemory();
    }

    @Override
    public void close() {
        if (field != null) {
            field.close();
            field = null;
        }
    }

    /** Reads the energy before the first step, when the stopwatch is set to zero, and after the last, as LAMMPS's log has them. */
    private final class Ends implements Observer {
        private final int steps;
        private double first;
        private double last;

        Ends(int steps) {
            this.steps = steps;
        }

        @Override
        public long interval() {
            return steps;
        }

        @Override
        public void observe(SimulationState state) {
            if (state.step() == 0) {
                first = state.potentialEnergy();
                field.reset();
            } else {
                last = state.potentialEnergy();
            }
        }
    }
}
