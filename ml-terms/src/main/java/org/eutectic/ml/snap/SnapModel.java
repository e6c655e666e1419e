package org.eutectic.ml.snap;

import java.util.List;

/**
 * The numbers of a SNAP potential.
 *
 * @param twojmax twice the largest angular momentum
 * @param rcutfac a pair of elements sees each other up to the sum of their radii times this, Å
 * @param rfac0 part of the half circle onto which distances are mapped
 * @param rmin0 where that mapping begins, Å
 * @param switching whether neighbors fade out towards the cutoff
 * @param bzero whether the bispectrum of an atom alone is subtracted
 * @param bnorm whether bispectrum components are divided by 2j + 1
 * @param quadratic whether energies have a quadratic part
 * @param elements by name
 * @param radii of the elements, in units of rcutfac
 * @param weights of the elements as neighbors
 * @param coefficients for each element: the constant, then one for each component, then those of products, the upper triangle by rows; eV
 */
record SnapModel(int twojmax, double rcutfac, double rfac0, double rmin0, boolean switching, boolean bzero, boolean bnorm, boolean quadratic, List<String> elements,
                 double[] radii, double[] weights, double[][] coefficients) {

    /** How far two elements see each other, Å. */
    double cutoff(int a, int b) {
        return (radii[a] + radii[b]) * rcutfac;
    }

    /** How many components the bispectrum has: triples 0 ≤ j2 ≤ j1 ≤ j ≤ min(twojmax, j1 + j2) with even sum. */
    static int components(int twojmax) {
        int n = 0;
        for (int j1 = 0; j1 <= twojmax; j1++) {
            for (int j2 = 0; j2 <= j1; j2++) {
                for (int j = j1; j <= Math.min(twojmax, j1 + j2); j++) {
                    n += (j1 + j2 + j) % 2 == 0 ? 1 : 0;
                }
            }
        }
        return n;
    }

    /** How many coefficients an element has. */
    static int coefficients(int twojmax, boolean quadratic) {
        int n = components(twojmax);
        return 1 + n + (quadratic ? n * (n + 1) / 2 : 0);
    }
}
