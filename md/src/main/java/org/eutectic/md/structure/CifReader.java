package org.eutectic.md.structure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Elements;
import org.eutectic.atoms.StructureException.Kind;

/**
 * Crystals from CIF: the atoms given, by all symmetry operations listed. Vector a lies along x, b in the plane of x and y. Sites that are partly occupied are
 * refused: which of their atoms are there is not the file's to say.
 */
final class CifReader {
    /** Images of an atom that lie nearer are one, Å: places in special positions are rounded. */
    private static final double SAME = 0.01;

    private final LineReader lines;
    private final Map<String, List<String>> values;
    private Cell cell;
    private final List<double[]> places = new ArrayList<>();
    private final List<String> symbols = new ArrayList<>();

    private CifReader(LineReader lines) {
        this.lines = lines;
        values = CifFile.read(lines);
    }

    static StructureFrame read(LineReader lines) {
        lines.beginFrame();
        return new CifReader(lines).frame();
    }

    private StructureFrame frame() {
        cell = cell();
        List<double[]> operations = operations();
        List<String> x = column("_atom_site_fract_x"), y = column("_atom_site_fract_y"), z = column("_atom_site_fract_z");
        List<String> names = values.containsKey("_atom_site_type_symbol") ? column("_atom_site_type_symbol") : column("_atom_site_label");
        List<String> occupied = values.getOrDefault("_atom_site_occupancy", List.of());
        for (int i = 0; i < x.size(); i++) {
            if (i < occupied.size() && !occupied.get(i).equals(".") && Math.abs(number(occupied.get(i), "an occupancy") - 1) > 1e-6) {
                throw lines.fail(Kind.MALFORMED, "site %d is occupied by %s of %s; give a structure in which each site has one atom", i + 1, occupied.get(i), names.get(i));
            }
            double[] s = {number(x.get(i), "a coordinate"), number(y.get(i), "a coordinate"), number(z.get(i), "a coordinate")};
            addImages(symbol(names.get(i)), s, operations);
        }
        ConfigurationAssembler atoms = new ConfigurationAssembler(places.size());
        for (int i = 0; i < places.size(); i++) {
            atoms.species(i, symbols.get(i));
            for (int a = 0; a < 3; a++) {
                double[] s = places.get(i);
                atoms.positions[3 * i + a] = s[0] * cell.get(0, a) + s[1] * cell.get(1, a) + s[2] * cell.get(2, a);
            }
        }
        return new StructureFrame(atoms.finish(lines, cell), new LinkedHashMap<>(), Map.of(), lines.place());
    }

    private void addImages(String symbol, double[] s, List<double[]> operations) {
        int first = places.size();
        for (double[] o : operations) {
            double[] image = new double[3];
            for (int a = 0; a < 3; a++) {
                double t = o[4 * a] * s[0] + o[4 * a + 1] * s[1] + o[4 * a + 2] * s[2] + o[4 * a + 3];
                image[a] = t - Math.floor(t);
            }
            boolean known = false;
            for (int k = first; k < places.size() && !known; k++) {
                known = distance(image, places.get(k)) < SAME;
            }
            if (!known) {
                places.add(image);
                symbols.add(symbol);
            }
        }
    }

    private double distance(double[] s, double[] t) {
        double sum = 0;
        for (int a = 0; a < 3; a++) {
            double d = 0;
            for (int row = 0; row < 3; row++) {
                double u = s[row] - t[row];
                d += (u - Math.rint(u)) * cell.get(row, a);
            }
            sum += d * d;
        }
        return Math.sqrt(sum);
    }

    private Cell cell() {
        double a = one("_cell_length_a"), b = one("_cell_length_b"), c = one("_cell_length_c");
        double alpha = cosine("_cell_angle_alpha"), beta = cosine("_cell_angle_beta"), gamma = cosine("_cell_angle_gamma");
        double sine = Math.sqrt(1 - gamma * gamma), cy = (alpha - beta * gamma) / sine, cz = Math.sqrt(1 - beta * beta - cy * cy);
        if (!(cz > 0)) {
            throw lines.fail(Kind.SINGULAR_CELL, "the angles of the cell span no volume");
        }
        return new Cell(new double[] {a, 0, 0, b * gamma, b * sine, 0, c * beta, c * cy, c * cz}, new boolean[] {true, true, true});
    }

    private double one(String name) {
        return number(column(name).getFirst(), name);
    }

    private double cosine(String name) {
        double angle = one(name);
        if (!(angle > 0 && angle < 180)) {
            throw lines.fail(Kind.SINGULAR_CELL, "the angles of the cell span no volume");
        }
        // Right angles are meant to be right.
        return angle == 90 ? 0 : Math.cos(Math.toRadians(angle));
    }

    private List<String> column(String name) {
        List<String> found = values.get(name);
        if (found == null || found.isEmpty()) {
            throw lines.fail(Kind.MALFORMED, "the file has no %s", name);
        }
        return found;
    }

    /** A number, which may have its uncertainty behind it: 3.615(2). */
    private double number(String text, String what) {
        int bracket = text.indexOf('(');
        return lines.number(bracket > 0 ? text.substring(0, bracket) : text, what);
    }

    private String symbol(String name) {
        for (int length = Math.min(2, name.length()); length > 0; length--) {
            String symbol = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1, length).toLowerCase(Locale.ROOT);
            if (Elements.known(symbol)) {
                return symbol;
            }
        }
        throw lines.fail(Kind.UNKNOWN_ELEMENT, "'%s' is no element", name);
    }

    /** Each operation as three rows of four: s' = R s + t. */
    private List<double[]> operations() {
        List<String> texts = values.getOrDefault("_space_group_symop_operation_xyz", values.get("_symmetry_equiv_pos_as_xyz"));
        if (texts == null) {
            List<String> group = values.getOrDefault("_symmetry_space_group_name_h-m", values.getOrDefault("_space_group_name_h-m_alt", List.of("P1")));
            if (!group.getFirst().replace(" ", "").equalsIgnoreCase("P1")) {
                throw lines.fail(Kind.MALFORMED, "the space group is %s, but the file lists no symmetry operations (_space_group_symop_operation_xyz)", group.getFirst());
            }
            texts = List.of("x,y,z");
        }
        return texts.stream().map(this::operation).toList();
    }

    private double[] operation(String text) {
        String[] rows = text.toLowerCase(Locale.ROOT).replaceAll("\\s", "").split(",");
        double[] o = new double[12];
        for (int a = 0; a < 3; a++) {
            String row = rows.length == 3 ? rows[a] : "";
            if (!row.matches("([+-]?([xyz]|\\d+(\\.\\d*)?(/\\d+)?|\\.\\d+))+")) {
                throw lines.fail(Kind.MALFORMED, "'%s' is no symmetry operation, such as -x,y+1/2,-z", text);
            }
            for (String term : row.split("(?=[+-])")) {
                double sign = term.startsWith("-") ? -1 : 1;
                String body = term.replaceFirst("^[+-]", "");
                int axis = "xyz".indexOf(body);
                if (axis >= 0 && !body.isEmpty()) {
                    o[4 * a + axis] += sign;
                } else if (!body.isEmpty()) {
                    String[] parts = body.split("/");
                    o[4 * a + 3] += sign * lines.number(parts[0], "a shift") / (parts.length > 1 ? lines.number(parts[1], "a shift") : 1);
                }
            }
        }
        return o;
    }
}
