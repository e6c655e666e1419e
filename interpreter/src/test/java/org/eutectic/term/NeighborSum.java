package org.eutectic.term;

import java.util.List;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.Pairs;

/** Something that goes over each center and each of its neighbors in turn, for terms of tests. */
abstract class NeighborSum implements ForceField {
    private final String name;
    private final List<String> species;
    final double cutoff;

    NeighborSum(String name, List<String> species, double cutoff) {
        this.name = name;
        this.species = species;
        this.cutoff = cutoff;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> species() {
        return species;
    }

    @Override
    public double cutoff() {
        return cutoff;
    }

    @Override
    public List<Neighborhood> neighborhoods() {
        return List.of(Neighborhood.full(cutoff));
    }

    interface Visitor {
        void pair(int i, int j, double r);
    }

    /** Every pair from each end; {@code j} is a place. */
    final void each(NeighborList list, Visitor visitor) {
        Pairs pairs = list.pairs(neighborhoods().getFirst());
        for (int i = 0; i < list.centers(); i++) {
            for (int n = pairs.first()[i]; n < pairs.first()[i + 1]; n++) {
                int j = pairs.neighbors()[n];
                double square = 0;
                for (int a = 0; a < 3; a++) {
                    double d = list.positions()[NeighborList.WIDTH * j + a] - list.positions()[NeighborList.WIDTH * i + a];
                    square += d * d;
                }
                if (square < cutoff * cutoff) {
                    visitor.pair(i, j, Math.sqrt(square));
                }
            }
        }
    }

    /** Adds what the slope dE/dr of a pair does, eV/Å. */
    static void slope(NeighborList list, int i, int j, double r, double slope, Evaluation out) {
        int p = 3 * list.atoms()[i], q = 3 * list.atoms()[j];
        double[] d = new double[3];
        for (int a = 0; a < 3; a++) {
            d[a] = list.positions()[NeighborList.WIDTH * j + a] - list.positions()[NeighborList.WIDTH * i + a];
        }
        for (int a = 0; a < 3; a++) {
            double g = slope * d[a] / r;
            out.forces()[p + a] += g;
            out.forces()[q + a] -= g;
            for (int b = 0; b < 3; b++) {
                out.virial()[3 * a + b] -= g * d[b];
            }
        }
    }
}
