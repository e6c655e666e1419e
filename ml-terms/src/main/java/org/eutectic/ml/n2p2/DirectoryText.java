package org.eutectic.ml.n2p2;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eutectic.check.Units;
import org.eutectic.model.PotentialFileException;

/** What a directory stands for in the language: each symmetry function a field of its element's atoms, in terms of the form BehlerParrinello; the energy what the network makes of them. */
final class DirectoryText {
    private static final String DISTANCES = "r[i,j], r[i,k], r[j,k]";

    private static final String CHARGES = "charges";
    /** Relative: constants of nature of some years differ by less. */
    private static final double SAME_CONSTANT = 1e-4;

    private final Directory directory;
    private final Settings settings;
    private final List<String> elements;
    private final String written;
    private final String length;
    private final String energy;
    private final StringBuilder out = new StringBuilder();
    private double largest;

    private DirectoryText(Directory directory, String written, String length, String energy) {
        this.directory = directory;
        this.settings = directory.settings();
        this.elements = settings.elements();
        this.written = written;
        this.length = length;
        this.energy = energy;
    }

    /**
     * @param written the directory's name as the text shall give it
     * @param length the directory's unit of length, as the language knows it
     * @param energy its unit of energy
     */
    static String of(Directory directory, String written, String length, String energy) throws IOException, PotentialFileException {
        return new DirectoryText(directory, written, length, energy).write();
    }

    private String write() throws IOException, PotentialFileException {
        for (int e = 0; e < elements.size(); e++) {
            largest = Math.max(largest, directory.functions(e).stream().mapToDouble(SymmetryFunction::cutoff).max().orElse(0));
        }
        line("// " + written + ", a directory of n2p2: what from n2p2(\"" + written + "\", \"" + length + "\", \"" + energy + "\") stands for");
        line("import \"forms/behler-parrinello.eut\"");
        line("");
        line("potential Network is BehlerParrinello {");
        line("  species " + String.join(", ", elements));
        line("  cutoff " + length(largest));
        line("  function fc(r, rc) = " + cutoffFunction());
        for (int e = 0; e < elements.size(); e++) {
            element(e);
        }
        if (directory.hasCharges()) {
            charges();
        }
        line("}");
        return out.toString();
    }

    private void element(int e) throws PotentialFileException {
        String symbol = elements.get(e);
        List<SymmetryFunction> functions = directory.functions(e);
        line("");
        for (int n = 0; n < functions.size(); n++) {
            line("  " + name(e, n) + "[i in " + symbol + "] = " + function(functions.get(n)));
        }
        line("  network N[" + symbol + "] = n2p2(\"" + written + "\")  // " + directory.shape(e, Directory.Kind.ENERGY) + "; the scaling of its inputs is part of its first layer");
        int element = e;
        String inputs = String.join(", ", IntStream.range(0, functions.size()).mapToObj(n -> name(element, n) + "[i]").toList());
        double normal = settings.number("conv_energy", 1), mean = settings.number("mean_energy", 0), free = 0;
        if (!(normal > 0)) {
            throw settings.file().wrong(settings.needed("conv_energy").number(), "expected conv_energy above zero, found " + normal);
        }
        for (DataFile.Line l : settings.lines("atom_energy")) {
            if (settings.element(l, 1) == e) {
                free = settings.file().number(l, 2, "the energy of a free atom");
            }
        }
        double constant = mean + free;
        // With charges, the network of electronegativities: it sees the same symmetry functions, and no charges.
        String seen = (directory.hasCharges() ? "X" : "N") + "[" + symbol + "](" + inputs + ")";
        if (directory.hasCharges()) {
            line("  network X[" + symbol + "] = n2p2_chi(\"" + written + "\")  // " + directory.shape(e, Directory.Kind.ELECTRONEGATIVITY));
            line("  chi[i in " + symbol + "] = X[" + symbol + "](" + inputs + ")*1 " + energy);
            inputs += ", " + CHARGES + "[i]";
        }
        line("  energy[i in " + symbol + "] = N[" + symbol + "](" + inputs + ")*" + number(1 / normal) + " " + energy
            + (constant == 0 ? "" : (constant < 0 ? " - " : " + ") + number(Math.abs(constant)) + " " + energy));
        line("  monitor outside[i in " + symbol + "] = extrapolation(" + seen + ")");
    }

