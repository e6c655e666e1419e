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

/** The OpenCL loader and the devices of every platform. */
final class OpenCl {
    private static final int NO_PLATFORM = -1001;
    private static final int DEVICE_NOT_FOUND = -1;
    private static final int PLATFORM_NAME = 0x0902;
    private static final long DEVICE_TYPE_ALL = 0xFFFFFFFFL;
    private static final long DEVICE_TYPE_CPU = 2;
    private static final int DEVICE_TYPE = 0x1000;
    private static final int DEVICE_MAX_COMPUTE_UNITS = 0x1002;
    private static final int DEVICE_MAX_MEM_ALLOC_SIZE = 0x1010;
    private static final int DEVICE_GLOBAL_MEM_SIZE = 0x101F;
    private static final int DEVICE_NAME = 0x102B;
    private static final int DRIVER_VERSION = 0x102D;
    private static final int DEVICE_VERSION = 0x102F;
    private static final int DEVICE_DOUBLE_FP_CONFIG = 0x1032;
    private static final String NO_DRIVER = "the OpenCL loader is there but no driver; one for the CPU comes with: apt install pocl-opencl-icd";

    private final DriverLibrary cl;
    private final MethodHandle platformIds;
    private final MethodHandle platformInfo;
    private final MethodHandle deviceIds;
    private final MethodHandle deviceInfo;

    private OpenCl(DriverLibrary cl) throws DriverException {
        this.cl = cl;
        platformIds = cl.function("clGetPlatformIDs", JAVA_INT, ADDRESS, ADDRESS);
        platformInfo = cl.function("clGetPlatformInfo", ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);
        deviceIds = cl.function("clGetDeviceIDs", ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS);
        deviceInfo = cl.function("clGetDeviceInfo", ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);
    }

    /**
     * A device and what it takes to use it.
     *
     * @param id of the driver
     * @param driver its version
     * @param processor whether it is the machine's processor
     * @param largestBuffer bytes
     */
    record Found(Device device, MemorySegment id, String driver, boolean processor, long largestBuffer) {}

    static DeviceReport look() {
        try {
            return DeviceReport.of(open().devices().stream().map(Found::device).toList());
        } catch (DriverException e) {
            return DeviceReport.none(e.getMessage());
        }
    }

    /** @throws DriverException where there is no loader, with what to do */
    static OpenCl open() throws DriverException {
        Optional<DriverLibrary> library = DriverLibrary.open("libOpenCL.so.1", "libOpenCL.so", "/System/Library/Frameworks/OpenCL.framework/OpenCL", "OpenCL.dll");
        if (library.isEmpty()) {
            throw new DriverException("no OpenCL loader (libOpenCL.so.1); a driver for the CPU comes with: apt install pocl-opencl-icd");
        }
        try {
            return new OpenCl(library.get());
        } catch (DriverException e) {
            throw new DriverException("the OpenCL loader is there but unusable: " + e.getMessage());
        }
    }

    DriverLibrary library() {
        return cl;
    }

    /**
     * The devices of all platforms, in the platforms' order.
     *
     * @throws DriverException where there are none, with the reason
     */
    List<Found> devices() throws DriverException {
        List<Found> found = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(JAVA_INT);
            int status = DriverLibrary.status(platformIds, 0, MemorySegment.NULL, count);
            if (status == NO_PLATFORM || status == 0 && count.get(JAVA_INT, 0) == 0) {
                throw new DriverException(NO_DRIVER);
            }
            if (status != 0) {
                throw new DriverException("the OpenCL loader is there but unusable: clGetPlatformIDs failed with status " + status);
            }
            int platforms = count.get(JAVA_INT, 0);
            MemorySegment ids = arena.allocate(ADDRESS, platforms);
            DriverLibrary.call("clGetPlatformIDs", platformIds, platforms, ids, MemorySegment.NULL);
            for (int p = 0; p < platforms; p++) {
                addDevices(arena, ids.getAtIndex(ADDRESS, p), found);
            }
        }
        if (found.isEmpty()) {
            throw new DriverException("OpenCL drivers are there but offer no device");
        }
        return found;
    }

    private void addDevices(Arena arena, MemorySegment platform, List<Found> found) throws DriverException {
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
            MemorySegment id = ids.getAtIndex(ADDRESS, k);
            Device device = new Device(platformName,
                text(arena, deviceInfo, "clGetDeviceInfo", id, DEVICE_NAME),
                text(arena, deviceInfo, "clGetDeviceInfo", id, DEVICE_VERSION),
                (int) number(arena, id, DEVICE_MAX_COMPUTE_UNITS, 4),
                number(arena, id, DEVICE_GLOBAL_MEM_SIZE, 8),
                doublePrecision(arena, id));
            found.add(new Found(device, id, text(arena, deviceInfo, "clGetDeviceInfo", id, DRIVER_VERSION), (number(arena, id, DEVICE_TYPE, 8) & DEVICE_TYPE_CPU) != 0,
                number(arena, id, DEVICE_MAX_MEM_ALLOC_SIZE, 8)));
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
