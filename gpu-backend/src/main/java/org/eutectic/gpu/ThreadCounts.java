package org.eutectic.gpu;

/** How many threads a device is given. */
final class ThreadCounts {
    /** Threads of a GPU that run together, where none other is known to be better. */
    static final int GROUP = 64;
    /** Threads of a processor's driver for each of its cores: some are ready earlier than others. */
    private static final int THREADS_OF_CORE = 8;
    /** Threads of a GPU for each of its multiprocessors, in groups. */
    private static final int THREADS_OF_UNIT = 1024;
    /** Groups of threads, each at one atom, that a GPU's multiprocessor has at once. */
    private static final int TEAMS_OF_UNIT = 32;
    /** Of a GPU's memory no more than this goes to what threads keep for themselves. */
    private static final double SCRATCH_SHARE = 0.25;

    private final ComputeDevice device;
    private final int units;

    ThreadCounts(ComputeDevice device) {
        this.device = device;
        this.units = Math.max(1, device.description().computeUnits());
    }

    /** How many threads run together. */
    int group() {
        return device.isProcessor() ? 1 : GROUP;
    }

    /**
     * How many threads share the atoms.
     *
     * @param perThread bytes that each keeps for itself
     */
    int of(int centers, long perThread) {
        if (device.isProcessor()) {
            return Math.min(centers, THREADS_OF_CORE * units);
        }
        long most = Math.min((long) THREADS_OF_UNIT * units, (long) (SCRATCH_SHARE * device.description().memoryBytes() / perThread));
        long groups = Math.max(1, Math.min((centers + BlockSizes.LARGEST - 1L) / BlockSizes.LARGEST, most / BlockSizes.LARGEST));
        return (int) (groups * BlockSizes.LARGEST);
    }

    /**
     * How many groups of threads share the atoms, each of which computes one after the other.
     *
     * @param threads for as many of which there is room
     */
    int teams(int centers, int threads) {
        return Math.max(1, Math.min(Math.min(centers, threads), (device.isProcessor() ? THREADS_OF_CORE : TEAMS_OF_UNIT) * units));
    }
}
