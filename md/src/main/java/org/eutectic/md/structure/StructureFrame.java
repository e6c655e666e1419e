package org.eutectic.md.structure;

import org.eutectic.atoms.Configuration;

import java.util.Map;
import java.util.Optional;

/**
 * One structure of a file.
 *
 * @param configuration the atoms
 * @param info what else the file says of the whole structure (in extended XYZ the entries of the comment line but for Lattice, Properties and
 *     pbc), as written
 * @param columns numbers given for each atom that the configuration has no place for (such as {@code forces}), atom by atom
 * @param place file and frame, for messages
 */
public record StructureFrame(Configuration configuration, Map<String, String> info, Map<String, double[]> columns, String place) {

    /** A number of the comment line, such as {@code energy}. */
    public Optional<Double> number(String key) {
        double[] v = numbers(key);
        return v.length == 1 ? Optional.of(v[0]) : Optional.empty();
    }

    /** The numbers of an entry of the comment line, such as {@code stress}; empty where there is none or it holds something else. */
    public double[] numbers(String key) {
        String text = info.get(key);
        if (text == null) {
            return new double[0];
        }
        String[] words = text.replaceAll("[\\[\\],]", " ").strip().split("\\s+");
        double[] v = new double[words.length];
        try {
            for (int k = 0; k < v.length; k++) {
                v[k] = Double.parseDouble(words[k]);
            }
        } catch (NumberFormatException e) {
            return new double[0];
        }
        return v;
    }
}
