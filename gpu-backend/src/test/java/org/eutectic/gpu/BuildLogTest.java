package org.eutectic.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.eutectic.gpu.source.DeviceProgram;
import org.eutectic.gpu.source.Precision;
import org.junit.jupiter.api.Test;

/** A compiler's words are shown with the line that they are about. */
class BuildLogTest {
    @Test
    void findsTheLineInEachCompilersWords() {
        assertEquals(12, BuildLog.line("/tmp/kernel.cl:12:5: error: use of undeclared identifier 't9'"));
        assertEquals(12, BuildLog.line("<kernel>:12:5: fatal error: too many errors"));
        assertEquals(88, BuildLog.line("eutectic.cu(88): error: identifier \"t9\" is undefined"));
        assertEquals(7, BuildLog.line("error: /root/.cache/pocl/tempfile.cl:7:3: use of undeclared identifier"));
        assertEquals(-1, BuildLog.line("out of registers"));
    }

    @Test
    void aProgramThatDoesNotCompileIsShownAtItsLine() {
        assumeTrue(!Devices.openCl().devices().isEmpty(), "no OpenCL device");
        DeviceProgram broken = new DeviceProgram("#pragma OPENCL EXTENSION cl_khr_fp64 : enable\n__kernel void stage_0(__global double *x) {\n  x[0] = no_such_number;\n}\n", "Broken", Precision.DOUBLE, List.of(false), List.of(false), 0, 0, 0, 0,
            new double[0]);
        ComputeDevice device = DeviceChoice.open(DeviceChoice.Kind.OPENCL, 0);
        String message = assertThrows(DeviceException.class, () -> device.build(broken)).getMessage();
        assertTrue(message.contains("line 3: x[0] = no_such_number;"), message);
        assertTrue(message.contains("The driver says:") && message.contains("Broken"), message);
    }
}
