package org.eutectic.tests;

import java.util.ArrayList;
import java.util.List;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;

/**
 * A cubic crystal at rest under a force field.
 *
 * @param latticeConstant Å
 * @param energyPerAtom eV
 * @param bulkModulus GPa
 */
record CubicCrystal(double latticeConstant, double energyPerAtom, double bulkModulus) {
    private static final double GPA = 160.2176634;

    /** @param type {@code fcc}, {@code diamond} or, with two species, {@code zincblende} */
    static CubicCrystal atRest(ForceField field, String type, double guess) {
        double low = 0.93 * guess, high = 1.07 * guess;
        while (high - low > 1e-13 * guess) {
            double middle = 0.5 * (low + high);
            if (pressure(field, type, middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double a = 0.5 * (low + high), h = 1e-4 * a;
        // B = -V dP/dV = -(a/3) dP/da, by a central difference of fourth order.
        double slope = (8 * (pressure(field, type, a + h) - pressure(field, type, a - h)) - (pressure(field, type, a + 2 * h) - pressure(field, type, a - 2 * h)))
            / (12 * h);
        Configuration c = structure(field, type, a);
        return new CubicCrystal(a, compute(field, c).energy() / c.size(), -a / 3 * slope * GPA);
    }

    private static double pressure(ForceField field, String type, double a) {
        Configuration c = structure(field, type, a);
        double[] w = compute(field, c).virial();
        return (w[0] + w[4] + w[8]) / 3 / c.cell().volume();
    }

    private static Evaluation compute(ForceField field, Configuration c) {
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(c, field), true, true, true, out);
        return out;
    }

    private static Configuration structure(ForceField field, String type, double a) {
        double[][] corners = {{0, 0, 0}, {0.5, 0.5, 0}, {0.5, 0, 0.5}, {0, 0.5, 0.5}};
        List<double[]> sites = new ArrayList<>();
        List<Integer> types = new ArrayList<>();
        for (double[] s : corners) {
            sites.add(s);
            types.add(0);
            if (!type.equals("fcc")) {
                sites.add(new double[] {s[0] + 0.25, s[1] + 0.25, s[2] + 0.25});
                types.add(type.equals("zincblende") ? 1 : 0);
            }
        }
        double[] x = sites.stream().flatMapToDouble(java.util.Arrays::stream).map(s -> s * a).toArray();
        return new Configuration(field.species(), types.stream().mapToInt(Integer::intValue).toArray(), x, Cell.orthorhombic(a, a, a));
    }
}
