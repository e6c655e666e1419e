package org.eutectic.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.ir.SiteEnergy;
import org.eutectic.reference.ReferenceForceField;
import org.eutectic.truffle.CompiledForceField;

/** Atoms near each other in the open, their species in turns, to hold rewritten potentials against what was written. */
final class Droplet {
    private static final int ATOMS = 24;
    private static final double NEAREST = 2.2;

    private Droplet() {}

    private static Configuration of(List<String> species) {
        Random random = new Random(11);
        double[] x = new double[3 * ATOMS];
        int[] types = new int[ATOMS];
        for (int i = 0; i < ATOMS; i++) {
            types[i] = i % species.size();
            do {
                for (int a = 0; a < 3; a++) {
                    x[3 * i + a] = 9 * random.nextDouble();
                }
            } while (isTooNear(x, i));
        }
        return new Configuration(species, types, x, Cell.none());
    }

    private static boolean isTooNear(double[] x, int i) {
        for (int j = 0; j < i; j++) {
            if (Math.hypot(Math.hypot(x[3 * i] - x[3 * j], x[3 * i + 1] - x[3 * j + 1]), x[3 * i + 2] - x[3 * j + 2]) < NEAREST) {
                return true;
            }
        }
        return false;
    }

    static Evaluation reference(List<SiteEnergy> terms) {
        return evaluate(new ReferenceForceField("test", terms.getFirst().species(), terms));
    }

    static Evaluation compiled(List<SiteEnergy> terms) {
        return evaluate(new CompiledForceField("test", terms.getFirst().species(), terms, 1));
    }

    private static Evaluation evaluate(ForceField field) {
        try (field) {
            Evaluation out = new Evaluation();
            field.compute(NeighborListBuilder.build(of(field.species()), field), true, true, true, out);
            return out;
        }
    }

    /** Energies, forces and virial, relative to the largest number of each. */
    static void assertSame(Evaluation expected, Evaluation actual, double relative) {
        assertEquals(expected.energy(), actual.energy(), relative * ATOMS * largest(expected.siteEnergies()), "energy");
        assertArrayEquals(expected.siteEnergies(), actual.siteEnergies(), relative * largest(expected.siteEnergies()), "site energies");
        assertArrayEquals(expected.forces(), actual.forces(), relative * largest(expected.forces()), "forces");
        assertArrayEquals(expected.virial(), actual.virial(), relative * largest(expected.virial()), "virial");
    }

    private static double largest(double[] a) {
        double most = Arrays.stream(a).map(Math::abs).max().orElse(0);
        if (!(most > 0)) {
            throw new AssertionError("nothing to compare");
        }
        return most;
    }
}
