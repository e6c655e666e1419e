package org.eutectic.cli.bench;

import java.lang.ref.Reference;
import java.util.List;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.md.dynamics.Langevin;
import org.eutectic.md.dynamics.Simulation;
import org.eutectic.md.dynamics.SimulationResult;
import org.eutectic.md.dynamics.TemperatureProgram;
import org.eutectic.md.dynamics.Velocities;

/** Eutectic's side of one case: makes the hot structure, which also compiles the potential, then measures rounds that start from it. */
final class EngineRounds implements AutoCloseable {
    private static final double DAMPING = 100;
    private static final int LIST_BUILDS = 3;
    private static final int WARM_UP_BLOCK = 10;
    /** A block is at full speed when it is within this of the fastest so far. */
    private static final double STEADY = 1.05;
    /** A potential whose speed never settles is measured after so many times the warm-up asked for. */
    private static final int LONGEST_WARM_UP = 12;

    private final BenchCase what;
    private final int threads;
    private final int steps;
    private final Configuration hot;
    private TimedForceField field;

    /**
     * @param atoms wanted, 0 for the case's own number
     * @param equilibration steps of Langevin dynamics from the perfect crystal
     * @param warmUp seconds, at least, before anything is measured
     */
    EngineRounds(BenchCase what, Potential potential, int atoms, int threads, int equilibration, int steps, double warmUp) {
        this.what = what;
        this.threads = threads;
        this.steps = steps;
        field = new TimedForceField(potential.forceField(Backend.TRUFFLE, threads));
        hot = what.crystal(atoms);
        // Half of it goes into potential energy.
        Velocities.maxwellBoltzmann(hot, 2 * what.temperature(), BenchCase.SEED);
        run(Simulation.of(hot, field).integrator(new Langevin(TemperatureProgram.constant(what.temperature()), DAMPING, BenchCase.SEED)), equilibration);
        warmUp(warmUp);
    }

    /** Steps until the compiler has nothing left to improve: not before the time is up, and only when two blocks in a row are about as fast as the fastest. */
    private void warmUp(double seconds) {
        Configuration c = hot.copy();
        long start = System.nanoTime();
        double fastest = Double.POSITIVE_INFINITY, elapsed = 0;
        for (int steady = 0; elapsed < seconds || steady < 2 && elapsed < LONGEST_WARM_UP * seconds;) {
            field.reset();
            run(Simulation.of(c, field), WARM_UP_BLOCK);
            steady = field.mean() < STEADY * fastest ? steady + 1 : 0;
            fastest = Math.min(fastest, field.mean());
            elapsed = 1e-9 * (System.nanoTime() - start);
        }
    }

    /** The hot structure with its velocities; the same for all rounds and programs. */
    Configuration structure() {
        return hot;
    }

    double cutoff() {
        return field.cutoff();
    }

    /** Mean number of neighbors within the cutoff. */
    double neighbors() {
        Neighborhood all = Neighborhood.full(field.cutoff());
        NeighborList list = new NeighborListBuilder(field.species(), List.of(all), 0, threads).build(hot);
        return list.pairs(all).count() / (double) list.centers();
    }

    /** The energy of the hot structure, eV. */
    double energy() {
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(hot, field), true, true, false, out);
        return out.energy();
    }

    /** One round: so many steps at constant energy. */
    Sample round(double energy) {
        int n = hot.size();
        NeighborListBuilder builder = new NeighborListBuilder(field, BenchCase.SKIN, threads);
        builder.build(hot);
        long start = System.nanoTime();
        for (int k = 0; k < LIST_BUILDS; k++) {
            builder.build(hot);
        }
        double list = (System.nanoTime() - start) / (double) LIST_BUILDS / n;
        field.reset();
        Simulation simulation = simulation(Simulation.of(hot.copy(), field), steps);
        SimulationResult r = simulation.run();
        return new Sample(field.mean() / n, 1e9 * r.seconds() / r.steps() / n, list, Double.NaN, r.listBuilds(), energy);
    }

    /**
     * Ends the case and tells how many bytes for each atom a run holds: configuration, list, state and whatever the force field keeps, its compiled routines
     * included. Nothing can be measured after this.
     */
    double memory() {
        int n = hot.size();
        Simulation simulation = simulation(Simulation.of(hot.copy(), field), 1);
        simulation.run();
        long all = used();
        // Keeps the run alive until here.
        Reference.reachabilityFence(simulation);
        simulation = null;
        field.close();
        field = null;
        return (all - used()) / (double) n;
    }

    private void run(Simulation.Builder description, int count) {
        simulation(description, count).run();
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
        }
    }
}
