package org.eutectic.gpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.dynamics.MovingForceField;
import org.eutectic.md.relax.Fire;
import org.eutectic.md.relax.RelaxationResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Atoms that a device relaxes come to rest where the host brings them. */
class DeviceDescentTest {
    /** Second-moment copper: F. Cleri and V. Rosato, Phys. Rev. B 48, 22 (1993), faded out before its cutoff. */
    private static final Potential COPPER = Potential.parse("""
        potential Copper {
          species Cu
          cutoff 4.6 Å
          function fade(r: Å) = piecewise { r < 4 Å : 1; otherwise : 1/2 + 1/2*cos(pi*(r - 4 Å)/(0.6 Å)) }
          rho[i]    = sum(j) fade(r[i,j])*exp(-2*2.278*(r[i,j]/(2.556 Å) - 1))
          energy[i] = 0.0855 eV*sum(j) fade(r[i,j])*exp(-10.96*(r[i,j]/(2.556 Å) - 1)) - 1.224 eV*sqrt(rho[i])
        }""");

    private static ForceField device;
    private static ForceField host;

    @BeforeAll
    static void find() {
        assumeTrue(!Devices.openCl().devices().isEmpty(), "no OpenCL device, so none relaxes atoms: " + Devices.openCl().problem());
        device = COPPER.forceField(new DeviceChoice(DeviceChoice.Kind.OPENCL, 0).compiler(Backend.TRUFFLE), 1);
        host = COPPER.forceField(Backend.REFERENCE, 1);
    }

    @AfterAll
    static void close() {
        if (device != null) {
            device.close();
        }
    }

    /** A crystal of 31 atoms and a hole, shaken by so much that neighbor lists do not last. */
    private static Configuration crystal() {
        double a = 3.62;
        double[][] basis = {{0, 0, 0}, {0.5, 0.5, 0}, {0.5, 0, 0.5}, {0, 0.5, 0.5}};
        double[] x = new double[96];
        Random random = new Random(11);
        for (int k = 0, n = 0; k < 8; k++) {
            for (double[] b : basis) {
                for (int axis = 0; axis < 3; axis++) {
                    x[n++] = a * ((k >> axis & 1) + b[axis]) + 0.15 * random.nextGaussian();
                }
            }
        }
        return new Configuration(List.of("Cu"), new int[31], Arrays.copyOf(x, 93), Cell.orthorhombic(7.24, 7.24, 7.24));
    }

    private record Way(RelaxationResult result, Configuration atoms, List<Double> energies) {
        static Way of(Fire fire, ForceField field) {
            Configuration c = crystal();
            List<Double> energies = new ArrayList<>();
            RelaxationResult result = fire.withListener((step, energy, force) -> {
                energies.add(energy);
                assertEquals(energies.size(), step);
            }).relax(c, field);
            return new Way(result, c, energies);
        }
    }

    @Test
    void theDeviceDoesWhatTheHostDoes() {
        assertTrue(MovingForceField.of(device, crystal()) != null && MovingForceField.of(host, crystal()) == null);
        Fire fire = new Fire().withForceTolerance(1e-6);
        Way there = Way.of(fire, device), here = Way.of(fire, host);
        assertTrue(there.result().converged() && here.result().converged(), there.result() + " " + here.result());
        assertTrue(there.result().steps() > 100, "more than one portion: " + there.result());
        assertEquals(here.result().energy(), there.result().energy(), 1e-9 * Math.abs(here.result().energy()));
        // Rounding grows on the way, by far less than what one step would make.
        assertEquals(here.result().steps(), there.result().steps(), 10);
        for (int k = 0; k < 60; k++) {
            assertEquals(here.energies().get(k), there.energies().get(k), 1e-9 * Math.abs(here.energies().get(k)), "step " + (k + 1));
        }
        assertArrayEquals(here.atoms().positions(), there.atoms().positions(), 1e-5);
        Evaluation oracle = new Evaluation();
        host.compute(NeighborListBuilder.build(there.atoms(), host), true, true, false, oracle);
        assertTrue(Arrays.stream(oracle.forces()).allMatch(f -> Math.abs(f) <= 1e-6 + 1e-10), "the oracle finds them at rest, too");
        double farthest = 0;
        for (int k = 0; k < 93; k++) {
            farthest = Math.max(farthest, Math.abs(there.atoms().positions()[k] - crystal().positions()[k]));
        }
        assertTrue(farthest > 0.3, "further than half the skin, so that new lists are needed: " + farthest);
    }

    @Test
    void twoDescentsAreTheSameBits() {
        Way one = Way.of(new Fire(), device), other = Way.of(new Fire(), device);
        assertArrayEquals(one.atoms().positions(), other.atoms().positions());
        assertEquals(one.energies(), other.energies());
    }

    @Test
    void heldAtomsStay() {
        Fire fire = new Fire().withForceTolerance(1e-6).withHeld(0, 5);
        Way there = Way.of(fire, device), here = Way.of(fire, host);
        assertTrue(there.result().converged(), there.result().toString());
        for (int k : new int[] {0, 1, 2, 15, 16, 17}) {
            assertEquals(crystal().positions()[k], there.atoms().positions()[k]);
        }
        assertEquals(here.result().energy(), there.result().energy(), 1e-9 * Math.abs(here.result().energy()));
        assertArrayEquals(here.atoms().positions(), there.atoms().positions(), 1e-5);
    }

    @Test
    void endsWhereItIsTold() {
        for (int limit : new int[] {1, 50, 73}) {
            Way there = Way.of(new Fire().withMaximumSteps(limit), device), here = Way.of(new Fire().withMaximumSteps(limit), host);
            assertEquals(limit, there.result().steps());
            assertFalse(there.result().converged());
            assertArrayEquals(here.atoms().positions(), there.atoms().positions(), 1e-9);
        }
    }

    @Test
    void atomsThatTouchAreNamed() {
        String[] said = new String[2];
        for (ForceField field : List.of(device, host)) {
            Configuration c = crystal();
            System.arraycopy(c.positions(), 0, c.positions(), 3, 3);
            said[field == device ? 0 : 1] = assertThrows(StructureException.class, () -> new Fire().relax(c, field)).getMessage();
        }
        assertEquals(said[1], said[0]);
    }
}
