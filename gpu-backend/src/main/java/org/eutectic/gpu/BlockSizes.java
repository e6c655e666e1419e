package org.eutectic.gpu;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntConsumer;
import org.eutectic.gpu.source.DeviceProgram;

/** How many threads of a GPU run a program together: tried once for each program and device, and remembered where compiled programs are kept. Results do not depend on it. */
final class BlockSizes {
    /** What is tried where threads have nothing to do with each other; all divide the number of threads. */
    static final List<Integer> TRIED = List.of(32, 64, 128, 256);
    static final int LARGEST = 256;
    private static final int ROUNDS = 3;

    private BlockSizes() {}

    /**
     * The number that is fastest.
     *
     * @param what under which it is remembered
     * @param sizes that are tried
     * @param run runs the program with so many, and waits for it
     * @param otherwise what to take where none of those works
     */
    static int of(ComputeDevice device, DeviceProgram program, String what, List<Integer> sizes, IntConsumer run, int otherwise) {
        Device d = device.description();
        KernelCache.Entry kept = KernelCache.entry(List.of(what, d.platform(), d.name(), d.version()), program.source());
        int known = kept.read().map(text -> parse(text, sizes)).orElse(0);
        if (known > 0) {
            return known;
        }
        int best = otherwise;
        long least = Long.MAX_VALUE;
        for (int size : sizes) {
            long time = time(run, size);
            if (time < least) {
                least = time;
                best = size;
            }
        }
        kept.write(Integer.toString(best).getBytes(StandardCharsets.US_ASCII));
        return best;
    }

    private static int parse(byte[] text, List<Integer> sizes) {
        String number = new String(text, StandardCharsets.US_ASCII);
        return sizes.stream().filter(size -> number.equals(size.toString())).findFirst().orElse(0);
    }

    /** The shortest of some rounds, the first not counted; a program that needs too many registers for so many threads does not start. */
    private static long time(IntConsumer run, int size) {
        long least = Long.MAX_VALUE;
        try {
            run.accept(size);
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                run.accept(size);
                least = Math.min(least, System.nanoTime() - start);
            }
        } catch (DeviceException tooLarge) {
            return Long.MAX_VALUE;
        }
        return least;
    }
}
