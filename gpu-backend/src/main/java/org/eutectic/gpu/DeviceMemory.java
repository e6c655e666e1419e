package org.eutectic.gpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eutectic.gpu.source.Precision;

/** A force field's buffers on a device, by name: they grow where they must and are kept between steps. Before anything is allocated, {@link #reserve} sees whether all of it fits. */
final class DeviceMemory implements AutoCloseable {
    /** Of the device's memory this much may be used; the rest is for programs and for others. */
    private static final double SHARE = 0.9;
    private static final double GIBIBYTE = 1L << 30;

    private final ComputeDevice device;
    private final Map<String, ComputeDevice.Buffer> buffers = new LinkedHashMap<>();
    private Arena arena = Arena.ofShared();
    private MemorySegment staging = MemorySegment.NULL;

    DeviceMemory(ComputeDevice device) {
        this.device = device;
    }

    /**
     * Makes room for all that a calculation needs.
     *
     * @param bytes of each buffer
     * @param atoms for the message
     * @return whether any of these buffers is new, so that what was in it is lost
     * @throws DeviceException where the device has too little memory, with how much is needed and how many atoms fit
     */
    boolean reserve(Map<String, Long> bytes, int atoms) {
        if (bytes.entrySet().stream().allMatch(e -> buffers.containsKey(e.getKey()) && buffers.get(e.getKey()).bytes() >= e.getValue())) {
            return false;
        }
        long all = bytes.values().stream().mapToLong(Long::longValue).sum();
        all += buffers.entrySet().stream().filter(e -> !bytes.containsKey(e.getKey())).mapToLong(e -> e.getValue().bytes()).sum();
        long largest = bytes.values().stream().mapToLong(Long::longValue).max().orElse(0);
        long need = all;
        double limit = SHARE * device.description().memoryBytes();
        double fit = Math.min(limit / Math.max(all, 1), (double) device.largestBuffer() / Math.max(largest, 1));
        if (fit < 1) {
            throw new DeviceException(String.format(Locale.ROOT, "%d atoms need %.2f GiB on the device %s, which has %.2f GiB and gives %.2f GiB to one array: about %d atoms fit", atoms,
                all / GIBIBYTE, device.description().name(), device.description().memoryBytes() / GIBIBYTE, device.largestBuffer() / GIBIBYTE, (long) (fit * atoms)));
        }
        bytes.forEach((name, size) -> {
            ComputeDevice.Buffer known = buffers.get(name);
            if (known == null || known.bytes() < size) {
                if (known != null) {
                    known.close();
                    buffers.remove(name);
                }
                // A list that is made anew is seldom just as long.
                long room = Math.min(size + size / 16, device.largestBuffer()) + 7 & ~7L;
                buffers.put(name, allocate(Math.max(8, Math.max(room, size)), need, atoms));
            }
        });
        return true;
    }

    private ComputeDevice.Buffer allocate(long bytes, long need, int atoms) {
        try {
            return device.allocate(bytes);
        } catch (DeviceException e) {
            long given = buffers.values().stream().mapToLong(ComputeDevice.Buffer::bytes).sum();
            throw new DeviceException(String.format(Locale.ROOT, "%d atoms need %.2f GiB on the device %s, which has %.2f GiB but gives no more than %.2f GiB (others may use it): about %d atoms fit now; %s", atoms,
                need / GIBIBYTE, device.description().name(), device.description().memoryBytes() / GIBIBYTE, given / GIBIBYTE, (long) ((double) given / need * atoms), e.getMessage()), e);
        }
    }

    ComputeDevice.Buffer get(String name) {
        return buffers.get(name);
    }

    private MemorySegment staging(long bytes) {
        if (staging.byteSize() < bytes) {
            arena.close();
            arena = Arena.ofShared();
            staging = arena.allocate(bytes + bytes / 8 + 8, 8);
        }
        return staging;
    }

    void write(String name, double[] numbers, int count) {
        MemorySegment to = staging(8L * count);
        MemorySegment.copy(numbers, 0, to, ValueLayout.JAVA_DOUBLE, 0, count);
        buffers.get(name).write(to, 8L * count);
    }

    /** @param precision in which the device has them */
    void write(String name, double[] numbers, int count, Precision precision) {
        if (precision == Precision.DOUBLE) {
            write(name, numbers, count);
            return;
        }
        MemorySegment to = staging(4L * count);
        for (int k = 0; k < count; k++) {
            to.setAtIndex(ValueLayout.JAVA_FLOAT, k, (float) numbers[k]);
        }
        buffers.get(name).write(to, 4L * count);
    }

    void write(String name, int[] numbers, int count) {
        MemorySegment to = staging(4L * count);
        MemorySegment.copy(numbers, 0, to, ValueLayout.JAVA_INT, 0, count);
        buffers.get(name).write(to, 4L * count);
    }

    void read(String name, double[] numbers, int count) {
        MemorySegment from = staging(8L * count);
        buffers.get(name).read(from, 8L * count);
        MemorySegment.copy(from, ValueLayout.JAVA_DOUBLE, 0, numbers, 0, count);
    }

    void read(String name, int[] numbers, int count) {
        MemorySegment from = staging(4L * count);
        buffers.get(name).read(from, 4L * count);
        MemorySegment.copy(from, ValueLayout.JAVA_INT, 0, numbers, 0, count);
    }

    @Override
    public void close() {
        buffers.values().forEach(ComputeDevice.Buffer::close);
        buffers.clear();
        arena.close();
    }
}
