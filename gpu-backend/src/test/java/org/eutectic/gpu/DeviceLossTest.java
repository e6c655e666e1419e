package org.eutectic.gpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.gpu.source.Precision;
import org.eutectic.md.dynamics.Restart;
import org.eutectic.md.dynamics.Simulation;
import org.eutectic.md.dynamics.SimulationException;
import org.eutectic.md.dynamics.Velocities;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device that is lost in mid-run costs the steps since the last state that was saved, and says so. */
class DeviceLossTest {
    private static final Potential PAIR = Potential.parse("potential Pair { species Ar; cutoff 6 Å; energy[i] = 1/2*sum(j) 0.01 eV*((3.4 Å/r[i,j])^12 - (3.4 Å/r[i,j])^6)*(1 - (r[i,j]/(6 Å))^2)^3 }");

    @TempDir
    private Path folder;

    @BeforeAll
    static void find() {
        assumeTrue(!Devices.openCl().devices().isEmpty(), "no OpenCL device, so none is lost: " + Devices.openCl().problem());
    }

    /** The first OpenCL device, until it has made some drifts. */
    private static ComputeDevice device(int drifts) {
        ComputeDevice real = DeviceChoice.open(DeviceChoice.Kind.OPENCL, 0);
        int[] made = new int[1];
        return proxy(ComputeDevice.class, real, (method, result) -> !method.equals("build") ? result : proxy(ComputeDevice.Kernels.class, (ComputeDevice.Kernels) result, (name, nothing) -> nothing,
            (name, arguments) -> {
                if (name.equals("run") && arguments[0].equals("drift") && ++made[0] > drifts) {
                    throw new DeviceException("the device Lost does not do its work any more: clEnqueueNDRangeKernel failed with status -36 (the queue is lost)");
                }
            }));
    }

    private interface Before {
        void call(String method, Object[] arguments);
    }

    private interface After {
        Object call(String method, Object result);
    }

    private static <T> T proxy(Class<T> type, T real, After after) {
        return proxy(type, real, after, (method, arguments) -> { });
    }

    private static <T> T proxy(Class<T> type, T real, After after, Before before) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            before.call(method.getName(), arguments);
            try {
                method.setAccessible(true);
                return after.call(method.getName(), method.invoke(real, arguments));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private static Configuration argon() {
        Configuration c = new Configuration(List.of("Ar"), new int[4], new double[] {0, 0, 0, 2.7, 2.7, 0, 2.7, 0, 2.7, 0, 2.7, 2.7}, Cell.orthorhombic(5.4, 5.4, 5.4));
        Velocities.maxwellBoltzmann(c, 60, 1);
        return c;
    }

    private ForceField field(int drifts) {
        ComputeDevice device = device(drifts);
        return new DeviceForceField(PAIR.name(), PAIR.species(), PAIR.parts(), device, Precision.DOUBLE);
    }

    @Test
    void theLastGoodStateIsSaved() {
        Path file = folder.resolve("last-good.xyz");
        try (ForceField field = field(1100)) {
            SimulationException e = assertThrows(SimulationException.class, () -> Simulation.of(argon(), field).timestep(2).steps(2000).rescue(file).build().run());
            assertEquals("the run stopped at step 1001: the device Lost does not do its work any more: clEnqueueNDRangeKernel failed with status -36 (the queue is lost). The last good state, step 1000, is in "
                + file, e.getMessage());
        }
        Restart saved = Restart.read(file);
        assertEquals(1000, saved.step());
        Configuration whole = argon();
        try (ForceField field = field(Integer.MAX_VALUE)) {
            Simulation.of(whole, field).timestep(2).steps(1000).build().run();
        }
        assertArrayEquals(whole.positions(), saved.configuration().positions());
        assertArrayEquals(whole.velocities(), saved.configuration().velocities());
    }
}
