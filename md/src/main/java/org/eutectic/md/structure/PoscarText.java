package org.eutectic.md.structure;

import java.util.function.Consumer;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;

/** Writes POSCAR files for VASP 5 and later. */
final class PoscarText {
    private PoscarText() {}

    /**
     * Appends a structure: Cartesian positions with all digits, velocities (Å/fs) where there are some, atoms put together by species, each in the order in which they stand.
     *
     * @throws StructureException where there is no cell
     */
    static void append(Consumer<? super CharSequence> sink, Configuration c, String title) {
        if (!(c.cell().volume() > 0)) {
            throw StructureException.of(Kind.SINGULAR_CELL, "a POSCAR file needs a cell, and this structure is open without one; give it one, or write extended XYZ");
        }
        StringBuilder text = new StringBuilder(title.replace('\n', ' ')).append("\n1.0\n");
        double[] v = c.cell().vectors();
        for (int row = 0; row < 9; row += 3) {
            text.append(v[row]).append(' ').append(v[row + 1]).append(' ').append(v[row + 2]).append('\n');
        }
        int[] counts = new int[c.symbols().size()];
        for (int type : c.types()) {
            counts[type]++;
        }
        StringBuilder numbers = new StringBuilder();
        for (int s = 0; s < counts.length; s++) {
            if (counts[s] > 0) {
                text.append(numbers.isEmpty() ? "" : " ").append(c.symbols().get(s));
                numbers.append(numbers.isEmpty() ? "" : " ").append(counts[s]);
            }
        }
        text.append('\n').append(numbers).append("\nCartesian\n");
        vectors(text, c, c.positions());
        if (c.velocities() != null) {
            text.append("Cartesian\n");
            vectors(text, c, c.velocities());
        }
        sink.accept(text);
    }

    private static void vectors(StringBuilder text, Configuration c, double[] x) {
        for (int s = 0; s < c.symbols().size(); s++) {
            for (int i = 0; i < c.size(); i++) {
                if (c.types()[i] == s) {
                    text.append(x[3 * i]).append(' ').append(x[3 * i + 1]).append(' ').append(x[3 * i + 2]).append('\n');
                }
            }
        }
    }
}
