package org.eutectic.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WorkersTest {
    @Test
    void eachTaskIsDoneOnceAndItsResultIsSeen() {
        for (int threads : new int[] {1, 2, 3, 8}) {
            Workers workers = Workers.of(threads);
            assertEquals(threads, workers.threads());
            for (int round = 0; round < 20_000; round++) {
                int tasks = round % 23;
                int[] done = new int[tasks];
                workers.run(tasks, k -> done[k]++);
                for (int k = 0; k < tasks; k++) {
                    assertEquals(1, done[k], "threads " + threads + ", round " + round + ", task " + k);
                }
            }
        }
    }

    /** Two tasks that wait for each other end only if two threads have them. */
    @Test
    void tasksRunSideBySide() {
        CountDownLatch both = new CountDownLatch(2);
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        Workers.of(2).run(2, k -> {
            seen.add(Thread.currentThread());
            both.countDown();
            await(both);
        });
        assertEquals(2, seen.size());
        assertTrue(seen.contains(Thread.currentThread()));
    }

    @Test
    void sleepersWake() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            Thread.sleep(5);
            tasksRunSideBySide();
        }
    }

    @Test
    void failuresReachTheCallerAndTheRestIsDone() {
        Workers workers = Workers.of(3);
        for (int round = 0; round < 500; round++) {
            AtomicIntegerArray done = new AtomicIntegerArray(10);
            IllegalStateException e = assertThrows(IllegalStateException.class, () -> workers.run(10, k -> {
                done.incrementAndGet(k);
                if (k % 4 == 2) {
                    throw new IllegalStateException("task " + k);
                }
            }));
            assertEquals("task 2", e.getMessage());
            for (int k = 0; k < 10; k++) {
                assertEquals(1, done.get(k));
            }
        }
        assertThrows(StackOverflowError.class, () -> workers.run(4, k -> {
            throw new StackOverflowError();
        }));
        eachTaskIsDoneOnceAndItsResultIsSeen();
    }

    @Test
    void callersInsideATaskAndBesideHelpThemselves() throws InterruptedException {
        Workers workers = Workers.of(2);
        AtomicLong sum = new AtomicLong();
        workers.run(5, k -> workers.run(7, m -> sum.incrementAndGet()));
        assertEquals(35, sum.get());
        sum.set(0);
        Thread[] callers = new Thread[4];
        for (int t = 0; t < callers.length; t++) {
            callers[t] = new Thread(() -> {
                for (int round = 0; round < 2000; round++) {
                    workers.run(6, k -> sum.incrementAndGet());
                }
            });
            callers[t].start();
        }
        for (Thread t : callers) {
            t.join();
        }
        assertEquals(48_000, sum.get());
    }

    @Test
    void thoseWhoWantAsManyShareThem() {
        assertSame(Workers.of(2), Workers.of(2));
        assertEquals(1, Workers.of(0).threads());
    }

    @Test
    void aSleepingPoolUsesNoTime() throws InterruptedException {
        Workers.of(2).run(2, k -> { });
        Thread.sleep(50);
        var threads = ManagementFactory.getThreadMXBean();
        long[] ids = Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("eutectic-worker")).mapToLong(Thread::threadId).toArray();
        long before = time(threads, ids);
        Thread.sleep(200);
        assertTrue(ids.length > 0);
        assertTrue(time(threads, ids) - before < 20_000_000, "ns used while asleep: " + (time(threads, ids) - before));
    }

    private static long time(java.lang.management.ThreadMXBean threads, long[] ids) {
        long sum = 0;
        for (long id : ids) {
            sum += threads.getThreadCpuTime(id);
        }
        return sum;
    }

    @Test
    void handingOverAllocatesNothing() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Workers workers = Workers.of(2);
        double[] results = new double[64];
        IntConsumer work = k -> results[k] += k;
        for (int round = 0; round < 5000; round++) {
            workers.run(64, work);
        }
        long[] ids = Thread.getAllStackTraces().keySet().stream().filter(t -> t == Thread.currentThread() || t.getName().startsWith("eutectic-worker"))
            .mapToLong(Thread::threadId).toArray();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 3; attempt++) {
            long[] before = threads.getThreadAllocatedBytes(ids);
            for (int round = 0; round < 1000; round++) {
                workers.run(64, work);
            }
            long[] after = threads.getThreadAllocatedBytes(ids);
            long bytes = 0;
            for (int k = 0; k < ids.length; k++) {
                bytes += after[k] - before[k];
            }
            least = Math.min(least, bytes);
        }
        // The counters' own arrays.
        assertTrue(least < 1000, "bytes in 1000 rounds: " + least);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
