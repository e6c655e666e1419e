package org.eutectic.md.structure;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.file.Digits;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Writes extended XYZ: species, pos (Å), velo (Å/fs), masses (u), charges as {@code initial_charges} (e), forces (eV/Å). */
public final class ExtendedXyz {
    /** Text is handed on in pieces of about so many characters: a frame of millions of atoms as a whole would take more memory than the atoms. */
    private static final int PIECE = 1 << 16;

    private ExtendedXyz() {}

    /**
     * Appends a frame in which every number has all its digits, so that reading it gives the same bits.
     *
     * @param sink takes the text piece by piece; a piece is good until the sink returns
     * @param info entries for the comment line, {@code key=value} with blanks between
     */
    public static void appendExact(Consumer<? super CharSequence> sink, Configuration c, String info) {
        appendExact(sink, c, "", null, info);
    }

    /**
     * The same with three numbers more for each atom.
     *
     * @param column the name of the column that they make
     * @param more the numbers, or null for none
     */
    public static void appendExact(Consumer<? super CharSequence> sink, Configuration c, String column, double[] more, String info) {
        StringBuilder out = new StringBuilder();
        double[] v = c.velocities(), m = c.massesIfKnown(), q = c.charges(), x = c.positions();
        header(out, c, (v == null ? "" : ":velo:R:3") + (m == null ? "" : ":masses:R:1") + (q == null ? "" : ":initial_charges:R:1")
            + (more == null ? "" : ":" + column + ":R:3"), info);
        for (int i = 0; i < c.size(); i++) {
            out.append(c.symbol(i));
            for (int k = 3 * i; k < 3 * i + 3; k++) {
                out.append(' ').append(x[k]);
            }
            if (v != null) {
                for (int k = 3 * i; k < 3 * i + 3; k++) {
                    out.append(' ').append(v[k]);
                }
            }
            if (m != null) {
                out.append(' ').append(m[i]);
            }
            if (q != null) {
                out.append(' ').append(q[i]);
            }
            for (int k = 3 * i; k < 3 * i + 3 && more != null; k++) {
                out.append(' ').append(more[k]);
            }
            out.append('\n');
            if (out.length() > PIECE) {
                sink.accept(out);
                out.setLength(0);
            }
        }
        sink.accept(out);
    }

    /**
     * Appends a frame for a trajectory: positions to 8 digits after the point, velocities and forces (where given) to 10 and 8.
     *
     * @param sink takes the text piece by piece; a piece is good until the sink returns
     * @param velocities Å/fs, or null to leave them out
     * @param forces eV/Å, or null to leave them out
     * @param more further columns by name, a number for each atom, to 8 digits
     */
    public static void append(Consumer<? super CharSequence> sink, Configuration c, double[] velocities, double[] forces, Map<String, double[]> more, String info) {
        StringBuilder out = new StringBuilder();
        double[] x = c.positions();
        header(out, c, (velocities == null ? "" : ":velo:R:3") + (forces == null ? "" : ":forces:R:3") + more.keySet().stream().map(name -> ":" + name + ":R:1").collect(Collectors.joining()), info);
        for (int i = 0; i < c.size(); i++) {
            String symbol = c.symbol(i);
            out.append(symbol).repeat(' ', Math.max(0, 2 - symbol.length()));
            for (int k = 3 * i; k < 3 * i + 3; k++) {
                Digits.fixed(out, x[k], 8, 15);
            }
            for (int k = 3 * i; k < 3 * i + 3 && velocities != null; k++) {
                Digits.fixed(out, velocities[k], 10, 15);
            }
            for (int k = 3 * i; k < 3 * i + 3 && forces != null; k++) {
                Digits.fixed(out, forces[k], 8, 15);
            }
            for (double[] column : more.values()) {
                out.append(' ');
                Digits.fixed(out, column[i], 8, 14);
            }
            out.append('\n');
            if (out.length() > PIECE) {
                sink.accept(out);
                out.setLength(0);
            }
        }
        sink.accept(out);
    }

    private static void header(StringBuilder out, Configuration c, String columns, String info) {
        Cell cell = c.cell();
        out.append(c.size()).append('\n');
        double[] v = cell.vectors();
        if (Arrays.stream(v).anyMatch(x -> x != 0)) {
            out.append("Lattice=\"");
            for (int k = 0; k < 9; k++) {
                out.append(k == 0 ? "" : " ").append(v[k]);
            }
            out.append("\" ");
        }
        out.append("Properties=species:S:1:pos:R:3").append(columns).append(" pbc=\"");
        for (int k = 0; k < 3; k++) {
            out.append(k == 0 ? "" : " ").append(cell.periodic(k) ? 'T' : 'F');
        }
        out.append('"').append(info.isEmpty() ? "" : " ").append(info).append('\n');
    }
}
