package org.eutectic.physics.charges;

import org.eutectic.atoms.NeighborList;

/** Charges of the last steps, by atoms of the configuration, and where they seem to go: J. Kolafa, J. Comput. Chem. 25, 335 (2004), of the simplest kind, q₁ → 3 q₁ − 3 q₂ + q₃. */
final class ChargeHistory {
    private static final int MOST = 3;

    private final double[][] past = new double[MOST][0];
    private int known;
    private int atoms;

    /** Sets charges by local places, which sum to a total. */
    void guess(NeighborList list, double total, double[] charges) {
        int n = list.centers();
        if (n != atoms) {
            known = 0;
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            int a = list.atoms()[i];
            charges[i] = switch (known) {
                case 0 -> 0;
                case 1 -> past[0][a];
                case 2 -> 2 * past[0][a] - past[1][a];
                default -> 3 * past[0][a] - 3 * past[1][a] + past[2][a];
            };
            sum += charges[i];
        }
        for (int i = 0; i < n; i++) {
            charges[i] += (total - sum) / n;
        }
    }

    void keep(NeighborList list, double[] charges) {
        int n = list.centers();
        double[] oldest = past[MOST - 1];
        for (int k = MOST - 1; k > 0; k--) {
            past[k] = past[k - 1];
        }
        past[0] = oldest.length < n ? new double[n] : oldest;
        for (int i = 0; i < n; i++) {
            past[0][list.atoms()[i]] = charges[i];
        }
        atoms = n;
        known = Math.min(MOST, known + 1);
    }
}
