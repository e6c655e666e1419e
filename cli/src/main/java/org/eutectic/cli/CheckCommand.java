package org.eutectic.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eutectic.Potential;
import org.eutectic.check.EnergyComparison;
import org.eutectic.dsl.ast.Declaration;
import org.eutectic.dsl.diagnostic.Diagnostic;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.dsl.parser.Parser;
import org.eutectic.ir.GraphComparison;
import org.eutectic.ir.Range;
import org.eutectic.load.PotentialLoader;
import org.eutectic.lower.Tuples;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Function;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a file without calculating anything. */
@Command(name = "check", description = "Check forms and potentials: syntax, names, units, completeness. All errors of the file are shown.",
    mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:fine, perhaps with warnings", "1:an alloy does not give a parent's energy for that parent's species", "2:errors in the file"})
final class CheckCommand implements Callable<Integer> {
    /** eV for each atom: what the operations of another gauge may leave, on energies of some 1e2 eV. */
    private static final double ROUNDING = 1e-10;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "File in the Eutectic language.")
    private Path file;

    @Mixin
    private PotentialOptions options;

    private boolean faithful = true;

    @Override
    public Integer call() throws IOException {
        PotentialOptions.requireFile(file, "potential");
        Diagnostics found = new Diagnostics();
        new PotentialLoader(options.defines(), found).check(file);
        found.throwIfErrors();
        PrintWriter out = spec.commandLine().getOut();
        List<Declaration> all = Parser.parse(new SourceFile(file.toString(), Files.readString(file)), new Diagnostics()).declarations();
        for (Declaration d : all) {
            String name = d.name().name();
            if (options.name() != null && !options.name().equals(name)) {
                continue;
            }
            if (d instanceof Declaration.Form) {
                out.println("form " + name + " is fine");
            } else {
                Potential p = Potential.load(file, name, options.defines());
                p.diagnostics().all().forEach(found::report);
                describe(p, out);
            }
        }
        if (all.isEmpty()) {
            throw new CommandException(file + " declares nothing: neither a form nor a potential");
        }
        if (options.name() != null && all.stream().noneMatch(d -> d.name().name().equals(options.name()))) {
            throw new CommandException(file + " holds no " + options.name() + "; it holds " + String.join(", ", all.stream().map(d -> d.name().name()).toList()));
        }
        List<Diagnostic> warnings = found.all();
        if (!warnings.isEmpty()) {
            out.flush();
            spec.commandLine().getErr().println(found.render());
        }
        return faithful ? Main.DONE : Main.NO;
    }

    private void describe(Potential p, PrintWriter out) {
        out.println("potential " + p.name() + " is fine");
        out.println("  species  " + String.join(", ", p.species()));
        out.println(String.format(Locale.ROOT, "  cutoff   %.6g Å", p.cutoff()));
        reaches(p).ifPresent(l -> out.println("           " + l));
        if (!p.monitored().isEmpty()) {
            out.println("  monitors " + String.join(", ", p.monitored()));
        }
        p.citations().forEach(c -> out.println("  cite     " + c));
        for (Model parent : p.model().parents()) {
            Optional<GraphComparison.Difference> difference = p.differenceFrom(parent);
            out.println("  parent   " + parent.name() + (difference.isEmpty() ? ": identical" : isNormalised(p.model(), parent) ? normalised(p, parent) : differing(p, parent, difference.get())));
            String effect = difference.isEmpty() ? ", without effect" : "";
            overridden(p.model(), parent).forEach(l -> out.println("           override " + l + effect));
        }
    }

    /** How far each pair of an alloy's species see each other, where that differs. */
    private static Optional<String> reaches(Potential p) {
        if (p.model().parents().isEmpty() || p.terms().isEmpty() || p.terms().getFirst().cutoff().isUniform()) {
            return Optional.empty();
        }
        Range cutoff = p.terms().getFirst().cutoff();
        List<String> pairs = new ArrayList<>();
        for (int a = 0; a < p.species().size(); a++) {
            for (int b = a; b < p.species().size(); b++) {
                pairs.add(String.format(Locale.ROOT, "%s-%s %.6g", p.species().get(a), p.species().get(b), Math.max(cutoff.get(a, b), cutoff.get(b, a))));
            }
        }
        return Optional.of(String.join(", ", pairs));
    }

    private String differing(Potential p, Model parent, GraphComparison.Difference d) {
        faithful = false;
        return ": differs on structures of " + String.join(", ", parent.species()) + " alone\n           " + p.name() + " has   " + d.first() + "\n           "
            + parent.name() + " has   " + d.second();
    }

    /** Another gauge: the same energies, but not to the last bit. */
    private String normalised(Potential p, Model parent) {
        double apart = p.energyDifferenceFrom(parent);
        faithful &= apart < ROUNDING;
        return String.format(Locale.ROOT, ": normalised; energies of %d clusters differ by %.1e eV an atom at most%s", EnergyComparison.CLUSTERS, apart,
            apart < ROUNDING ? ", which is rounding" : ": NOT the same");
    }

    private static boolean isNormalised(Model alloy, Model parent) {
        return alloy.functions().values().stream().flatMap(f -> f.definitions().stream())
            .anyMatch(d -> d.from() == parent && d.content() instanceof Content.Written w && Content.Written.NORMALISE.equals(w.rule()));
    }

    /** What a parent gives that the alloy gives anew, with both places; a name that each declares for itself is no such thing. */
    private static List<String> overridden(Model alloy, Model parent) {
        List<String> lines = new ArrayList<>();
        for (Parameter p : parent.parameters().values()) {
            for (List<String> tuple : Tuples.all(parent.species(), p.indices().size())) {
                alloy.parameter(p.name()).filter(q -> q.span().equals(p.span()) || p.name().equals(Model.CUTOFF)).flatMap(q -> q.definition(tuple)).ifPresent(d -> compare(p.name(), tuple, d, p.definition(tuple).orElse(d), lines));
            }
        }
        for (Function f : parent.functions().values()) {
            for (List<String> tuple : Tuples.all(parent.species(), f.indices().size())) {
                alloy.function(f.name()).filter(g -> g.span().equals(f.span())).flatMap(g -> g.definition(tuple)).ifPresent(d -> compare(f.name(), tuple, d, f.definition(tuple).orElse(d), lines));
            }
        }
        return lines;
    }

    private static void compare(String name, List<String> tuple, Definition here, Definition there, List<String> lines) {
        if (here.from() == null && !here.span().equals(there.span())) {
            lines.add(name + (tuple.isEmpty() ? "" : "[" + String.join(",", tuple) + "]") + ": " + here.span() + " in place of " + there.span());
        }
    }
}
