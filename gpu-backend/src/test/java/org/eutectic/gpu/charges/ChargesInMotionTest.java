package org.eutectic.gpu.charges;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.StructureException;
import org.eutectic.gpu.DeviceChoice;
import org.eutectic.gpu.Devices;
import org.eutectic.md.dynamics.Observer;
import org.eutectic.md.dynamics.Simulation;
import org.eutectic.md.dynamics.SimulationState;
import org.eutectic.md.dynamics.Velocities;
import org.eutectic.md.dynamics.VelocityVerlet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ions that a device moves, with charges that see all images: they go where the processor moves them, keep their energy, and two runs are the same bits. */
class ChargesInMotionTest {
    private static final String CORES = "energy[i] = 1/2*sum(j) 1500 eV*exp(-r[i,j]/(0.31 Å))*(1 - (r[i,j]/(5 Å))^2)^3";
    private static final String FIXED = "potential Salt { species Na, Cl; cutoff 5 Å; " + CORES + "\n term electro = coulomb(charge = {Na: 1 e, Cl: -1 e}, method = %s, cutoff = 6 Å, accuracy = 1e-5) }";
    private static final String FOUND = "potential Oxide { species Na, Cl; cutoff 5 Å; " + CORES
        + "\n term charges = qeq(chi = {Na: 3 eV, Cl: 9 eV}, hardness = {Na: 9 eV, Cl: 14 eV}, width = {Na: 0.9 Å, Cl: 0.7 Å}, cutoff = 6 Å, accuracy = 1e-5) }";

    @BeforeAll
    static void find() {
        assumeTrue(!Devices.openCl().devices().isEmpty(), "no OpenCL device, so none moves ions: " + Devices.openCl().problem());
    }

    private static ForceField device(String text) {
        return Potential.parse(text).forceField(DeviceChoice.parse("opencl").compiler(Backend.TRUFFLE), 1);
    }

    private record Run(Configuration atoms, double[] energies, long builds) {}

    private static Run run(String text, boolean onDevice, int steps) {
        Configuration c = ChargesOnDeviceTest.ions(Cell.orthorhombic(11.3, 11.3, 11.3), 4, 0.02, List.of("Na", "Cl"));
        Velocities.maxwellBoltzmann(c, 1200, 3);
        List<Double> energies = new ArrayList<>();
        try (ForceField field = onDevice ? device(text) : Potential.parse(text).forceField(Backend.TRUFFLE, 1)) {
            Simulation s = Simulation.of(c, field).timestep(1).skin(0.5).integrator(new VelocityVerlet()).steps(steps).observe(new Observer() {
                @Override
                public long interval() {
                    return 25;
                }

                @Override
                public void observe(SimulationState state) {
                    energies.add(state.potentialEnergy() + state.kineticEnergy());
                }
            }).build();
            long builds = s.run().listBuilds();
            return new Run(c, energies.stream().mapToDouble(Double::doubleValue).toArray(), builds);
        }
    }

    /** Differences of 1e-15 of a force, and of 1e-10 e of charges that are found, grow in a hot crystal. */
    @ParameterizedTest
    @ValueSource(strings = {"ewald", "pme", "qeq"})
    void ionsGoWhereTheHostMovesThem(String what) {
        boolean found = what.equals("qeq");
        // For few ions the processor takes its matrix from waves, never from a mesh.
        String text = found ? FOUND.replace("cutoff = 6 Å", "method = ewald, cutoff = 6 Å") : FIXED.formatted(what);
        int steps = what.equals("pme") ? 100 : 40;
        Run host = run(text, false, steps), device = run(text, true, steps), again = run(text, true, steps);
        assertTrue(host.builds > 1, "the test is about new lists, too");
        assertEquals(host.builds, device.builds);
        assertArrayEquals(host.atoms.positions(), device.atoms.positions(), found ? 1e-5 : 1e-9);
        assertArrayEquals(host.energies, device.energies, (found ? 1e-7 : 1e-11) * Math.abs(host.energies[0]));
        assertArrayEquals(device.atoms.positions(), again.atoms.positions());
        assertArrayEquals(device.atoms.velocities(), again.atoms.velocities());
        assertArrayEquals(device.energies, again.energies);
        // Of velocity Verlet with 1 fs; the kinetic energy at the start is 9.8 eV.
        assertTrue(Arrays.stream(device.energies).allMatch(e -> Math.abs(e - device.energies[0]) < 0.01), () -> "the energy changes: " + Arrays.toString(device.energies));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pme", "qeq"})
    void energyIsKept(String what) {
        assumeTrue(Boolean.getBoolean("eutectic.slow"), "long runs take minutes: -Deutectic.slow=true");
        int steps = 20000;
        double[] e = run(what.equals("qeq") ? FOUND : FIXED.formatted(what), true, steps).energies;
        double start = Arrays.stream(e, 1, e.length / 4).average().orElseThrow(), end = Arrays.stream(e, e.length - e.length / 4, e.length).average().orElseThrow();
        double most = Arrays.stream(e).map(x -> Math.abs(x - e[0])).max().orElse(0);
        System.out.printf(Locale.ROOT, "%s, %d steps of 1 fs: the total energy drifts by %.1e eV for each atom and ns, and strays by %.1e eV for each atom at most%n", what, steps,
            (end - start) / 64 / (0.75e-6 * steps), most / 64);
        assertTrue(most < 0.02, "the energy changes by " + most + " eV");
    }

    /** What the processor says of charges that have no minimum, or no end, is said here, too. */
    @ParameterizedTest
    @ValueSource(strings = {"the hardness matrix is indefinite", "polarisation catastrophe"})
    void chargesWithoutEndAreAnError(String message) {
        boolean pair = message.startsWith("polarisation");
        Configuration c = pair ? new Configuration(List.of("Na", "Cl"), new int[] {0, 1}, new double[] {0, 0, 0, 6.9, 0, 0}, Cell.none())
            : ChargesOnDeviceTest.ions(Cell.orthorhombic(11.3, 11.3, 11.3), 4, 0.02, List.of("Na", "Cl"));
        String text = "potential Soft { species Na, Cl; term charges = qeq(chi = {Na: 3 eV, Cl: 9 eV}, hardness = %s, gamma = {Na: 0.7 Å^-1, Cl: 0.9 Å^-1}, screening = reaxff_taper, cutoff = 7 Å) }".formatted(pair ? "0.02 eV" : "1 eV");
        try (ForceField device = device(text); ForceField processor = Potential.parse(text).forceField(Backend.TRUFFLE, 1)) {
            String expected = assertThrows(StructureException.class, () -> ChargesOnDeviceTest.compute(processor, c)).getMessage();
            assertTrue(expected.startsWith(message), expected);
            assertEquals(expected, assertThrows(StructureException.class, () -> ChargesOnDeviceTest.compute(device, c)).getMessage());
        }
    }
}
