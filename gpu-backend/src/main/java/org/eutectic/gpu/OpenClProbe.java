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

/** Asks the OpenCL loader for the devices of every platform. */
final class OpenClProbe {
    private static final int NO_PLATFORM = -1001;
    private static final int DEVICE_NOT_FOUND = -1;
    private static final int PLATFORM_NAME = 0x0902;
    private static final long DEVICE_TYPE_ALL = 0xFFFFFFFFL;
    private static final int DEVICE_MAX_COMPUTE_UNITS = 0x1002;
    private static final int DEVICE_GLOBAL_MEM_SIZE = 0x101F;
    private static final int DEVICE_NAME = 0x102B;
    private static final int DEVICE_VERSION = 0x102F;
    private static final int DEVICE_DOUBLE_FP_CONFIG = 0x1032;

    private final MethodHandle platformIds;
    private final MethodHandle platformInfo;
    private final MethodHandle deviceIds;
    private final MethodHandle deviceInfo;

    private OpenClProbe(DriverLibrary cl) throws DriverException {
        platformIds = cl.function("clGetPlatformIDs", JAVA_INT, ADDRESS, ADDRESS);
        platformInfo = cl.function("clGetPlatformInfo", ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);
        deviceIds = cl.function("clGetDeviceIDs", ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS);
        deviceInfo = cl.function("clGetDeviceInfo", ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);
    }

    static DeviceReport look() {
        Optional<DriverLibrary> library = DriverLibrary.open("libOpenCL.so.1", "libOpenCL.so",
            "/System/Library/Frameworks/OpenCL.framework/OpenCL", "OpenCL.dll");
        if (library.isEmpty()) {
            return DeviceReport.none("no OpenCL loader (libOpenCL.so.1); a driver for the CPU comes with: apt install pocl-opencl-icd");
        }
        try {
            return new OpenClProbe(library.get()).devices();
        } catch (DriverException e) {
            return DeviceReport.none("the OpenCL loader is there but unusable: " + e.getMessage());
        }
    }

    private DeviceReport devices() throws DriverException {
        List<Device> found = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(JAVA_INT);
            int status = DriverLibrary.status(platformIds, 0, MemorySegment.NULL, count);
            if (status == NO_PLATFORM || status == 0 && count.get(JAVA_INT, 0) == 0) {
                return DeviceReport.none("the OpenCL loader is there but no driver; one for the CPU comes with: apt install pocl-opencl-icd");
            }
            if (status != 0) {
                throw new DriverException("clGetPlatformIDs failed with status " + status);
            }
            int platforms = count.get(JAVA_INT, 0);
            MemorySegment ids = arena.allocate(ADDRESS, platforms);
            DriverLibrary.call("clGetPlatformIDs", platformIds, platforms, ids, MemorySegment.NULL);
            for (int p = 0; p < platforms; p++) {
                addDevices(arena, ids.getAtIndex(ADDRESS, p), found);
            }
        }
        return found.isEmpty() ? DeviceReport.none("OpenCL drivers are there but offer no device") : DeviceReport.of(found);
    }

    private void addDevices(Arena arena, MemorySegment platform, List<Device> found) throws DriverException {
        String platformName = text(arena, platformInfo, "clGetPlatformInfo", platform, PLATFORM_NAME);
        MemorySegment count = arena.allocate(JAVA_INT);
        int status = DriverLibrary.status(deviceIds, platform, DEVICE_TYPE_ALL, 0, MemorySegment.NULL, count);
        if (status == DEVICE_NOT_FOUND || status == 0 && count.get(JAVA_INT, 0) == 0) {
            return;
        }
        if (status != 0) {
            throw new DriverException("clGetDeviceIDs failed with status " + status + " for " + platformName);
        }
        int devices = count.get(JAVA_INT, 0);
        MemorySegment ids = arena.allocate(ADDRESS, devices);
        DriverLibrary.call("clGetDeviceIDs", deviceIds, platform, DEVICE_TYPE_ALL, devices, ids, MemorySegment.NULL);
        for (int k = 0; k < devices; k++) {
            MemorySegment device = ids.getAtIndex(ADDRESS, k);
            found.add(new Device(platformName,
                text(arena, deviceInfo, "clGetDeviceInfo", device, DEVICE_NAME),
                text(arena, deviceInfo, "clGetDeviceInfo", device, DEVICE_VERSION),
                (int) number(arena, device, DEVICE_MAX_COMPUTE_UNITS, 4),
                number(arena, device, DEVICE_GLOBAL_MEM_SIZE, 8),
                doublePrecision(arena, device)));
        }
    }

    /** Drivers without double precision may refuse the question itself. */
    private boolean doublePrecision(Arena arena, MemorySegment device) {
        try {
            return number(arena, device, DEVICE_DOUBLE_FP_CONFIG, 8) != 0;
        } catch (DriverException refused) {
            return false;
        }
    }

    private long number(Arena arena, MemorySegment device, int what, long bytes) throws DriverException {
        MemorySegment value = arena.allocate(JAVA_LONG);
        DriverLibrary.call("clGetDeviceInfo", deviceInfo, device, what, bytes, value, MemorySegment.NULL);
        return bytes == 4 ? Integer.toUnsignedLong(value.get(JAVA_INT, 0)) : value.get(JAVA_LONG, 0);
    }

    private static String text(Arena arena, MethodHandle function, String name, MemorySegment object, int what) throws DriverException {
        MemorySegment size = arena.allocate(JAVA_LONG);
        DriverLibrary.call(name, function, object, what, 0L, MemorySegment.NULL, size);
        long bytes = size.get(JAVA_LONG, 0);
        if (bytes <= 0) {
            return "";
        }
        MemorySegment value = arena.allocate(bytes + 1);
        DriverLibrary.call(name, function, object, what, bytes, value, MemorySegment.NULL);
        return value.getString(0).strip();
    }
}
