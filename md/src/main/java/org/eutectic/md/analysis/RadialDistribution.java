package org.eutectic.md.analysis;

import java.util.ArrayList;
import java.util.List;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.PeriodicFrame;
import org.eutectic.parallel.Workers;

/**
 * Partial radial distribution functions, averaged over frames: for the species a and b
 *
 * <p>g(r) = V/(N_a N_b) · (pairs a-b with distances from r to r + dr) / (4π/3 ((r + dr)³ − r³)),
 *
 * <p>with N_a (N_a − 1)/2 in place of N_a N_b for pairs of one species (M. P. Allen and D. J. Tildesley, Computer Simulation of Liquids, 2nd ed., Oxford 2017, sect. 2.6, and as in LAMMPS'
 * {@code compute rdf}); and the number n(r) of atoms b within r around an atom a. All images of atoms within reach count. Beyond half of the cell's thickness an atom meets neighbors
 * that are images of each other: see {@link #trusted()}.
 */
public final class RadialDistribution {
    /** Centers a task. */
    private static final int BLOCK = 2048;

    private final double reach;
    private final int bins;
    private final Workers workers;
    private final NeighborSearch search;
    private final List<String> species = new ArrayList<>();
    /** For each pair of species, the lower number first, a sum over frames of g and of pairs. */
    private double[][] g = new double[0][];
    private double[][] pairs = new double[0][];
    /** For each species its mean number of atoms, times frames. */
    private double[] atoms = new double[0];
    private double[] all;
    private int frames;
    private double trusted = Double.POSITIVE_INFINITY;

    /**
     * @param reach largest distance, Å
     * @param bins into how many parts it is divided
     * @param threads how many look for pairs; the result does not depend on it
     */
    public RadialDistribution(double reach, int bins, int threads) {
        if (!(reach > 0) || !Double.isFinite(reach) || bins < 1) {
            throw new IllegalArgumentException("a reach of " + reach + " Å in " + bins + " parts");
        }
        this.reach = reach;
        this.bins = bins;
        workers = Workers.of(threads);
        search = new NeighborSearch(reach);
        all = new double[bins];
    }

