package org.eutectic.physics.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eutectic.model.PotentialData.Values;
import org.eutectic.model.PotentialFileException;

/**
 * A parameter file of LAMMPS' many-body styles: entries of three element names (the center, its bond partner, the third atom) and a fixed
 * number of columns, over one line or several, with {@code #} comments. A pair's own parameters stand in the entry that names its second
 * element twice. Entries for elements that the potential does not hold are passed over.
 */
final class TripletFile {
    /** Files are printed with four digits or more. */
    private static final double ROUNDING = 1e-4;

    private final PotentialText text;
    private final List<String> species;
    private final List<String> columns;
    private final Map<List<String>, Entry> entries;

    private record Entry(int line, double[] values) {}

    private TripletFile(PotentialText text, List<String> species, List<String> columns, Map<List<String>, Entry> entries) {
        this.text = text;
        this.species = species;
        this.columns = columns;
        this.entries = entries;
    }

    /** @param columns what each entry holds after its three elements, in order */
    static TripletFile read(Path file, List<String> columns, List<String> wanted) throws IOException, PotentialFileException {
        PotentialText text = PotentialText.open(file, true);
        Map<List<String>, Entry> entries = new HashMap<>();
        TreeSet<String> held = new TreeSet<>();
        while (text.hasWord()) {
            List<String> key = new ArrayList<>();
            int line = 0;
            for (int m = 1; m <= 3; m++) {
                String element = text.word("element " + m + " of an entry");
                line = m == 1 ? text.line() : line;
                if (!Character.isLetter(element.charAt(0))) {
                    throw text.wrong("expected element " + m + " of an entry, found '" + element + "' (an entry has " + columns.size()
                        + " numbers after its three elements: " + String.join(" ", columns) + ")");
                }
                key.add(element);
                held.add(element);
            }
            double[] values = new double[columns.size()];
            for (int c = 0; c < values.length; c++) {
                values[c] = text.number(columns.get(c) + " of entry " + String.join(" ", key));
            }
            Entry earlier = entries.putIfAbsent(List.copyOf(key), new Entry(line, values));
            if (earlier != null && (wanted == null || wanted.isEmpty() || wanted.containsAll(key))) {
                throw text.wrong(line, "a second entry for " + String.join(" ", key) + "; the first is at line " + earlier.line);
            }
        }
        List<String> species = SpeciesChoice.from(text, List.copyOf(held), wanted);
        List<String> missing = new ArrayList<>();
        for (String i : species) {
            for (String j : species) {
                for (String k : species) {
                    if (!entries.containsKey(List.of(i, j, k))) {
                        missing.add(i + " " + j + " " + k);
                    }
                }
            }
        }
        if (!missing.isEmpty()) {
            throw text.wrong(0, "has no entry for " + String.join(", ", missing));
        }
        return new TripletFile(text, species, columns, entries);
    }

    List<String> species() {
        return species;
    }

    double value(String column, int i, int j, int k) {
        return entries.get(key(i, j, k)).values[columns.indexOf(column)];
    }

    private List<String> key(int i, int j, int k) {
        return List.of(species.get(i), species.get(j), species.get(k));
    }

    /** A complaint about one entry, at its line. */
    PotentialFileException wrong(int i, int j, int k, String message) {
        List<String> key = key(i, j, k);
        return text.wrong(entries.get(key).line, "entry " + String.join(" ", key) + ": " + message);
    }

    /** A column of pairs, from the entries i j j. */
    Values pairs(String column) {
        int n = species.size();
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                values[i * n + j] = value(column, i, j, j);
            }
        }
        return new Values(2, values);
    }

    Values triplets(String column) {
        int n = species.size();
        double[] values = new double[n * n * n];
        for (int t = 0; t < values.length; t++) {
            values[t] = value(column, t / (n * n), t / n % n, t % n);
        }
        return new Values(3, values);
    }

    /**
     * A product of columns that belongs to an angle, so that it may not depend on which of the two neighbors is named first: the mean of
     * the entries i j k and i k j, which may differ by the rounding of their digits.
     *
     * @throws PotentialFileException where they differ by more: the energy would depend on the order in which atoms happen to be listed
     */
    double[] ofAngles(String... factors) throws PotentialFileException {
        int n = species.size();
        double[] products = new double[n * n * n];
        for (int t = 0; t < products.length; t++) {
            int i = t / (n * n), j = t / n % n, k = t % n;
            double here = 1, there = 1;
            for (String column : factors) {
                here *= value(column, i, j, k);
                there *= value(column, i, k, j);
            }
            if (Math.abs(here - there) > ROUNDING * Math.max(Math.abs(here), Math.abs(there))) {
                throw wrong(i, j, k, String.join("*", factors) + " is " + here + ", but " + there + " in entry " + String.join(" ", key(i, k, j))
                    + "; expected both to be the same, for the two neighbors stand on a par");
            }
            products[t] = here == there ? here : (here + there) / 2;
        }
        return products;
    }

    /** How far an entry's interactions reach, Å. */
    @FunctionalInterface
    interface Reach {
        double of(int i, int j, int k);
    }

    /** For each pair the longest reach among the entries in which one is the other's neighbor. */
    double[] cutoffs(Reach reach) {
        int n = species.size();
        double[] cutoffs = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    double r = reach.of(i, j, k);
                    cutoffs[i * n + k] = Math.max(cutoffs[i * n + k], r);
                    cutoffs[k * n + i] = Math.max(cutoffs[k * n + i], r);
                }
            }
        }
        return cutoffs;
    }
}
