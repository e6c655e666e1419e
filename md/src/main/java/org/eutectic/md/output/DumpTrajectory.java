package org.eutectic.md.output;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.PeriodicFrame;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.md.dynamics.SimulationState;
import org.eutectic.md.file.Digits;
import org.eutectic.md.file.OutputFile;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A trajectory as LAMMPS dump text: {@code id type element xu yu zu}, with {@code vx vy vz} in Å/ps (units metal) and {@code fx fy fz} in eV/Å where asked
 * for, and a column for each field that terms find for atoms, such as charges. Positions are unwrapped. LAMMPS wants vector a along x and b in the xy plane: other cells are turned, with everything in them.
 * The file has its name when the run has ended ({@link OutputFile}).
 */
public final class DumpTrajectory extends FileObserver {
    private static final int PIECE = 1 << 16;

    private final boolean velocities;
    private final boolean forces;
    private final FieldMonitor monitor;
    private final List<String> fields;
    private final StringBuilder text = new StringBuilder();

    /**
     * @param interval steps from frame to frame
     * @param velocities whether to write velocities
     * @param forces whether to write forces
     */
    public DumpTrajectory(Path path, long interval, boolean velocities, boolean forces) {
        this(path, interval, velocities, forces, null, List.of());
    }

    /**
     * @param interval steps from frame to frame
     * @param velocities whether to write velocities
     * @param forces whether to write forces
     * @param fields monitored fields, each a column of its name
     */
    public DumpTrajectory(Path path, long interval, boolean velocities, boolean forces, FieldMonitor monitor, List<String> fields) {
        super(path, interval);
        this.velocities = velocities;
        this.forces = forces;
        this.monitor = monitor;
        this.fields = List.copyOf(fields);
    }

    @Override
    public boolean needsEnergy() {
        return false;
    }

    @Override
    public void observe(SimulationState state) {
        Configuration c = state.configuration();
        double[] rotation = new double[9];
        double[] box = box(c, rotation);
        text.setLength(0);
        text.append("ITEM: TIMESTEP\n").append(state.step()).append("\nITEM: NUMBER OF ATOMS\n").append(c.size()).append('\n');
        bounds(c.cell(), box);
        text.append("ITEM: ATOMS id type element xu yu zu").append(velocities ? " vx vy vz" : "").append(forces ? " fx fy fz" : "");
        Map<String, double[]> columns = FieldMonitor.columns(state, monitor, fields);
        columns.keySet().forEach(name -> text.append(' ').append(name));
        text.append('\n');
        for (int i = 0; i < c.size(); i++) {
            text.append(i + 1).append(' ').append(c.types()[i] + 1).append(' ').append(c.symbol(i));
            vector(c.positions(), i, rotation, 1);
            if (velocities) {
                vector(state.velocities(), i, rotation, 1000);
            }
            if (forces) {
                vector(state.evaluation().forces(), i, rotation, 1);
            }
            for (double[] column : columns.values()) {
                text.append(' ');
                Digits.fixed(text, column[i], 8, 0);
            }
            text.append('\n');
            if (text.length() > PIECE) {
                file.append(text);
                text.setLength(0);
            }
        }
        file.append(text);
        file.flush();
    }

    /** Box lengths, tilts xy xz yz and origin; the rotation takes our coordinates to those of LAMMPS. */
    private static double[] box(Configuration c, double[] rotation) {
        double[] h = c.cell().vectors();
        double[] low = new double[3];
        if (c.cell().volume() == 0) {
            spanOpenDirections(c, h, low);
        }
        double[] a = unit(h, 0);
        double[] w = {a[1] * h[5] - a[2] * h[4], a[2] * h[3] - a[0] * h[5], a[0] * h[4] - a[1] * h[3]};
        double[] n = unit(w, 0);
        double[] b = {n[1] * a[2] - n[2] * a[1], n[2] * a[0] - n[0] * a[2], n[0] * a[1] - n[1] * a[0]};
        if (h[6] * n[0] + h[7] * n[1] + h[8] * n[2] < 0) {
            throw StructureException.of(Kind.MALFORMED, "the cell is left-handed, which a LAMMPS dump cannot express; write the trajectory as extended XYZ");
        }
        System.arraycopy(a, 0, rotation, 0, 3);
        System.arraycopy(b, 0, rotation, 3, 3);
        System.arraycopy(n, 0, rotation, 6, 3);
        return new double[] {dot(h, 0, a), dot(h, 3, b), dot(h, 6, n), dot(h, 3, a), dot(h, 6, a), dot(h, 6, b),
            dot(low, 0, a), dot(low, 0, b), dot(low, 0, n)};
    }

    /** Gives directions without a cell vector one that spans the atoms. */
    private static void spanOpenDirections(Configuration c, double[] h, double[] origin) {
        PeriodicFrame frame = PeriodicFrame.of(c.cell());
        double[] x = c.positions();
        for (int k = 0; k < 3; k++) {
            double low = 0, length = 1;
            if (!c.cell().periodic(k)) {
                double min = Double.POSITIVE_INFINITY, max = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < x.length; i += 3) {
                    double s = frame.fractional(k, x[i], x[i + 1], x[i + 2]);
                    min = Math.min(min, s);
                    max = Math.max(max, s);
                }
                low = x.length == 0 ? 0 : min - 0.5;
                length = x.length == 0 ? 1 : max - min + 1;
            }
            for (int a = 0; a < 3; a++) {
                h[3 * k + a] = length * frame.basis(k, a);
                origin[a] += low * frame.basis(k, a);
            }
        }
    }

    private void bounds(Cell cell, double[] b) {
        double xy = b[3], xz = b[4], yz = b[5];
        boolean tilted = Math.abs(xy) + Math.abs(xz) + Math.abs(yz) > 1e-10 * (b[0] + b[1] + b[2]);
        text.append("ITEM: BOX BOUNDS").append(tilted ? " xy xz yz" : "");
        for (int k = 0; k < 3; k++) {
            text.append(cell.periodic(k) ? " pp" : " ff");
        }
        text.append('\n');
        double[] least = {Math.min(Math.min(0, xy), Math.min(xz, xy + xz)), Math.min(0, yz), 0};
        double[] most = {Math.max(Math.max(0, xy), Math.max(xz, xy + xz)), Math.max(0, yz), 0};
        for (int k = 0; k < 3; k++) {
            double low = b[6 + k] + (tilted ? least[k] : 0), high = b[6 + k] + b[k] + (tilted ? most[k] : 0);
            text.append(low).append(' ').append(high);
            if (tilted) {
                text.append(' ').append(b[3 + k]);
            }
            text.append('\n');
        }
    }

    private void vector(double[] values, int i, double[] r, double factor) {
        double x = values[3 * i], y = values[3 * i + 1], z = values[3 * i + 2];
        for (int k = 0; k < 9; k += 3) {
            text.append(' ');
            Digits.fixed(text, factor * (r[k] * x + r[k + 1] * y + r[k + 2] * z), 8, 0);
        }
    }

    private static double[] unit(double[] v, int at) {
        double l = Math.sqrt(v[at] * v[at] + v[at + 1] * v[at + 1] + v[at + 2] * v[at + 2]);
        return new double[] {v[at] / l, v[at + 1] / l, v[at + 2] / l};
    }

    private static double dot(double[] v, int at, double[] e) {
        return v[at] * e[0] + v[at + 1] * e[1] + v[at + 2] * e[2];
    }
}
