package org.eutectic.md.structure;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Elements;
import org.eutectic.atoms.StructureException.Kind;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * LAMMPS data files with atom style atomic, charge, molecular or full (said by {@code Atoms # style}, else told from the columns), in units metal
 * (velocities Å/ps) or real (Å/fs) as the first line says; metal where it says nothing. Types become species by type labels, by the comment of
 * their mass ({@code 1 63.546 # Cu}), else by the element whose weight is nearest. Atoms are put in the order of their numbers. The cell is
 * taken as periodic in all directions: data files do not say.
 */
final class LammpsDataReader {
    /** A mass further than this from every standard weight, u, tells no element. */
    private static final double MASS_TOLERANCE = 0.3;

    private static final Set<String> SECTIONS = Set.of("Masses", "Atoms", "Velocities", "Bonds", "Angles", "Dihedrals", "Impropers", "Ellipsoids", "Lines",
            "Triangles", "Bodies", "Pair Coeffs", "PairIJ Coeffs", "Bond Coeffs", "Angle Coeffs", "Dihedral Coeffs", "Improper Coeffs", "BondBond Coeffs",
            "BondAngle Coeffs", "MiddleBondTorsion Coeffs", "EndBondTorsion Coeffs", "AngleTorsion Coeffs", "AngleAngleTorsion Coeffs", "BondBond13 Coeffs",
            "AngleAngle Coeffs", "Atom Type Labels", "Bond Type Labels", "Angle Type Labels", "Dihedral Type Labels", "Improper Type Labels");

    private final LineReader lines;
    private int atoms = -1;
    private int types = -1;
    private double velocityUnit = 1e-3;
    private final double[] v = new double[9];
    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, Double> masses = new LinkedHashMap<>();
    private final Map<String, String> massComments = new HashMap<>();
    private Atom[] table;
    private final Map<Long, Atom> byNumber = new HashMap<>();

    private static final class Atom {
        long number;
        String type;
        double charge;
        double[] x;
        double[] velocity;
    }

    private LammpsDataReader(LineReader lines) {
        this.lines = lines;
    }

    static StructureFrame read(LineReader lines) {
        return new LammpsDataReader(lines).frame();
    }

    private StructureFrame frame() {
        lines.beginFrame();
        String title = lines.need("the title line");
        units(title);
        String section = header();
        boolean charged = false;
        while (section != null) {
            String name = section.replaceFirst("#.*", "").strip();
            switch (name) {
                case "Masses" -> readMasses();
                case "Atoms" -> charged = readAtoms(section.contains("#") ? section.replaceFirst(".*#", "").strip() : "");
                case "Velocities" -> readVelocities();
                case "Atom Type Labels" -> readLabels();
                default -> { }
            }
            section = nextSection();
        }
        if (table == null) {
            throw lines.fail(Kind.TRUNCATED, "the file has no Atoms section");
        }
        Map<String, String> info = new HashMap<>();
        info.put("comment", title.strip());
        return new StructureFrame(assemble(charged), info, Map.of(), lines.place());
    }

    private void units(String title) {
        var m = Pattern.compile("units\\s*=\\s*(\\w+)").matcher(title);
        if (m.find()) {
            velocityUnit = switch (m.group(1)) {
                case "metal" -> 1e-3;
                case "real" -> 1;
                default -> throw lines.fail(Kind.MALFORMED, "the file is in LAMMPS units '%s'; metal or real are understood", m.group(1));
            };
        }
    }

    /** Everything up to the first section, whose line is returned. */
    private String header() {
        double[] low = new double[3], high = new double[3];
        double[] tilt = new double[3];
        boolean[] bounds = new boolean[3];
        boolean general = false;
        String text;
        while ((text = lines.next()) != null && !isSection(text)) {
            String[] w = LineReader.words(text.replaceFirst("#.*", ""));
            if (w.length < 2) {
                continue;
            }
            String key = String.join(" ", Arrays.copyOfRange(w, firstWord(w), w.length));
            switch (key) {
                case "atoms" -> atoms = lines.count(w[0], "the number of atoms", 0);
                case "atom types" -> types = lines.count(w[0], "the number of atom types", 1);
                case "xlo xhi", "ylo yhi", "zlo zhi" -> {
                    int k = key.charAt(0) - 'x';
                    low[k] = lines.number(w[0], key);
                    high[k] = lines.number(w[1], key);
                    bounds[k] = true;
                    if (!(high[k] > low[k])) {
                        throw lines.fail(Kind.SINGULAR_CELL, "%s: the upper bound must lie above the lower one", key);
                    }
                }
                case "xy xz yz" -> {
                    for (int k = 0; k < 3; k++) {
                        tilt[k] = lines.number(w[k], "a tilt factor");
                    }
                }
                case "avec", "bvec", "cvec" -> {
                    general = true;
                    for (int a = 0; a < 3; a++) {
                        v[3 * (key.charAt(0) - 'a') + a] = lines.number(w[a], "a component of " + key);
                    }
                }
                default -> { }
            }
        }
        if (atoms < 0) {
            throw lines.fail(Kind.MALFORMED, "the header does not give the number of atoms ('N atoms')");
        }
        if (!general) {
            for (int k = 0; k < 3; k++) {
                if (!bounds[k]) {
                    throw lines.fail(Kind.MALFORMED, "the header does not give '%1$slo %1$shi'", "xyz".substring(k, k + 1));
                }
                v[4 * k] = high[k] - low[k];
            }
            v[3] = tilt[0];
            v[6] = tilt[1];
            v[7] = tilt[2];
        }
        return text;
    }

    private static int firstWord(String[] w) {
        int k = 0;
        while (k < w.length && !Character.isLetter(w[k].charAt(0))) {
            k++;
        }
        return k;
    }

    private static boolean isSection(String text) {
        return SECTIONS.contains(text.replaceFirst("#.*", "").strip());
    }

    private String nextSection() {
        String text;
        while ((text = lines.next()) != null) {
            if (isSection(text)) {
                return text;
            }
        }
        return null;
    }

    /** The next line with something in it, its comment kept. */
    private String entry(String what, int have, int wanted) {
        while (true) {
            String text = lines.next();
            if (text == null) {
                throw lines.fail(Kind.TRUNCATED, "the file ends after %d of %d lines of %s", have, wanted, what);
            }
            if (isSection(text)) {
                throw lines.fail(Kind.TRUNCATED, "'%s' begins after %d of %d lines of %s", text.strip(), have, wanted, what);
            }
            if (!text.replaceFirst("#.*", "").isBlank()) {
                return text;
            }
        }
    }

    private int needTypes() {
        if (types < 0) {
            throw lines.fail(Kind.MALFORMED, "the header does not give the number of types ('N atom types')");
        }
        return types;
    }

    private void readMasses() {
        for (int k = 0; k < needTypes(); k++) {
            String text = entry("Masses", k, types);
            String[] w = LineReader.words(text.replaceFirst("#.*", ""));
            if (w.length < 2) {
                throw lines.fail(Kind.MALFORMED, "a type and its mass should stand here, not '%s'", text.strip());
            }
            double mass = lines.number(w[1], "the mass of type " + w[0]);
            if (!(mass > 0)) {
                throw lines.fail(Kind.MALFORMED, "the mass of type %s is %s; it must be positive", w[0], w[1]);
            }
            masses.put(w[0], mass);
            int hash = text.indexOf('#');
            String[] comment = hash < 0 ? new String[0] : LineReader.words(text.substring(hash + 1));
            if (comment.length > 0) {
                massComments.put(w[0], comment[0]);
            }
        }
    }

    private void readLabels() {
        for (int k = 0; k < needTypes(); k++) {
            String[] w = LineReader.words(entry("Atom Type Labels", k, types));
            if (w.length < 2) {
                throw lines.fail(Kind.MALFORMED, "a type and its label should stand here");
            }
            labels.put(w[0], w[1]);
        }
    }

    /** Reads the atoms; whether they carry charges. */
    private boolean readAtoms(String hint) {
        table = new Atom[atoms];
        String style = hint.toLowerCase(Locale.ROOT);
        for (int i = 0; i < atoms; i++) {
            String text = entry("Atoms", i, atoms);
            String[] w = LineReader.words(text.replaceFirst("#.*", ""));
            if (style.isEmpty()) {
                style = guess(w);
            }
            int typeAt = style.equals("full") || style.equals("molecular") ? 2 : 1;
            int chargeAt = style.equals("charge") ? 2 : style.equals("full") ? 3 : -1;
            int xAt = switch (style) {
                case "atomic" -> 2;
                case "charge", "molecular" -> 3;
                case "full" -> 4;
                default -> throw lines.fail(Kind.MALFORMED, "atom style '%s' is not understood; atomic, charge, molecular and full are", style);
            };
            if (w.length != xAt + 3 && w.length != xAt + 6) {
                throw lines.fail(Kind.MALFORMED, "the line holds %d columns; atom style %s has %d (or %d with image flags)", w.length, style, xAt + 3, xAt + 6);
            }
            Atom a = new Atom();
            a.number = lines.count(w[0], "an atom's number", 1);
            a.type = type(w[typeAt]);
            a.charge = chargeAt > 0 ? lines.number(w[chargeAt], "the charge of atom " + w[0]) : 0;
            a.x = new double[3];
            for (int k = 0; k < 3; k++) {
                a.x[k] = lines.number(w[xAt + k], "a coordinate of atom " + w[0]);
            }
            table[i] = a;
            if (byNumber.put(a.number, a) != null) {
                throw lines.fail(Kind.MALFORMED, "atom number %d stands twice", a.number);
            }
        }
        return style.equals("charge") || style.equals("full");
    }

    private String guess(String[] w) {
        int n = w.length > 7 ? w.length - 3 : w.length;
        return switch (n) {
            case 5 -> "atomic";
            case 7 -> "full";
            case 6 -> {
                if (w[2].matches("-?\\d+")) {
                    throw lines.fail(Kind.MALFORMED, "the columns fit atom style charge as well as molecular; say which, as in 'Atoms # charge'");
                }
                yield "charge";
            }
            default -> throw lines.fail(Kind.MALFORMED, "a line of %d columns fits none of the atom styles atomic, charge, molecular, full", w.length);
        };
    }

    /** The type's number as text, also where a label stands for it. */
    private String type(String word) {
        if (Character.isDigit(word.charAt(0))) {
            int t = lines.count(word, "an atom's type", 1);
            if (types > 0 && t > types) {
                throw lines.fail(Kind.MALFORMED, "type %d, but the header announces %d types", t, types);
            }
            return Integer.toString(t);
        }
        for (var e : labels.entrySet()) {
            if (e.getValue().equals(word)) {
                return e.getKey();
            }
        }
        throw lines.fail(Kind.MALFORMED, "'%s' is neither a type's number nor one of the labels", word);
    }

    private void readVelocities() {
        for (int i = 0; i < atoms; i++) {
            String[] w = LineReader.words(entry("Velocities", i, atoms).replaceFirst("#.*", ""));
            if (w.length != 4) {
                throw lines.fail(Kind.MALFORMED, "an atom's number and three components should stand here");
            }
            Atom a = byNumber.get((long) lines.count(w[0], "an atom's number", 1));
            if (a == null) {
                throw lines.fail(Kind.MALFORMED, "there is no atom number %s", w[0]);
            }
            a.velocity = new double[3];
            for (int k = 0; k < 3; k++) {
                a.velocity[k] = velocityUnit * lines.number(w[1 + k], "a velocity of atom " + w[0]);
            }
        }
    }

    private Configuration assemble(boolean charged) {
        Arrays.sort(table, (a, b) -> Long.compare(a.number, b.number));
        ConfigurationAssembler out = new ConfigurationAssembler(atoms);
        boolean moving = atoms > 0 && Arrays.stream(table).allMatch(a -> a.velocity != null);
        out.velocities = moving ? new double[3 * atoms] : null;
        out.charges = charged ? new double[atoms] : null;
        out.masses = masses.isEmpty() ? null : new double[atoms];
        Map<String, String> species = new HashMap<>();
        for (int i = 0; i < atoms; i++) {
            Atom a = table[i];
            out.species(i, species.computeIfAbsent(a.type, this::species));
            System.arraycopy(a.x, 0, out.positions, 3 * i, 3);
            if (moving) {
                System.arraycopy(a.velocity, 0, out.velocities, 3 * i, 3);
            }
            if (charged) {
                out.charges[i] = a.charge;
            }
            if (out.masses != null) {
                out.masses[i] = masses.getOrDefault(a.type, 0.0);
                if (out.masses[i] == 0) {
                    throw lines.fail(Kind.MALFORMED, "Masses does not give type %s", a.type);
                }
            }
        }
        return out.finish(lines, new Cell(v, new boolean[] {true, true, true}));
    }

    private String species(String type) {
        if (labels.containsKey(type)) {
            return labels.get(type);
        }
        String comment = massComments.get(type);
        if (comment != null && Elements.known(comment)) {
            return comment;
        }
        Double mass = masses.get(type);
        String symbol = mass == null ? null : Elements.nearestByMass(mass, MASS_TOLERANCE);
        if (symbol == null && comment != null) {
            return comment;
        }
        if (symbol == null) {
            throw lines.fail(Kind.UNKNOWN_ELEMENT, mass == null ? "nothing says which element type %s is; add a Masses section, as in '%1$s 63.546 # Cu'"
                    : "no element has the mass of type %s; name it in a comment, as in '%1$s 63.546 # Cu'", type);
        }
        return symbol;
    }
}
