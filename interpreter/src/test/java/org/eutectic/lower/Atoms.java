package org.eutectic.lower;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.dsl.diagnostic.SourceFile;

/** A few atoms in the open, with the plain loops that a potential's text is held against. */
final class Atoms {
    private final List<String> species;
    private final int[] types;
    private final double[] x;

    Atoms(List<String> species, int[] types, double[] x) {
        this.species = species;
        this.types = types;
        this.x = x;
    }

    /** Atoms strewn over a cube, none closer than 1.5 Å, their species in turns. */
    static Atoms random(long seed, int count, double edge, String... species) {
        Random random = new Random(seed);
        double[] x = new double[3 * count];
        int[] types = new int[count];
        for (int i = 0; i < count; i++) {
            types[i] = i % species.length;
            boolean free;
            do {
                for (int a = 0; a < 3; a++) {
                    x[3 * i + a] = edge * random.nextDouble();
                }
                free = true;
                for (int j = 0; j < i; j++) {
                    free &= distance(x, i, j) > 1.5;
                }
            } while (!free);
        }
        return new Atoms(List.of(species), types, x);
    }

    int count() {
        return types.length;
    }

    int type(int i) {
        return types[i];
    }

    double r(int i, int j) {
        return distance(x, i, j);
    }

    double d(int i, int j, int axis) {
        return x[3 * j + axis] - x[3 * i + axis];
    }

    double cos(int j, int i, int k) {
        double s = 0;
        for (int a = 0; a < 3; a++) {
            s += d(i, j, a) * d(i, k, a);
        }
        return s / (r(i, j) * r(i, k));
    }

    private static double distance(double[] x, int i, int j) {
        double s = 0;
        for (int a = 0; a < 3; a++) {
            s += (x[3 * j + a] - x[3 * i + a]) * (x[3 * j + a] - x[3 * i + a]);
        }
        return Math.sqrt(s);
    }

    @FunctionalInterface
    interface Each {
        double of(int j);
    }

    /** The sum over the neighbors of i inside a range. */
    double sum(int i, double range, Each each) {
        double s = 0;
        for (int j = 0; j < count(); j++) {
            if (j != i && r(i, j) < range) {
                s += each.of(j);
            }
        }
        return s;
    }

    double prod(int i, double range, Each each) {
        double p = 1;
        for (int j = 0; j < count(); j++) {
            if (j != i && r(i, j) < range) {
                p *= each.of(j);
            }
        }
        return p;
    }

    double total(Each energy) {
        double s = 0;
        for (int i = 0; i < count(); i++) {
            s += energy.of(i);
        }
        return s;
    }

    /** What a text gives for these atoms. */
    Evaluation evaluate(Potential p) {
        return evaluate(p, Backend.REFERENCE);
    }

    Evaluation evaluate(Potential p, Backend backend) {
        Configuration c = new Configuration(species, types, x, Cell.none());
        Evaluation out = new Evaluation();
        try (ForceField f = p.forceField(backend, 1)) {
            f.compute(NeighborListBuilder.build(c, f), true, true, true, out);
        }
        return out;
    }

    double energy(String text) {
        return evaluate(read(text)).energy();
    }

    static Potential read(String text) {
        return read(text, null, Path.of("."));
    }

    static Potential read(String text, String name, Path directory) {
        return Potential.parse(new SourceFile("test.eut", text), directory, name, Map.of());
    }
}
