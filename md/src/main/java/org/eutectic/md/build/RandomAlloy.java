package org.eutectic.md.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.dynamics.RandomStream;

/**
 * Species put at random onto some places of a crystal, as many of each as the composition says: any arrangement with these numbers is as likely as any other.
 *
 * @param host the species whose places are filled anew
 * @param parts other species and what part of these places they take, each above 0, together at most 1; the rest stays with the host
 */
public record RandomAlloy(String host, Map<String, Double> parts) {
    public RandomAlloy {
        parts = new LinkedHashMap<>(parts);
        double sum = 0;
        for (Map.Entry<String, Double> e : parts.entrySet()) {
            if (!(e.getValue() > 0 && e.getValue() <= 1)) {
                throw BuildException.of("%s: a part must lie above 0 and not above 1 (or be a percentage), not %s", e.getKey(), e.getValue());
            }
            if (e.getKey().equals(host)) {
                throw BuildException.of("%s: these places are %s already; name what takes some of them", host, host);
            }
            sum += e.getValue();
        }
        if (sum > 1 + 1e-12) {
            throw BuildException.of("the parts %s add up to %.6g, more than 1", parts, sum);
        }
    }

    /**
     * The structure with its places filled.
     *
     * @throws BuildException where the structure holds no atom of the host
     */
    public Configuration of(Configuration c, long seed) {
        int[] places = places(c);
        String[] species = IntStream.range(0, c.size()).mapToObj(c::symbol).toArray(String[]::new);
        int[] order = Atoms.shuffled(places.length, new RandomStream().at(seed, Atoms.Purpose.ALLOY.ordinal(), host.hashCode()));
        int n = 0;
        for (Map.Entry<String, Integer> e : counts(places.length).entrySet()) {
            for (int k = 0; k < e.getValue(); k++) {
                species[places[order[n++]]] = e.getKey();
            }
        }
        return Atoms.occupied(c, species);
    }

    /** The atoms whose places are filled. */
    int[] places(Configuration c) {
        int[] places = IntStream.range(0, c.size()).filter(i -> c.symbol(i).equals(host)).toArray();
        if (places.length == 0) {
            throw new BuildException("the structure holds no " + host + " whose places could be taken; it holds " + String.join(", ", Atoms.composition(c).keySet()));
        }
        return places;
    }

    /** How many of so many places each of the species takes: rounded so that all numbers, the host's among them, add up (largest remainders). */
    Map<String, Integer> counts(int places) {
        List<String> names = new ArrayList<>(parts.keySet());
        double rest = 1 - parts.values().stream().mapToDouble(Double::doubleValue).sum();
        names.add(host);
        double[] wanted = names.stream().mapToDouble(s -> places * (s.equals(host) ? Math.max(0, rest) : parts.get(s))).toArray();
        int[] counts = new int[wanted.length];
        int left = places;
        for (int k = 0; k < counts.length; k++) {
            counts[k] = (int) Math.floor(wanted[k] + 1e-9);
            left -= counts[k];
        }
        List<Integer> byRemainder = IntStream.range(0, counts.length).boxed().sorted((a, b) -> Double.compare(wanted[b] - counts[b], wanted[a] - counts[a])).toList();
        for (int k = 0; k < left; k++) {
            counts[byRemainder.get(k)]++;
        }
        Map<String, Integer> result = new LinkedHashMap<>();
        for (int k = 0; k < names.size() - 1; k++) {
            result.put(names.get(k), counts[k]);
        }
        return result;
    }
}
