package org.eutectic.gpu;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** NVIDIA's compiler library, NVRTC. It needs no device, so that programs can be tried without one. */
final class RuntimeCompiler implements CudaCompiler {
    private final MethodHandle create;
    private final MethodHandle compile;
    private final MethodHandle logSize;
    private final MethodHandle log;
    private final MethodHandle codeSize;
    private final MethodHandle code;
    private final MethodHandle destroy;
    private final String version;

    private RuntimeCompiler(DriverLibrary nvrtc) throws DriverException {
        create = nvrtc.function("nvrtcCreateProgram", ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        compile = nvrtc.function("nvrtcCompileProgram", ADDRESS, JAVA_INT, ADDRESS);
        logSize = nvrtc.function("nvrtcGetProgramLogSize", ADDRESS, ADDRESS);
        log = nvrtc.function("nvrtcGetProgramLog", ADDRESS, ADDRESS);
        codeSize = nvrtc.function("nvrtcGetCUBINSize", ADDRESS, ADDRESS);
        code = nvrtc.function("nvrtcGetCUBIN", ADDRESS, ADDRESS);
        destroy = nvrtc.function("nvrtcDestroyProgram", ADDRESS);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment numbers = arena.allocate(JAVA_INT, 2);
            DriverLibrary.call("nvrtcVersion", nvrtc.function("nvrtcVersion", ADDRESS, ADDRESS), numbers, numbers.asSlice(4));
            version = "NVRTC " + numbers.get(JAVA_INT, 0) + "." + numbers.get(JAVA_INT, 4);
        }
    }

    /** @throws DriverException where the library is not there, with what to do */
    static RuntimeCompiler open() throws DriverException {
        String place = System.getProperty("eutectic.nvrtc");
        Optional<DriverLibrary> library = place != null ? DriverLibrary.open(place)
            : DriverLibrary.open("libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2", "libnvrtc.so", "nvrtc64_130_0.dll", "nvrtc64_120_0.dll", "nvrtc64_112_0.dll");
        return new RuntimeCompiler(library.orElseThrow(() -> new DriverException("NVIDIA's compiler library is not there (libnvrtc.so.12); and there is no nvcc on the path; it comes with the CUDA toolkit, or with: pip install nvidia-cuda-nvrtc-cu12; "
            + "where it lies elsewhere: EUTECTIC_OPTS=-Deutectic.nvrtc=/path/to/libnvrtc.so.12")));
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Result compile(String source, String architecture) throws DriverException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = arena.allocate(ADDRESS), size = arena.allocate(JAVA_LONG);
            DriverLibrary.call("nvrtcCreateProgram", create, handle, arena.allocateFrom(source), arena.allocateFrom("eutectic.cu"), 0, MemorySegment.NULL, MemorySegment.NULL);
            MemorySegment program = handle.get(ADDRESS, 0), options = arena.allocate(ADDRESS, OPTIONS.size() + 1);
            options.setAtIndex(ADDRESS, 0, arena.allocateFrom("--gpu-architecture=" + architecture));
            for (int k = 0; k < OPTIONS.size(); k++) {
                options.setAtIndex(ADDRESS, k + 1, arena.allocateFrom(OPTIONS.get(k)));
            }
            int status = DriverLibrary.status(compile, program, OPTIONS.size() + 1, options);
            DriverLibrary.call("nvrtcGetProgramLogSize", logSize, program, size);
            MemorySegment text = arena.allocate(size.get(JAVA_LONG, 0) + 1);
            DriverLibrary.call("nvrtcGetProgramLog", log, program, text);
            byte[] made = null;
            if (status == 0) {
                DriverLibrary.call("nvrtcGetCUBINSize", codeSize, program, size);
                MemorySegment bytes = arena.allocate(size.get(JAVA_LONG, 0));
                DriverLibrary.call("nvrtcGetCUBIN", code, program, bytes);
                made = bytes.toArray(JAVA_BYTE);
            }
            DriverLibrary.call("nvrtcDestroyProgram", destroy, handle);
            return new Result(made, text.getString(0).strip());
        }
    }
}
