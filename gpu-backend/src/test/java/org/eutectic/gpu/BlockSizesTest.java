package org.eutectic.gpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.gpu.source.DeviceProgram;
import org.eutectic.gpu.source.Precision;
import org.eutectic.md.dynamics.Simulation;
import org.junit.jupiter.api.Test;

/** Sizes of groups are tried once, and change nothing; a driver for processors plays the GPU. */
class BlockSizesTest {
    /** Made up anew for each run of the test, so that nobody remembers it. */
    private static final Potential FIELDS = Potential.parse("potential Fields { species Ar; cutoff 5 Å; rho[i] = sum(j) (1 - (r[i,j]/(5 Å))^2)^3; energy[i] = -" + (1 + System.nanoTime() % 1000000 * 1e-9)
        + " eV*sqrt(rho[i]) + sum(j) 0.1 eV*(3 Å/r[i,j])^6*(1 - (r[i,j]/(5 Å))^2)^3 }");

    @Test
    void takesTheFastestThatWorksAndRemembersIt() {
        DeviceProgram program = new DeviceProgram("// " + System.nanoTime(), "Test", Precision.DOUBLE, List.of(), List.of(), 0, 0, 0, 0, new double[0]);
        ComputeDevice device = proxy(ComputeDevice.class, null, new ArrayList<>());
        List<Integer> tried = new ArrayList<>();
        int best = BlockSizes.of(device, program, "block size", BlockSizes.TRIED, size -> {
            tried.add(size);
            if (size == 256) {
                throw new DeviceException("too many registers");
            }
            // 128 is the fastest by far more than the machine is uneven.
            for (long end = System.nanoTime() + (size == 128 ? 0 : 20_000_000); System.nanoTime() < end;) {
                Thread.onSpinWait();
            }
        }, 64);
        assertEquals(128, best);
        assertTrue(tried.containsAll(BlockSizes.TRIED), tried.toString());
        assertEquals(128, BlockSizes.of(device, program, "block size", BlockSizes.TRIED, size -> { throw new AssertionError("it is known"); }, 64));
    }

    @Test
    void groupsChangeNothing() {
        assumeTrue(!Devices.openCl().devices().isEmpty(), "no OpenCL device: " + Devices.openCl().problem());
        ComputeDevice real = DeviceChoice.open(DeviceChoice.Kind.OPENCL, 0);
        List<Integer> groups = new ArrayList<>();
        Evaluation one = new Evaluation(), other = new Evaluation();
        double[][] ends = new double[2][];
        for (ComputeDevice device : List.of(real, proxy(ComputeDevice.class, real, groups))) {
            try (DeviceForceField field = new DeviceForceField(FIELDS.name(), FIELDS.species(), FIELDS.parts(), device, Precision.DOUBLE)) {
                Configuration c = crystal();
                field.compute(NeighborListBuilder.build(c, field), true, true, true, device == real ? one : other);
                Simulation.of(c, field).timestep(5).skin(0.3).steps(40).build().run();
                ends[device == real ? 0 : 1] = c.positions();
            }
        }
        assertTrue(groups.containsAll(BlockSizes.TRIED), groups.toString());
        assertEquals(one.energy(), other.energy());
        assertArrayEquals(one.forces(), other.forces());
        assertArrayEquals(one.virial(), other.virial());
        assertArrayEquals(ends[0], ends[1]);
    }

    private static Configuration crystal() {
        double[] x = new double[96];
        int n = 0;
        for (int k = 0; k < 32; k++) {
            x[n++] = 4.2 * (k & 1) + (k / 8 % 2 == 0 ? 0 : 2.1) + 0.1 * Math.sin(k);
            x[n++] = 4.2 * (k >> 1 & 1) + (k / 16 == 0 ? 0 : 2.1);
            x[n++] = 4.2 * (k >> 2 & 1) + (k / 8 % 2 == k / 16 ? 0 : 2.1);
        }
        return new Configuration(List.of("Ar"), new int[32], x, Cell.orthorhombic(8.4, 8.4, 8.4));
    }

    /** A device that says it is no processor. */
    private static <T> T proxy(Class<T> type, Object real, List<Integer> groups) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "isProcessor" -> {
                    return false;
                }
                case "description" -> {
                    return new Device("Test", "Not a processor", "1", 2, 1L << 30, true);
                }
                case "run" -> groups.add((Integer) arguments[2]);
                default -> { }
            }
            try {
                method.setAccessible(true);
                Object result = method.invoke(real, arguments);
                return result instanceof ComputeDevice.Kernels k ? proxy(ComputeDevice.Kernels.class, k, groups) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
