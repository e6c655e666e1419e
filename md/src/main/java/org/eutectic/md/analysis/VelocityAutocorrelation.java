package org.eutectic.md.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eutectic.parallel.Workers;

/**
 * How long atoms remember their velocities: C(t) = ⟨v(t0)·v(t0 + t)⟩, the mean over the atoms of a species and over origins of time. Its spectrum is the density of vibrational states
 * (J. M. Dickey and A. Paskin, Phys. Rev. 188, 1407 (1969)), its integral three times the diffusion coefficient (M. S. Green, J. Chem. Phys. 22, 398 (1954); R. Kubo, J. Phys. Soc. Jpn. 12, 570 (1957)).
 *
 * <p>What is kept is the velocities of the origins within one window, and sums for 10 to 20 blocks of time, from whose scatter errors follow.
 */
public final class VelocityAutocorrelation {
    private static final int MOST_BLOCKS = 20;

    private final AtomGroups groups;
    private final int window;
    private final int spacing;
    private final Workers workers;
    private final List<Origin> origins = new ArrayList<>();
    private List<Block> blocks = new ArrayList<>();
    /** How many frames begin in one block. */
    private int blockLength;
    private int frames;

    private static final class Origin {
        final int frame;
        final double[] velocities;
        final double[] now;

        Origin(int frame, double[] velocities, int groups) {
            this.frame = frame;
            this.velocities = velocities.clone();
            now = new double[groups];
        }
    }

    /** Sums over the origins of a stretch of time, for each lag and group. */
    private static final class Block {
        final double[] sums;
        final long[] counts;

        Block(int window, int groups) {
            sums = new double[(window + 1) * groups];
            counts = new long[window + 1];
        }

        void add(Block other) {
            for (int k = 0; k < sums.length; k++) {
                sums[k] += other.sums[k];
            }
            for (int k = 0; k < counts.length; k++) {
                counts[k] += other.counts[k];
            }
        }
    }

    /**
     * @param window longest lag, frames
     * @param spacing frames between two origins
     * @param threads how many share the work; the result does not depend on it
     */
    public VelocityAutocorrelation(AtomGroups groups, int window, int spacing, int threads) {
        this.groups = groups;
        this.window = window;
        this.spacing = spacing;
        workers = Workers.of(threads);
        blockLength = spacing;
    }

    /** Takes the velocities of the next frame in, evenly spaced in time from the others, Å/fs. */
    public void add(double[] velocities) {
        int n = groups.species().size();
        origins.removeIf(o -> frames - o.frame > window);
        if (frames % spacing == 0) {
            origins.add(new Origin(frames, velocities, n));
            if (frames / blockLength == MOST_BLOCKS) {
                mergePairs();
            }
            if (frames / blockLength == blocks.size()) {
                blocks.add(new Block(window, n));
            }
        }
        workers.run(origins.size(), k -> product(origins.get(k), velocities));
        for (Origin o : origins) {
            Block b = blocks.get(o.frame / blockLength);
            int lag = frames - o.frame;
            b.counts[lag]++;
            for (int g = 0; g < n; g++) {
                b.sums[lag * n + g] += o.now[g];
            }
        }
        frames++;
    }

    private void product(Origin o, double[] v) {
        Arrays.fill(o.now, 0);
        double[] u = o.velocities;
        for (int i = 0; i < groups.atoms(); i++) {
            o.now[groups.of(i)] += u[3 * i] * v[3 * i] + u[3 * i + 1] * v[3 * i + 1] + u[3 * i + 2] * v[3 * i + 2];
        }
    }

    private void mergePairs() {
        List<Block> merged = new ArrayList<>();
        for (int b = 0; b < blocks.size(); b += 2) {
            Block sum = blocks.get(b);
            if (b + 1 < blocks.size()) {
                sum.add(blocks.get(b + 1));
            }
            merged.add(sum);
        }
        blocks = merged;
        blockLength *= 2;
    }

