package org.eutectic.load;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eutectic.dsl.ast.Declaration;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.SourceException;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.dsl.format.Formatter;
import org.eutectic.lower.Lowering;
import org.eutectic.lower.Tuples;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;

/** The text of an alloy of given potentials, with a line for each thing that stands between unlike species and is still to be given. */
public final class Extension {
    private final String name;
    private final List<String> parents;
    private final List<String> imports;

    /**
     * @param name of the alloy
     * @param parents names of the potentials to extend
     * @param imports where they are declared, as an import names it
     */
    public Extension(String name, List<String> parents, List<String> imports) {
        this.name = name;
        this.parents = List.copyOf(parents);
        this.imports = List.copyOf(imports);
    }

    /**
     * The text.
     *
     * @param file what the text is to be called in messages
     * @param directory where it will lie
     * @throws SourceException where the potentials cannot be extended together
     */
    public String text(String file, Path directory, Map<String, String> defines) {
        String head = "import " + imports.stream().distinct().map(i -> "\"" + i + "\"").collect(Collectors.joining(", ")) + "\n\npotential " + name + " extends "
            + String.join(", ", parents) + " {\n";
        Diagnostics diagnostics = new Diagnostics();
        Model model = build(new SourceFile(file, head + "}\n"), directory, defines, diagnostics);
        StringBuilder body = new StringBuilder();
        CrossTerms lacking = new CrossTerms(model);
        // Tersoff's rule says how far unlike atoms see each other, too.
        if (!lacking.rule().equals(Optional.of("mix " + MixRule.TERSOFF.keyword()))) {
            cutoffs(model).forEach(l -> body.append(l).append('\n'));
        }
        if (!lacking.isEmpty()) {
            body.append(body.isEmpty() ? "" : "\n").append("// Still to be given, each with its value").append(lacking.rule().isPresent() ? ", or filled by a rule:" : ":").append('\n');
            lacking.rule().ifPresent(r -> body.append("// ").append(r).append('\n'));
            lacking.lines().forEach(l -> body.append(l).append('\n'));
        }
        String text = "// " + String.join(", ", parents) + ", unchanged, and what stands between them.\n" + head + body + "}\n";
        return Formatter.format(new SourceFile(file, text), diagnostics);
    }

    private Model build(SourceFile file, Path directory, Map<String, String> defines, Diagnostics diagnostics) {
        Defines values = new Defines(defines, diagnostics);
        Imports read = new Imports(values, diagnostics);
        Declaration own = read.read(file, directory, file.name()).getLast();
        diagnostics.throwIfErrors();
        Optional<Model> model = new ModelBuilder(read.declarations(), values, diagnostics).build(own.name(), "");
        diagnostics.throwIfErrors();
        return model.orElseThrow();
    }

    /** How far unlike atoms see each other, where their elements differ in that. */
    private static List<String> cutoffs(Model model) {
        Lowering numbers = new Lowering(new Diagnostics(), false);
        Parameter cutoff = model.parameter(Model.CUTOFF).orElseThrow();
        return Tuples.all(model.species(), 2).stream()
            .filter(t -> model.species().indexOf(t.get(0)) < model.species().indexOf(t.get(1)) && model.parents().stream().noneMatch(p -> p.species().containsAll(t)))
            .filter(t -> !reach(numbers, model, cutoff, t.get(0)).equals(reach(numbers, model, cutoff, t.get(1))))
            .map(t -> String.format(Locale.ROOT, "cutoff[%s,%s] %s Å  // %s reaches %s Å, %s %s Å", t.get(0), t.get(1), plain(numbers.value(model, cutoff, t)),
                t.get(0), reach(numbers, model, cutoff, t.get(0)), t.get(1), reach(numbers, model, cutoff, t.get(1)))).toList();
    }

    private static String reach(Lowering numbers, Model model, Parameter cutoff, String species) {
        return plain(numbers.value(model, cutoff, List.of(species, species)));
    }

    /** A number as one would write it. */
    static String plain(double x) {
        return x == Math.rint(x) ? String.format(Locale.ROOT, "%.0f", x) : Double.toString(x);
    }
}
