package org.eutectic.md.build;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;

/**
 * A family of parallel lattice planes: reciprocal intercepts with the axes of the conventional cell, without a common factor.
 *
 * @param h along a
 * @param k along b
 * @param l along c
 */
public record MillerIndices(int h, int k, int l) {
    private static final Pattern INDEX = Pattern.compile("-?\\d");

    /** @throws StructureException where all three are zero */
    public MillerIndices {
        if (h == 0 && k == 0 && l == 0) {
            throw StructureException.of(Kind.MALFORMED, "Miller indices 000 name no plane");
        }
        int common = Math.abs(common(common(h, k), l));
        h /= common;
        k /= common;
        l /= common;
    }

    /**
     * Reads indices of one digit each, with a minus before those that are negative: {@code 111}, {@code 1-10}; four of them, {@code 10-10}, in hexagonal axes.
     *
     * @param hexagonal whether the axes are hexagonal
     * @throws StructureException where it cannot be read so
     */
    public static MillerIndices parse(String text, boolean hexagonal) {
        List<Integer> all = new ArrayList<>();
        Matcher m = INDEX.matcher(text);
        int end = 0;
        while (m.find() && m.start() == end) {
            all.add(Integer.valueOf(m.group()));
            end = m.end();
        }
        if (end != text.length() || all.size() != 3 && all.size() != 4) {
            throw StructureException.of(Kind.MALFORMED, "'%s' are no Miller indices: three of one digit each are needed, negative ones with a minus before them, as in 111 or 1-10%s",
                text, hexagonal ? "; or four, as in 10-10" : "");
        }
        if (all.size() == 4 && !hexagonal) {
            throw StructureException.of(Kind.MALFORMED, "%s: four Miller indices are for hexagonal crystals; this one takes three", text);
        }
        if (all.size() == 4 && all.get(0) + all.get(1) + all.get(2) != 0) {
            throw StructureException.of(Kind.MALFORMED, "%s: the first three of four Miller indices must sum to zero, so the third is %d", text, -all.get(0) - all.get(1));
        }
        return new MillerIndices(all.get(0), all.get(1), all.getLast());
    }

    /** As it is written, with four indices where the axes are hexagonal. */
    public String text(boolean hexagonal) {
        return "" + h + k + (hexagonal ? "" + (-h - k) : "") + l;
    }

    static int common(int a, int b) {
        return b == 0 ? a : common(b, a % b);
    }
}