    /** How many frames were taken in. */
    public int frames() {
        return frames;
    }

    /** The longest lag that came up, frames. */
    public int longest() {
        return Math.min(window, frames - 1);
    }

    /** C(t) of a group, Å²/fs², for each lag in frames from 0 on. */
    public double[] curve(int group) {
        Block all = new Block(window, groups.species().size());
        blocks.forEach(all::add);
        return curve(all, group);
    }

    private double[] curve(Block b, int group) {
        int n = groups.species().size();
        double[] c = new double[longest() + 1];
        for (int k = 0; k < c.length; k++) {
            c[k] = b.sums[k * n + group] / ((double) b.counts[k] * groups.size(group));
        }
        return c;
    }

    /** The running integral of a correlation over time by trapezoids, divided by three: what the diffusion coefficient would be if nothing came after. */
    public static double[] runningDiffusion(double[] c, double interval) {
        double[] d = new double[c.length];
        for (int k = 1; k < c.length; k++) {
            d[k] = d[k - 1] + interval * (c[k - 1] + c[k]) / 6;
        }
        return d;
    }

    /**
     * The diffusion coefficient of a group, Å²/fs, by the integral over the window, with its error.
     *
     * @param interval time between two frames, fs
     */
    public BlockMean diffusion(int group, double interval) {
        double value = runningDiffusion(curve(group), interval)[longest()];
        List<Double> some = new ArrayList<>();
        for (Block b : independent()) {
            double d = runningDiffusion(curve(b, group), interval)[longest()];
            if (Double.isFinite(d)) {
                some.add(d);
            }
        }
        return new BlockMean(value, BlockMean.of(some).error());
    }

    /** Blocks at least twice as long as the window, as far as there are four of them. */
    private List<Block> independent() {
        List<Block> some = blocks;
        for (int length = blockLength; length < 2 * window && some.size() >= 8; length *= 2) {
            List<Block> merged = new ArrayList<>();
            for (int b = 0; b + 1 < some.size(); b += 2) {
                Block sum = new Block(window, groups.species().size());
                sum.add(some.get(b));
                sum.add(some.get(b + 1));
                merged.add(sum);
            }
            some = merged;
        }
        return some;
    }

    /** The frequencies of the spectrum, THz: from zero to the highest that frames so far apart can show, half a period of the window from each other. */
    public double[] frequencies(double interval) {
        double[] f = new double[longest() + 1];
        Arrays.setAll(f, k -> 1e3 * k / (2 * longest() * interval));
        return f;
    }

    /**
     * The density of vibrational states that belongs to a correlation, 1/THz, 3 in all for each atom. The correlation is led to zero at the window's end by cos²(πt/2T); what that takes of the resolution
     * is about the inverse of the window.
     *
     * @param c a correlation or a sum of several, from lag 0 on
     */
    public static double[] spectrum(double[] c, double interval) {
        int m = c.length - 1;
        double[] g = new double[c.length];
        for (int j = 0; j <= m; j++) {
            double sum = 0;
            for (int k = 0; k <= m; k++) {
                double taper = Math.cos(Math.PI * k / (2.0 * m));
                sum += (k == 0 || k == m ? 0.5 : 1) * taper * taper * c[k] / c[0] * Math.cos(Math.PI * ((long) j * k % (2L * m)) / m);
            }
            g[j] = 12e-3 * interval * sum;
        }
        return g;
    }

    /** The mean of all atoms' correlations, weighted by mass, u Å²/fs²: its spectrum is the density of states of the whole. */
    public double[] weighted() {
        double[] sum = new double[longest() + 1];
        for (int g = 0; g < groups.species().size(); g++) {
            double[] c = curve(g);
            for (int k = 0; k < sum.length; k++) {
                sum[k] += groups.size(g) * groups.mass(g) * c[k] / groups.atoms();
            }
        }
        return sum;
    }
}
