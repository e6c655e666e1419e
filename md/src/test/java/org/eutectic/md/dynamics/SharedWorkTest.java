package org.eutectic.md.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.LennardJones;
import org.junit.jupiter.api.Test;

/** Compiled forces, lists and integrators with several threads. */
class SharedWorkTest {
    /** Argon with a short reach, and a field, so that there are two stages. */
    private static final Potential ARGON = Potential.parse("""
        potential Argon {
          species Ar
          cutoff 6 Å
          function fade(r: Å) = (1 - (r/(6 Å))^2)^3
          rho[i] = sum(j) (3.4 Å/r[i,j])^6*fade(r[i,j])
          energy[i] = 1/2*sum(j) 0.0416 eV*((3.4 Å/r[i,j])^12 - (3.4 Å/r[i,j])^6)*fade(r[i,j]) - 0.001 eV*sqrt(rho[i])
        }
        """);
    private static final String[] INTEGRATORS = {"constant energy", "Langevin", "CSVR", "Nosé-Hoover", "Martyna-Tobias-Klein"};

    private static Integrator integrator(int kind) {
        TemperatureProgram program = TemperatureProgram.constant(100);
        return kind == 0 ? new VelocityVerlet() : kind == 1 ? new Langevin(program, 100, 5) : kind == 2 ? new Csvr(program, 100, 5)
            : kind == 3 ? new NoseHoover(program, 100) : new MartynaTobiasKlein(CellShape.FULL, PressureProgram.constant(0.1), program, 100, 400);
    }

    private static Simulation.Builder run(ForceField field, Configuration c, int kind, int threads) {
        return Simulation.of(c, field).timestep(4).skin(0.4).threads(threads).integrator(integrator(kind));
    }

    private static Configuration crystal() {
        Configuration c = LennardJones.crystal(11, 5.4, 0.02);
        Velocities.maxwellBoltzmann(c, 100, 3);
        assertTrue(c.size() > 5000);
        return c;
    }

    @Test
    void runsRepeatBitForBitWithAnyNumberOfThreads() {
        for (int kind = 0; kind < INTEGRATORS.length; kind++) {
            Configuration expected = null;
            SimulationState end = null;
            for (int threads : kind == 0 ? new int[] {1, 1, 2, 3} : new int[] {1, 2, 3}) {
                Configuration c = crystal();
                try (ForceField field = ARGON.forceField(Backend.TRUFFLE, threads)) {
                    Simulation s = run(field, c, kind, threads).steps(40).build();
                    assertTrue(s.run().listBuilds() > 1, "no list was made on the way");
                    if (expected == null) {
                        expected = c;
                        end = s.state();
                    }
                    String what = INTEGRATORS[kind] + " with " + threads + " threads";
                    assertArrayEquals(expected.positions(), c.positions(), what);
                    assertArrayEquals(expected.velocities(), c.velocities(), what);
                    assertEquals(end.heat(), s.state().heat(), what);
                    assertEquals(end.potentialEnergy(), s.state().potentialEnergy(), what);
                    assertEquals(end.kineticEnergy(), s.state().kineticEnergy(), what);
                }
            }
        }
    }

    /** How often energies are looked at is nobody's business but the observer's. */
    @Test
    void lookingChangesNothing() {
        double[][] ends = new double[2][];
        for (int k = 0; k < 2; k++) {
            Configuration c = crystal();
            try (ForceField field = ARGON.forceField(Backend.TRUFFLE, 2)) {
                run(field, c, 0, 2).steps(40).observe(new Counter(k == 0 ? 7 : 1000, k == 0)).build().run();
            }
            ends[k] = c.positions();
        }
        assertArrayEquals(ends[0], ends[1]);
    }

    @Test
    void energyIsConserved() {
        Configuration c = crystal();
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        try (ForceField field = ARGON.forceField(Backend.TRUFFLE, 2)) {
            run(field, c, 0, 2).timestep(2).steps(200).observe(new Counter(10, true) {
                @Override
                public void observe(SimulationState state) {
                    double e = state.potentialEnergy() + state.kineticEnergy();
                    range[0] = Math.min(range[0], e);
                    range[1] = Math.max(range[1], e);
                }
            }).build().run();
        }
        assertTrue((range[1] - range[0]) / c.size() < 6e-7, "energy per atom varies by " + (range[1] - range[0]) / c.size() + " eV");
    }

