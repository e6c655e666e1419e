package org.eutectic.md.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.Pairs;
import org.eutectic.md.dynamics.RandomStream;

/** Configurations made from others. Masses and velocities are left behind: atoms become others, and nothing moves yet. */
public final class Atoms {
    private static final double MOST = 5e8;

    private Atoms() {}

    /**
     * A block of cells of a structure, in the order of the cells, each with all its atoms, their velocities, charges and masses. Directions along which it is not periodic can be repeated, too.
     *
     * @param repeat three positive numbers
     */
    public static Configuration supercell(Configuration c, int[] repeat) {
        double cells = (double) repeat[0] * repeat[1] * repeat[2];
        if (!(repeat[0] > 0 && repeat[1] > 0 && repeat[2] > 0)) {
            throw BuildException.of("a structure is repeated at least once along each edge, not %d × %d × %d times", repeat[0], repeat[1], repeat[2]);
        }
        if (cells * c.size() > MOST) {
            throw BuildException.of("%.3g atoms are more than this program can hold", cells * c.size());
        }
        if (cells > 1 && c.cell().volume() == 0) {
            throw new BuildException("a structure without a cell cannot be repeated");
        }
        double[] v = c.cell().vectors(), from = c.positions(), x = new double[(int) cells * from.length];
        int[] types = new int[x.length / 3];
        int n = 0;
        for (int i = 0; i < repeat[0]; i++) {
            for (int j = 0; j < repeat[1]; j++) {
                for (int k = 0; k < repeat[2]; k++) {
                    for (int a = 0; a < c.size(); a++, n++) {
                        types[n] = c.types()[a];
                        for (int axis = 0; axis < 3; axis++) {
                            x[3 * n + axis] = from[3 * a + axis] + i * v[axis] + j * v[3 + axis] + k * v[6 + axis];
                        }
                    }
                }
            }
        }
        for (int k = 0; k < 9; k++) {
            v[k] *= repeat[k / 3];
        }
        Configuration all = new Configuration(c.symbols(), types, x, new Cell(v, c.cell().periodic()));
        all.setVelocities(repeated(c.velocities(), (int) cells));
        all.setCharges(repeated(c.charges(), (int) cells));
        all.setMasses(repeated(c.massesIfKnown(), (int) cells));
        return all;
    }

    private static double[] repeated(double[] values, int times) {
        if (values == null) {
            return null;
        }
        double[] all = new double[times * values.length];
        for (int n = 0; n < times; n++) {
            System.arraycopy(values, 0, all, n * values.length, values.length);
        }
        return all;
    }

    /** Some of the atoms, in the order given. */
    public static Configuration some(Configuration c, int[] atoms) {
        int[] types = new int[atoms.length];
        double[] x = new double[3 * atoms.length], charges = c.charges() == null ? null : new double[atoms.length];
        for (int n = 0; n < atoms.length; n++) {
            types[n] = c.types()[atoms[n]];
            System.arraycopy(c.positions(), 3 * atoms[n], x, 3 * n, 3);
            if (charges != null) {
                charges[n] = c.charges()[atoms[n]];
            }
        }
        Configuration some = new Configuration(c.symbols(), types, x, c.cell());
        some.setCharges(charges);
        return some;
    }

    /** The same places, with other species; those that occur are numbered as they appear. */
    static Configuration occupied(Configuration c, String[] species) {
        List<String> symbols = new ArrayList<>(new LinkedHashSet<>(List.of(species)));
        int[] types = new int[species.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = symbols.indexOf(species[i]);
        }
        return new Configuration(symbols, types, c.positions().clone(), c.cell());
    }

    /** How many atoms there are of each species that occurs, in the order in which they appear. */
    public static Map<String, Integer> composition(Configuration c) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < c.size(); i++) {
            counts.merge(c.symbol(i), 1, Integer::sum);
        }
        return counts;
    }

    /**
     * A structure without some of its atoms, any choice of which is as likely as any other.
     *
     * @param count how many are taken away, fewer than there are
     */
    public static Configuration withVacancies(Configuration c, int count, long seed) {
        if (count < 0 || count >= c.size()) {
            throw BuildException.of("%d vacancies among %d atoms: fewer than there are atoms are needed", count, c.size());
        }
        int[] all = shuffled(c.size(), new RandomStream().at(seed, Purpose.VACANCIES.ordinal(), 0));
        int[] left = Arrays.copyOfRange(all, count, all.length);
        Arrays.sort(left);
        return some(c, left);
    }

    /**
     * A structure with each coordinate of each atom moved by a normally distributed length.
     *
     * @param deviation standard deviation, Å
     */
    public static Configuration rattled(Configuration c, double deviation, long seed) {
        if (!(deviation >= 0) || Double.isInfinite(deviation)) {
            throw new BuildException("the standard deviation of displacements must be a length, not " + deviation + " Å");
        }
        Configuration moved = c.copy();
        double[] x = moved.positions();
        RandomStream random = new RandomStream();
        for (int i = 0; i < c.size(); i++) {
            random.at(seed, Purpose.RATTLE.ordinal(), i);
            for (int k = 3 * i; k < 3 * i + 3; k++) {
                x[k] += deviation * random.nextGaussian();
            }
        }
        return moved;
    }

    /**
     * The distance of the two atoms that are nearest to each other, images included, Å; NaN where there is only one atom and no image of it.
     *
     * @throws org.eutectic.atoms.StructureException where two atoms are so near that nothing can be computed with them
     */
    public static double nearestDistance(Configuration c) {
        double spacing = Math.cbrt(c.cell().volume() > 0 ? c.cell().volume() / c.size() : 30), nearest = Double.NaN;
        for (double reach = 1.5 * spacing; reach < 50 * spacing; reach *= 2) {
            NeighborList list = new NeighborListBuilder(c.symbols(), List.of(Neighborhood.half(reach)), 0, 1).build(c);
            Pairs pairs = list.pairs(Neighborhood.half(reach));
            for (int i = 0; i < list.centers(); i++) {
                for (int k = pairs.first()[i]; k < pairs.first()[i + 1]; k++) {
                    double d = distance(list, i, pairs.neighbors()[k]);
                    nearest = d <= reach && !(d >= nearest) ? d : nearest;
                }
            }
            if (nearest > 0) {
                return nearest;
            }
        }
        return nearest;
    }

    /** The distance of two places of a list, Å. */
    static double distance(NeighborList list, int i, int j) {
        double[] x = list.positions();
        int a = NeighborList.WIDTH * i, b = NeighborList.WIDTH * j;
        return Math.sqrt((x[a] - x[b]) * (x[a] - x[b]) + (x[a + 1] - x[b + 1]) * (x[a + 1] - x[b + 1]) + (x[a + 2] - x[b + 2]) * (x[a + 2] - x[b + 2]));
    }

    /** Numbers from 0 on in random order (R. Durstenfeld, Commun. ACM 7, 420 (1964)). */
    static int[] shuffled(int count, RandomStream random) {
        int[] order = new int[count];
        for (int k = 0; k < count; k++) {
            int other = (int) (random.nextDouble() * (k + 1));
            order[k] = order[other];
            order[other] = k;
        }
        return order;
    }

    /** What random numbers are drawn for, so that one seed gives each its own. */
    enum Purpose { ALLOY, VACANCIES, RATTLE, SEEDS, ORIENTATIONS, ANNEALING }
}
