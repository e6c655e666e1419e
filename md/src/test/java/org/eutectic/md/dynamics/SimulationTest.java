package org.eutectic.md.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.ForceFieldException;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.LennardJones;
import org.eutectic.md.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class SimulationTest {
    @Test
    void unitsAreCodata2018() {
        assertEquals(103.642696, Units.MASS_VELOCITY_SQUARED, 1e-6);
        assertEquals(10.1805057, Units.ASE_TIME, 1e-6);
    }

    @Test
    void energyAndMomentumStay() {
        Configuration c = argon(60);
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        Simulation s = Simulation.of(c, new LennardJones()).timestep(2).steps(1500).skin(0.6).observe(each(10, state -> {
            double e = state.potentialEnergy() + state.kineticEnergy();
            range[0] = Math.min(range[0], e);
            range[1] = Math.max(range[1], e);
        })).build();
        SimulationResult result = s.run();
        assertTrue((range[1] - range[0]) / c.size() < 2e-6, "energy per atom varies by " + (range[1] - range[0]) / c.size());
        assertTrue(result.listBuilds() > 3, "atoms should have left the skin: " + result.listBuilds());
        double[] p = new double[3];
        for (int k = 0; k < c.velocities().length; k++) {
            p[k % 3] += c.velocities()[k];
        }
        assertArrayEquals(new double[3], p, 1e-13);
    }

    /** Halving the step makes the energy error four times smaller: the integrator is of second order. */
    @Test
    void energyErrorIsQuadraticInTheStep() {
        double[] error = new double[2];
        for (int k = 0; k < 2; k++) {
            Configuration c = argon(60);
            double dt = k == 0 ? 8 : 4;
            double[] sums = new double[3];
            Simulation.of(c, new LennardJones()).timestep(dt).steps((long) (4000 / dt)).observe(each(1, state -> {
                double e = state.potentialEnergy() + state.kineticEnergy();
                sums[0]++;
                sums[1] += e;
                sums[2] += e * e;
            })).build().run();
            error[k] = Math.sqrt(sums[2] / sums[0] - Math.pow(sums[1] / sums[0], 2));
        }
        assertEquals(4, error[0] / error[1], 0.7);
    }

    @Test
    void timeRunsBackwards() {
        Configuration c = argon(60);
        double[] start = c.positions().clone();
        Simulation.of(c, new LennardJones()).timestep(2).steps(300).build().run();
        double moved = 0;
        for (int k = 0; k < start.length; k++) {
            moved = Math.max(moved, Math.abs(start[k] - c.positions()[k]));
            c.velocities()[k] = -c.velocities()[k];
        }
        assertTrue(moved > 0.3);
        Simulation.of(c, new LennardJones()).timestep(2).steps(300).build().run();
        assertArrayEquals(start, c.positions(), 1e-8);
    }

    /** The forces met along a run with a thin skin are those of a list made at each step. */
    @Test
    void listsAreNeverTooOld() {
        Configuration kept = argon(120), fresh = argon(120);
        List<Double> a = new ArrayList<>(), b = new ArrayList<>();
        SimulationResult with = Simulation.of(kept, new LennardJones()).timestep(4).skin(0.4).steps(200).observe(each(1, s -> a.add(s.potentialEnergy()))).build().run();
        SimulationResult without = Simulation.of(fresh, new LennardJones()).timestep(4).skin(0).steps(200).observe(each(1, s -> b.add(s.potentialEnergy()))).build().run();
        assertEquals(201, without.listBuilds());
        assertTrue(with.listBuilds() < 60 && with.listBuilds() > 5, "builds: " + with.listBuilds());
        for (int k = 0; k < a.size(); k++) {
            assertEquals(b.get(k), a.get(k), 1e-9);
        }
    }

    @Test
    void listIsMadeAnewWhenHalfTheSkinIsPassed() {
        Configuration c = LennardJones.crystal(3, 5.3, 0);
        VerletList list = new VerletList(new LennardJones(), 1);
        assertTrue(list.update(c));
        assertFalse(list.update(c));
        c.positions()[7] += 0.4999;
        assertFalse(list.update(c));
        c.positions()[7] += 0.0002;
        assertTrue(list.update(c));
        assertFalse(list.update(c));
        c.setCell(Cell.orthorhombic(15.9, 15.9, 16));
        assertFalse(list.update(c), "the skin covers a small change");
        c.setCell(Cell.orthorhombic(15.9, 15.9, 18));
        assertTrue(list.update(c));
        c.positions()[5] = Double.NaN;
        assertThrows(StructureException.class, () -> list.update(c));
    }

    @Test
    void seedsRepeatBitForBit() {
        double[] a = langevin(5), b = langevin(5), c = langevin(6);
        assertArrayEquals(a, b);
        assertNotEquals(a[0], c[0]);
    }

    private static double[] langevin(long seed) {
        Configuration c = argon(60);
        Simulation.of(c, new LennardJones()).timestep(4).steps(150).integrator(new Langevin(TemperatureProgram.constant(60), 200, seed)).build().run();
        return c.positions();
    }

    @Test
    void pressureIsTheVirialTheorems() {
        Configuration c = argon(60);
        Simulation s = Simulation.of(c, new LennardJones()).steps(0).observe(new Observer() {
            @Override
            public long interval() {
                return 1;
            }

            @Override
            public boolean needsVirial() {
                return true;
            }

            @Override
            public void observe(SimulationState state) {
                double[] p = new double[6];
                state.pressure(p);
                // dE/dV by difference, and the ideal gas of the kinetic energy.
                double h = 1e-4;
                double[] e = new double[2];
                for (int k = 0; k < 2; k++) {
                    double q = k == 0 ? h : -h;
                    Configuration strained = c.strained(new double[] {q, 0, 0, 0, q, 0, 0, 0, q});
                    strained.setVelocities(null);
                    Simulation t = Simulation.of(strained, new LennardJones()).steps(0).build();
                    t.run();
                    e[k] = t.state().potentialEnergy();
                }
                double v = c.cell().volume();
                double expected = (2 * state.kineticEnergy() / 3 - (e[0] - e[1]) / (2 * h) / 3) / v * Units.GIGAPASCAL;
                assertEquals(expected, (p[0] + p[1] + p[2]) / 3, 1e-5 * Math.abs(expected));
            }
        }).build();
        s.run();
    }

    @Test
    void aForceFieldThatIsLostStopsTheRunAndSavesTheLastGoodState(@TempDir Path folder) {
        Path rescue = folder.resolve("last-good.xyz");
        LennardJones forces = new LennardJones();
        int[] calls = new int[1];
        ForceField lost = (ForceField) java.lang.reflect.Proxy.newProxyInstance(ForceField.class.getClassLoader(), new Class<?>[] {ForceField.class}, (proxy, method, arguments) -> {
            if (method.getName().equals("compute") && calls[0]++ == 120) {
                throw new ForceFieldException("the device is gone", null);
            }
            return method.invoke(forces, arguments);
        });
        Simulation s = Simulation.of(argon(60), lost).timestep(2).steps(1000).rescue(rescue).build();
        SimulationException e = assertThrows(SimulationException.class, s::run);
        assertEquals("the run stopped at step 120: the device is gone. The last good state, step 100, is in " + rescue, e.getMessage());
        assertEquals(100, Restart.read(rescue).step());
    }

    @Test
    void nanStopsTheRunAndSavesTheLastGoodState(@TempDir Path folder) {
        Configuration c = argon(60);
        Path rescue = folder.resolve("last-good.xyz");
        Simulation s = Simulation.of(c, new LennardJones().failingAt(152)).timestep(2).steps(1000).rescue(rescue).build();
        SimulationException e = assertThrows(SimulationException.class, s::run);
        assertEquals(151, e.step());
        assertArrayEquals(new int[] {2}, e.reason().atoms());
        assertTrue(e.getMessage().contains("step 151") && e.getMessage().contains("atom 3 (Ar)") && e.getMessage().contains("step 100"), e.getMessage());
        Restart good = Restart.read(rescue);
        assertEquals(100, good.step());
        Configuration again = argon(60);
        Simulation.of(again, new LennardJones()).timestep(2).steps(100).build().run();
        assertArrayEquals(again.positions(), good.configuration().positions());
    }

    @Test
    void runawayAtomsStopTheRun() {
        Configuration c = argon(60);
        // Atom 4 right beside atom 1: the repulsion throws them apart.
        c.positions()[9] = c.positions()[0] + 0.8;
        c.positions()[10] = c.positions()[1];
        c.positions()[11] = c.positions()[2];
        Simulation s = Simulation.of(c, new LennardJones()).timestep(2).steps(1000).build();
        SimulationException e = assertThrows(SimulationException.class, s::run);
        assertEquals(StructureException.Kind.RUNAWAY, e.reason().kind());
        assertEquals(1, e.step());
        assertTrue(e.getMessage().contains("the run stopped at step 1: atom 1 (Ar) moves"), e.getMessage());
    }

    @Test
    void stopEndsTheRunInOrder(@TempDir Path folder) {
        Configuration c = argon(60);
        Simulation[] s = new Simulation[1];
        List<Long> seen = new ArrayList<>();
        s[0] = Simulation.of(c, new LennardJones()).timestep(2).steps(100_000).observe(each(50, state -> {
            seen.add(state.step());
            if (state.step() == 100) {
                s[0].stop();
            }
        })).build();
        SimulationResult result = s[0].run();
        assertTrue(result.stopped());
        assertEquals(100, result.steps());
        assertEquals(List.of(0L, 50L, 100L), seen);
        assertTrue(Files.exists(folder));
    }

    /** Steps in which neither the list is made anew nor anybody looks cost no memory. */
    @Test
    void stepsAllocateNothing() {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        for (int kind = 0; kind < 4; kind++) {
            long[] bytes = new long[2];
            for (int k = 0; k < 2; k++) {
                // Cold atoms in a thick skin: one list serves all steps. The difference of two runs leaves out what starting one costs.
                Configuration c = argon(1);
                TemperatureProgram one = TemperatureProgram.constant(1);
                Integrator integrator = kind == 0 ? new VelocityVerlet() : kind == 1 ? new Langevin(one, 300, 3) : kind == 2 ? new Csvr(one, 100, 3)
                    : new NoseHoover(one, 100);
                Simulation s = Simulation.of(c, new LennardJones()).skin(2).timestep(2).steps(k == 0 ? 100 : 300).integrator(integrator).build();
                long before = threads.getCurrentThreadAllocatedBytes();
                SimulationResult r = s.run();
                bytes[k] = threads.getCurrentThreadAllocatedBytes() - before;
                assertEquals(1, r.listBuilds());
            }
            assertTrue(bytes[1] - bytes[0] < 4000, "bytes for 200 steps: " + (bytes[1] - bytes[0]));
        }
    }

    private static Configuration argon(double temperature) {
        Configuration c = LennardJones.crystal(3, 5.4, 0);
        Velocities.maxwellBoltzmann(c, temperature, 42);
        return c;
    }

    private static Observer each(long interval, java.util.function.Consumer<SimulationState> look) {
        return new Observer() {
            @Override
            public long interval() {
                return interval;
            }

            @Override
            public void observe(SimulationState state) {
                look.accept(state);
            }
        };
    }
}
