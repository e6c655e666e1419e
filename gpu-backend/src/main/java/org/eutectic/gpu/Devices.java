package org.eutectic.gpu;

/**
 * Looks for accelerators through the drivers' own libraries. A missing library, a missing device or a driver that refuses is an answer, never
 * an exception: most machines have one of the two at best.
 */
public final class Devices {
    private Devices() {}

    /** The devices of all OpenCL platforms, CPU drivers such as PoCL among them. */
    public static DeviceReport openCl() {
        return OpenCl.look();
    }

    /** The devices that NVIDIA's driver offers. */
    public static DeviceReport cuda() {
        return CudaProbe.look();
    }
}
