package org.eutectic.gpu;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks NVIDIA's driver library for its devices. */
final class CudaProbe {
    private static final int NO_DEVICE = 100;
    private static final int MULTIPROCESSOR_COUNT = 16;
    private static final int CAPABILITY_MAJOR = 75;
    private static final int CAPABILITY_MINOR = 76;

    private CudaProbe() {}

    static DeviceReport look() {
        Optional<DriverLibrary> library = DriverLibrary.open("libcuda.so.1", "libcuda.so", "nvcuda.dll");
        if (library.isEmpty()) {
            return DeviceReport.none("no NVIDIA driver (libcuda.so.1)");
        }
        try {
            return devices(library.get());
        } catch (DriverException e) {
            return DeviceReport.none("NVIDIA's driver is there but unusable: " + e.getMessage());
        }
    }

    private static DeviceReport devices(DriverLibrary cuda) throws DriverException {
        MethodHandle init = cuda.function("cuInit", JAVA_INT);
        MethodHandle count = cuda.function("cuDeviceGetCount", ADDRESS);
        MethodHandle get = cuda.function("cuDeviceGet", ADDRESS, JAVA_INT);
        MethodHandle nameOf = cuda.function("cuDeviceGetName", ADDRESS, JAVA_INT, JAVA_INT);
        MethodHandle memory = cuda.function("cuDeviceTotalMem_v2", ADDRESS, JAVA_INT);
        MethodHandle attribute = cuda.function("cuDeviceGetAttribute", ADDRESS, JAVA_INT, JAVA_INT);
        int status = DriverLibrary.status(init, 0);
        if (status == NO_DEVICE) {
            return DeviceReport.none("NVIDIA's driver is there but finds no device");
        }
        if (status != 0) {
            throw new DriverException("cuInit failed with status " + status);
        }
        List<Device> found = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocate(JAVA_LONG);
            DriverLibrary.call("cuDeviceGetCount", count, number);
            int devices = number.get(JAVA_INT, 0);
            MemorySegment name = arena.allocate(256);
            for (int ordinal = 0; ordinal < devices; ordinal++) {
                DriverLibrary.call("cuDeviceGet", get, number, ordinal);
                int device = number.get(JAVA_INT, 0);
                DriverLibrary.call("cuDeviceGetName", nameOf, name, 256, device);
                DriverLibrary.call("cuDeviceTotalMem", memory, number, device);
                long bytes = number.get(JAVA_LONG, 0);
                int[] values = new int[3];
                int[] wanted = {CAPABILITY_MAJOR, CAPABILITY_MINOR, MULTIPROCESSOR_COUNT};
                for (int k = 0; k < wanted.length; k++) {
                    DriverLibrary.call("cuDeviceGetAttribute", attribute, number, wanted[k], device);
                    values[k] = number.get(JAVA_INT, 0);
                }
                found.add(new Device("CUDA", name.getString(0).strip(), "compute capability " + values[0] + "." + values[1], values[2], bytes, true));
            }
        }
        return found.isEmpty() ? DeviceReport.none("NVIDIA's driver is there but finds no device") : DeviceReport.of(found);
    }
}
