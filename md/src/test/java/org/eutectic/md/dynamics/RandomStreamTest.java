package org.eutectic.md.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class RandomStreamTest {
    private static final int N = 400_000;

    @Test
    void normalNumbersAreNormal() {
        RandomStream r = new RandomStream();
        double[] moments = new double[5];
        int tail = 0;
        double neighbors = 0, previous = 0;
        for (int i = 0; i < N; i++) {
            // One number of each stream: streams of neighboring keys must be independent.
            double x = r.at(1, i / 1000, i % 1000).nextGaussian();
            double p = 1;
            for (int k = 0; k < 5; k++, p *= x) {
                moments[k] += p / N;
            }
            tail += Math.abs(x) > 3.5 ? 1 : 0;
            neighbors += x * previous / N;
            previous = x;
        }
        double e = 4 / Math.sqrt(N);
        assertEquals(0, moments[1], e);
        assertEquals(1, moments[2], Math.sqrt(2) * e);
        assertEquals(0, moments[3], Math.sqrt(15) * e);
        assertEquals(3, moments[4], Math.sqrt(96) * e);
        assertEquals(4.6526e-4 * N, tail, 4 * Math.sqrt(4.65e-4 * N));
        assertEquals(0, neighbors, e);
    }

    @Test
    void chiSquaredHasItsMeanAndVariance() {
        RandomStream r = new RandomStream().at(2, 0, 0);
        for (int n : new int[] {1, 2, 3, 93}) {
            double s = 0, s2 = 0;
            int m = 100_000;
            for (int i = 0; i < m; i++) {
                double x = r.nextChiSquared(n);
                s += x / m;
                s2 += x * x / m;
            }
            assertEquals(n, s, 4 * Math.sqrt(2.0 * n / m));
            assertEquals(1, (s2 - s * s) / (2 * n), 0.08);
        }
    }

    @Test
    void keysTellStreamsApart() {
        RandomStream r = new RandomStream();
        long a = r.at(1, 2, 3).nextLong();
        assertEquals(a, r.at(1, 2, 3).nextLong());
        assertNotEquals(a, r.at(1, 3, 2).nextLong());
        assertNotEquals(a, r.at(2, 2, 3).nextLong());
    }
}
