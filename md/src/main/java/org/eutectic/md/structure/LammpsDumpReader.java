package org.eutectic.md.structure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.StructureException.Kind;

/**
 * Reads LAMMPS dump text, units metal: frames of {@code ITEM:} sections, boxes at right angles, tilted ({@code xy xz yz}) and given by vectors
 * ({@code abc origin}). Atoms come in the order of their ids; places may be given as {@code x}, {@code xs}, {@code xu} or {@code xsu}, with image flags {@code ix} where
 * they are wrapped. Elements are needed. Masses, charges and velocities (Å/ps) are taken over; {@code fx fy fz} become the column {@code forces}, other
 * columns of numbers keep their names.
 */
final class LammpsDumpReader extends HeadedFrames {
    private static final double PICOSECOND = 1000;

    LammpsDumpReader(LineReader lines) {
        super(lines);
    }

    /** A box: its cell and the corner from which places are counted. */
    private record Box(Cell cell, double[] origin) {}

    @Override
    StructureFrame read(String first) {
        Map<String, String> info = new LinkedHashMap<>();
        int atoms = -1;
        Box box = null;
        for (String item = first; ; item = lines.need("an ITEM of the frame")) {
            if (item.startsWith("ITEM: TIMESTEP")) {
                info.put("step", lines.need("the number of the step").strip());
            } else if (item.startsWith("ITEM: TIME")) {
                double time = lines.number(lines.need("the time").strip(), "the time");
                info.put("time_fs", Double.toString(PICOSECOND * time));
            } else if (item.startsWith("ITEM: UNITS")) {
                String units = lines.need("the name of the units").strip();
                if (!units.equals("metal")) {
                    throw lines.fail(Kind.MALFORMED, "the units are %s; only dumps in units metal can be read", units);
                }
            } else if (item.startsWith("ITEM: NUMBER OF ATOMS")) {
                atoms = lines.count(lines.need("the number of atoms").strip(), "the number of atoms", 0);
            } else if (item.startsWith("ITEM: BOX BOUNDS")) {
                box = box(item.substring("ITEM: BOX BOUNDS".length()).strip());
            } else if (item.startsWith("ITEM: ATOMS")) {
                if (atoms < 0 || box == null) {
                    throw lines.fail(Kind.MALFORMED, "the frame has ATOMS before %s", atoms < 0 ? "NUMBER OF ATOMS" : "BOX BOUNDS");
                }
                return atoms(LineReader.words(item.substring("ITEM: ATOMS".length())), atoms, box, info);
            } else {
                throw lines.fail(Kind.MALFORMED, "expected an ITEM of a LAMMPS dump, found '%s'", item.length() > 40 ? item.substring(0, 40) + "…" : item);
            }
        }
    }

    private Box box(String style) {
        String[] words = LineReader.words(style);
        boolean[] periodic = {true, true, true};
        for (int k = 0; k < 3 && words.length >= 3; k++) {
            periodic[k] = words[words.length - 3 + k].startsWith("p");
        }
        boolean vectors = style.startsWith("abc origin"), tilted = style.startsWith("xy xz yz");
        int wanted = vectors ? 4 : tilted ? 3 : 2;
        double[][] b = new double[3][];
        for (int k = 0; k < 3; k++) {
            String[] row = LineReader.words(lines.need("the bounds of the box"));
            if (row.length < wanted) {
                throw lines.fail(Kind.MALFORMED, "a line of the bounds of the box holds %d numbers; %d are needed", row.length, wanted);
            }
            b[k] = Arrays.stream(row).limit(wanted).mapToDouble(w -> lines.number(w, "a bound of the box")).toArray();
        }
        if (vectors) {
            return new Box(new Cell(new double[] {b[0][0], b[0][1], b[0][2], b[1][0], b[1][1], b[1][2], b[2][0], b[2][1], b[2][2]}, periodic),
                new double[] {b[0][3], b[1][3], b[2][3]});
        }
        double xy = tilted ? b[0][2] : 0, xz = tilted ? b[1][2] : 0, yz = tilted ? b[2][2] : 0;
        // The bounds are those of a box at right angles round the tilted one.
        double xlo = b[0][0] - Math.min(Math.min(0, xy), Math.min(xz, xy + xz)), xhi = b[0][1] - Math.max(Math.max(0, xy), Math.max(xz, xy + xz));
        double ylo = b[1][0] - Math.min(0, yz), yhi = b[1][1] - Math.max(0, yz);
        return new Box(new Cell(new double[] {xhi - xlo, 0, 0, xy, yhi - ylo, 0, xz, yz, b[2][1] - b[2][0]}, periodic), new double[] {xlo, ylo, b[2][0]});
    }

