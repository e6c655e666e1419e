package org.eutectic.md.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.Pairs;

/** Neighbors of places of a crystal, shell by shell: distances that differ by less than a tenth of an Å make one shell. */
final class PairShells {
    private static final double WIDTH = 0.1;
    /** So many places tell what shells there are. */
    private static final int LOOKED_AT = 64;

    private final double[] radii;
    private final int places;
    /** For each shell: where the neighbors of each place begin, and the neighbors. */
    private final int[][] first;
    private final int[][] neighbors;

    /**
     * @param of the places among which neighbors are looked for, numbers of atoms
     * @param count how many shells
     */
    PairShells(Configuration c, int[] of, int count) {
        places = of.length;
        Configuration some = Atoms.some(c, of);
        Configuration one = new Configuration(List.of("place"), new int[places], some.positions(), some.cell());
        radii = radii(one, count);
        first = new int[count][places + 1];
        neighbors = new int[count][];
        collect(one);
    }

    /** Distances of the shells, Å. */
    double[] radii() {
        return radii.clone();
    }

    int places() {
        return places;
    }

    int shells() {
        return radii.length;
    }

    /** Neighbors of all places together in a shell, each pair twice. */
    int pairs(int shell) {
        return neighbors[shell].length;
    }

    int from(int shell, int place) {
        return first[shell][place];
    }

    int to(int shell, int place) {
        return first[shell][place + 1];
    }

    int neighbor(int shell, int k) {
        return neighbors[shell][k];
    }

    private static NeighborList list(Configuration c, double reach) {
        return new NeighborListBuilder(c.symbols(), List.of(Neighborhood.full(reach)), 0, 1).build(c);
    }

    private static double[] radii(Configuration c, int count) {
        double spacing = Math.cbrt(c.cell().volume() > 0 ? c.cell().volume() / c.size() : 30);
        for (double reach = 2 * spacing; reach < 20 * spacing; reach *= 1.3) {
            NeighborList list = list(c, reach);
            Pairs pairs = list.pairs(Neighborhood.full(reach));
            List<Double> distances = new ArrayList<>();
            for (int i = 0; i < Math.min(LOOKED_AT, list.centers()); i++) {
                for (int k = pairs.first()[i]; k < pairs.first()[i + 1]; k++) {
                    distances.add(Atoms.distance(list, i, pairs.neighbors()[k]));
                }
            }
            double[] sorted = distances.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            double[] radii = new double[count];
            int n = 0;
            for (int k = 0; k < sorted.length && n < count; ) {
                int end = k;
                while (end + 1 < sorted.length && sorted[end + 1] - sorted[end] < WIDTH) {
                    end++;
                }
                // The last shell that is seen need not be whole.
                if (sorted[end] < reach - WIDTH) {
                    radii[n++] = 0.5 * (sorted[k] + sorted[end]);
                }
                k = end + 1;
            }
            if (n == count) {
                return radii;
            }
        }
        throw BuildException.of("the places have no %d shells of neighbors", count);
    }

    private void collect(Configuration c) {
        double reach = radii[radii.length - 1] + WIDTH;
        NeighborList list = list(c, reach);
        Pairs pairs = list.pairs(Neighborhood.full(reach));
        for (int pass = 0; pass < 2; pass++) {
            int[][] next = new int[shells()][];
            for (int s = 0; s < shells(); s++) {
                next[s] = Arrays.copyOf(first[s], places);
                if (pass == 1) {
                    neighbors[s] = new int[first[s][places]];
                }
            }
            for (int i = 0; i < places; i++) {
                int place = list.atoms()[i];
                for (int k = pairs.first()[i]; k < pairs.first()[i + 1]; k++) {
                    int s = shell(Atoms.distance(list, i, pairs.neighbors()[k]));
                    if (s >= 0 && pass == 0) {
                        first[s][place + 1]++;
                    } else if (s >= 0) {
                        neighbors[s][next[s][place]++] = list.atoms()[pairs.neighbors()[k]];
                    }
                }
            }
            for (int s = 0; s < shells() && pass == 0; s++) {
                Arrays.parallelPrefix(first[s], Integer::sum);
            }
        }
    }

    private int shell(double distance) {
        for (int s = 0; s < radii.length; s++) {
            if (Math.abs(distance - radii[s]) < WIDTH) {
                return s;
            }
        }
        return -1;
    }
}
