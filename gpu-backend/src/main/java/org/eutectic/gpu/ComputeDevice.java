package org.eutectic.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.eutectic.gpu.source.DeviceProgram;
import org.eutectic.gpu.source.Dialect;

/** A device that runs kernels: what OpenCL and CUDA have in common. Work is done in the order in which it is asked for. One thread at a time. */
interface ComputeDevice {

    Device description();

    Dialect dialect();

    /** Whether this is the machine's processor, whose threads keep their numbers together and share its memory. */
    boolean isProcessor();

    /** The largest piece of memory that it gives away at once, bytes. */
    long largestBuffer();

    /**
     * A piece of memory.
     *
     * @throws DeviceException where there is no room
     */
    Buffer allocate(long bytes);

    /**
     * Compiles a program, or takes it from the cache.
     *
     * @throws DeviceException with the compiler's words and the line to which they refer
     */
    Kernels build(DeviceProgram program);

    /** Memory of the device. */
    interface Buffer extends AutoCloseable {
        long bytes();

        void write(MemorySegment from, long bytes);

        /** Waits for everything that was asked for before. */
        void read(MemorySegment to, long bytes);

        /** Sets numbers to zero. */
        void clear(long bytes);

        @Override
        void close();
    }

    /** The kernels of a program. */
    interface Kernels extends AutoCloseable {
        /**
         * Runs a kernel.
         *
         * @param threads a multiple of {@code group}
         * @param arguments {@code int} and {@code double} numbers, and buffers
         */
        void run(String kernel, int threads, int group, List<Object> arguments);

        @Override
        void close();
    }
}
