package org.eutectic.atoms;

import org.eutectic.atoms.StructureException.Kind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Makes neighbor lists from linked cells in a time proportional to the number of atoms. Any cell will do: triclinic, open in some or all
 * directions, thinner than the reach (several images of an atom then stand in the list, also of the center itself).
 *
 * <p>The neighbors of a center stand in the order of their place in the extended list (local atoms, then ghosts by owner), which depends on
 * nothing but the configuration. A builder keeps its arrays: a list lives until the same builder makes the next one.
 */
public final class NeighborListBuilder {
    /** No two atoms may be nearer than this, Å: forces there mean nothing. */
    public static final double CLOSEST = 0.3;

    /** More images than this and the machine would run out of memory long before anything is computed. */
    private static final double MOST_ATOMS = 2e8;

    /** Fewer extended atoms than this are not worth another thread. */
    private static final int SHARE = 2000;

    private final List<String> species;
    private final Function<List<String>, List<Neighborhood>> wanted;
    private final double skin;
    private double reach;
    private final CellBins bins = new CellBins();
    private int centers;
    private int total;
    private int[] atoms = new int[0];
    private double[] positions = new double[0];
    private int[] types = new int[0];
    private int[] owners = new int[0];
    private int[] shifts = new int[0];
    private int[] next = new int[0];
    private final PairSearch[] searches;

    /**
     * @param species the potential's species, in the order of the type numbers wanted
     * @param wanted which neighbors are wanted; only these are looked for
     * @param skin how much further than asked for the list reaches, Å, where atoms will move
     * @param threads how many search; the list does not depend on it
     */
    public NeighborListBuilder(List<String> species, List<Neighborhood> wanted, double skin, int threads) {
        this(species, present -> wanted, skin, threads);
    }

    /** A builder of lists for a force field, which may want other neighbors for other species. */
    public NeighborListBuilder(ForceField field, double skin, int threads) {
        this(field.species(), field::neighborhoods, skin, threads);
    }

    private NeighborListBuilder(List<String> species, Function<List<String>, List<Neighborhood>> wanted, double skin, int threads) {
        if (!(skin >= 0) || !Double.isFinite(skin)) {
            throw new IllegalArgumentException("the skin of a neighbor list must be a distance from 0 Å on, not " + skin + " Å");
        }
        this.species = List.copyOf(species);
        this.wanted = wanted;
        this.skin = skin;
        searches = new PairSearch[Math.max(1, threads)];
        Arrays.setAll(searches, k -> new PairSearch());
    }

    /** One list, for one evaluation. */
    public static NeighborList build(Configuration configuration, ForceField field) {
        return build(configuration, field, 0);
    }

    /** One list, for evaluations between which atoms move by less than half the skin, Å. */
    public static NeighborList build(Configuration configuration, ForceField field, double skin) {
        return new NeighborListBuilder(field, skin, 1).build(configuration);
    }

    /**
     * The list of a configuration; it takes the place of the one made before.
     *
     * @throws StructureException where the potential lacks a species, atoms touch, the cell is singular or too small, or a position is not finite
     */
    public NeighborList build(Configuration c) {
        int n = c.size();
        int[] map = typeNumbers(c);
        requireFinite(c);
        PeriodicFrame frame = PeriodicFrame.of(c.cell());
        requireThick(frame);
        List<Neighborhood> asked = wanted.apply(present(c));
        // A potential without pairs reaches nowhere; atoms this close are an error anyhow.
        reach = CLOSEST;
        for (Neighborhood m : asked) {
            reach = Math.max(reach, m.cutoff() + skin);
        }
        centers = n;
        total = 0;
        room(n);
        for (int i = 0; i < n; i++) {
            atoms[i] = i;
        }
        placeLocals(c, frame);
        bins.fill(positions, n, reach);
        bins.order(atoms);
        placeLocals(c, frame);
        for (int i = 0; i < n; i++) {
            types[i] = map[c.types()[atoms[i]]];
        }
        placeGhosts(c, frame);
        bins.fill(positions, n, reach);
        List<Pairs> pairs = new ArrayList<>();
        for (Neighborhood m : asked) {
            pairs.add(findNeighbors(c, m));
        }
        return new NeighborList(n, total, atoms, positions, types, owners, shifts, pairs, byPlace(c.charges()), byPlace(c.massesIfKnown()));
    }

