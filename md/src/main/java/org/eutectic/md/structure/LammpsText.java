package org.eutectic.md.structure;

import java.util.Map;
import java.util.function.Consumer;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Elements;
import org.eutectic.md.file.Digits;

/** Writes LAMMPS data files and dumps, units metal. */
public final class LammpsText {
    private static final int PIECE = 1 << 16;
    private static final double PICOSECOND = 1000;

    private LammpsText() {}

    /**
     * Appends a frame of a dump: {@code id type element xu yu zu}, with {@code vx vy vz} in Å/ps and {@code fx fy fz} in eV/Å where given, to 8 digits after the point. Positions are not wrapped.
     *
     * @param sink takes the text piece by piece; a piece is good until the sink returns
     * @param step the number of the step
     * @param time fs, or NaN where it is not known
     * @param velocities Å/fs, or null to leave them out
     * @param forces eV/Å, or null to leave them out
     * @param more further columns by name, a number for each atom
     */
    public static void appendDump(Consumer<? super CharSequence> sink, Configuration c, long step, double time, double[] velocities, double[] forces, Map<String, double[]> more) {
        LammpsBox box = LammpsBox.of(c);
        StringBuilder text = new StringBuilder();
        if (!Double.isNaN(time)) {
            text.append("ITEM: TIME\n").append(time / PICOSECOND).append('\n');
        }
        text.append("ITEM: TIMESTEP\n").append(step).append("\nITEM: NUMBER OF ATOMS\n").append(c.size()).append('\n');
        bounds(text, c.cell(), box);
        text.append("ITEM: ATOMS id type element xu yu zu").append(velocities == null ? "" : " vx vy vz").append(forces == null ? "" : " fx fy fz");
        more.keySet().forEach(name -> text.append(' ').append(name));
        text.append('\n');
        for (int i = 0; i < c.size(); i++) {
            text.append(i + 1).append(' ').append(c.types()[i] + 1).append(' ').append(c.symbol(i));
            vector(text, box, c.positions(), i, 1);
            if (velocities != null) {
                vector(text, box, velocities, i, PICOSECOND);
            }
            if (forces != null) {
                vector(text, box, forces, i, 1);
            }
            for (double[] column : more.values()) {
                text.append(' ');
                Digits.fixed(text, column[i], 8, 0);
            }
            text.append('\n');
            if (text.length() > PIECE) {
                sink.accept(text);
                text.setLength(0);
            }
        }
        sink.accept(text);
    }

    private static void bounds(StringBuilder text, Cell cell, LammpsBox box) {
        double xy = box.tilts()[0], xz = box.tilts()[1], yz = box.tilts()[2];
        boolean tilted = box.tilted();
        text.append("ITEM: BOX BOUNDS").append(tilted ? " xy xz yz" : "");
        for (int k = 0; k < 3; k++) {
            text.append(cell.periodic(k) ? " pp" : " ff");
        }
        text.append('\n');
        double[] least = {Math.min(Math.min(0, xy), Math.min(xz, xy + xz)), Math.min(0, yz), 0};
        double[] most = {Math.max(Math.max(0, xy), Math.max(xz, xy + xz)), Math.max(0, yz), 0};
        for (int k = 0; k < 3; k++) {
            double low = box.origin()[k] + (tilted ? least[k] : 0), high = box.origin()[k] + box.lengths()[k] + (tilted ? most[k] : 0);
            text.append(low).append(' ').append(high);
            if (tilted) {
                text.append(' ').append(box.tilts()[k]);
            }
            text.append('\n');
        }
    }

    private static void vector(StringBuilder text, LammpsBox box, double[] values, int i, double factor) {
        for (int k = 0; k < 3; k++) {
            text.append(' ');
            Digits.fixed(text, factor * box.turned(values, 3 * i, k), 8, 0);
        }
    }

    /**
     * Appends a data file for {@code read_data}: atom style charge where there are charges, else atomic; velocities where there are some. Every number has all its digits. Tilts
     * beyond half a length are taken back by whole cell vectors, which changes no lattice.
     */
    public static void appendData(Consumer<? super CharSequence> sink, Configuration c, String title) {
        LammpsBox box = LammpsBox.of(c).leastTilts(c.cell());
        boolean charged = c.charges() != null;
        StringBuilder text = new StringBuilder();
        text.append(title.replace('\n', ' ')).append(title.isEmpty() ? "" : ", ").append("units = metal\n\n").append(c.size()).append(" atoms\n").append(c.symbols().size()).append(" atom types\n\n");
        for (int k = 0; k < 3; k++) {
            char axis = (char) ('x' + k);
            text.append(box.origin()[k]).append(' ').append(box.origin()[k] + box.lengths()[k]).append(' ').append(axis).append("lo ").append(axis).append("hi\n");
        }
        if (box.tilted()) {
            text.append(box.tilts()[0]).append(' ').append(box.tilts()[1]).append(' ').append(box.tilts()[2]).append(" xy xz yz\n");
        }
        masses(text, c);
        text.append("\nAtoms # ").append(charged ? "charge" : "atomic").append("\n\n");
        for (int i = 0; i < c.size(); i++) {
            text.append(i + 1).append(' ').append(c.types()[i] + 1);
            if (charged) {
                text.append(' ').append(c.charges()[i]);
            }
            exact(text, box, c.positions(), i, 1);
            hand(sink, text);
        }
        if (c.velocities() != null) {
            text.append("\nVelocities\n\n");
            for (int i = 0; i < c.size(); i++) {
                text.append(i + 1);
                exact(text, box, c.velocities(), i, PICOSECOND);
                hand(sink, text);
            }
        }
        sink.accept(text);
    }

    private static void masses(StringBuilder text, Configuration c) {
        double[] known = c.massesIfKnown();
        text.append("\nMasses\n\n");
        for (int s = 0; s < c.symbols().size(); s++) {
            String symbol = c.symbols().get(s);
            double mass = Elements.known(symbol) ? Elements.mass(symbol) : 1;
            for (int i = 0; known != null && i < c.size(); i++) {
                if (c.types()[i] == s) {
                    mass = known[i];
                    break;
                }
            }
            text.append(s + 1).append(' ').append(mass).append(" # ").append(symbol).append('\n');
        }
    }

    private static void exact(StringBuilder text, LammpsBox box, double[] values, int i, double factor) {
        for (int k = 0; k < 3; k++) {
            text.append(' ').append(factor * box.turned(values, 3 * i, k));
        }
        text.append('\n');
    }

    private static void hand(Consumer<? super CharSequence> sink, StringBuilder text) {
        if (text.length() > PIECE) {
            sink.accept(text);
            text.setLength(0);
        }
    }
}
