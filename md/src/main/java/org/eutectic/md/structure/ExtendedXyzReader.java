package org.eutectic.md.structure;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Elements;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.md.Units;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Extended XYZ. Columns understood: {@code species} (or {@code Z}), {@code pos} in Å, {@code velo} or {@code vel} in Å/fs, {@code momenta} in the
 * units of ASE (√(u·eV)), {@code masses} or {@code mass} in u, {@code charge}, {@code charges} or {@code initial_charges} in e. Other
 * numbers are kept as {@link StructureFrame#columns()}. Without {@code Properties} it is plain XYZ: a symbol and three coordinates. Without
 * {@code pbc} a frame with a Lattice is periodic throughout.
 */
final class ExtendedXyzReader extends HeadedFrames {
    private static final String PLAIN = "species:S:1:pos:R:3";

    /** Some columns of a line: where they begin and where their numbers go. */
    private record Column(String name, char type, int count, int offset, double[] values) {}

    ExtendedXyzReader(LineReader lines) {
        super(lines);
    }

    @Override
    StructureFrame read(String first) {
        int n = lines.count(first.strip(), "the first line of a frame (the number of atoms)", 0);
        Map<String, String> info = CommentLine.parse(lines.need("the comment line"));
        Cell cell = cell(info);
        String properties = info.remove("Properties");
        List<Column> columns = columns(properties == null ? PLAIN : properties, n);
        ConfigurationAssembler atoms = new ConfigurationAssembler(n);
        readAtoms(atoms, columns, properties != null);
        lines.requireWholeLine();
        Map<String, double[]> others = new LinkedHashMap<>();
        double[] momenta = null;
        for (Column c : columns) {
            switch (c.name) {
                case "species", "Z" -> { }
                case "pos" -> System.arraycopy(c.values, 0, atoms.positions, 0, 3 * n);
                case "velo", "vel" -> atoms.velocities = c.values;
                case "momenta" -> momenta = c.values;
                case "masses", "mass" -> atoms.masses = c.values;
                case "charge", "charges", "initial_charges" -> atoms.charges = c.values;
                default -> {
                    if (c.values != null) {
                        others.put(c.name, c.values);
                    }
                }
            }
        }
        var configuration = atoms.finish(lines, cell);
        if (momenta != null && atoms.velocities == null) {
            double[] m = configuration.masses();
            for (int k = 0; k < momenta.length; k++) {
                momenta[k] /= m[k / 3] * Units.ASE_TIME;
            }
            configuration.setVelocities(momenta);
        }
        return new StructureFrame(configuration, info, others, lines.place());
    }

    private void readAtoms(ConfigurationAssembler atoms, List<Column> columns, boolean exact) {
        int n = atoms.types.length;
        Column last = columns.getLast();
        int width = last.offset + last.count;
        for (int i = 0; i < n; i++) {
            String text = lines.next();
            if (text == null) {
                throw lines.fail(Kind.TRUNCATED, "the frame announces %d atoms, but the file ends after %d", n, i);
            }
            String[] words = LineReader.words(text);
            if (words.length < width || (exact && words.length > width)) {
                throw lines.fail(words.length < width ? lines.kindOfShortLine() : Kind.MALFORMED, "the line of atom %d holds %d columns; %s", i + 1, words.length,
                        exact ? "Properties announces " + width : "a symbol and three coordinates are needed");
            }
            for (Column c : columns) {
                if (c.name.equals("species")) {
                    atoms.species(i, symbol(words[c.offset]));
                } else if (c.name.equals("Z")) {
                    atoms.species(i, byNumber(words[c.offset]));
                } else if (c.values != null) {
                    for (int k = 0; k < c.count; k++) {
                        c.values[i * c.count + k] = lines.number(words[c.offset + k], c.name + " of atom " + (i + 1));
                    }
                    if (c.name.startsWith("mass") && !(c.values[i] > 0)) {
                        throw lines.fail(Kind.MALFORMED, "the mass of atom %d is %s u; it must be positive", i + 1, words[c.offset]);
                    }
                }
            }
        }
    }

    /** A species as written, or by atomic number as some programs write. */
    private String symbol(String word) {
        return Character.isDigit(word.charAt(0)) ? byNumber(word) : word;
    }

    private String byNumber(String word) {
        int z = lines.count(word, "an atomic number", 1);
        if (z > Elements.LAST) {
            throw lines.fail(Kind.UNKNOWN_ELEMENT, "there is no element with atomic number %d", z);
        }
        return Elements.symbol(z);
    }

    private List<Column> columns(String properties, int n) {
        String[] parts = properties.strip().split(":");
        if (parts.length % 3 != 0) {
            throw lines.fail(Kind.MALFORMED, "Properties must be name:type:count triples, as in species:S:1:pos:R:3, not '%s'", properties);
        }
        List<Column> columns = new ArrayList<>();
        int offset = 0;
        boolean species = false, positions = false;
        boolean hasSpecies = Arrays.asList(parts).contains("species");
        for (int p = 0; p < parts.length; p += 3) {
            String name = parts[p];
            int count = lines.count(parts[p + 2], "the number of columns of '" + name + "' in Properties", 1);
            if (!parts[p + 1].matches("[SRIL]")) {
                throw lines.fail(Kind.MALFORMED, "the type of '%s' in Properties must be S, R, I or L, not '%s'", name, parts[p + 1]);
            }
            char type = parts[p + 1].charAt(0);
            int wanted = switch (name) {
                case "pos", "velo", "vel", "momenta" -> 3;
                case "species", "Z", "masses", "mass", "charge", "charges", "initial_charges" -> 1;
                default -> count;
            };
            if (count != wanted) {
                throw lines.fail(Kind.MALFORMED, "'%s' in Properties has %d columns; it takes %d", name, count, wanted);
            }
            species |= name.equals("species") || name.equals("Z");
            positions |= name.equals("pos");
            String kept = name.equals("Z") && hasSpecies ? "Z of species" : name;
            boolean numeric = (type == 'R' || type == 'I') && !name.equals("species") && !kept.equals("Z");
            columns.add(new Column(kept, type, count, offset, numeric ? new double[count * n] : null));
            offset += count;
        }
        if (!species || !positions) {
            throw lines.fail(Kind.MALFORMED, "Properties lacks %s", species ? "pos:R:3 (positions)" : "species:S:1");
        }
        return columns;
    }

    private Cell cell(Map<String, String> info) {
        String lattice = remove(info, "Lattice");
        String pbc = remove(info, "pbc");
        boolean[] periodic = pbc == null ? null : flags(pbc);
        if (lattice == null) {
            if (periodic != null && (periodic[0] || periodic[1] || periodic[2])) {
                throw lines.fail(Kind.MALFORMED, "pbc=\"%s\" asks for periodic directions, but the comment line gives no Lattice", pbc);
            }
            return Cell.none();
        }
        String[] words = LineReader.words(lattice.replaceAll("[\\[\\],]", " "));
        if (words.length != 9) {
            throw lines.fail(Kind.MALFORMED, "Lattice must hold 9 numbers (the vectors a, b, c), not %d", words.length);
        }
        double[] v = new double[9];
        for (int k = 0; k < 9; k++) {
            v[k] = lines.number(words[k], "a component of Lattice");
        }
        return new Cell(v, periodic == null ? new boolean[] {true, true, true} : periodic);
    }

    private boolean[] flags(String pbc) {
        String[] words = LineReader.words(pbc.replaceAll("[\\[\\],]", " "));
        boolean[] p = new boolean[3];
        for (int k = 0; k < 3; k++) {
            String w = words.length == 3 ? words[k] : words.length == 1 ? words[0] : "?";
            p[k] = switch (w.toUpperCase(Locale.ROOT)) {
                case "T", "TRUE", "1" -> true;
                case "F", "FALSE", "0" -> false;
                default -> throw lines.fail(Kind.MALFORMED, "pbc must be three of T or F, not \"%s\"", pbc);
            };
        }
        return p;
    }

    /** Takes an entry out whatever its case: programs write Lattice, lattice, PBC. */
    private static String remove(Map<String, String> info, String key) {
        for (String k : info.keySet()) {
            if (k.equalsIgnoreCase(key)) {
                return info.remove(k);
            }
        }
        return null;
    }
}
