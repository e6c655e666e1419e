package org.eutectic.atoms;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.parallel.Workers;

/**
 * The local atoms, wrapped into the cell, and their images within reach, both in the order of the boxes they lie in. The order depends on the configuration and the reach
 * alone: atoms of one box stand in the order of their numbers, ghosts in that of their owners and shifts. All is done in parts side by side, and arrays serve again.
 */
final class ExtendedAtoms {
    /** More images than this and the machine would run out of memory long before anything is computed. */
    private static final double MOST_ATOMS = 2e8;
    /** Each part counts the boxes for itself, so there must not be many. */
    private static final int MOST_PARTS = 8;
    private static final int ATOMS_A_PART = 1000;

    int centers;
    int total;
    int[] atoms = new int[0];
    double[] positions = new double[0];
    int[] types = new int[0];
    int[] owners = new int[0];
    /** By how many cell vectors each local atom was moved; three for each. */
    int[] wraps = new int[0];
    /** For each ghost the number of its shift in {@link #shifts}. */
    int[] images = new int[0];
    /** Shifts of images against their owners, in cell vectors; three for each. */
    int[] shifts = new int[0];
    final AtomValues charges = new AtomValues();
    final AtomValues masses = new AtomValues();
    final CellGrid grid = new CellGrid();
    /** Where the atoms of each box begin, and one end more. */
    int[] localStart = new int[0];
    int[] ghostStart = new int[0];
    /** Whether ghosts that are shifted backward are among them. */
    boolean backward;

    private final Workers workers;
    private Configuration configuration;
    private PeriodicFrame frame;
    private Cell cell;
    private int[] speciesNumbers;
    private boolean[] used;
    private int parts;
    private int[] boxes = new int[0];
    private final int[][] counts = new int[MOST_PARTS][0];
    /** More than the six that are used: parts that write to one line of the cache wait for each other. */
    private final double[][] bounds = new double[MOST_PARTS][6 + 16];
    /** Fractional coordinates between which local atoms lie, and how far ghosts may lie beyond. */
    private final double[] low = new double[3];
    private final double[] high = new double[3];
    private final double[] margin = new double[3];
    private final double[] backwardMargin = new double[3];
    private final int[] shiftLow = new int[3];
    private final int[] shiftCount = new int[3];
    private final IntConsumer measure = this::measure;
    private final IntConsumer countLocals = this::countLocals;
    private final IntConsumer placeLocals = this::placeLocals;
    private final IntConsumer countGhosts = p -> ghosts(p, false);
    private final IntConsumer placeGhosts = p -> ghosts(p, true);

    ExtendedAtoms(Workers workers) {
        this.workers = workers;
    }

    /** Looks at all atoms: which species occur, and whether every coordinate is a number. */
    boolean[] open(Configuration c, PeriodicFrame f) {
        configuration = c;
        frame = f;
        cell = c.cell();
        centers = c.size();
        parts = Math.clamp(centers / ATOMS_A_PART, 1, Math.min(MOST_PARTS, workers.threads()));
        used = new boolean[c.symbols().size()];
        workers.run(parts, measure);
        for (int k = 0; k < 3; k++) {
            low[k] = Double.POSITIVE_INFINITY;
            high[k] = Double.NEGATIVE_INFINITY;
            for (int p = 0; p < parts; p++) {
                low[k] = Math.min(low[k], bounds[p][k]);
                high[k] = Math.max(high[k], bounds[p][3 + k]);
            }
            if (centers == 0) {
                low[k] = high[k] = 0;
            }
        }
        return used;
    }

    /** The cell that the atoms were last in. */
    Cell cell() {
        return cell;
    }

    /**
     * Puts atoms in their order.
     *
     * @param numbers the force field's number of each species of the configuration
     * @param forward how far images reach that are shifted forward against their owners (by their last cell vector that is not zero), Å
     * @param back how far those reach that are shifted backward, Å; 0 for none
     */
    void place(int[] numbers, double forward, double back) {
        speciesNumbers = numbers;
        backward = back > 0;
        layOut(forward, back);
        int n = centers, b = grid.boxes();
        for (int p = 0; p < parts; p++) {
            if (counts[p].length < b) {
                counts[p] = new int[b + b / 16];
            }
        }
        if (localStart.length < b + 1) {
            localStart = new int[b + b / 16 + 1];
            ghostStart = new int[b + b / 16 + 1];
        }
        if (boxes.length < n) {
            boxes = new int[n];
            wraps = new int[3 * n];
        }
        room(n);
        workers.run(parts, countLocals);
        start(localStart, 0);
        workers.run(parts, placeLocals);
        workers.run(parts, countGhosts);
        total = start(ghostStart, n);
        room(total);
        workers.run(parts, placeGhosts);
        configuration = null;
    }

