package org.eutectic.gpu;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.PeriodicFrame;
import org.eutectic.kernel.Outputs;

/**
 * Neighbor lists that a device makes by itself: atoms in the order of bins, images within reach, neighbors, and the bonds that lead to each atom. Lists depend on nothing but the positions: whatever
 * threads put down in the order in which they come is sorted afterwards. The host hears how long lists are, to make room for them, and no more.
 */
final class DeviceList {
    /** Bins to a reach: smaller ones hold fewer atoms in vain. */
    private static final int FINE = 2;
    /** Bins are a little wider than that, so that rounding cannot move a neighbor out of sight. */
    private static final double WIDER = 1 + 1e-6;
    /** No more bins than this for each atom, where atoms are few and far between. */
    private static final int BINS_OF_ATOM = 8;
    /** Threads that share a sum over all numbers before each. */
    private static final int SHARES = 4096;
    private static final int MEMBERS = 64;

    private final ComputeDevice device;
    private final DeviceMemory memory;
    private final ForceRoutines routines;
    private final ComputeDevice.Kernels kernels;
    private final int centers;
    private final double[] reach;
    private final double[] frame = new double[30];
    private final int[] grid = {1, 1, 1, FINE, FINE, FINE};
    private final int bins;
    private final double fastest;
    private final double[] stats = new double[2];
    private final int[] trouble = new int[1];
    private ListSize size;
    private int total;

    /**
     * @param positions 3·n, Å: along open directions the grid reaches as far as they do
     * @param skin how much further than the cutoff lists reach, Å
     * @param fastest the speed from which on an atom runs away, Å/fs
     */
    DeviceList(ComputeDevice device, DeviceMemory memory, ForceRoutines routines, ComputeDevice.Kernels kernels, Cell cell, double[] positions, double skin, double fastest) {
        this.device = device;
        this.memory = memory;
        this.routines = routines;
        this.kernels = kernels;
        this.centers = positions.length / 3;
        this.fastest = fastest;
        reach = routines.neighborhoods().stream().mapToDouble(n -> Math.max(n.cutoff() + skin, NeighborListBuilder.CLOSEST)).toArray();
        total = centers + centers / 4;
        layOut(PeriodicFrame.of(cell), positions);
        bins = grid[0] * grid[1] * grid[2];
    }

