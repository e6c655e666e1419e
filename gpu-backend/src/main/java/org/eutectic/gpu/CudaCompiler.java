package org.eutectic.gpu;

import java.util.List;

/** What makes machine code of CUDA programs: NVIDIA's compiler library where it is installed, else the compiler of the toolkit. Neither needs a device. */
interface CudaCompiler {
    /** Products and sums are not fused: forces are then the same bits whatever else is asked for. */
    List<String> OPTIONS = List.of("--fmad=false", "--std=c++17");

    /**
     * What a compilation came to.
     *
     * @param code for the device, or null where there were errors
     * @param log the compiler's words
     */
    record Result(byte[] code, String log) {}

    /** Its name and version: another one makes other code. */
    String version();

    /**
     * Compiles a program.
     *
     * @param architecture such as {@code sm_90}
     * @throws DriverException where the compiler cannot be run
     */
    Result compile(String source, String architecture) throws DriverException;

    /** @throws DriverException where there is none, with what to do */
    static CudaCompiler open() throws DriverException {
        try {
            return RuntimeCompiler.open();
        } catch (DriverException absent) {
            return ToolkitCompiler.find().orElseThrow(() -> absent);
        }
    }
}