    @Test
    void warmingUpCompilesAndChangesNothing() {
        Configuration[] ends = new Configuration[2];
        for (int k = 0; k < 2; k++) {
            ends[k] = LennardJones.crystal(2, 5.4, 0.02);
            Velocities.maxwellBoltzmann(ends[k], 100, 3);
            try (ForceField field = ARGON.forceField(Backend.TRUFFLE, 1)) {
                Simulation s = run(field, ends[k], 1, 1).steps(100).observe(new Counter(10, true)).build();
                if (k == 1) {
                    assertTrue(s.warmUp(120) < 120, "still not compiled");
                    assertTrue(field.warmUp(s.state().neighborList(), false, true, false), "forces alone are compiled");
                    assertTrue(field.warmUp(s.state().neighborList(), true, true, true), "all is compiled");
                }
                s.run();
            }
        }
        assertArrayEquals(ends[0].positions(), ends[1].positions());
        assertArrayEquals(ends[0].velocities(), ends[1].velocities());
    }

    @Test
    void aProfileAddsUp() {
        try (ForceField field = ARGON.forceField(Backend.TRUFFLE, 2)) {
            SimulationResult r = run(field, crystal(), 0, 2).steps(20).profile(true).observe(new Counter(5, true)).build().run();
            StepProfile p = r.profile();
            assertEquals(r.seconds(), p.total(), 1e-9);
            for (double part : new double[] {p.pair(), p.neighbor(), p.integrate(), p.output(), p.other()}) {
                assertTrue(part >= 0 && part < r.seconds(), p.toString());
            }
            assertTrue(p.pair() > 0.1 * r.seconds(), p.toString());
            assertEquals(2 * p.pair(), p.plus(p).pair());
            assertEquals(null, run(field, crystal(), 0, 2).steps(1).build().run().profile());
        }
    }

    /** Between two lists and two looks, no thread that takes part allocates anything. */
    @Test
    void stepsAllocateNothingInAnyThread() {
        for (int kind = 0; kind < INTEGRATORS.length; kind++) {
            for (int threads : new int[] {1, 2}) {
                Configuration c = LennardJones.crystal(8, 5.4, 0);
                Velocities.maxwellBoltzmann(c, 1, 3);
                Counter counter = new Counter(100, false);
                try (ForceField field = ARGON.forceField(Backend.TRUFFLE, threads)) {
                    Integrator cold = kind == 0 ? new VelocityVerlet() : kind == 1 ? new Langevin(TemperatureProgram.constant(1), 100, 5)
                        : new Csvr(TemperatureProgram.constant(1), 100, 5);
                    SimulationResult r = Simulation.of(c, field).timestep(2).skin(1.5).threads(threads).integrator(cold).observe(counter).steps(1000).build().run();
                    assertEquals(1, r.listBuilds());
                }
                assertEquals(0, counter.least, "bytes for 100 steps, " + INTEGRATORS[kind] + ", " + threads + " threads");
            }
        }
    }

    /** Counts what threads allocate from look to look. */
    private static class Counter implements Observer {
        private static final com.sun.management.ThreadMXBean THREADS = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

        private final long interval;
        private final boolean energy;
        private long[] workers;
        private long before = -1;
        private long least = Long.MAX_VALUE;

        Counter(long interval, boolean energy) {
            this.interval = interval;
            this.energy = energy;
        }

        private long allocated() {
            if (workers == null) {
                workers = Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("eutectic-worker")).mapToLong(Thread::threadId).toArray();
            }
            long sum = THREADS.getCurrentThreadAllocatedBytes();
            for (long id : workers) {
                sum += THREADS.getThreadAllocatedBytes(id);
            }
            return sum;
        }

        @Override
        public long interval() {
            return interval;
        }

        @Override
        public boolean needsEnergy() {
            return energy;
        }

        @Override
        public void observe(SimulationState state) {
            if (before >= 0) {
                least = Math.min(least, allocated() - before);
            }
            before = allocated();
        }
    }
}
