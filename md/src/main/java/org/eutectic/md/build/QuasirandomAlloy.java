package org.eutectic.md.build;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.dynamics.RandomStream;

/**
 * A special quasirandom structure (A. Zunger, S.-H. Wei, L. G. Ferreira and J. E. Bernard, Phys. Rev. Lett. 65, 353 (1990)): species arranged so that pairs in the first shells occur as often as in an
 * endless random alloy of this composition. Found by simulated annealing of swaps, as by A. van de Walle et al., Calphad 42, 13 (2013), of the sum of the squares of all α ({@link PairCorrelations}).
 */
public final class QuasirandomAlloy {
    private static final int LEAST_SWAPS = 40_000;
    private static final int MOST_SWAPS = 4_000_000;
    private static final int SWAPS_FOR_EACH = 400;
    /** Between beginning and end the temperature falls by this factor. */
    private static final double COOLING = 1e-5;

    private final PairShells shells;
    private final List<String> species;
    private final int[] types;
    /** For each shell ordered pairs of species, and how many are wanted. */
    private final double[][] counts;
    private final double[][] wanted;

    private QuasirandomAlloy(Configuration c, int[] places, int count) {
        shells = new PairShells(c, places, count);
        species = IntStream.of(places).mapToObj(c::symbol).distinct().toList();
        types = IntStream.of(places).map(i -> species.indexOf(c.symbol(i))).toArray();
        int n = species.size();
        counts = new double[count][n * n];
        wanted = new double[count][n * n];
        double[] parts = new double[n];
        for (int t : types) {
            parts[t] += 1.0 / types.length;
        }
        for (int s = 0; s < count; s++) {
            for (int k = 0; k < n * n; k++) {
                wanted[s][k] = parts[k / n] * parts[k % n] * shells.pairs(s);
            }
            for (int i = 0; i < types.length; i++) {
                for (int k = shells.from(s, i); k < shells.to(s, i); k++) {
                    counts[s][n * types[i] + types[shells.neighbor(s, k)]]++;
                }
            }
        }
    }

    /**
     * The correlations of a structure as it is.
     *
     * @param places whose species are looked at, numbers of atoms
     * @param count shells
     */
    public static PairCorrelations correlations(Configuration c, int[] places, int count) {
        return new QuasirandomAlloy(c, places, count).correlations();
    }

    /**
     * Arranges the species on some places anew.
     *
     * @param places numbers of atoms
     * @param count shells that count
     */
    public static Configuration arrange(Configuration c, int[] places, int count, long seed) {
        QuasirandomAlloy alloy = new QuasirandomAlloy(c, places, count);
        if (alloy.species.size() < 2) {
            throw new BuildException("a quasirandom structure needs at least two species on the same places; name one with --alloy");
        }
        int[] best = alloy.anneal(new RandomStream().at(seed, Atoms.Purpose.ANNEALING.ordinal(), 0));
        String[] all = IntStream.range(0, c.size()).mapToObj(c::symbol).toArray(String[]::new);
        for (int k = 0; k < places.length; k++) {
            all[places[k]] = alloy.species.get(best[k]);
        }
        return Atoms.occupied(c, all);
    }

    /** Swaps until nothing can be better or the time is over; gives the best arrangement met. */
    private int[] anneal(RandomStream random) {
        int swaps = Math.clamp((long) SWAPS_FOR_EACH * types.length, LEAST_SWAPS, MOST_SWAPS);
        double now = deviation(), lowest = now, start = Math.max(now, 1e-12), temperature = start;
        double factor = Math.pow(COOLING, 1.0 / swaps);
        int[] best = types.clone();
        for (int n = 0; n < swaps && !perfect(); n++, temperature *= factor) {
            int i = (int) (random.nextDouble() * types.length), j = (int) (random.nextDouble() * types.length), a = types[i], b = types[j];
            if (a == b) {
                continue;
            }
            become(i, b);
            become(j, a);
            double then = deviation();
            if (then <= now || random.nextDouble() < StrictMath.exp((now - then) / temperature)) {
                now = then;
                if (now < lowest) {
                    lowest = now;
                    System.arraycopy(types, 0, best, 0, best.length);
                }
            } else {
                become(j, b);
                become(i, a);
            }
        }
        return best;
    }

    /** The sum of squares of α over shells and pairs of unlike species. */
    private double deviation() {
        int n = species.size();
        double sum = 0;
        for (int s = 0; s < counts.length; s++) {
            for (int a = 0; a < n; a++) {
                for (int b = a + 1; b < n; b++) {
                    double alpha = 1 - counts[s][n * a + b] / wanted[s][n * a + b];
                    sum += alpha * alpha;
                }
            }
        }
        return sum;
    }

    /** Whether every number is as near to what is wanted as whole numbers can be. */
    private boolean perfect() {
        for (int s = 0; s < counts.length; s++) {
            for (int k = 0; k < counts[s].length; k++) {
                if (Math.abs(counts[s][k] - wanted[s][k]) > 0.5 + 1e-9) {
                    return false;
                }
            }
        }
        return true;
    }

    private void become(int i, int type) {
        int n = species.size(), old = types[i];
        for (int s = 0; s < counts.length; s++) {
            double[] c = counts[s];
            for (int k = shells.from(s, i); k < shells.to(s, i); k++) {
                int j = shells.neighbor(s, k);
                if (j == i) {
                    // An image of itself: a pair of one kind that becomes one of another.
                    c[n * old + old]--;
                    c[n * type + type]++;
                } else {
                    int t = types[j];
                    c[n * old + t]--;
                    c[n * t + old]--;
                    c[n * type + t]++;
                    c[n * t + type]++;
                }
            }
        }
        types[i] = type;
    }

    private PairCorrelations correlations() {
        int n = species.size();
        List<String> pairs = new ArrayList<>();
        double[][] values = new double[counts.length][n * (n - 1) / 2];
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                for (int s = 0; s < counts.length; s++) {
                    values[s][pairs.size()] = 1 - counts[s][n * a + b] / wanted[s][n * a + b];
                }
                pairs.add(species.get(a) + "-" + species.get(b));
            }
        }
        return new PairCorrelations(shells.radii(), pairs, values);
    }
}