    /** Whether a center may have ghosts within reach. */
    boolean nearGhosts(double x, double y, double z) {
        for (int k = 0; k < 3; k++) {
            if (frame.periodic(k)) {
                double s = frame.fractional(k, x, y, z);
                if (s + margin[k] >= low[k] + 1 || s - margin[k] <= high[k] - 1) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a ghost is shifted forward against its owner. */
    boolean forward(int ghost) {
        int t = 3 * images[ghost - centers];
        return forward(shifts[t], shifts[t + 1], shifts[t + 2]);
    }

    private static boolean forward(int a, int b, int c) {
        return c > 0 || c == 0 && (b > 0 || b == 0 && a > 0);
    }

    private int from(int part) {
        return (int) ((long) centers * part / parts);
    }

    private void measure(int p) {
        double[] x = configuration.positions(), b = bounds[p];
        int[] t = configuration.types();
        Arrays.fill(b, 0, 3, Double.POSITIVE_INFINITY);
        Arrays.fill(b, 3, 6, Double.NEGATIVE_INFINITY);
        for (int i = from(p), end = from(p + 1); i < end; i++) {
            if (!used[t[i]]) {
                used[t[i]] = true;
            }
            double rx = x[3 * i], ry = x[3 * i + 1], rz = x[3 * i + 2];
            for (int k = 0; k < 3; k++) {
                double s = frame.fractional(k, rx, ry, rz);
                if (!(Math.abs(s) < (frame.periodic(k) ? 1e9 : Double.POSITIVE_INFINITY))) {
                    throw lost(i, Math.floor(s));
                }
            }
            int u = whole(0, rx, ry, rz), v = whole(1, rx, ry, rz), w = whole(2, rx, ry, rz);
            double mx = moved(rx, 0, u, v, w), my = moved(ry, 1, u, v, w), mz = moved(rz, 2, u, v, w);
            for (int k = 0; k < 3; k++) {
                double s = frame.fractional(k, mx, my, mz);
                b[k] = Math.min(b[k], s);
                b[3 + k] = Math.max(b[3 + k], s);
            }
        }
    }

    private StructureException lost(int i, double cells) {
        for (int a = 0; a < 3; a++) {
            double x = configuration.positions()[3 * i + a];
            if (!Double.isFinite(x)) {
                return new StructureException(Kind.NOT_FINITE, "the " + "xyz".charAt(a) + " coordinate of atom " + (i + 1) + " (" + configuration.symbol(i) + ") is " + x, null, i);
            }
        }
        return new StructureException(Kind.NOT_FINITE, "atom " + (i + 1) + " (" + configuration.symbol(i) + ") is lost: it lies " + cells + " cells away", null, i);
    }

    private void layOut(double forward, double back) {
        double reach = Math.max(forward, back), expected = centers;
        double[] from = {0, 0, 0}, to = {0, 0, 0};
        for (int k = 0; k < 3; k++) {
            // A hair more than the reach, so that rounding loses no image.
            margin[k] = frame.periodic(k) ? reach / frame.height(k) * (1 + 1e-9) + 1e-12 : 0;
            backwardMargin[k] = frame.periodic(k) ? back / frame.height(k) * (1 + 1e-9) + 1e-12 : 0;
            expected *= frame.periodic(k) ? Math.max(1, high[k] - low[k] + 2 * margin[k]) : 1;
            int most = frame.periodic(k) && centers > 0 ? (int) Math.floor(Math.min(1e9, high[k] - low[k] + margin[k])) : 0;
            shiftLow[k] = -most;
            shiftCount[k] = 2 * most + 1;
            for (int a = 0; a < 3; a++) {
                double u = (low[k] - margin[k]) * frame.basis(k, a), v = (high[k] + margin[k]) * frame.basis(k, a);
                from[a] += Math.min(u, v);
                to[a] += Math.max(u, v);
            }
        }
        if (expected > MOST_ATOMS) {
            throw StructureException.of(Kind.CELL_TOO_SMALL, "the cell is too small for a cutoff of %.4g Å: %.2g periodic images would be needed", reach, expected);
        }
        int count = shiftCount[0] * shiftCount[1] * shiftCount[2];
        if (shifts.length != 3 * count) {
            shifts = new int[3 * count];
        }
        for (int t = 0; t < count; t++) {
            shifts[3 * t] = shiftLow[0] + t % shiftCount[0];
            shifts[3 * t + 1] = shiftLow[1] + t / shiftCount[0] % shiftCount[1];
            shifts[3 * t + 2] = shiftLow[2] + t / (shiftCount[0] * shiftCount[1]);
        }
        grid.layOut(from, to, reach, expected);
    }

    private int whole(int k, double x, double y, double z) {
        return frame.periodic(k) ? -(int) Math.floor(frame.fractional(k, x, y, z)) : 0;
    }

    /** Where an atom goes, with the same arithmetic as {@link NeighborList#updatePositions}. */
    private double moved(double x, int a, int u, int v, int w) {
        return x + u * cell.get(0, a) + v * cell.get(1, a) + w * cell.get(2, a);
    }

    private void countLocals(int p) {
        double[] r = configuration.positions();
        int[] count = counts[p];
        Arrays.fill(count, 0, grid.boxes(), 0);
        for (int i = from(p), end = from(p + 1); i < end; i++) {
            double x = r[3 * i], y = r[3 * i + 1], z = r[3 * i + 2];
            int u = whole(0, x, y, z), v = whole(1, x, y, z), w = whole(2, x, y, z);
            int b = grid.box(moved(x, 0, u, v, w), moved(y, 1, u, v, w), moved(z, 2, u, v, w));
            boxes[i] = b;
            count[b]++;
        }
    }

    /** Makes of each part's counts the places where its atoms of each box begin. */
    private int start(int[] start, int place) {
        int next = place;
        int b = grid.boxes();
        for (int k = 0; k < b; k++) {
            start[k] = next;
            for (int p = 0; p < parts; p++) {
                int n = counts[p][k];
                counts[p][k] = next;
                next += n;
            }
        }
        start[b] = next;
        return next;
    }

    private void placeLocals(int p) {
        double[] r = configuration.positions();
        int[] next = counts[p], t = configuration.types();
        for (int i = from(p), end = from(p + 1); i < end; i++) {
            double x = r[3 * i], y = r[3 * i + 1], z = r[3 * i + 2];
            int u = whole(0, x, y, z), v = whole(1, x, y, z), w = whole(2, x, y, z);
            int place = next[boxes[i]]++;
            positions[NeighborList.WIDTH * place] = moved(x, 0, u, v, w);
            positions[NeighborList.WIDTH * place + 1] = moved(y, 1, u, v, w);
            positions[NeighborList.WIDTH * place + 2] = moved(z, 2, u, v, w);
            wraps[3 * place] = u;
            wraps[3 * place + 1] = v;
            wraps[3 * place + 2] = w;
            atoms[place] = i;
            owners[place] = place;
            types[place] = speciesNumbers[t[i]];
        }
    }

    private void ghosts(int p, boolean place) {
        if (!place) {
            Arrays.fill(counts[p], 0, grid.boxes(), 0);
        }
        for (int i = from(p), end = from(p + 1); i < end; i++) {
            int at = NeighborList.WIDTH * i;
            double x = positions[at], y = positions[at + 1], z = positions[at + 2];
            if (nearGhosts(x, y, z)) {
                ghostsOf(i, x, y, z, counts[p], place);
            }
        }
    }

    private void ghostsOf(int i, double x, double y, double z, int[] count, boolean place) {
        double s0 = frame.fractional(0, x, y, z), s1 = frame.fractional(1, x, y, z), s2 = frame.fractional(2, x, y, z);
        for (int c = least(2, s2), lastC = last(2, s2); c <= lastC; c++) {
            for (int b = least(1, s1), lastB = last(1, s1); b <= lastB; b++) {
                for (int a = least(0, s0), lastA = last(0, s0); a <= lastA; a++) {
                    boolean wanted = forward(a, b, c)
                        || backward && (a != 0 || b != 0 || c != 0) && inBack(0, s0 + a) && inBack(1, s1 + b) && inBack(2, s2 + c);
                    if (!wanted) {
                        continue;
                    }
                    double gx = x + (a * cell.get(0, 0) + b * cell.get(1, 0) + c * cell.get(2, 0));
                    double gy = y + (a * cell.get(0, 1) + b * cell.get(1, 1) + c * cell.get(2, 1));
                    double gz = z + (a * cell.get(0, 2) + b * cell.get(1, 2) + c * cell.get(2, 2));
                    int g = count[grid.box(gx, gy, gz)]++;
                    if (place) {
                        positions[NeighborList.WIDTH * g] = gx;
                        positions[NeighborList.WIDTH * g + 1] = gy;
                        positions[NeighborList.WIDTH * g + 2] = gz;
                        atoms[g] = atoms[i];
                        owners[g] = i;
                        types[g] = types[i];
                        images[g - centers] = ((c - shiftLow[2]) * shiftCount[1] + b - shiftLow[1]) * shiftCount[0] + a - shiftLow[0];
                    }
                }
            }
        }
    }

    private int least(int k, double s) {
        return frame.periodic(k) ? (int) Math.ceil(low[k] - margin[k] - s) : 0;
    }

    private int last(int k, double s) {
        return frame.periodic(k) ? (int) Math.floor(high[k] + margin[k] - s) : 0;
    }

    private boolean inBack(int k, double s) {
        return !frame.periodic(k) || s >= low[k] - backwardMargin[k] && s <= high[k] + backwardMargin[k];
    }

    private void room(int count) {
        if (owners.length < count) {
            int m = count + Math.max(0, count - centers) / 8;
            positions = Arrays.copyOf(positions, NeighborList.WIDTH * m);
            types = Arrays.copyOf(types, m);
            owners = Arrays.copyOf(owners, m);
            atoms = Arrays.copyOf(atoms, m);
        }
        if (images.length < count - centers) {
            images = new int[count - centers + (count - centers) / 8];
        }
    }
}
