package org.eutectic.md.dynamics;

import java.util.function.IntConsumer;
import org.eutectic.parallel.Workers;

/**
 * Atoms in blocks of a fixed size, which threads share. What blocks sum up is added in their order, so that results do not depend on the number of threads.
 */
public final class AtomBlocks {
    /** Some microseconds of work: enough to be worth handing over. */
    private static final int SIZE = 2048;

    /** Something done to the atoms of a block. */
    @FunctionalInterface
    public interface Work {
        /**
         * @param block the block's number
         * @param from the first atom
         * @param to the one after the last
         * @return the block's share of a sum, 0 where there is none
         */
        double over(int block, int from, int to);
    }

    private final Workers workers;
    private final int atoms;
    private final double[] sums;
    private final IntConsumer task = this::perform;
    private Work current;

    AtomBlocks(int atoms, int threads) {
        this.atoms = atoms;
        workers = Workers.of(threads);
        sums = new double[(atoms + SIZE - 1) / SIZE];
    }

    /** How many blocks there are. */
    public int count() {
        return sums.length;
    }

    /** Does the work to all blocks and adds up their shares. Nothing is allocated, if the work was made beforehand. */
    public double sum(Work work) {
        current = work;
        workers.run(sums.length, task);
        current = null;
        double total = 0;
        for (double s : sums) {
            total += s;
        }
        return total;
    }

    private void perform(int block) {
        int from = block * SIZE;
        sums[block] = current.over(block, from, Math.min(from + SIZE, atoms));
    }
}
