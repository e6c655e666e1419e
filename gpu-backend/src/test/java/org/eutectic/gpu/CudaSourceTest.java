package org.eutectic.gpu;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.stream.Stream;
import org.eutectic.Potential;
import org.eutectic.gpu.charges.CoulombOnDevice;
import org.eutectic.gpu.dispersion.DispersionOnDevice;
import org.eutectic.gpu.source.DeviceProgram;
import org.eutectic.gpu.source.Dialect;
import org.eutectic.gpu.source.Precision;
import org.eutectic.kernel.Outputs;
import org.eutectic.kernel.Scheduler;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Generated CUDA programs compile, where NVIDIA's compiler library or nvcc is found; they need no device. */
class CudaSourceTest {
    private static final String ARCHITECTURE = "sm_80";
    private static final String PAIR = "potential Pair { species Ar, Kr; cutoff 6 Å; energy[i] = 1/2*sum(j) 0.01 eV*(3.4 Å/r[i,j])^12 }";
    private static final String STAGES = """
        potential Stages { species Ar; cutoff 5 Å
          rho[i] = sum(j) exp(-r[i,j]/(1 Å))
          energy[i] = sum(j < k) 0.1 eV*rho[j]*rho[k]*exp(-(r[i,j] + r[i,k])/(1 Å))*(cos[j,i,k] + 1/3)^2 }""";
    private static final String PRODUCTS = """
        potential Products { species Ar; cutoff 5 Å
          S[i,j] = prod(k != j) (1 - exp(-(r[i,k] + r[j,k] - r[i,j])/(1 Å)))
          energy[i] = sum(j) 0.1 eV*S[i,j]*exp(-r[i,j]/(1 Å)) }""";

    private static CudaCompiler compiler() {
        try {
            return CudaCompiler.open();
        } catch (DriverException e) {
            return abort("CUDA programs are not compiled here: " + e.getMessage());
        }
    }

    private static void compiles(DeviceProgram program) throws DriverException {
        CudaCompiler.Result result = compiler().compile(program.source(), ARCHITECTURE);
        assertNotNull(result.code(), result.log());
        assertTrue(result.code().length > 1000, "a program of " + result.code().length + " bytes");
    }

    @TestFactory
    Stream<DynamicTest> potentialsCompile() {
        return Stream.of(test(PAIR, Precision.DOUBLE), test(STAGES, Precision.MIXED), test(PRODUCTS, Precision.DOUBLE));
    }

    private static DynamicTest test(String text, Precision precision) {
        Potential p = Potential.parse(text);
        return DynamicTest.dynamicTest(p.name() + ", " + precision, () -> compiles(DeviceProgram.of(Scheduler.scheduleForManyThreads(p.terms().getFirst(), Outputs.ALL), Dialect.CUDA, precision)));
    }

    /** Groups of threads with sums, products and networks between which members wait for each other. */
    @Test
    void groupsOfThreadsCompile() throws DriverException {
        Potential p = Potential.parse(PRODUCTS);
        DeviceProgram program = DeviceProgram.of(Scheduler.scheduleForManyThreads(p.terms().getFirst(), Outputs.of(true, true, false)), Dialect.CUDA, Precision.MIXED, true, false);
        assertTrue(program.teams().contains(true));
        compiles(program);
    }

    @Test
    void dispersionCompiles() throws DriverException {
        compiles(DispersionOnDevice.program(Dialect.CUDA));
    }

    @Test
    void sumsOverChargesCompile() throws DriverException {
        compiles(CoulombOnDevice.program(Dialect.CUDA));
    }

    @Test
    void motionCompiles() throws DriverException {
        compiles(DeviceProgram.motion(Dialect.CUDA));
        compiles(DeviceProgram.descent(Dialect.CUDA));
    }
}
