package org.eutectic.load;

import java.util.Map;
import java.util.TreeMap;

/** A crystal by the shells of neighbors around an atom, with the nearest at distance 1. */
enum ReferenceCrystal {
    FCC(new double[][] {{0, 1, 1}, {1, 0, 1}, {1, 1, 0}}, new double[][] {{0, 0, 0}}),
    BCC(new double[][] {{-1, 1, 1}, {1, -1, 1}, {1, 1, -1}}, new double[][] {{0, 0, 0}}),
    /** With the axes' ratio of close-packed spheres, the root of 8/3. */
    HCP(new double[][] {{1, 0, 0}, {-0.5, Math.sqrt(0.75), 0}, {0, 0, Math.sqrt(8 / 3.0)}}, new double[][] {{0, 0, 0}, {1 / 3.0, 2 / 3.0, 0.5}});

    /** Shells nearer to each other than this are one. */
    private static final double SAME = 1e-9;

    private final double[][] cell;
    private final double[][] basis;

    ReferenceCrystal(double[][] cell, double[][] basis) {
        this.cell = cell;
        this.basis = basis;
    }

    /** How many neighbors there are at each distance up to the farthest, both in units of the nearest. */
    Map<Double, Integer> shells(double farthest) {
        TreeMap<Double, Integer> found = new TreeMap<>();
        double nearest = this == FCC ? Math.sqrt(2) : this == BCC ? Math.sqrt(3) : 1;
        int n = (int) Math.ceil(2 * farthest) + 1;
        for (double[] b : basis) {
            for (int i = -n; i <= n; i++) {
                for (int j = -n; j <= n; j++) {
                    for (int k = -n; k <= n; k++) {
                        double square = 0;
                        for (int axis = 0; axis < 3; axis++) {
                            double x = (i + b[0]) * cell[0][axis] + (j + b[1]) * cell[1][axis] + (k + b[2]) * cell[2][axis];
                            square += x * x;
                        }
                        double r = Math.sqrt(square) / nearest;
                        if (r > 0.5 && r < farthest) {
                            Double same = found.ceilingKey(r - SAME);
                            found.merge(same != null && same < r + SAME ? same : r, 1, Integer::sum);
                        }
                    }
                }
            }
        }
        return found;
    }
}
