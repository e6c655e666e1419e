package org.eutectic.md.structure;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.file.Digits;

import java.util.Arrays;
import java.util.LinkedHashMap;
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
        appendExact(sink, c, Map.of(), info);
    }

    /**
     * The same with further columns.
     *
     * @param columns by name, as many numbers for each atom as there are
     */
    public static void appendExact(Consumer<? super CharSequence> sink, Configuration c, Map<String, double[]> columns, String info) {
        Map<String, double[]> all = new LinkedHashMap<>();
        put(all, "pos", c.positions());
        put(all, "velo", c.velocities());
        put(all, "masses", c.massesIfKnown());
        put(all, "initial_charges", c.charges());
        columns.forEach((name, values) -> put(all, name, values));
        int n = c.size();
        StringBuilder heads = new StringBuilder();
        all.forEach((name, values) -> heads.append(name.equals("pos") ? "" : ":" + name + ":R:" + (n == 0 ? 1 : values.length / n)));
        StringBuilder out = new StringBuilder();
        header(out, c, heads.toString(), info);
        for (int i = 0; i < n; i++) {
            out.append(c.symbol(i));
            for (double[] values : all.values()) {
                int width = values.length / n;
                for (int k = width * i; k < width * (i + 1); k++) {
                    out.append(' ').append(values[k]);
                }
            }
            out.append('\n');
            if (out.length() > PIECE) {
                sink.accept(out);
                out.setLength(0);
            }
        }
        sink.accept(out);
    }

    private static void put(Map<String, double[]> all, String name, double[] values) {
        if (values != null) {
            all.put(name, values);
        }
    }

    /** Entries of the comment line; what is no single word is quoted. */
    public static String info(Map<String, String> entries) {
        StringBuilder text = new StringBuilder();
        entries.forEach((key, value) -> {
            text.append(text.isEmpty() ? "" : " ").append(key).append('=');
            if (value.matches("[\\w.+-]+")) {
                text.append(value);
            } else {
                text.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
            }
        });
        return text.toString();
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
