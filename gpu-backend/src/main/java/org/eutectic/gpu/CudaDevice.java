package org.eutectic.gpu;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eutectic.gpu.source.DeviceProgram;
import org.eutectic.gpu.source.Dialect;

/** A device of NVIDIA's driver, with its primary context; lives while the process does. Programs are compiled by NVRTC for the device's own architecture. */
final class CudaDevice implements ComputeDevice {
    /** What the numbers mean that are to be met with. */
    private static final Map<Integer, String> STATUS = Map.of(2, " (out of memory)", 46, " (device not available)", 209, " (no code for this device)", 214, " (an error in memory that cannot be corrected)",
        218, " (a program that the driver does not take)", 700, " (illegal address)", 701, " (too many registers or threads)", 702, " (a kernel took too long)", 719, " (a kernel failed)");

    private final Device device;
    private final String architecture;
    private final DriverLibrary cuda;
    private final Map<String, MethodHandle> functions = new HashMap<>();
    private final Arena arena = Arena.ofShared();
    private final MemorySegment result = arena.allocate(JAVA_LONG, 2);
    private final MemorySegment context;

    /**
     * @param number of the device among the driver's
     * @throws DriverException where the driver refuses
     */
    CudaDevice(Device device, int number) throws DriverException {
        this.device = device;
        this.architecture = "sm_" + device.version().replaceAll("[^0-9]", "");
        this.cuda = DriverLibrary.open("libcuda.so.1", "libcuda.so", "nvcuda.dll").orElseThrow(() -> new DriverException("no NVIDIA driver (libcuda.so.1)"));
        function("cuInit", JAVA_INT);
        function("cuDeviceGet", ADDRESS, JAVA_INT);
        function("cuDevicePrimaryCtxRetain", ADDRESS, JAVA_INT);
        function("cuCtxSetCurrent", ADDRESS);
        function("cuMemAlloc_v2", ADDRESS, JAVA_LONG);
        function("cuMemFree_v2", JAVA_LONG);
        function("cuMemcpyHtoD_v2", JAVA_LONG, ADDRESS, JAVA_LONG);
        function("cuMemcpyDtoH_v2", ADDRESS, JAVA_LONG, JAVA_LONG);
        function("cuMemsetD8_v2", JAVA_LONG, JAVA_BYTE, JAVA_LONG);
        function("cuModuleLoadData", ADDRESS, ADDRESS);
        function("cuModuleGetFunction", ADDRESS, ADDRESS, ADDRESS);
        function("cuModuleUnload", ADDRESS);
        function("cuLaunchKernel", ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        DriverLibrary.call("cuInit", functions.get("cuInit"), 0);
        DriverLibrary.call("cuDeviceGet", functions.get("cuDeviceGet"), result, number);
        DriverLibrary.call("cuDevicePrimaryCtxRetain", functions.get("cuDevicePrimaryCtxRetain"), result, result.get(JAVA_INT, 0));
        context = result.get(ADDRESS, 0);
    }

    private void function(String name, MemoryLayout... arguments) throws DriverException {
        functions.put(name, cuda.function(name, arguments));
    }

    private int status(String name, Object... arguments) {
        // A context belongs to a thread; whoever computes may be another one than the last time.
        DriverLibrary.status(functions.get("cuCtxSetCurrent"), context);
        return DriverLibrary.status(functions.get(name), arguments);
    }

    private void call(String name, Object... arguments) {
        int code = status(name, arguments);
        if (code != 0) {
            throw new DeviceException("the device " + device.name() + " does not do its work any more: " + name + " failed with status " + code + STATUS.getOrDefault(code, ""));
        }
    }

    @Override
    public Device description() {
        return device;
    }

    @Override
    public Dialect dialect() {
        return Dialect.CUDA;
    }

    @Override
    public boolean isProcessor() {
        return false;
    }

    @Override
    public long largestBuffer() {
        return device.memoryBytes();
    }

    @Override
    public Buffer allocate(long bytes) {
        int code = status("cuMemAlloc_v2", result, bytes);
        if (code != 0) {
            throw new DeviceException("the device " + device.name() + " has no room for " + bytes + " bytes more: cuMemAlloc failed with status " + code + STATUS.getOrDefault(code, ""));
        }
        return new Memory(result.get(JAVA_LONG, 0), bytes);
    }

    private final class Memory implements Buffer {
        private final long pointer;
        private final long bytes;

        Memory(long pointer, long bytes) {
            this.pointer = pointer;
            this.bytes = bytes;
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public void write(MemorySegment from, long count) {
            if (count > 0) {
                call("cuMemcpyHtoD_v2", pointer, from, count);
            }
        }

        @Override
        public void read(MemorySegment to, long count) {
            if (count > 0) {
                call("cuMemcpyDtoH_v2", to, pointer, count);
            }
        }

        @Override
        public void clear(long count) {
            if (count > 0) {
                call("cuMemsetD8_v2", pointer, (byte) 0, count);
            }
        }

        @Override
        public void close() {
            // Whether a device that is lost takes it does not matter.
            status("cuMemFree_v2", pointer);
        }
    }

    @Override
    public Kernels build(DeviceProgram program) {
        try {
            CudaCompiler compiler = CudaCompiler.open();
            KernelCache.Entry cached = KernelCache.entry(List.of("CUDA", architecture, compiler.version()), program.source());
            Optional<byte[]> kept = cached.read();
            if (kept.isPresent()) {
                try (Arena local = Arena.ofConfined()) {
                    if (status("cuModuleLoadData", result, local.allocateFrom(JAVA_BYTE, kept.get())) == 0) {
                        return new Module(result.get(ADDRESS, 0));
                    }
                }
            }
            CudaCompiler.Result made = compiler.compile(program.source(), architecture);
            if (made.code() == null) {
                throw BuildLog.refused(device, program, made.log());
            }
            cached.write(made.code());
            try (Arena local = Arena.ofConfined()) {
                call("cuModuleLoadData", result, local.allocateFrom(JAVA_BYTE, made.code()));
            }
            return new Module(result.get(ADDRESS, 0));
        } catch (DriverException e) {
            throw new DeviceException("no program can be compiled for " + device.name() + ": " + e.getMessage(), e);
        }
    }

    private final class Module implements Kernels {
        private final MemorySegment id;
        private final Map<String, MemorySegment> kernels = new HashMap<>();

        Module(MemorySegment id) {
            this.id = id;
        }

        private MemorySegment kernel(String name) {
            return kernels.computeIfAbsent(name, n -> {
                try (Arena local = Arena.ofConfined()) {
                    call("cuModuleGetFunction", result, id, local.allocateFrom(n));
                    return result.get(ADDRESS, 0);
                }
            });
        }

        @Override
        public void run(String name, int threads, int group, List<Object> arguments) {
            MemorySegment kernel = kernel(name);
            try (Arena local = Arena.ofConfined()) {
                MemorySegment numbers = local.allocate(JAVA_LONG, arguments.size()), pointers = local.allocate(ADDRESS, arguments.size());
                for (int k = 0; k < arguments.size(); k++) {
                    switch (arguments.get(k)) {
                        case Memory m -> numbers.setAtIndex(JAVA_LONG, k, m.pointer);
                        case Double d -> numbers.setAtIndex(JAVA_LONG, k, Double.doubleToRawLongBits(d));
                        default -> numbers.set(JAVA_INT, 8L * k, (int) arguments.get(k));
                    }
                    pointers.setAtIndex(ADDRESS, k, numbers.asSlice(8L * k));
                }
                call("cuLaunchKernel", kernel, threads / group, 1, 1, group, 1, 1, 0, MemorySegment.NULL, pointers, MemorySegment.NULL);
            }
        }

        @Override
        public void close() {
            status("cuModuleUnload", id);
        }
    }
}
