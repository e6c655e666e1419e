package org.eutectic.atoms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.parallel.Workers;

/**
 * Makes neighbor lists from linked cells in a time proportional to the number of atoms. Any cell will do: triclinic, open in some or all
 * directions, thinner than the reach (several images of an atom then stand in the list, also of the center itself).
 *
 * <p>The order of the atoms, and with it that of the neighbors of a center, depends on nothing but the configuration and how far neighbors are asked for. A builder keeps its arrays: a list lives until the same builder makes the next one.
 */
public final class NeighborListBuilder {
    /** No two atoms may be nearer than this, Å: forces there mean nothing. */
    public static final double CLOSEST = 0.3;

    private static final List<Neighborhood> NONE = List.of(Neighborhood.half(0));

    private final List<String> species;
    private final Function<List<String>, List<Neighborhood>> wanted;
    private final double skin;
    private final Workers workers;
    private final ExtendedAtoms atoms;
    private final PairSearch[] searches;
    private final List<PairsBuilder> builders = new ArrayList<>();

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
        workers = Workers.of(threads);
        atoms = new ExtendedAtoms(workers);
        searches = new PairSearch[workers.threads()];
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
        PeriodicFrame frame = PeriodicFrame.of(c.cell());
        requireThick(frame);
        boolean[] used = atoms.open(c, frame);
        int[] numbers = typeNumbers(c, used);
        List<Neighborhood> asked = wanted.apply(present(c, used));
        // Where a potential has no pairs, atoms that touch are an error all the same.
        prepare(asked.isEmpty() ? NONE : asked);
        double forward = 0, backward = 0;
        for (PairsBuilder b : builders) {
            double reach = reach(b.pairs.neighborhood());
            forward = Math.max(forward, reach);
            backward = b.pairs.neighborhood().half() ? backward : Math.max(backward, reach);
        }
        atoms.place(numbers, forward, backward);
        List<Pairs> pairs = new ArrayList<>(builders.size());
        for (PairsBuilder b : builders) {
            b.build(atoms, c, reach(b.pairs.neighborhood()));
            pairs.add(b.pairs);
        }
        atoms.charges.take(c.charges());
        atoms.masses.take(c.massesIfKnown());
        return new NeighborList(atoms, pairs);
    }

    /** How far to look: atoms that touch are found whatever was asked for. */
    private double reach(Neighborhood n) {
        return Math.max(n.cutoff() + skin, CLOSEST);
    }

    private void prepare(List<Neighborhood> asked) {
        boolean same = builders.size() == asked.size();
        for (int k = 0; same && k < asked.size(); k++) {
            same = builders.get(k).pairs.neighborhood().equals(asked.get(k));
        }
        if (!same) {
            builders.clear();
            asked.forEach(n -> builders.add(new PairsBuilder(n, searches, workers)));
        }
    }

    private static List<String> present(Configuration c, boolean[] used) {
        List<String> names = new ArrayList<>();
        for (int s = 0; s < used.length; s++) {
            if (used[s]) {
                names.add(c.symbols().get(s));
            }
        }
        return names;
    }

    private int[] typeNumbers(Configuration c, boolean[] used) {
        List<String> symbols = c.symbols();
        int[] map = new int[symbols.size()];
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

    private static void requireThick(PeriodicFrame frame) {
        for (int k = 0; k < 3; k++) {
            if (frame.periodic(k) && frame.height(k) < CLOSEST) {
                throw StructureException.of(Kind.CELL_TOO_SMALL, "the cell is only %.4g Å thick along %s; at least %.1f Å are needed",
                        frame.height(k), "abc".substring(k, k + 1), CLOSEST);
            }
        }
    }
}