    /** What charges follow from, and their energy: all in the directory's units, and with the hardness of its files. */
    private void charges() throws IOException, PotentialFileException {
        DataFile file = settings.file();
        if (settings.number("conv_energy", 1) != 1 || settings.number("conv_length", 1) != 1 || settings.number("mean_energy", 0) != 0) {
            throw file.wrong(settings.needed(settings.has("conv_energy") ? "conv_energy" : settings.has("conv_length") ? "conv_length" : "mean_energy").number(),
                "expected no normalization beside charges, found one: it is not supported");
        }
        // n2p2 counts charges in units in which Coulomb's constant is 1/four_pi_epsilon.
        double constant = 1 / settings.number("four_pi_epsilon", 1), wanted = Units.COULOMB / factor(energy) / factor(length);
        if (Math.abs(constant / wanted - 1) > SAME_CONSTANT) {
            throw file.wrong(settings.has("four_pi_epsilon") ? settings.needed("four_pi_epsilon").number() : 0, "expected a four_pi_epsilon of " + number(1 / wanted) + ", for charges in e, with "
                + energy + " and " + length + ", found " + number(1 / constant));
        }
        String hardness = "", widths = "";
        for (int e = 0; e < elements.size(); e++) {
            String before = (e == 0 ? "" : ", ") + elements.get(e) + ": ";
            hardness += before + number(directory.hardness(e)) + " " + energy;
            widths += before + length(directory.ofElement("fixed_gausswidth", e, "a Gaussian's width"));
        }
        DataFile.Line screen = settings.needed("screen_electrostatics");
        double inner = file.number(screen, 1, "the inner radius of screening"), outer = file.number(screen, 2, "the outer radius of screening");
        if (!(inner >= 0 && outer > inner)) {
            throw file.wrong(screen.number(), "expected an inner radius below the outer one, found " + number(inner) + " and " + number(outer));
        }
        if (screen.words().size() > 3 && !screen.word(3).equals("c")) {
            throw file.wrong(screen.number(), "expected screening by a cosine (c), found '" + screen.word(3) + "', which is not supported");
        }
        line("");
        line("  term " + CHARGES + " = qeq(chi = chi[i], hardness = {" + hardness + "},");
        line("    width = {" + widths + "}, method = ewald, energy = no)");
        line("  term electrostatics = coulomb(charge = " + CHARGES + ", method = ewald, inner = " + length(inner) + ", outer = " + length(outer) + ",");
        line("    width = {" + widths + "})");
    }

    private static double factor(String unit) {
        return Units.unit(unit).orElseThrow().factor();
    }

    private static String name(String symbol, int n) {
        return "G_" + symbol + (n + 1);
    }

    private String name(int e, int n) {
        return name(elements.get(e), n);
    }

    private String cutoffFunction() throws PotentialFileException {
        DataFile.Line l = settings.line("cutoff_type").orElse(null);
        if (l == null) {
            if (IntStream.range(0, elements.size()).allMatch(e -> directory.functions(e).stream().allMatch(SymmetryFunction::isCompact))) {
                return "fc_hard(r, rc)";
            }
            throw settings.file().wrong(0, "expected a line 'cutoff_type …', found none");
        }
        int type = settings.file().whole(l, 1, "the type of the cutoff function", 0);
        double inner = l.words().size() > 2 ? settings.file().number(l, 2, "alpha, the inner cutoff as a fraction") : 0;
        if (type > 8 || inner < 0 || inner >= 1) {
            throw settings.file().wrong(l.number(), type > 8 ? "expected a cutoff function of type 0 to 8, found " + type : "expected alpha from 0 to less than 1, found " + inner);
        }
        String name = List.of("hard", "cos", "tanh", "tanh1", "exp", "poly1", "poly2", "poly3", "poly4").get(type);
        // The hyperbolic tangents have no inner cutoff (n2p2's CutoffFunction).
        boolean shifts = inner > 0 && type != 0 && type != 2 && type != 3;
        return "fc_" + name + "(" + (shifts ? "shifted(r, rc, " + number(inner) + ")" : "r") + ", rc)";
    }

    private String function(SymmetryFunction f) {
        String where = f.cutoff() < largest ? " within " + length(f.cutoff()) : "";
        String value = f.isAngular() ? f.isCompact() ? compactAngular(f) : angular(f) : f.isCompact() ? compact("r[i,j]", f)
            : "radial(r[i,j], " + String.join(", ", near(f)) + ")";
        if (!f.isAngular()) {
            return "sum(j" + where + (f.isWeighted() ? ") Z[j]*" : " in " + elements.get(f.first()) + ") ") + value;
        }
        String over = f.isWeighted() ? "j < k" + where : f.first() == f.second() ? "j < k" + where + " in " + elements.get(f.first())
            : "j" + where + " in " + elements.get(f.first()) + ", k" + where + " in " + elements.get(f.second());
        return "sum(" + over + ") " + (f.isWeighted() ? "Z[j]*Z[k]*" : "") + value;
    }

    private String angular(SymmetryFunction f) {
        List<String> near = near(f);
        String shape = number(f.lambda()) + ", " + number(f.zeta());
        if (f.zeta() == Math.rint(f.zeta())) {
            return (f.isNarrow() ? "narrow" : "wide") + "(" + DISTANCES + ", " + near.get(0) + ", " + near.get(1) + ", " + shape + ", " + near.get(2) + ")";
        }
        return "angle_real(cosine(" + DISTANCES + "), " + shape + ")*" + (f.isNarrow() ? "near3(" + DISTANCES : "near2(r[i,j], r[i,k]") + ", " + String.join(", ", near) + ")";
    }

    private List<String> near(SymmetryFunction f) {
        return List.of(number(f.eta()) + " 1/" + length + "^2", length(f.shift()), length(f.cutoff()));
    }

    private String compactAngular(SymmetryFunction f) {
        List<String> factors = new ArrayList<>(List.of("bump" + f.kind().charAt(1) + "(angle_middle(cosine(" + DISTANCES + "), " + degrees(f.left()) + ", " + degrees(f.right()) + "))", compact("r[i,j]", f),
            compact("r[i,k]", f)));
        if (f.isNarrow()) {
            factors.add(compact("r[j,k]", f));
        }
        return String.join("*", factors);
    }

    private String compact(String distance, SymmetryFunction f) {
        return "bump" + f.kind().charAt(1) + "(middle(" + distance + ", " + length(f.shift()) + ", " + length(f.cutoff()) + "))";
    }

    private static String degrees(double x) {
        return number(x) + " deg";
    }

    private String length(double x) {
        return number(x) + " " + length;
    }

    private static String number(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15 ? String.format(Locale.ROOT, "%.0f", x) : Double.toString(x).replace("E", "e");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
