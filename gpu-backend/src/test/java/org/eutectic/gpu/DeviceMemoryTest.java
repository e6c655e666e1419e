package org.eutectic.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eutectic.gpu.source.DeviceProgram;
import org.eutectic.gpu.source.Dialect;
import org.junit.jupiter.api.Test;

/** Buffers are kept, grow, and are refused before anything is allocated where they do not fit. */
class DeviceMemoryTest {
    /** A device of 1 GiB that gives away a quarter of it at once, and counts. */
    private static final class Counting implements ComputeDevice {
        final List<Long> allocated = new ArrayList<>();
        int closed;
        /** What others leave of it. */
        long room = Long.MAX_VALUE;

        @Override
        public Device description() {
            return new Device("Test", "Small", "1", 1, 1L << 30, true);
        }

        @Override
        public Dialect dialect() {
            return Dialect.OPENCL;
        }

        @Override
        public boolean isProcessor() {
            return false;
        }

        @Override
        public long largestBuffer() {
            return 1L << 28;
        }

        @Override
        public Buffer allocate(long bytes) {
            if (allocated.stream().mapToLong(Long::longValue).sum() + bytes > room) {
                throw new DeviceException("the device Small has no room for " + bytes + " bytes more: clCreateBuffer failed with status -4 (memory cannot be allocated)");
            }
            allocated.add(bytes);
            return new Buffer() {
                @Override
                public long bytes() {
                    return bytes;
                }

                @Override
                public void write(MemorySegment from, long count) {}

                @Override
                public void read(MemorySegment to, long count) {}

                @Override
                public void clear(long count) {}

                @Override
                public void close() {
                    closed++;
                }
            };
        }

        @Override
        public Kernels build(DeviceProgram program) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void keepsWhatIsLargeEnough() {
        Counting device = new Counting();
        try (DeviceMemory memory = new DeviceMemory(device)) {
            memory.reserve(Map.of("a", 1000L, "b", 80L), 10);
            memory.reserve(Map.of("a", 1010L, "b", 8L), 10);
            assertEquals(2, device.allocated.size());
            memory.reserve(Map.of("a", 2000L, "b", 8L), 10);
            assertEquals(3, device.allocated.size());
            assertEquals(1, device.closed);
        }
        assertEquals(3, device.closed);
    }

    @Test
    void saysHowMuchIsNeededAndHowMuchFits() {
        Counting device = new Counting();
        try (DeviceMemory memory = new DeviceMemory(device)) {
            String message = assertThrows(DeviceException.class, () -> memory.reserve(Map.of("a", 1L << 28, "b", 1L << 28, "c", 1L << 28, "d", 1L << 28, "e", 1L << 28), 1000)).getMessage();
            assertEquals("1000 atoms need 1.25 GiB on the device Small, which has 1.00 GiB and gives 0.25 GiB to one array: about 720 atoms fit", message);
            assertTrue(assertThrows(DeviceException.class, () -> memory.reserve(Map.of("a", 1L << 29), 1000)).getMessage().endsWith("about 500 atoms fit"));
        }
        assertEquals(List.of(), device.allocated);
    }

    @Test
    void saysWhatFitsBesideOthers() {
        Counting device = new Counting();
        device.room = 1L << 28;
        try (DeviceMemory memory = new DeviceMemory(device)) {
            memory.reserve(Map.of("a", 1L << 27), 1000);
            assertEquals("1000 atoms need 0.38 GiB on the device Small, which has 1.00 GiB but gives no more than 0.13 GiB (others may use it): about 346 atoms fit now; "
                + "the device Small has no room for 268435456 bytes more: clCreateBuffer failed with status -4 (memory cannot be allocated)",
                assertThrows(DeviceException.class, () -> memory.reserve(Map.of("b", 1L << 28), 1000)).getMessage());
        }
        assertEquals(1, device.closed);
    }
}