    private StructureFrame atoms(String[] names, int n, Box box, Map<String, String> info) {
        List<String> columns = List.of(names);
        if (!columns.contains("element")) {
            throw lines.fail(Kind.MALFORMED, "the dump lacks the column element; write it with 'dump_modify … element …'");
        }
        String[][] rows = new String[n][];
        for (int i = 0; i < n; i++) {
            String text = lines.next();
            if (text == null) {
                throw lines.fail(Kind.TRUNCATED, "the frame announces %d atoms, but the file ends after %d", n, i);
            }
            rows[i] = LineReader.words(text);
            if (rows[i].length != names.length) {
                throw lines.fail(lines.kindOfShortLine(), "the line of atom %d holds %d columns; ITEM: ATOMS announces %d", i + 1, rows[i].length, names.length);
            }
        }
        lines.requireWholeLine();
        int id = columns.indexOf("id");
        if (id >= 0) {
            Arrays.sort(rows, (a, b) -> Long.compare(Long.parseLong(a[id]), Long.parseLong(b[id])));
        }
        ConfigurationAssembler out = new ConfigurationAssembler(n);
        Map<String, double[]> values = new LinkedHashMap<>();
        for (int c = 0; c < names.length; c++) {
            if (!names[c].equals("element") && !names[c].equals("id") && !names[c].equals("type")) {
                double[] column = new double[n];
                for (int i = 0; i < n; i++) {
                    column[i] = lines.number(rows[i][c], names[c] + " of an atom");
                }
                values.put(names[c], column);
            }
        }
        for (int i = 0; i < n; i++) {
            out.species(i, rows[i][columns.indexOf("element")]);
        }
        positions(values, box, out.positions);
        double[] v = triple(values, "vx", "vy", "vz");
        for (int k = 0; v != null && k < v.length; k++) {
            v[k] /= PICOSECOND;
        }
        out.velocities = v;
        out.masses = values.remove("mass");
        out.charges = values.remove("q");
        double[] forces = triple(values, "fx", "fy", "fz");
        if (forces != null) {
            values.put("forces", forces);
        }
        Configuration configuration = out.finish(lines, box.cell);
        return new StructureFrame(configuration, info, values, lines.place());
    }

    private void positions(Map<String, double[]> values, Box box, double[] out) {
        double[] images = triple(values, "ix", "iy", "iz");
        for (String kind : List.of("u", "su", "", "s")) {
            double[] given = triple(values, "x" + kind, "y" + kind, "z" + kind);
            if (given != null) {
                boolean scaled = kind.startsWith("s"), wrapped = !kind.endsWith("u") && images != null;
                for (int k = 0; k < given.length; k++) {
                    int i = k - k % 3, axis = k % 3;
                    out[k] = scaled ? 0 : given[k] - box.origin[axis];
                    for (int row = 0; row < 3; row++) {
                        out[k] += ((scaled ? given[i + row] : 0) + (wrapped ? images[i + row] : 0)) * box.cell.get(row, axis);
                    }
                }
                return;
            }
        }
        throw lines.fail(Kind.MALFORMED, "the dump lacks places of atoms: x y z, xs ys zs, xu yu zu or xsu ysu zsu");
    }

    /** Takes three columns out as one; null where they are not all there. */
    private static double[] triple(Map<String, double[]> values, String... names) {
        if (!values.keySet().containsAll(List.of(names))) {
            return null;
        }
        double[] x = values.remove(names[0]), y = values.remove(names[1]), z = values.remove(names[2]), all = new double[3 * x.length];
        for (int i = 0; i < x.length; i++) {
            all[3 * i] = x[i];
            all[3 * i + 1] = y[i];
            all[3 * i + 2] = z[i];
        }
        return all;
    }
}
