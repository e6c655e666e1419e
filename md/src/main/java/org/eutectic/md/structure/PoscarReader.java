package org.eutectic.md.structure;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Elements;
import org.eutectic.atoms.StructureException.Kind;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * VASP's POSCAR and CONTCAR. Species stand in their own line (VASP 5) or else in the comment; {@code Cu_pv} counts as {@code Cu}. Selective
 * dynamics flags are read over. Velocities are understood in Cartesian coordinates (Å/fs); a block of zeros counts as none.
 */
final class PoscarReader {
    private final LineReader lines;

    private String comment;
    private double[] v;
    private double[] factors;
    private String[] names;
    private String[] counts;

    PoscarReader(LineReader lines) {
        this.lines = lines;
    }

    static StructureFrame read(LineReader lines) {
        return new PoscarReader(lines).frame();
    }

    private StructureFrame frame() {
        lines.beginFrame();
        readHeader();
        ConfigurationAssembler atoms = atoms();
        readPositions(atoms);
        readVelocities(atoms);
        return finish(atoms);
    }

    StructureFrame finish(ConfigurationAssembler atoms) {
        Map<String, String> info = new HashMap<>();
        info.put("comment", comment.strip());
        return new StructureFrame(atoms.finish(lines, new Cell(v, new boolean[] {true, true, true})), info, Map.of(), lines.place());
    }

    /** Reads comment, cell and species. */
    void readHeader() {
        comment = lines.need("the comment line");
        double[] scale = numbers(lines.need("the scale factor"), -1, "the scale factor");
        v = new double[9];
        for (int k = 0; k < 3; k++) {
            System.arraycopy(numbers(lines.need("cell vector " + (k + 1)), 3, "a component of a cell vector"), 0, v, 3 * k, 3);
        }
        factors = factors(scale, v);
        for (int k = 0; k < 9; k++) {
            v[k] *= factors[k % 3];
        }
        names = LineReader.words(lines.need("the species"));
        if (names.length > 0 && Character.isDigit(names[0].charAt(0))) {
            counts = names;
            names = LineReader.words(comment);
            if (names.length < counts.length || !Stream.of(names).limit(counts.length).map(PoscarReader::symbol).allMatch(Elements::known)) {
                throw lines.fail(Kind.MALFORMED, "the file does not name its species; put a line with their symbols above the numbers of atoms");
            }
        } else {
            counts = LineReader.words(lines.need("the numbers of atoms"));
            if (counts.length != names.length || names.length == 0) {
                throw lines.fail(Kind.MALFORMED, "%d numbers of atoms for %d species", counts.length, names.length);
            }
        }
    }

    /** The atoms that the header announces, without their places. */
    ConfigurationAssembler atoms() {
        int n = 0;
        for (String c : counts) {
            n += lines.count(c, "a number of atoms", 0);
        }
        ConfigurationAssembler atoms = new ConfigurationAssembler(n);
        for (int s = 0, i = 0; s < counts.length; s++) {
            for (int k = Integer.parseInt(counts[s]); k > 0; k--) {
                atoms.species(i++, symbol(names[s]));
            }
        }
        return atoms;
    }

    /** Reads the word above the places, and these. */
    void readPositions(ConfigurationAssembler atoms) {
        String mode = lines.need("'Direct' or 'Cartesian'").strip();
        boolean selective = mode.toLowerCase(Locale.ROOT).startsWith("s");
        if (selective) {
            mode = lines.need("'Direct' or 'Cartesian'").strip();
        }
        char first = mode.isEmpty() ? ' ' : Character.toLowerCase(mode.charAt(0));
        boolean cartesian = first == 'c' || first == 'k';
        if (!cartesian && first != 'd') {
            throw lines.fail(Kind.MALFORMED, "'Direct' or 'Cartesian' should stand here, not '%s'", mode);
        }
        int n = atoms.types.length;
        for (int i = 0; i < n; i++) {
            String text = lines.next();
            if (text == null || text.isBlank()) {
                throw lines.fail(Kind.TRUNCATED, "%d atoms are announced, but the positions end after %d", n, i);
            }
            double[] s = numbers(text, 3, "a coordinate of atom " + (i + 1));
            for (int a = 0; a < 3; a++) {
                atoms.positions[3 * i + a] = cartesian ? factors[a] * s[a] : s[0] * v[a] + s[1] * v[3 + a] + s[2] * v[6 + a];
            }
        }
    }

    private void readVelocities(ConfigurationAssembler atoms) {
        String head = lines.next();
        if (head != null && head.strip().toLowerCase(Locale.ROOT).startsWith("lattice")) {
            // "Lattice velocities and vectors", a count and six lines.
            for (int k = 0; k < 7; k++) {
                lines.need("the lattice velocities");
            }
            head = lines.next();
        }
        if (head == null) {
            return;
        }
        boolean direct = head.strip().toLowerCase(Locale.ROOT).startsWith("d");
        int n = atoms.types.length;
        double[] w = new double[3 * n];
        boolean moving = false;
        for (int i = 0; i < n; i++) {
            String text = lines.next();
            if (text == null || text.isBlank()) {
                if (i == 0) {
                    return;
                }
                throw lines.fail(Kind.TRUNCATED, "the velocities end after %d of %d atoms", i, n);
            }
            double[] u = numbers(text, 3, "a velocity of atom " + (i + 1));
            System.arraycopy(u, 0, w, 3 * i, 3);
            moving |= u[0] != 0 || u[1] != 0 || u[2] != 0;
        }
        if (moving && direct) {
            throw lines.fail(Kind.MALFORMED, "velocities in direct coordinates are in units of an unknown time step; write them in Cartesian ones or leave them out");
        }
        if (moving) {
            atoms.velocities = w;
        }
    }

    /** The factor for each Cartesian axis; a negative number is the volume wanted. */
    private double[] factors(double[] scale, double[] v) {
        if (scale.length == 3) {
            return scale;
        }
        double s = scale[0];
        if (s < 0) {
            double volume = new Cell(v, new boolean[3]).volume();
            if (!(volume > 0)) {
                throw lines.fail(Kind.SINGULAR_CELL, "the cell vectors span no volume");
            }
            s = Math.cbrt(-s / volume);
        }
        if (s == 0) {
            throw lines.fail(Kind.SINGULAR_CELL, "the scale factor is zero");
        }
        return new double[] {s, s, s};
    }

    /** The first numbers of a line; {@code wanted} −1 for a scale, one or three. */
    private double[] numbers(String text, int wanted, String what) {
        String[] words = LineReader.words(text);
        int n = wanted > 0 ? wanted : words.length >= 3 && words[1].matches("[-+.0-9eE]+") && words[2].matches("[-+.0-9eE]+") ? 3 : 1;
        if (words.length < n) {
            throw lines.fail(lines.kindOfShortLine(), "the line holds %d numbers; %d are needed", words.length, n);
        }
        double[] x = new double[n];
        for (int k = 0; k < n; k++) {
            x[k] = lines.number(words[k], what);
        }
        return x;
    }

    private static String symbol(String name) {
        return name.replaceFirst("[_/.].*$", "");
    }
}
