package org.eutectic.ml.mtp;

import java.util.Arrays;

/** The products of moments in the order of the file, those in a row that make the same moment together; small, for tens of thousands are gone through for each batch of atoms. */
final class MtpProducts {
    /** The moment that each run of products adds to, and where the runs begin. */
    final int[] targets;
    final int[] begin;
    /** The two factors of each product, and a whole number. */
    final char[] pairs;
    final float[] factors;

    MtpProducts(MtpModel model) {
        int[] p = model.products();
        int count = p.length / 4, runs = 0;
        pairs = new char[2 * count];
        factors = new float[count];
        int[] to = new int[count], first = new int[count + 1];
        for (int k = 0; k < count; k++) {
            pairs[2 * k] = (char) p[4 * k];
            pairs[2 * k + 1] = (char) p[4 * k + 1];
            factors[k] = p[4 * k + 2];
            if (runs == 0 || to[runs - 1] != p[4 * k + 3]) {
                first[runs] = k;
                to[runs++] = p[4 * k + 3];
            }
        }
        first[runs] = count;
        targets = Arrays.copyOf(to, runs);
        begin = Arrays.copyOf(first, runs + 1);
    }
}
