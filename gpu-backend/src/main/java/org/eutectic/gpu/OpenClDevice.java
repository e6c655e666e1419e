package org.eutectic.gpu;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eutectic.gpu.source.DeviceProgram;
import org.eutectic.gpu.source.Dialect;

/** A device of OpenCL with a context and a queue; lives while the process does. */
final class OpenClDevice implements ComputeDevice {
    private static final int BUILD_FAILURE = -11;
    private static final int PROGRAM_BUILD_LOG = 0x1183;
    private static final int PROGRAM_BINARY_SIZES = 0x1165;
    private static final int PROGRAM_BINARIES = 0x1166;
    private static final int TRUE = 1;
    /** What the numbers mean that are to be met with. */
    private static final Map<Integer, String> STATUS = Map.of(-2, " (device not available)", -4, " (memory cannot be allocated)", -5, " (out of resources)", -6, " (out of host memory)",
        -14, " (an earlier command failed)", -36, " (the queue is lost)", -61, " (invalid size of a buffer)", -9999, " (illegal access to memory)");
    private static final long READ_WRITE = 1;

    /** For those who look for a driver's mistakes, such as {@code -cl-opt-disable}. */
    private static final String MORE_OPTIONS = System.getProperty("eutectic.opencl.options", "");

    private final OpenCl.Found found;
    private final DriverLibrary cl;
    private final Map<String, MethodHandle> functions = new HashMap<>();
    private final Arena arena = Arena.ofShared();
    private final MemorySegment status = arena.allocate(JAVA_INT);
    private final MemorySegment ids = arena.allocate(ADDRESS);
    private final MemorySegment sizes = arena.allocate(JAVA_LONG, 2);
    private final MemorySegment argument = arena.allocate(8, 8);
    private final MemorySegment context;
    private final MemorySegment queue;

