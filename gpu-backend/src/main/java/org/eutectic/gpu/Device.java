package org.eutectic.gpu;

/**
 * An accelerator that a driver on this machine offers.
 *
 * @param platform who offers it: the OpenCL platform's name, or {@code CUDA}
 * @param name as the driver gives it
 * @param version of OpenCL, or CUDA's compute capability
 * @param computeUnits cores of a CPU device, multiprocessors of a GPU
 * @param memoryBytes of the device
 * @param doublePrecision whether it calculates in double precision
 */
public record Device(String platform, String name, String version, int computeUnits, long memoryBytes, boolean doublePrecision) {

    /** One line for people. */
    @Override
    public String toString() {
        return "%s: %s (%s, %d compute units, %.1f GiB, %s precision)".formatted(platform, name, version, computeUnits,
            memoryBytes / (double) (1L << 30), doublePrecision ? "double" : "single");
    }
}