    private double[] byPlace(double[] values) {
        if (values == null) {
            return null;
        }
        double[] sorted = new double[values.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = values[atoms[i]];
        }
        return sorted;
    }

    private static List<String> present(Configuration c) {
        boolean[] used = new boolean[c.symbols().size()];
        for (int t : c.types()) {
            used[t] = true;
        }
        List<String> names = new ArrayList<>();
        for (int s = 0; s < used.length; s++) {
            if (used[s]) {
                names.add(c.symbols().get(s));
            }
        }
        return names;
    }

    private int[] typeNumbers(Configuration c) {
        List<String> symbols = c.symbols();
        int[] map = new int[symbols.size()];
        boolean[] used = new boolean[symbols.size()];
        for (int t : c.types()) {
            used[t] = true;
        }
        List<String> missing = new ArrayList<>();
        for (int s = 0; s < map.length; s++) {
            map[s] = species.indexOf(symbols.get(s));
            if (map[s] < 0 && used[s]) {
                missing.add(symbols.get(s));
            }
        }
        if (!missing.isEmpty()) {
            throw StructureException.of(Kind.UNKNOWN_SPECIES, "the structure holds %s, which the potential does not know; it knows %s",
                    String.join(", ", missing), String.join(", ", species));
        }
        return map;
    }

    private static void requireFinite(Configuration c) {
        double[] x = c.positions();
        for (int k = 0; k < x.length; k++) {
            if (!Double.isFinite(x[k])) {
                throw new StructureException(Kind.NOT_FINITE,
                        "the " + "xyz".charAt(k % 3) + " coordinate of atom " + (k / 3 + 1) + " (" + c.symbol(k / 3) + ") is " + x[k], null, k / 3);
            }
        }
    }

    private static void requireThick(PeriodicFrame frame) {
        for (int k = 0; k < 3; k++) {
            if (frame.periodic(k) && frame.height(k) < CLOSEST) {
                throw StructureException.of(Kind.CELL_TOO_SMALL, "the cell is only %.4g Å thick along %s; at least %.1f Å are needed",
                        frame.height(k), "abc".substring(k, k + 1), CLOSEST);
            }
        }
    }