    /** @throws DriverException where the driver refuses */
    OpenClDevice(OpenCl opencl, OpenCl.Found found) throws DriverException {
        this.found = found;
        this.cl = opencl.library();
        ids.set(ADDRESS, 0, found.id());
        function("clEnqueueWriteBuffer", ADDRESS, ADDRESS, JAVA_INT, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        function("clEnqueueReadBuffer", ADDRESS, ADDRESS, JAVA_INT, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        function("clEnqueueFillBuffer", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS);
        function("clReleaseMemObject", ADDRESS);
        function("clReleaseProgram", ADDRESS);
        function("clReleaseKernel", ADDRESS);
        function("clFinish", ADDRESS);
        function("clBuildProgram", ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        function("clGetProgramBuildInfo", ADDRESS, ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);
        function("clGetProgramInfo", ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);
        function("clSetKernelArg", ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS);
        function("clEnqueueNDRangeKernel", ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        maker("clCreateContext", ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        maker("clCreateCommandQueue", ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
        maker("clCreateBuffer", ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS);
        maker("clCreateProgramWithSource", ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        maker("clCreateProgramWithBinary", ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        maker("clCreateKernel", ADDRESS, ADDRESS, ADDRESS);
        context = make("clCreateContext", MemorySegment.NULL, 1, ids, MemorySegment.NULL, MemorySegment.NULL);
        queue = make("clCreateCommandQueue", context, found.id(), 0L);
    }

    private void function(String name, java.lang.foreign.MemoryLayout... arguments) throws DriverException {
        functions.put(name, cl.function(name, arguments));
    }

    private void maker(String name, java.lang.foreign.MemoryLayout... arguments) throws DriverException {
        functions.put(name, cl.pointerFunction(name, arguments));
    }

    /** Calls a function that makes something; its status, the last argument, is seen to here. */
    private MemorySegment make(String name, Object... arguments) throws DriverException {
        Object[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = status;
        MemorySegment made = DriverLibrary.pointer(functions.get(name), all);
        if (status.get(JAVA_INT, 0) != 0) {
            throw new DriverException(name + " failed with status " + status.get(JAVA_INT, 0) + STATUS.getOrDefault(status.get(JAVA_INT, 0), ""));
        }
        return made;
    }

    private void call(String name, Object... arguments) {
        int code = DriverLibrary.status(functions.get(name), arguments);
        if (code != 0) {
            throw lost(name + " failed with status " + code + STATUS.getOrDefault(code, ""));
        }
    }

    /** Gives something back; whether a device that is lost takes it does not matter. */
    private void release(String name, MemorySegment id) {
        DriverLibrary.status(functions.get(name), id);
    }

    private DeviceException lost(String what) {
        return new DeviceException("the device " + found.device().name() + " does not do its work any more: " + what);
    }

    @Override
    public Device description() {
        return found.device();
    }

    @Override
    public Dialect dialect() {
        return Dialect.OPENCL;
    }

    @Override
    public boolean isProcessor() {
        return found.processor();
    }

    @Override
    public long largestBuffer() {
        return found.largestBuffer();
    }

    @Override
    public Buffer allocate(long bytes) {
        try {
            return new Memory(make("clCreateBuffer", context, READ_WRITE, bytes, MemorySegment.NULL), bytes);
        } catch (DriverException e) {
            throw new DeviceException("the device " + found.device().name() + " has no room for " + bytes + " bytes more: " + e.getMessage(), e);
        }
    }

    private final class Memory implements Buffer {
        private final MemorySegment id;
        private final long bytes;

        Memory(MemorySegment id, long bytes) {
            this.id = id;
            this.bytes = bytes;
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public void write(MemorySegment from, long count) {
            if (count > 0) {
                call("clEnqueueWriteBuffer", queue, id, TRUE, 0L, count, from, 0, MemorySegment.NULL, MemorySegment.NULL);
            }
        }

        @Override
        public void read(MemorySegment to, long count) {
            if (count > 0) {
                call("clEnqueueReadBuffer", queue, id, TRUE, 0L, count, to, 0, MemorySegment.NULL, MemorySegment.NULL);
            }
        }

        @Override
        public void clear(long count) {
            if (count > 0) {
                argument.set(JAVA_LONG, 0, 0);
                call("clEnqueueFillBuffer", queue, id, argument, 4L, 0L, count, 0, MemorySegment.NULL, MemorySegment.NULL);
            }
        }

        @Override
        public void close() {
            release("clReleaseMemObject", id);
        }
    }

    @Override
    public Kernels build(DeviceProgram program) {
        String options = ("-cl-std=CL1.2 -w" + (isProcessor() ? " -DTOGETHER " : " ") + MORE_OPTIONS).strip();
        KernelCache.Entry cached = KernelCache.entry(List.of(found.device().platform(), found.device().name(), found.device().version(), found.driver(), options), program.source());
        Optional<byte[]> binary = cached.read();
        try (Arena local = Arena.ofConfined()) {
            MemorySegment flags = local.allocateFrom(options);
            if (binary.isPresent()) {
                MemorySegment made = fromBinary(local, binary.get());
                if (made != null && DriverLibrary.status(functions.get("clBuildProgram"), made, 1, ids, flags, MemorySegment.NULL, MemorySegment.NULL) == 0) {
                    return new Program(made);
                }
            }
            MemorySegment text = local.allocateFrom(program.source()), texts = local.allocate(ADDRESS);
            texts.set(ADDRESS, 0, text);
            MemorySegment made = make("clCreateProgramWithSource", context, 1, texts, MemorySegment.NULL);
            int code = DriverLibrary.status(functions.get("clBuildProgram"), made, 1, ids, flags, MemorySegment.NULL, MemorySegment.NULL);
            if (code != 0) {
                String log = log(local, made);
                call("clReleaseProgram", made);
                throw BuildLog.refused(found.device(), program, log.isBlank() ? "clBuildProgram failed with status " + code + (code == BUILD_FAILURE ? "" : ", without a word") : log);
            }
            cached.write(binary(local, made));
            return new Program(made);
        } catch (DriverException e) {
            throw new DeviceException("the device " + found.device().name() + " takes no program: " + e.getMessage(), e);
        }
    }

    /** A program of a kept binary, or null where the driver does not take it. */
    private MemorySegment fromBinary(Arena local, byte[] binary) {
        MemorySegment bytes = local.allocateFrom(JAVA_BYTE, binary), all = local.allocate(ADDRESS);
        all.set(ADDRESS, 0, bytes);
        sizes.set(JAVA_LONG, 0, binary.length);
        try {
            return make("clCreateProgramWithBinary", context, 1, ids, sizes, all, MemorySegment.NULL);
        } catch (DriverException outdated) {
            return null;
        }
    }

    private String log(Arena local, MemorySegment program) {
        call("clGetProgramBuildInfo", program, found.id(), PROGRAM_BUILD_LOG, 0L, MemorySegment.NULL, sizes);
        long length = sizes.get(JAVA_LONG, 0);
        MemorySegment text = local.allocate(length + 1);
        call("clGetProgramBuildInfo", program, found.id(), PROGRAM_BUILD_LOG, length, text, MemorySegment.NULL);
        return text.getString(0).strip();
    }

    private byte[] binary(Arena local, MemorySegment program) {
        call("clGetProgramInfo", program, PROGRAM_BINARY_SIZES, 8L, sizes, MemorySegment.NULL);
        MemorySegment bytes = local.allocate(Math.max(1, sizes.get(JAVA_LONG, 0))), all = local.allocate(ADDRESS);
        all.set(ADDRESS, 0, bytes);
        call("clGetProgramInfo", program, PROGRAM_BINARIES, 8L, all, MemorySegment.NULL);
        return bytes.toArray(JAVA_BYTE);
    }

    private final class Program implements Kernels {
        private final MemorySegment id;
        private final Map<String, MemorySegment> kernels = new HashMap<>();
        private final Map<String, Object[]> set = new HashMap<>();

        Program(MemorySegment id) {
            this.id = id;
        }

        private MemorySegment kernel(String name) {
            return kernels.computeIfAbsent(name, n -> {
                try (Arena local = Arena.ofConfined()) {
                    return make("clCreateKernel", id, local.allocateFrom(n));
                } catch (DriverException e) {
                    throw lost(e.getMessage());
                }
            });
        }

        @Override
        public void run(String name, int threads, int group, List<Object> arguments) {
            MemorySegment kernel = kernel(name);
            Object[] known = set.computeIfAbsent(name, n -> new Object[arguments.size()]);
            for (int k = 0; k < known.length; k++) {
                Object value = arguments.get(k);
                // A kernel keeps its arguments; most are those of the call before.
                if (!value.equals(known[k])) {
                    known[k] = value;
                    set(kernel, k, value);
                }
            }
            sizes.setAtIndex(JAVA_LONG, 0, threads);
            sizes.setAtIndex(JAVA_LONG, 1, group);
            call("clEnqueueNDRangeKernel", queue, kernel, 1, MemorySegment.NULL, sizes, sizes.asSlice(8), 0, MemorySegment.NULL, MemorySegment.NULL);
        }

        private void set(MemorySegment kernel, int number, Object value) {
            switch (value) {
                case Memory m -> argument.set(ADDRESS, 0, m.id);
                case Double d -> argument.set(ValueLayout.JAVA_DOUBLE, 0, d);
                default -> argument.set(JAVA_INT, 0, (int) value);
            }
            call("clSetKernelArg", kernel, number, value instanceof Integer ? 4L : 8L, argument);
        }

        @Override
        public void close() {
            release("clFinish", queue);
            kernels.values().forEach(k -> release("clReleaseKernel", k));
            release("clReleaseProgram", id);
        }
    }
}
