package org.eutectic.gpu.charges;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eutectic.gpu.ListSize;
import org.eutectic.gpu.TermKernels;
import org.eutectic.physics.coulomb.MeshPlan;

/** Smooth particle-mesh Ewald: splines spread charges over a mesh, a Fourier transform, the influence function and a transform back give the potential there, which the same splines read. */
final class ChargeMesh {
    /** Joined at once in a pass of the transform, the first that divides what is left. */
    private static final int[] RADICES = {8, 4, 5, 3, 2};

    /** Points of a line of the mesh that one thread sees to. */
    private static final int PIECE = 16;

    private final TermKernels kernels;
    private final String name;
    private final MeshPlan plan;
    private final int order;
    private final int n1;
    private final int n2;
    private final int n3;
    private final double factor;
    private final double quarter;
    /** Which of the two buffers holds the mesh. */
    private int present;

    ChargeMesh(TermKernels kernels, String name, MeshPlan plan, double volume, double alpha) {
        this.kernels = kernels;
        this.name = name;
        this.plan = plan;
        order = plan.order();
        n1 = plan.points()[0];
        n2 = plan.points()[1];
        n3 = plan.points()[2];
        factor = 4 * Math.PI / volume;
        quarter = 1 / (4 * alpha * alpha);
    }

    private int points() {
        return n1 * n2 * n3;
    }

    private int half() {
        return n3 / 2;
    }

    void reserve(ListSize size, Map<String, Long> bytes) {
        long n = size.centers(), waves = (long) n1 * n2 * (half() + 1);
        bytes.put(name + " basis", 8L * 9);
        bytes.put(name + " moduli", 8L * (n1 + n2 + n3));
        bytes.put(name + " weights", 8 * waves);
        bytes.put(name + " mesh 0", 16 * waves);
        bytes.put(name + " mesh 1", 16 * waves);
        for (int d = 0; d < 3; d++) {
            bytes.put(name + " roots " + d, 16L * plan.points()[d]);
        }
        bytes.put(name + " cells", 4 * n);
        bytes.put(name + " counts", 4L * points());
        bytes.put(name + " cell first", 4L * (points() + 1));
        bytes.put(name + " sorted", 4 * n);
        bytes.put(name + " shares", 16L * TermKernels.SHARES);
        bytes.put(name + " stats", 16L);
        bytes.put(name + " places", 24 * n);
        bytes.put(name + " splines", 48 * n * order);
        bytes.put(name + " forces", 24 * n);
    }

    void write() {
        double[] moduli = new double[n1 + n2 + n3];
        for (int d = 0, to = 0; d < 3; to += plan.points()[d++]) {
            int n = plan.points()[d];
            System.arraycopy(plan.moduli()[d], 0, moduli, to, n);
            double[] roots = new double[2 * n];
            for (int t = 0; t < n; t++) {
                roots[2 * t] = Math.cos(2 * Math.PI * t / n);
                roots[2 * t + 1] = -Math.sin(2 * Math.PI * t / n);
            }
            kernels.write(name + " roots " + d, roots, 2 * n);
        }
        kernels.write(name + " moduli", moduli, moduli.length);
        kernels.write(name + " basis", plan.basis(), 9);
        kernels.run("make_influence", n1 * n2 * (half() + 1), n1, n2, n3, factor, quarter, name + " basis", name + " moduli", name + " weights");
    }

    /** Sorts atoms into cells of the mesh, those of a cell in their own order, and makes their splines. */
    void place(ListSize size, String stopped, int step) {
        int n = size.centers(), cells = points();
        kernels.clear(name + " counts", 4L * cells);
        kernels.run("find_cells", n, step, stopped, n, n1, n2, n3, "x", name + " basis", name + " cells", name + " counts", name + " places");
        kernels.share("sum_shares", cells, name + " counts", name + " shares");
        kernels.single("sum_before", TermKernels.SHARES, name + " shares", name + " stats");
        kernels.share("spread", cells, name + " counts", name + " shares", name + " cell first");
        kernels.clear(name + " counts", 4L * cells);
        kernels.run("fill_bins", n, n, name + " cells", name + " cell first", name + " counts", name + " sorted");
        kernels.run("sort_ranges", cells, cells, name + " cell first", name + " sorted");
        kernels.run("make_splines", n, step, stopped, n, order, name + " sorted", name + " places", name + " splines");
    }

