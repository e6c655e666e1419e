package org.eutectic.tests;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.Pairs;

/**
 * A potential and the kind of structure to try it on: a distorted crystal with its species at random on the sites.
 *
 * @param file below the project's folder
 * @param diamond whether the crystal is diamond, else face-centered cubic
 * @param lattice constant, Å
 */
record PropertyCase(String file, boolean diamond, double lattice) {
    /** Å. */
    private static final double CLEARANCE = 3e-4;
    private static final String FORMS = "tests/src/test/resources/org/eutectic/tests/forms/";

    private static final String PINN = "tests/src/test/resources/org/eutectic/tests/pinn/";

    /** At least one for each form of the library, and potentials with equations of their own. */
    static Stream<PropertyCase> all() {
        return Stream.of(
            new PropertyCase(FORMS + "lj.eut", false, 5.4), new PropertyCase(FORMS + "lj-shifted.eut", false, 5.3),
            new PropertyCase(FORMS + "morse.eut", false, 3.7), new PropertyCase(FORMS + "buckingham.eut", false, 4.6),
            new PropertyCase(FORMS + "born-mayer.eut", false, 4.6), new PropertyCase(FORMS + "zbl.eut", false, 3.5),
            new PropertyCase(FORMS + "finnis-sinclair.eut", false, 3.65), new PropertyCase(FORMS + "vashishta.eut", true, 4.5),
            new PropertyCase(FORMS + "tersoff-zbl.eut", true, 4.3), new PropertyCase(FORMS + "vectors.eut", false, 4.1),
            new PropertyCase(FORMS + "multistage.eut", false, 4.1), new PropertyCase("potentials/Ar.eut", false, 5.3), new PropertyCase("ml-terms/src/test/resources/org/eutectic/ml/n2p2/small.eut", false, 2.6),
            new PropertyCase(FORMS + "bop.eut", false, 3.8), new PropertyCase(PINN + "one-2019.eut", false, 3.8),
            new PropertyCase(PINN + "two.eut", false, 3.8), new PropertyCase(PINN + "alloy/AlNi.eut", false, 3.8),
            new PropertyCase("potentials/Cu.eut", false, 3.6), new PropertyCase("potentials/Si-tersoff.eut", true, 5.4),
            new PropertyCase("potentials/Si-sw.eut", true, 5.4), new PropertyCase("potentials/SiC-tersoff.eut", true, 4.5),
            new PropertyCase("examples/screened.eut", false, 3.6), new PropertyCase("examples/copper-hybrid.eut", false, 3.65), new PropertyCase("examples/alloy/CuNi.eut", false, 3.6),
            new PropertyCase("potentials/Pt.eut", false, 3.9), new PropertyCase("potentials/W.eut", false, 4.0), new PropertyCase("potentials/Zr.eut", false, 4.5),
            new PropertyCase("potentials/CuAu-ackland-vitek.eut", false, 3.85), new PropertyCase("potentials/SiGe-tersoff.eut", true, 5.5),
            new PropertyCase("potentials/SiC-erhart-albe.eut", true, 4.5), new PropertyCase("potentials/CdTe.eut", true, 6.4),
            new PropertyCase("potentials/GaN.eut", true, 4.5), new PropertyCase("potentials/Xe.eut", false, 6.1));
    }

    Potential potential() {
        return Potential.load(Places.root().resolve(Path.of(file)), null, Map.of());
    }

    /** A structure in which no pair is so near the cutoff that a finite difference would cross it: truncated forms jump there. */
    Configuration structure(ForceField field) {
        for (long seed = 1;; seed++) {
            Configuration c = structure(field.species(), seed);
            Neighborhood around = Neighborhood.full(field.cutoff());
            NeighborList list = new NeighborListBuilder(field.species(), List.of(around), CLEARANCE, 1).build(c);
            if (clear(list, around)) {
                return c;
            }
        }
    }

    private static boolean clear(NeighborList list, Neighborhood around) {
        double[] x = list.positions();
        Pairs pairs = list.pairs(around);
        for (int i = 0; i < list.centers(); i++) {
            for (int k = pairs.first()[i]; k < pairs.first()[i + 1]; k++) {
                int a = NeighborList.WIDTH * i, b = NeighborList.WIDTH * pairs.neighbors()[k];
                double r = Math.hypot(Math.hypot(x[b] - x[a], x[b + 1] - x[a + 1]), x[b + 2] - x[a + 2]);
                if (Math.abs(r - around.cutoff()) < CLEARANCE) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Two by two by two cells of the crystal (one by two by two of diamond), sheared, every atom off its site. */
    private Configuration structure(List<String> species, long seed) {
        Random random = new Random(seed);
        int nx = diamond ? 1 : 2, n = 2;
        double[][] basis = {{0, 0, 0}, {0.5, 0.5, 0}, {0.5, 0, 0.5}, {0, 0.5, 0.5}};
        List<double[]> sites = new ArrayList<>();
        for (int i = 0; i < nx; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    for (double[] b : basis) {
                        for (int s = 0; s <= (diamond ? 1 : 0); s++) {
                            sites.add(new double[] {i + b[0] + 0.25 * s, j + b[1] + 0.25 * s, k + b[2] + 0.25 * s});
                        }
                    }
                }
            }
        }
        double a = lattice;
        double[] cell = {nx * a, 0, 0, 0.06 * a, n * a, 0, -0.05 * a, 0.08 * a, n * a};
        double[] x = new double[3 * sites.size()];
        int[] types = new int[sites.size()];
        for (int i = 0; i < types.length; i++) {
            double[] s = sites.get(i);
            for (int axis = 0; axis < 3; axis++) {
                double fraction = s[0] / nx * cell[axis] + s[1] / n * cell[3 + axis] + s[2] / n * cell[6 + axis];
                x[3 * i + axis] = fraction + 0.05 * a * (random.nextDouble() - 0.5);
            }
            types[i] = random.nextInt(species.size());
        }
        return new Configuration(species, types, x, new Cell(cell, new boolean[] {true, true, true}));
    }

    @Override
    public String toString() {
        return file.substring(file.lastIndexOf('/') + 1);
    }
}