    /** Half of the thickness of a cell where it is thinnest, Å; infinite where nothing repeats. */
    public static double halfThickness(Configuration c) {
        PeriodicFrame frame = PeriodicFrame.of(c.cell());
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < 3; k++) {
            least = frame.periodic(k) ? Math.min(least, 0.5 * frame.height(k)) : least;
        }
        return least;
    }

    /**
     * Takes a frame in.
     *
     * @param place file and frame, for messages
     */
    public void add(Configuration c, String place) {
        double volume = c.cell().volume();
        if (!(volume > 0)) {
            throw new AnalysisException(place + ": g(r) compares with an even density, which takes a volume, and this structure has no cell; bond angles and coordination numbers do without: eutectic adf");
        }
        int[] group = groups(c);
        int n = species.size();
        long[] counted = count(c, group, n);
        double[] count = new double[n];
        for (int i = 0; i < c.size(); i++) {
            count[group[i]]++;
        }
        double total = c.size();
        for (int a = 0; a < n; a++) {
            atoms[a] += count[a];
            for (int b = a; b < n; b++) {
                double possible = a == b ? 0.5 * count[a] * (count[a] - 1) : count[a] * count[b];
                for (int k = 0; k < bins; k++) {
                    double found = counted[(a * n + b) * bins + k];
                    pairs[a * n + b][k] += found;
                    g[a * n + b][k] += possible > 0 ? volume * found / (possible * shell(k)) : 0;
                    all[k] += volume * found / (0.5 * total * (total - 1) * shell(k));
                }
            }
        }
        trusted = Math.min(trusted, halfThickness(c));
        frames++;
    }

    private long[] count(Configuration c, int[] group, int n) {
        search.open(c);
        int tasks = (c.size() + BLOCK - 1) / BLOCK;
        double scale = bins / reach;
        long[] sum = new long[n * n * bins];
        workers.run(tasks, task -> {
            int[] mine = new int[n * n * bins];
            search.pairs(task * BLOCK, Math.min(c.size(), (task + 1) * BLOCK), (i, j, dx, dy, dz, squared) -> {
                int a = group[i], b = group[j], k = Math.min((int) (Math.sqrt(squared) * scale), bins - 1);
                mine[(a < b ? a * n + b : b * n + a) * bins + k]++;
            });
            // Whole numbers: the order of adding makes no difference.
            synchronized (sum) {
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += mine[k];
                }
            }
        });
        return sum;
    }

    /** Each atom's species; new ones are put behind the others. */
    private int[] groups(Configuration c) {
        int[] map = new int[c.symbols().size()];
        java.util.Arrays.fill(map, -1);
        int[] group = new int[c.size()];
        for (int i = 0; i < group.length; i++) {
            int type = c.types()[i];
            if (map[type] < 0) {
                map[type] = number(c.symbols().get(type));
            }
            group[i] = map[type];
        }
        return group;
    }

    private int number(String symbol) {
        if (!species.contains(symbol)) {
            int n = species.size();
            double[][] widerG = new double[(n + 1) * (n + 1)][bins], widerPairs = new double[(n + 1) * (n + 1)][bins];
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    widerG[a * (n + 1) + b] = g[a * n + b];
                    widerPairs[a * (n + 1) + b] = pairs[a * n + b];
                }
            }
            g = widerG;
            pairs = widerPairs;
            atoms = java.util.Arrays.copyOf(atoms, n + 1);
            species.add(symbol);
        }
        return species.indexOf(symbol);
    }

    private double shell(int k) {
        double from = reach * k / bins, to = reach * (k + 1) / bins;
        return 4 * Math.PI / 3 * (to * to * to - from * from * from);
    }

    /** Up to where no atom sees two images of another, Å: half of the thinnest cell that came by. */
    public double trusted() {
        return trusted;
    }

    /** How many frames were taken in. */
    public int frames() {
        return frames;
    }

    /** The species in the order in which they came up. */
    public List<String> species() {
        return List.copyOf(species);
    }

    /** The middle of each part of the reach, Å. */
    public double[] distances() {
        double[] r = new double[bins];
        for (int k = 0; k < bins; k++) {
            r[k] = reach * (k + 0.5) / bins;
        }
        return r;
    }

    /** g(r) of two species, in any order, by their numbers. */
    public double[] g(int a, int b) {
        return mean(g[Math.min(a, b) * species.size() + Math.max(a, b)]);
    }

    /** g(r) of all atoms alike. */
    public double[] all() {
        return mean(all);
    }

    private double[] mean(double[] sum) {
        double[] m = new double[bins];
        for (int k = 0; k < bins; k++) {
            m[k] = sum[k] / frames;
        }
        return m;
    }

    /** How many atoms of the species {@code b} an atom {@code a} has within the upper end of each part of the reach. */
    public double[] coordination(int a, int b) {
        double[] n = new double[bins], found = pairs[Math.min(a, b) * species.size() + Math.max(a, b)];
        double sum = 0;
        for (int k = 0; k < bins; k++) {
            sum += (a == b ? 2 : 1) * found[k];
            n[k] = sum / atoms[a];
        }
        return n;
    }

    /** Where g(r) has its first peak and the valley behind it. */
    public record FirstShell(double peak, double height, double valley, double neighbors) {}

    /**
     * The first peak and the first valley after it of the species b around a, or null where there is none within reach. The peak is the highest place before g falls to half of that, the valley
     * the lowest, or the middle of an empty stretch, before g rises by a tenth of the peak; both after a mean over a tenth of an ångström.
     */
    public FirstShell firstShell(int a, int b) {
        double[] values = smooth(g(a, b)), n = coordination(a, b), r = distances();
        int peak = 0, k = 0;
        for (; k < bins && !(values[peak] > 1 && values[k] < 0.5 * values[peak]); k++) {
            peak = values[k] > values[peak] ? k : peak;
        }
        int low = k, end = k;
        for (; k < bins; k++) {
            if (values[k] > values[low] + 0.1 * values[peak]) {
                int valley = (low + end) / 2;
                return new FirstShell(r[peak], values[peak], r[valley], n[valley]);
            }
            if (values[k] < values[low]) {
                low = k;
            }
            end = values[k] <= values[low] ? k : end;
        }
        return null;
    }

    private double[] smooth(double[] x) {
        int half = (int) Math.round(0.05 * bins / reach);
        double[] y = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            int from = Math.max(0, k - half), to = Math.min(x.length - 1, k + half);
            for (int j = from; j <= to; j++) {
                y[k] += x[j] / (to - from + 1);
            }
        }
        return y;
    }
}
