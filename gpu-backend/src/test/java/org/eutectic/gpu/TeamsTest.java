package org.eutectic.gpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.gpu.source.DeviceProgram;
import org.eutectic.gpu.source.Dialect;
import org.eutectic.gpu.source.Precision;
import org.eutectic.gpu.source.Teams;
import org.eutectic.kernel.Outputs;
import org.eutectic.kernel.Scheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A group of threads for each atom gives what one thread gives, whatever its size; a driver for processors runs groups as loops. */
class TeamsTest {
    private static final String TEAMS = "eutectic.teams";

    /** Second neighbors after the first: each bond has something for every other one. Fields of neighbors, two species, and more of them than a group has members. */
    private static final String STAGES = """
        potential Stages {
          species Ar, Kr
          cutoff 7 Å
          function fade(r: Å) = (1 - (r/(7 Å))^2)^3
          rho[i] = sum(j) Z[j]*fade(r[i,j])
          energy[i] = 0.01 eV*sqrt(rho[i]) + sum(j < k) 1e-6 eV*rho[j]*(cos[j,i,k] + 1/3)^2*fade(r[i,j])*fade(r[i,k])
        }""";
    /** Angles between more neighbors than a group has members, without branches. */
    private static final String ANGLES = """
        potential Angles {
          species Ar
          cutoff 6 Å
          energy[i] = sum(j < k) 0.01 eV*(cos[j,i,k] + 1/3)^2*(1 - (r[i,j]/(6 Å))^2)^3*(1 - (r[i,k]/(6 Å))^2)^3
        }""";
    /** Sums of what lies along bonds, which need not be gathered. */
    private static final String FIELDS = """
        potential Fields {
          species Ar
          cutoff 6 Å
          energy[i] = -0.1 eV*sqrt(1 + sum(j) (1 - (r[i,j]/(6 Å))^2)^3)
        }""";
    /** Bonds that others weaken and screen, with products of which one factor may be zero. */
    private static final String BONDS = """
        potential Bonds {
          species Cu
          cutoff 5 Å
          function fade(r: Å) = piecewise { r < 4 Å : 1; otherwise : 1/2 + 1/2*cos(pi*(r - 4 Å)/(1 Å)) }
          S[i,j] = prod(k != j) (1 - fade(r[i,k])/(1 + exp(10*((r[i,k]^2 + r[j,k]^2)/r[i,j]^2 - 1.4))))
          zeta[i,j] = sum(k != j) fade(r[i,k])*(1 + cos[j,i,k])^2
          energy[i] = 1/2*sum(j) fade(r[i,j])*S[i,j]*(20 eV*exp(-2*r[i,j]/(1 Å)) - 1 eV*exp(-r[i,j]/(1 Å))/sqrt(1 + zeta[i,j]))
        }""";

    @BeforeEach
    void find() {
        assumeTrue(!Devices.openCl().devices().isEmpty(), "no OpenCL device, so none computes anything: " + Devices.openCl().problem());
    }

    @AfterEach
    void asBefore() {
        System.clearProperty(TEAMS);
    }

    /** 32 atoms, shaken, of one or two species. */
    private static Configuration crystal(Potential potential) {
        double a = potential.species().size() == 1 ? 3.7 : 5.4;
        double[][] basis = {{0, 0, 0}, {0.5, 0.5, 0}, {0.5, 0, 0.5}, {0, 0.5, 0.5}};
        double[] x = new double[96];
        Random random = new Random(3);
        for (int k = 0, n = 0; k < 8; k++) {
            for (double[] b : basis) {
                for (int axis = 0; axis < 3; axis++) {
                    x[n++] = a * ((k >> axis & 1) + b[axis]) + 0.1 * random.nextGaussian();
                }
            }
        }
        int[] types = new int[32];
        Arrays.setAll(types, k -> k % potential.species().size());
        return new Configuration(potential.species(), types, x, Cell.orthorhombic(2 * a, 2 * a, 2 * a));
    }

    private static final boolean ALL = Boolean.getBoolean("eutectic.devices.all");