    void add(ListSize size, int want, double factor, String stopped, int step) {
        int n = size.centers();
        String term = kernels.name();
        present = 0;
        kernels.run("spread_charges", n1 * n2 * ((n3 + PIECE - 1) / PIECE), step, stopped, order, n1, n2, n3, name + " cell first", name + " sorted", name + " cells", name + " splines", term + " q", mesh());
        transform(1, stopped, step);
        kernels.share("weigh_mesh", step, stopped, n1, n2, n3, want == ChargeSum.VIRIAL ? 1 : 0, quarter, name + " basis", name + " weights", mesh(), term + " sums");
        if (want == ChargeSum.VIRIAL) {
            kernels.single("total_shares", step, stopped, TermKernels.SHARES, 6, term + " sums", term + " virial");
            kernels.run("keep_virial", 9, step, stopped, factor, term + " virial", "virial");
        }
        transform(-1, stopped, step);
        kernels.run("read_mesh", n, step, stopped, n, order, n1, n2, n3, want == ChargeSum.POTENTIALS ? 0 : 1, name + " sorted", name + " cells", name + " splines", name + " basis", mesh(), term + " q",
            term + " potential", name + " forces");
        if (want != ChargeSum.POTENTIALS) {
            kernels.share("force_shares", step, stopped, n, name + " forces", term + " sums");
            kernels.single("total_shares", step, stopped, TermKernels.SHARES, 3, term + " sums", term + " virial");
            kernels.run("balance_forces", n, step, stopped, n, factor, term + " virial", name + " forces", "force");
        }
    }

    private String mesh() {
        return name + " mesh " + present;
    }

    private String other() {
        return name + " mesh " + (1 - present);
    }

    /** The mesh to its waves (1), or back (−1); neither is normalised. */
    private void transform(int direction, String stopped, int step) {
        int waves = half() + 1;
        if (direction > 0) {
            lines(half(), 1, n1 * n2, 2, 2, direction, stopped, step);
            kernels.run("unfold", n1 * n2 * waves, step, stopped, half(), n1 * n2, name + " roots 2", mesh(), other());
            present = 1 - present;
            lines(n2, waves, n1, 1, 1, direction, stopped, step);
            lines(n1, n2 * waves, 1, 1, 0, direction, stopped, step);
        } else {
            lines(n1, n2 * waves, 1, 1, 0, direction, stopped, step);
            lines(n2, waves, n1, 1, 1, direction, stopped, step);
            kernels.run("fold", n1 * n2 * half(), step, stopped, half(), n1 * n2, name + " roots 2", mesh(), other());
            present = 1 - present;
            lines(half(), 1, n1 * n2, 2, 2, direction, stopped, step);
        }
    }

    /**
     * Transforms lines of n numbers.
     *
     * @param inner how far apart the numbers of a line are, and how many lines lie side by side
     * @param every which of the roots are those of n
     * @param axis whose roots are taken
     */
    private void lines(int n, int inner, int outer, int every, int axis, int direction, String stopped, int step) {
        int done = 1;
        for (int radix : radices(n)) {
            kernels.run("pass_" + radix, n1 * n2 * (half() + 1) / radix + 1, step, stopped, n, inner, outer, done, every * (n / (done * radix)), (double) direction, name + " roots " + axis, mesh(), other());
            present = 1 - present;
            done *= radix;
        }
    }

    private static List<Integer> radices(int n) {
        List<Integer> all = new ArrayList<>();
        for (int radix : RADICES) {
            for (; n % radix == 0; n /= radix) {
                all.add(radix);
            }
        }
        return all;
    }
}
