package org.eutectic.parallel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Threads that share the tasks of a step with the thread that asks. A step of a small system takes some ten microseconds, so those who wait look for work
 * for a moment before they sleep, and handing over tasks allocates nothing. Force fields, neighbor lists and integrators of one process that want the same
 * number of threads share the same ones.
 *
 * <p>Which thread gets which task is left to chance: results must not depend on it, nor on the number of threads. So a task is a fixed block of atoms,
 * and what blocks sum up is added in the order of the blocks.
 */
public final class Workers {
    /** How long a thread looks for work before it sleeps: longer than the serial parts of a step, shorter than anyone would notice. */
    private static final long PATIENCE_NANOSECONDS = 200_000;
    private static final int LOOKS_BETWEEN_CLOCKS = 32;
    private static final Map<Integer, Workers> SHARED = new ConcurrentHashMap<>();

    private final Worker[] workers;
    /** With more threads than processors, looking for work would take time from those who have it. */
    private final long patience;
    private final AtomicBoolean busy = new AtomicBoolean();
    /**
     * The number of the run in the upper half, how many tasks are left to take in the lower: a thread that is late can neither take a task of a run it does
     * not know nor one of a run that is over.
     */
    private final AtomicLong ticket = new AtomicLong();
    private final AtomicInteger finished = new AtomicInteger();
    private int tasks;
    private IntConsumer work;
    private volatile Thread waiting;
    private Throwable failure;
    private int failed;

    private Workers(int threads) {
        workers = new Worker[threads - 1];
        patience = threads <= Runtime.getRuntime().availableProcessors() ? PATIENCE_NANOSECONDS : 0;
        for (int k = 0; k < workers.length; k++) {
            workers[k] = new Worker(k + 1);
        }
    }

    /** So many threads, the one that asks among them. They sleep while there is nothing to do, and end with the process. */
    public static Workers of(int threads) {
        return SHARED.computeIfAbsent(Math.max(1, threads), Workers::new);
    }

    /** How many threads there are, the one that asks among them. */
    public int threads() {
        return workers.length + 1;
    }

    /**
     * Does the tasks 0 … {@code tasks} − 1, each once, and returns when all are done. What tasks wrote is seen by whoever called. Called from a task, or while
     * another thread's tasks are being done, it does its own without help.
     *
     * @throws RuntimeException that of the failing task with the lowest number; the others are done all the same
     */
    public void run(int tasks, IntConsumer work) {
        if (tasks <= 1 || workers.length == 0 || !busy.compareAndSet(false, true)) {
            for (int k = 0; k < tasks; k++) {
                work.accept(k);
            }
            return;
        }
        try {
            share(tasks, work);
        } finally {
            busy.set(false);
        }
    }

    private void share(int tasks, IntConsumer work) {
        this.tasks = tasks;
        this.work = work;
        finished.setPlain(0);
        long run = (ticket.getPlain() >>> 32) + 1 << 32;
        ticket.set(run + tasks);
        for (int k = 0; k < Math.min(workers.length, tasks - 1); k++) {
            workers[k].wake();
        }
        takeTasks(run);
        if (finished.get() != tasks && !look()) {
            waiting = Thread.currentThread();
            while (finished.get() != tasks) {
                LockSupport.park(this);
            }
            waiting = null;
        }
        this.work = null;
        Throwable thrown = failure;
        failure = null;
        if (thrown instanceof RuntimeException e) {
            throw e;
        } else if (thrown instanceof Error e) {
            throw e;
        }
    }

    /** Does tasks of a run until none is left. */
    private void takeTasks(long run) {
        IntConsumer mine = work;
        int all = tasks;
        for (long t = ticket.get(); t >>> 32 == run >>> 32 && (int) t > 0;) {
            long seen = ticket.compareAndExchange(t, t - 1);
            if (seen == t) {
                // A run whose task could be taken was not over, so what was read before is this run's.
                perform(mine, all - (int) t);
                t = ticket.get();
            } else {
                t = seen;
            }
        }
    }

    private void perform(IntConsumer mine, int task) {
        try {
            mine.accept(task);
        } catch (Throwable e) {
            note(e, task);
        }
        if (finished.incrementAndGet() == tasks) {
            Thread caller = waiting;
            if (caller != null) {
                LockSupport.unpark(caller);
            }
        }
    }

    private synchronized void note(Throwable e, int task) {
        if (failure == null || task < failed) {
            failure = e;
            failed = task;
        }
    }

    /** Waits awake for the end of a run; whether it came. */
    private boolean look() {
        long start = System.nanoTime();
        do {
            for (int k = 0; k < LOOKS_BETWEEN_CLOCKS; k++) {
                if (finished.get() == tasks) {
                    return true;
                }
                Thread.onSpinWait();
            }
        } while (System.nanoTime() - start < patience);
        return false;
    }

    /** One thread; started when it is first needed. */
    private final class Worker implements Runnable {
        private final Thread thread;
        private volatile boolean asleep;
        private boolean started;

        Worker(int number) {
            thread = new Thread(this, "eutectic-worker-" + number);
            thread.setDaemon(true);
        }

        void wake() {
            if (!started) {
                started = true;
                thread.start();
            } else if (asleep) {
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void run() {
            long known = 0;
            while (true) {
                long run = awaitRun(known);
                known = run;
                takeTasks(run);
            }
        }

        /** Waits for another run than the one known. */
        private long awaitRun(long known) {
            long start = System.nanoTime();
            do {
                for (int k = 0; k < LOOKS_BETWEEN_CLOCKS; k++) {
                    long run = ticket.get() >>> 32 << 32;
                    if (run != known) {
                        return run;
                    }
                    Thread.onSpinWait();
                }
            } while (System.nanoTime() - start < patience);
            asleep = true;
            while (ticket.get() >>> 32 << 32 == known) {
                LockSupport.park(Workers.this);
            }
            asleep = false;
            return ticket.get() >>> 32 << 32;
        }
    }
}