    /** The virial, and forces where each bond has something for every other one, take PoCL many seconds to compile. */
    private static Evaluation compute(ForceField field, Potential potential) {
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(crystal(potential), field), true, ALL || !potential.name().equals("Angles"), ALL, out);
        return out;
    }

    private static Evaluation onDevice(Potential potential, String teams, ComputeDevice device, Precision precision) {
        System.setProperty(TEAMS, teams);
        try (ForceField field = new DeviceBackend(device, precision).compile(potential.name(), potential.species(), potential.terms(), 1)) {
            return compute(field, potential);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {STAGES, BONDS})
    void groupsGiveWhatTheOracleGives(String text) {
        assumeTrue(ALL || text.equals(BONDS), "takes seconds to compile: -Deutectic.devices.all=true");
        Potential potential = Potential.parse(text);
        ComputeDevice device = DeviceChoice.open(DeviceChoice.Kind.OPENCL, 0);
        Evaluation oracle, team = onDevice(potential, "always", device, Precision.DOUBLE);
        try (ForceField reference = potential.forceField(Backend.REFERENCE, 1)) {
            oracle = compute(reference, potential);
        }
        double largest = Arrays.stream(oracle.forces()).map(Math::abs).max().orElseThrow();
        assertTrue(largest > 1e-3, "forces to compare: " + largest);
        assertEquals(oracle.energy(), team.energy(), 1e-12 * Math.abs(oracle.energy()));
        assertArrayEquals(oracle.forces(), team.forces(), 1e-10);
        assertArrayEquals(ALL ? oracle.virial() : new double[9], team.virial(), 1e-9);
    }

    /** Groups whose members do wait for each other. Not with branches between: those PoCL 3.1 gets wrong, and so a processor has groups of one. */
    @ParameterizedTest
    @ValueSource(strings = {ANGLES, FIELDS})
    void sizesOfGroupsChangeNothing(String text) {
        assumeTrue(ALL || text.equals(ANGLES), "takes seconds to compile: -Deutectic.devices.all=true");
        Potential potential = Potential.parse(text);
        ComputeDevice device = DeviceChoice.open(DeviceChoice.Kind.OPENCL, 0);
        Set<Integer> sizes = new TreeSet<>();
        Evaluation oracle, team = onDevice(potential, "always", ofSize(device, 32, sizes), Precision.DOUBLE), larger = onDevice(potential, "always", ofSize(device, 64, sizes), Precision.DOUBLE);
        try (ForceField reference = potential.forceField(Backend.REFERENCE, 1)) {
            oracle = compute(reference, potential);
        }
        assertEquals(Set.of(32, 64), sizes);
        assertEquals(oracle.energy(), team.energy(), 1e-12 * Math.abs(oracle.energy()));
        assertArrayEquals(text.equals(ANGLES) && !ALL ? new double[96] : oracle.forces(), team.forces(), 1e-10);
        assertEquals(team.energy(), larger.energy());
        assertArrayEquals(team.forces(), larger.forces());
        assertArrayEquals(team.virial(), larger.virial());
        assertArrayEquals(ALL ? oracle.virial() : new double[9], team.virial(), 1e-9);
    }

    @Test
    void mixedPrecisionStaysNear() {
        assumeTrue(ALL, "takes seconds to compile: -Deutectic.devices.all=true");
        Potential potential = Potential.parse(BONDS);
        ComputeDevice device = DeviceChoice.open(DeviceChoice.Kind.OPENCL, 0);
        Evaluation alone = onDevice(potential, "never", device, Precision.MIXED), team = onDevice(potential, "always", device, Precision.MIXED);
        assertEquals(alone.energy(), team.energy(), 1e-6 * Math.abs(alone.energy()));
        assertArrayEquals(alone.forces(), team.forces(), 1e-4);
    }

    /** What a GPU is given follows from the potential alone. */
    @Test
    void heavyPotentialsHaveGroups() {
        assertTrue(hasTeams(BONDS));
        assertTrue(hasTeams(STAGES));
        assertFalse(hasTeams("potential Pair { species Ar; cutoff 8 Å; energy[i] = 1/2*sum(j) 0.01 eV*(3.4 Å/r[i,j])^12 }"));
        assertFalse(hasTeams("""
            potential Few { species Si; cutoff 3 Å
              energy[i] = sum(j < k) 1 eV*(cos[j,i,k] + 1/3)^2*(1 - r[i,j]/(3 Å))^3*(1 - r[i,k]/(3 Å))^3 }"""));
    }

    private static boolean hasTeams(String text) {
        DeviceProgram program = DeviceProgram.of(Scheduler.scheduleForManyThreads(Potential.parse(text).terms().getFirst(), Outputs.ALL), Dialect.OPENCL, Precision.DOUBLE);
        assertEquals(program.teams().contains(true), program.source().contains("a group of threads for each atom"));
        return program.teams().contains(true);
    }

    /** A device whose groups of 32 have another size. */
    private static ComputeDevice ofSize(ComputeDevice device, int size, Set<Integer> sizes) {
        return proxy(ComputeDevice.class, device, size, sizes);
    }

    private static <T> T proxy(Class<T> type, Object real, int size, Set<Integer> sizes) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getName().equals("isProcessor")) {
                return false;
            }
            if (method.getName().equals("description")) {
                return new Device("Test", "Not a processor " + size, "1", 1, 1L << 30, true);
            }
            if (method.getName().equals("run") && ((String) arguments[0]).startsWith("stage") && Teams.SIZES.contains(arguments[2])) {
                arguments[1] = (Integer) arguments[1] / (Integer) arguments[2] * size;
                arguments[2] = size;
                sizes.add(size);
            }
            try {
                method.setAccessible(true);
                Object result = method.invoke(real, arguments);
                return result instanceof ComputeDevice.Kernels k ? proxy(ComputeDevice.Kernels.class, k, size, sizes) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
