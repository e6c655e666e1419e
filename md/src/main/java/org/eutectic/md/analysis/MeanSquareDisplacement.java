package org.eutectic.md.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eutectic.parallel.Workers;

/**
 * Mean square displacement against time, by species: the mean over atoms and over several origins of time of |x(t0 + t) − x(t0)|² (D. Frenkel and B. Smit, Understanding Molecular
 * Simulation, 2nd ed., Academic Press 2002, sect. 4.4), and from its slope the diffusion coefficient D = slope/6 (A. Einstein, Ann. Phys. 322, 549 (1905)).
 *
 * <p>Origins lie evenly over whatever has been read: when there are as many as allowed, every second one is given up. So memory is bounded, whatever the length of the trajectory. Errors are those of
 * blocks (H. Flyvbjerg and H. G. Petersen, J. Chem. Phys. 91, 461 (1989)): the trajectory is cut into a few stretches, each gives a coefficient of its own, and their scatter the error of
 * the mean.
 */
public final class MeanSquareDisplacement {
    private final AtomGroups groups;
    private final int most;
    private final Workers workers;
    private List<Origin> origins = new ArrayList<>();
    private int spacing = 1;
    private int frames;

    /** A frame from which displacements are counted, and for each frame from there on the mean of each group. */
    private static final class Origin {
        final int frame;
        final double[] positions;
        double[] curve;
        int lags;

        Origin(int frame, double[] positions, int groups) {
            this.frame = frame;
            this.positions = positions.clone();
            curve = new double[16 * groups];
        }
    }

    /**
     * @param most how many origins of time are kept at once, at least 2; each takes 24 bytes an atom
     * @param threads how many share the work; the result does not depend on it
     */
    public MeanSquareDisplacement(AtomGroups groups, int most, int threads) {
        this.groups = groups;
        this.most = most;
        workers = Workers.of(threads);
    }

    /** Takes the next frame in, evenly spaced in time from the others: positions that run on through boundaries, Å. */
    public void add(double[] positions) {
        if (frames % spacing == 0 && origins.size() == most) {
            spacing *= 2;
            List<Origin> kept = new ArrayList<>();
            origins.stream().filter(o -> o.frame % spacing == 0).forEach(kept::add);
            origins = kept;
        }
        if (frames % spacing == 0) {
            origins.add(new Origin(frames, positions, groups.species().size()));
        }
        workers.run(origins.size(), k -> displace(origins.get(k), positions));
        frames++;
    }

    private void displace(Origin o, double[] x) {
        int n = groups.species().size();
        double[] sum = new double[n], from = o.positions;
        for (int i = 0; i < groups.atoms(); i++) {
            double dx = x[3 * i] - from[3 * i], dy = x[3 * i + 1] - from[3 * i + 1], dz = x[3 * i + 2] - from[3 * i + 2];
            sum[groups.of(i)] += dx * dx + dy * dy + dz * dz;
        }
        if (o.curve.length < (o.lags + 1) * n) {
            o.curve = Arrays.copyOf(o.curve, 2 * o.curve.length);
        }
        for (int g = 0; g < n; g++) {
            o.curve[o.lags * n + g] = sum[g] / groups.size(g);
        }
        o.lags++;
    }

    /** How many frames were taken in. */
    public int frames() {
        return frames;
    }

    /** How many frames lie between two origins. */
    public int spacing() {
        return spacing;
    }

    /** Over how many origins the mean at a lag, counted in frames, is taken. */
    public int origins(int lag) {
        return (int) origins.stream().filter(o -> o.lags > lag).count();
    }

    /** The mean square displacement of a group, Å², for each lag from 0 on in frames. */
    public double[] curve(int group) {
        return curve(group, 0, frames, frames - 1);
    }

    /** The same up to a lag, from what lies between two frames, the second not included. */
    private double[] curve(int group, int from, int to, int longest) {
        int n = groups.species().size();
        double[] sum = new double[longest + 1];
        int[] count = new int[longest + 1];
        for (Origin o : origins) {
            for (int k = 0; o.frame >= from && k <= longest && k < o.lags && o.frame + k < to; k++) {
                sum[k] += o.curve[k * n + group];
                count[k]++;
            }
        }
        for (int k = 0; k <= longest; k++) {
            sum[k] /= count[k];
        }
        return sum;
    }

    /**
     * What the slope says.
     *
     * @param value Å²/fs
     * @param error of the mean, from the scatter of the blocks, Å²/fs; NaN for fewer than two blocks
     * @param blocks how many stretches had enough frames
     * @param exponent how the displacement grows with time over the range: near 1 where atoms diffuse, near 0 where they swing about their places, 2 where they fly
     */
    public record Diffusion(double value, double error, int blocks, double exponent) {}

    /**
     * The diffusion coefficient of a group from the straight line of least squares through the mean square displacement at lags of {@code first} to {@code last} frames.
     *
     * @param interval time between two frames, fs
     * @param blocks into how many stretches the trajectory is cut
     */
    public Diffusion diffusion(int group, int first, int last, double interval, int blocks) {
        double[] all = curve(group, 0, frames, last);
        List<Double> values = new ArrayList<>();
        for (int b = 0; b < blocks; b++) {
            int from = (int) ((long) frames * b / blocks), to = (int) ((long) frames * (b + 1) / blocks);
            double d = slope(curve(group, from, to, last), first, last) / (6 * interval);
            if (Double.isFinite(d)) {
                values.add(d);
            }
        }
        return new Diffusion(slope(all, first, last) / (6 * interval), BlockMean.of(values).error(), values.size(), exponent(all, first, last));
    }

    private static double slope(double[] y, int first, int last) {
        double[] x = new double[last - first + 1];
        Arrays.setAll(x, k -> first + k);
        return StraightLine.through(x, Arrays.copyOfRange(y, first, last + 1)).slope();
    }

    private static double exponent(double[] y, int first, int last) {
        int from = Math.max(1, first);
        double[] u = new double[last - from + 1], v = new double[last - from + 1];
        for (int k = from; k <= last; k++) {
            u[k - from] = Math.log(k);
            v[k - from] = Math.log(y[k]);
        }
        return StraightLine.through(u, v).slope();
    }
}