    private void layOut(PeriodicFrame cell, double[] x) {
        double farthest = Arrays.stream(reach).max().orElse(NeighborListBuilder.CLOSEST);
        double[] extent = new double[3], margin = new double[3];
        for (int k = 0; k < 3; k++) {
            for (int a = 0; a < 3; a++) {
                frame[3 * k + a] = cell.fractional(k, a == 0 ? 1 : 0, a == 1 ? 1 : 0, a == 2 ? 1 : 0);
                frame[9 + 3 * k + a] = cell.basis(k, a);
            }
            margin[k] = farthest / cell.height(k);
            double low = -margin[k], high = 1 + margin[k];
            if (!cell.periodic(k)) {
                low = Double.POSITIVE_INFINITY;
                high = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < x.length; i += 3) {
                    double s = cell.fractional(k, x[i], x[i + 1], x[i + 2]);
                    low = Math.min(low, s);
                    high = Math.max(high, s);
                }
            }
            extent[k] = Math.max(high - low, 1e-3);
            frame[18 + k] = cell.periodic(k) ? 1 : 0;
            frame[21 + k] = low;
            frame[27 + k] = margin[k];
        }
        for (double wider = WIDER;; wider *= 1.25) {
            double product = 1;
            for (int k = 0; k < 3; k++) {
                double n = Math.max(1, Math.floor(extent[k] * FINE / (margin[k] * wider)));
                product *= n;
                grid[k] = (int) Math.min(n, 1 << 20);
                frame[24 + k] = grid[k] / extent[k];
            }
            if (product <= Math.max(4096, (double) BINS_OF_ATOM * centers)) {
                return;
            }
        }
    }

    /** The present list. */
    ListSize size() {
        return size;
    }

    /**
     * Makes a list.
     *
     * @param positions the buffer in which they are, in the order of the configuration
     * @param outputs what will be asked for
     * @return false where an atom is lost, runs away, or touches another
     */
    boolean build(String positions, Outputs outputs) {
        Map<String, Long> own = new LinkedHashMap<>();
        own.put("frame", 8L * frame.length);
        own.put("grid", 4L * grid.length);
        own.put("wraps", 12L * centers);
        own.put("bin counts", 4L * bins);
        own.put("bin first", 4L * (bins + 1));
        own.put("counts", 4L * centers);
        own.put("image first", 4L * (centers + 1));
        own.put("sums", 16L * SHARES);
        own.put("stats", 16L);
        own.put("trouble", 8L);
        own.put("atoms", 4L * centers);
        own.put("charges", 8L * centers);
        own.put("masses", 8L * centers);
        memory.reserve(own, centers);
        reserveTotal();
        memory.write("frame", frame, frame.length);
        memory.write("grid", grid, grid.length);
        memory.get("trouble").clear(8);
        run("wrap", centers, centers, fastest, "frame", positions, "v", "wraps", "trouble");
        memory.get("bin counts").clear(4L * bins);
        run("bin_atoms", centers, centers, "frame", "grid", positions, "wraps", "bins", "bin counts");
        sortIntoBins(centers);
        place(positions);
        run("count_images", centers, centers, "frame", "x", "counts");
        total = centers + addUp("counts", centers, "images of atoms");
        if (reserveTotal()) {
            place(positions);
        }
        run("spread", "counts", centers, "image first");
        run("place_images", centers, centers, "frame", "image first", "x", "types", "owners", "offsets");
        memory.get("bin counts").clear(4L * bins);
        run("bin_places", total, total, "frame", "grid", "x", "bins", "bin counts");
        sortIntoBins(total);
        long[] pairs = new long[reach.length];
        int[] longest = new int[reach.length];
        for (int n = 0; n < reach.length; n++) {
            pairs[n] = list(n, longest, outputs);
        }
        size = new ListSize(centers, total, pairs, longest);
        memory.read("trouble", trouble, 1);
        return trouble[0] == 0;
    }

    /** Makes room for all atoms and images; gives whether what was there is lost. */
    private boolean reserveTotal() {
        Map<String, Long> bytes = new LinkedHashMap<>();
        bytes.put("x", 8L * NeighborList.WIDTH * total);
        bytes.put("types", 4L * total);
        bytes.put("owners", 4L * total);
        bytes.put("offsets", 24L * total);
        bytes.put("bins", 4L * total);
        // Atoms in the order of bins are still needed when images have been counted.
        bytes.put("members", 4L * total);
        ComputeDevice.Buffer members = memory.get("members");
        int[] kept = members == null || members.bytes() >= 4L * total ? null : new int[centers];
        if (kept != null) {
            memory.read("members", kept, centers);
        }
        boolean lost = memory.reserve(bytes, centers);
        if (kept != null) {
            memory.write("members", kept, centers);
        }
        return lost;
    }

    /** Puts atoms, or atoms and images, whose bins are counted, side by side with those of their bin. */
    private void sortIntoBins(int count) {
        run("sum_shares", "bin counts", bins);
        run("spread", "bin counts", bins, "bin first");
        memory.get("bin counts").clear(4L * bins);
        run("fill_bins", count, count, "bins", "bin first", "bin counts", "members");
        run("sort_ranges", bins, bins, "bin first", "members");
    }

    private void place(String positions) {
        run("place", centers, centers, "frame", "members", "wraps", positions, "type of", "charge of", "mass of", "atoms", "types", "owners", "charges", "masses", "offsets", "x");
    }

    /** Lists the neighbors of one neighborhood; gives how many there are. */
    private int list(int n, int[] longest, Outputs outputs) {
        run("count_neighbors", centers, centers, reach[n], NeighborListBuilder.CLOSEST, "frame", "grid", "x", "bin first", "members", "counts", "trouble");
        int pairs = addUp("counts", centers, "neighbors");
        longest[n] = (int) stats[1];
        boolean collects = routines.collects(n, outputs);
        memory.reserve(Map.of("first " + n, 4L * (centers + 1), "neighbors " + n, 4L * pairs, "incoming first " + n, collects ? 4L * (centers + 1) : 8, "incoming " + n, collects ? 4L * pairs : 8), centers);
        run("spread", "counts", centers, "first " + n);
        run("list_neighbors", centers, centers, reach[n], "frame", "grid", "x", "bin first", "members", "first " + n, "neighbors " + n);
        if (collects) {
            memory.get("counts").clear(4L * centers);
            run("count_incoming", pairs, pairs, "neighbors " + n, "owners", "counts");
            run("sum_shares", "counts", centers);
            run("spread", "counts", centers, "incoming first " + n);
            memory.get("counts").clear(4L * centers);
            run("list_incoming", pairs, pairs, "neighbors " + n, "owners", "incoming first " + n, "counts", "incoming " + n);
            run("sort_ranges", centers, centers, "incoming first " + n, "incoming " + n);
        }
        return pairs;
    }

    /** Adds numbers up, and waits for their sum. */
    private int addUp(String counts, int count, String what) {
        run("sum_shares", counts, count);
        memory.read("stats", stats, 2);
        if (stats[0] > Integer.MAX_VALUE - centers) {
            throw new DeviceException(String.format(java.util.Locale.ROOT, "%d atoms have %.0f %s, and a device's list holds %d at most", centers, stats[0], what, Integer.MAX_VALUE));
        }
        return (int) stats[0];
    }

    /** Runs a kernel with about as many threads as there is work. */
    private void run(String kernel, int work, Object... arguments) {
        int group = routines.group(), threads = device.isProcessor() ? Math.min(Math.max(1, work), 8 * Math.max(1, device.description().computeUnits()))
            : (int) (Math.min(Math.max(1, work) + group - 1L, 1 << 20) / group * group);
        kernels.run(kernel, threads, group, Arrays.stream(arguments).map(a -> a instanceof String s ? memory.get(s) : a).toList());
    }

    /** Adds up, or spreads, sums over the numbers before each. */
    private void run(String kernel, String counts, int count, String... result) {
        if (kernel.equals("spread")) {
            kernels.run(kernel, SHARES, MEMBERS, List.of(count, memory.get(counts), memory.get("sums"), memory.get(result[0])));
        } else {
            kernels.run(kernel, SHARES, MEMBERS, List.of(count, memory.get(counts), memory.get("sums")));
            kernels.run("sum_before", MEMBERS, MEMBERS, List.of(SHARES, memory.get("sums"), memory.get("stats")));
        }
    }
}