    /** The local atoms, wrapped into the cell; shifts remember by how much. */
    private void placeLocals(Configuration c, PeriodicFrame frame) {
        int n = c.size();
        for (int i = 0; i < n; i++) {
            System.arraycopy(c.positions(), 3 * atoms[i], positions, 3 * i, 3);
            owners[i] = i;
            for (int k = 0; k < 3; k++) {
                int w = 0;
                if (frame.periodic(k)) {
                    double f = Math.floor(frame.fractional(k, positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]));
                    if (!(Math.abs(f) < 1e9)) {
                        throw new StructureException(Kind.NOT_FINITE, "atom " + (atoms[i] + 1) + " (" + c.symbol(atoms[i]) + ") is lost: it lies "
                                + f + " cells away", null, atoms[i]);
                    }
                    w = -(int) f;
                }
                shifts[3 * i + k] = w;
            }
            move(i, c);
        }
        total = n;
    }

    private void placeGhosts(Configuration c, PeriodicFrame frame) {
        int n = c.size();
        double[] low = new double[3], high = new double[3];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 3; k++) {
                double s = fractional(frame, k, i);
                low[k] = Math.min(low[k], s);
                high[k] = Math.max(high[k], s);
            }
        }
        double expected = n;
        for (int k = 0; k < 3; k++) {
            // A hair more than the reach, so that rounding loses no image.
            double margin = reach / frame.height(k) * (1 + 1e-9) + 1e-12;
            low[k] -= margin;
            high[k] += margin;
            expected *= frame.periodic(k) ? Math.max(1, high[k] - low[k]) : 1;
        }
        if (expected > MOST_ATOMS) {
            throw StructureException.of(Kind.CELL_TOO_SMALL, "the cell is too small for a cutoff of %.4g Å: %.2g periodic images would be needed", reach, expected);
        }
        int[] from = new int[3], to = new int[3];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 3; k++) {
                if (frame.periodic(k)) {
                    double s = fractional(frame, k, i);
                    from[k] = (int) Math.ceil(low[k] - s);
                    to[k] = (int) Math.floor(high[k] - s);
                } else {
                    from[k] = to[k] = 0;
                }
            }
            room(total + (to[0] - from[0] + 1) * (to[1] - from[1] + 1) * (to[2] - from[2] + 1));
            for (int a = from[0]; a <= to[0]; a++) {
                for (int b = from[1]; b <= to[1]; b++) {
                    for (int d = from[2]; d <= to[2]; d++) {
                        if (a != 0 || b != 0 || d != 0) {
                            addGhost(c, i, a, b, d);
                        }
                    }
                }
            }
        }
    }

    private double fractional(PeriodicFrame frame, int k, int i) {
        return frame.fractional(k, positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]);
    }

    private void addGhost(Configuration c, int owner, int a, int b, int d) {
        int g = total++;
        owners[g] = owner;
        atoms[g] = atoms[owner];
        types[g] = types[owner];
        shifts[3 * g] = shifts[3 * owner] + a;
        shifts[3 * g + 1] = shifts[3 * owner + 1] + b;
        shifts[3 * g + 2] = shifts[3 * owner + 2] + d;
        move(g, c);
    }

    /** Puts an atom where its owner and its shift say, with the same arithmetic as {@link NeighborList#updatePositions}. */
    private void move(int g, Configuration c) {
        int o = 3 * atoms[g];
        Cell cell = c.cell();
        int sa = shifts[3 * g], sb = shifts[3 * g + 1], sc = shifts[3 * g + 2];
        for (int a = 0; a < 3; a++) {
            positions[3 * g + a] = c.positions()[o + a] + sa * cell.get(0, a) + sb * cell.get(1, a) + sc * cell.get(2, a);
        }
    }

    /**
     * Walks the extended atoms in order, notes for each the centers near it, then turns the table round: the neighbors of each center come out
     * sorted without sorting, and only local atoms need boxes. Shares of the extended atoms are dealt with side by side.
     */
    private Pairs findNeighbors(Configuration c, Neighborhood m) {
        int n = c.size();
        double limit = Math.max(m.cutoff() + skin, CLOSEST);
        int shares = total < 2 * SHARE ? 1 : Math.min(searches.length, total / SHARE);
        eachShare(shares, k -> searches[k].find(bins, positions, n, share(k, shares), share(k + 1, shares), limit, m.half() ? this::isForward : null));
        for (int k = 0; k < shares; k++) {
            CellBins.Overlap o = searches[k].overlap();
            if (o != null) {
                int e = searches[k].overlapping();
                throw CellBins.overlap(c, atoms[o.point], atoms[e], o.distance, e >= n);
            }
        }
        int[] first = new int[n + 1];
        if (next.length < n) {
            next = new int[n];
        }
        int pairs = 0;
        for (int i = 0; i < n; i++) {
            first[i] = next[i] = pairs;
            for (int k = 0; k < shares; k++) {
                pairs += searches[k].count(i);
            }
        }
        first[n] = pairs;
        for (int k = 0; k < shares; k++) {
            searches[k].reserve(next, n);
        }
        int[] neighbors = new int[pairs];
        eachShare(shares, k -> searches[k].fill(neighbors));
        return new Pairs(m, n, first, neighbors);
    }

    /** Of a pair's two ways to be seen, whether this is the one of a half list: an image stands shifted against its owner one way or the other. */
    private boolean isForward(int center, int other) {
        if (other < centers) {
            return other > center;
        }
        int o = owners[other];
        for (int k = 2; k >= 0; k--) {
            int d = shifts[3 * other + k] - shifts[3 * o + k];
            if (d != 0) {
                return d > 0;
            }
        }
        throw new IllegalStateException("a ghost that is not shifted");
    }

    private int share(int k, int shares) {
        return (int) ((long) total * k / shares);
    }

    private static void eachShare(int shares, IntConsumer work) {
        if (shares == 1) {
            work.accept(0);
        } else {
            IntStream.range(0, shares).parallel().forEach(work);
        }
    }

    private void room(int count) {
        if (owners.length < count) {
            int m = count + count / 8;
            positions = Arrays.copyOf(positions, 3 * m);
            types = Arrays.copyOf(types, m);
            owners = Arrays.copyOf(owners, m);
            atoms = Arrays.copyOf(atoms, m);
            shifts = Arrays.copyOf(shifts, 3 * m);
        }
    }
}
