package org.eutectic.md.dynamics;

/**
 * Random numbers that depend on nothing but a seed and two places, such as step and atom. Each pair of places has a stream of its own, so that noise is
 * the same whatever the number of threads, and a run continued from a restart sees the noise it would have seen without a break.
 *
 * <p>The generator is SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) started at a hash of the key; normal numbers come from the ziggurat of Marsaglia and
 * Tsang (J. Stat. Softw. 5, 8 (2000)) with Doornik's separate draw of the layer. Elementary functions are those of {@link StrictMath}, so that
 * results do not depend on the machine.
 */
public final class RandomStream {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final int LAYERS = 128;
    private static final double TAIL = 3.442619855899;
    private static final double AREA = 9.91256303526217e-3;
    private static final double[] EDGE = new double[LAYERS + 1];
    private static final double[] RATIO = new double[LAYERS];

    static {
        double f = StrictMath.exp(-0.5 * TAIL * TAIL);
        EDGE[0] = AREA / f;
        EDGE[1] = TAIL;
        for (int i = 2; i < LAYERS; i++) {
            EDGE[i] = StrictMath.sqrt(-2 * StrictMath.log(AREA / EDGE[i - 1] + f));
            f = StrictMath.exp(-0.5 * EDGE[i] * EDGE[i]);
        }
        for (int i = 0; i < LAYERS; i++) {
            RATIO[i] = EDGE[i + 1] / EDGE[i];
        }
    }

    private long state;
    /** Fills the rest of a cache line: streams of different threads often lie side by side, and each number drawn is a write. */
    private long pad1, pad2, pad3, pad4, pad5, pad6, pad7;

    /** The table of the ziggurat, for those who draw the same numbers elsewhere: {@code LAYERS + 1} edges, then {@code LAYERS} ratios of two that follow each other. */
    public static double[] ziggurat() {
        double[] table = java.util.Arrays.copyOf(EDGE, 2 * LAYERS + 1);
        System.arraycopy(RATIO, 0, table, LAYERS + 1, LAYERS);
        return table;
    }

    /** Begins the stream of a key. */
    public RandomStream at(long seed, long first, long second) {
        state = mix(key(seed, first) + second * 0xaf251af3b0f025b5L + GOLDEN);
        return this;
    }

    /** What streams with the same seed and first place have in common, for those who draw the same numbers elsewhere. */
    public static long key(long seed, long first) {
        return mix(mix(seed + GOLDEN) + first * 0xd1342543de82ef95L + GOLDEN);
    }

    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** Uniform in (0, 1). */
    public double nextDouble() {
        return ((nextLong() >>> 11) + 0.5) * 0x1p-53;
    }

    /** Normal, mean 0 and variance 1. */
    public double nextGaussian() {
        while (true) {
            long bits = nextLong();
            int i = (int) bits & (LAYERS - 1);
            double u = (bits >> 11) * 0x1p-52;
            if (Math.abs(u) < RATIO[i]) {
                return u * EDGE[i];
            }
            if (i == 0) {
                return u < 0 ? -tail() : tail();
            }
            double x = u * EDGE[i];
            double f0 = StrictMath.exp(-0.5 * (EDGE[i] * EDGE[i] - x * x));
            double f1 = StrictMath.exp(-0.5 * (EDGE[i + 1] * EDGE[i + 1] - x * x));
            if (f1 + nextDouble() * (f0 - f1) < 1) {
                return x;
            }
        }
    }

    private double tail() {
        double x, y;
        do {
            x = StrictMath.log(nextDouble()) / TAIL;
            y = StrictMath.log(nextDouble());
        } while (-2 * y < x * x);
        return TAIL - x;
    }

    /** The sum of the squares of {@code n} normal numbers, drawn at once. */
    public double nextChiSquared(int n) {
        if (n <= 0) {
            return 0;
        }
        if (n % 2 == 1 && n < 3) {
            double g = nextGaussian();
            return g * g;
        }
        return 2 * nextGamma(0.5 * n);
    }

    /** Gamma-distributed with a shape from 1 on and scale 1 (Marsaglia and Tsang, ACM TOMS 26, 363 (2000)). */
    private double nextGamma(double shape) {
        double d = shape - 1.0 / 3, c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = nextGaussian(), v = 1 + c * x;
            if (v > 0) {
                v = v * v * v;
                if (StrictMath.log(nextDouble()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
                    return d * v;
                }
            }
        }
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
