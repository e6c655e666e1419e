package org.eutectic.ml.n2p2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eutectic.model.PotentialFileException;

/** What a directory stands for in the language: each symmetry function a field of its element's atoms, in terms of the form BehlerParrinello; the energy what the network makes of them. */
final class DirectoryText {
    private static final String DISTANCES = "r[i,j], r[i,k], r[j,k]";

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
    static String of(Directory directory, String written, String length, String energy) throws PotentialFileException {
        return new DirectoryText(directory, written, length, energy).write();
    }

    private String write() throws PotentialFileException {
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
        line("  network N[" + symbol + "] = n2p2(\"" + written + "\")  // " + directory.shape(e) + "; the scaling of its inputs is part of its first layer");
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
        line("  energy[i in " + symbol + "] = N[" + symbol + "](" + inputs + ")*" + number(1 / normal) + " " + energy
            + (constant == 0 ? "" : (constant < 0 ? " - " : " + ") + number(Math.abs(constant)) + " " + energy));
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
