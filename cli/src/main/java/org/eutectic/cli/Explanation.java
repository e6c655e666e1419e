package org.eutectic.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eutectic.Potential;
import org.eutectic.Summand;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.gpu.DeviceTerms;
import org.eutectic.gpu.source.DeviceProgram;
import org.eutectic.gpu.source.Dialect;
import org.eutectic.gpu.source.Precision;
import org.eutectic.gpu.source.Teams;
import org.eutectic.ir.Differentiate;
import org.eutectic.ir.Gradient;
import org.eutectic.ir.Node;
import org.eutectic.ir.Printer;
import org.eutectic.ir.SiteEnergy;
import org.eutectic.kernel.Outputs;
import org.eutectic.kernel.PairPart;
import org.eutectic.kernel.PlanPrinter;
import org.eutectic.kernel.Scheduler;
import org.eutectic.lower.Lowering;
import org.eutectic.lower.Tuples;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Field;
import org.eutectic.model.Function;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;
import org.eutectic.model.Term;

/** What became of a potential's text: equations and numbers with their origins, the intermediate representation, the forces derived from it. */
final class Explanation {
    private static final int ORIGIN_COLUMN = 88;

    private final PrintWriter out;
    private final Diagnostics diagnostics = new Diagnostics();

    Explanation(PrintWriter out) {
        this.out = out;
    }

    void write(Potential p) {
        model(p.model(), p.name(), p, "");
        for (SiteEnergy term : p.termsWithParameters()) {
            Gradient gradient = Differentiate.of(term);
            Map<String, Node> energy = new LinkedHashMap<>();
            energy.put("energy", term.energy());
            section("Intermediate representation of " + term.name() + " (" + count(List.of(term.energy())) + " values)");
            Printer.print(term.species(), energy).forEach(l -> out.println("  " + l));
            Map<String, Node> forces = new LinkedHashMap<>();
            forces.put("Gx", gradient.x());
            forces.put("Gy", gradient.y());
            forces.put("Gz", gradient.z());
            section("Derived forces of " + term.name() + " (" + count(List.of(gradient.x(), gradient.y(), gradient.z()))
                + " values): G[i,j] = dE/dd[i,j]; force on i: + G[i,j], on j: - G[i,j]; virial: - d[i,j] G[i,j]");
            Printer.print(term.species(), forces).forEach(l -> out.println("  " + l));
        }
        out.flush();
    }

    /** The routine that computes energy and forces of each term, as pseudo-code. */
    void writePlan(Potential p) {
        for (SiteEnergy term : p.terms()) {
            section("Routine of " + term.name() + " for energy and forces: t are locals, a arrays over the neighbors of i, f fields over all atoms");
            PairPart.split(term).forEach(part -> PlanPrinter.print(Scheduler.schedule(part, Outputs.ALL)).forEach(l -> out.println("  " + l)));
        }
        p.builtInTerms().keySet().forEach(t -> section("Term " + t + " is built in: it has a program of its own"));
        out.flush();
    }

    /** The programs that a device runs. */
    void writeSource(Potential p, Dialect dialect) {
        Set<String> all = new LinkedHashSet<>();
        for (Summand part : p.parts()) {
            switch (part) {
                case Summand.Equations e when e.reads() != null -> all.add("// " + e.name() + " reads " + e.reads().term() + ", and has no program for a device.");
                case Summand.Equations e -> all.addAll(sources(e.energy(), Outputs.ALL, dialect));
                case Summand.Field f -> {
                    all.addAll(sources(f.plain(), Outputs.ENERGY, dialect));
                    all.addAll(sources(f.weighted(), Outputs.ALL, dialect));
                }
                case Summand.BuiltIn b -> b.asEquations(p.species()).ifPresentOrElse(equations -> equations.forEach(e -> all.addAll(sources(e, Outputs.ALL, dialect))),
                    () -> DeviceTerms.of(b, p.species()).ifPresentOrElse(t -> t.programs(dialect).forEach(program -> all.add(program.source())),
                        () -> all.add("// Term " + b.name() + " is built in, and has no program for a device.")));
            }
        }
        all.forEach(out::println);
        out.flush();
    }

    private static List<String> sources(SiteEnergy energy, Outputs outputs, Dialect dialect) {
        return PairPart.split(energy).stream().map(part -> DeviceProgram.of(Scheduler.scheduleForManyThreads(part, outputs), dialect, Precision.DOUBLE,
            Teams.BY_WORK.serve(Scheduler.scheduleForManyThreads(part, Outputs.ALL)), false).source()).toList();
    }

    /** The file in which the equations stand, or what stands for it. */
    void writeText(Potential p) {
        p.model().field(Model.ENERGY).ifPresent(f -> out.print(f.span().file().text()));
        out.flush();
    }

    private void model(Model m, String name, Potential p, String prefix) {
        section("Potential " + name + (m.form() == null ? "" : ", form " + m.form()) + (m.parents().isEmpty() ? "" : ", from "
            + String.join(", ", m.parents().stream().map(Model::name).toList())));
        out.println("  species " + String.join(", ", m.species()));
        m.citations().forEach(c -> out.println("  cite    " + c));
        if (!m.fields().isEmpty()) {
            section("Equations");
            for (Field f : m.fields()) {
                origin(oneLine(f.span()), f.span());
            }
        }
        functions(m);
        if (!m.parameters().isEmpty()) {
            section("Parameters (in eV, Å, u, e)");
            parameters(m, "");
        }
        for (Term t : m.terms()) {
            out.println();
            switch (t) {
                case Term.OfPotential o -> {
                    origin("term " + t.name(), t.span());
                    model(o.potential(), t.name(), p, prefix + t.name() + ".");
                }
                case Term.BuiltIn b -> {
                    origin("term " + t.name() + " = " + b.written(true), t.span());
                    p.builtInTerms().get(prefix + t.name()).citations().forEach(c -> out.println("  cite    " + c));
                    p.builtInTerms().get(prefix + t.name()).description().forEach(l -> out.println("    " + l));
                }
            }
        }
    }

    private void functions(Model m) {
        List<Runnable> lines = new ArrayList<>();
        for (Function f : m.functions().values()) {
            for (List<String> tuple : Tuples.all(m.species(), f.indices().size())) {
                f.definition(tuple).ifPresent(d -> lines.add(() -> origin(functionText(f, tuple, d), d)));
            }
        }
        if (!lines.isEmpty()) {
            section("Functions");
            lines.forEach(Runnable::run);
        }
    }

    private static String functionText(Function f, List<String> tuple, Definition d) {
        String head = f.name() + indices(tuple);
        return switch (d.content()) {
            case Content.Written w -> head + (d.formals().isEmpty() ? "" : "(" + String.join(", ", d.formals().stream().map(a -> a.name().name()).toList()) + ")")
                + " = " + oneLine(w.expression().span());
            case Content.Tabulated t -> head + " = table of " + t.table().segments() + " segments from "
                + number(t.table().start()) + " by " + number(t.table().step()) + (t.dividedByArgument() ? ", divided by its argument" : "");
            case Content.Number n -> head + " = " + number(n.value());
            case Content.Networks n -> head + " = network of " + n.members().getFirst().shape() + (n.members().size() == 1 ? "" : ", mean of " + n.members().size());
        };
    }

    /** Parents' parameters, which an alloy's functions reach by their names, stand after its own. */
    private void parameters(Model m, String prefix) {
        Lowering lowering = new Lowering(diagnostics, true);
        for (Parameter p : m.parameters().values()) {
            for (List<String> tuple : Tuples.all(m.species(), p.indices().size())) {
                p.definition(tuple).ifPresent(d -> origin(prefix + parameterText(p, tuple, d, lowering.value(m, p, tuple)), d));
            }
        }
        m.parents().forEach(parent -> parameters(parent, parent.name() + "."));
    }

    private static String parameterText(Parameter p, List<String> tuple, Definition d, double value) {
        String head = p.name() + indices(tuple) + " = " + number(value);
        return switch (d.content()) {
            case Content.Written w -> {
                String text = oneLine(w.expression().span());
                yield text.equals(number(value)) ? head : head + "   as " + text;
            }
            default -> head;
        };
    }

    private void section(String title) {
        out.println();
        out.println(title);
    }

    /** A value with its place and how it came to be there: inherited from a parent, mixed by a rule, or neither. */
    private void origin(String text, Definition d) {
        String rule = d.content() instanceof Content.Written w && w.rule() != null ? w.rule() : "";
        origin(text, place(d.span()) + switch (rule) {
            case "" -> "";
            case Content.Written.NORMALISE -> ", normalised";
            default -> ", mixed by " + rule;
        } + (d.from() == null || rule.equals(Content.Written.NORMALISE) ? "" : ", inherited from " + d.from().name()));
    }

    private void origin(String text, Span span) {
        origin(text, place(span));
    }

    private static String place(Span span) {
        return span == null ? "" : span.file().name() + ":" + span.line();
    }

    /** A line with its place at a fixed column, or on a line below where it is too long. */
    private void origin(String text, String place) {
        out.println("  " + text + (text.length() < ORIGIN_COLUMN ? " ".repeat(ORIGIN_COLUMN - text.length()) : "\n" + " ".repeat(ORIGIN_COLUMN + 2)) + place);
    }

    private static String indices(List<String> tuple) {
        return tuple.isEmpty() ? "" : "[" + String.join(",", tuple) + "]";
    }

    /** Source text in one line: between braces a line's end separates, elsewhere it is a blank. */
    private static String oneLine(Span span) {
        StringBuilder out = new StringBuilder();
        int depth = 0;
        for (String line : span.text().lines().map(l -> l.replaceAll("//.*", "").strip()).filter(l -> !l.isEmpty()).toList()) {
            if (!out.isEmpty()) {
                boolean separates = depth > 0 && !line.startsWith("}") && "{;".indexOf(out.charAt(out.length() - 1)) < 0;
                out.append(separates ? "; " : " ");
            }
            out.append(line.replaceAll("\\s+", " "));
            depth += (int) line.chars().filter(c -> c == '{').count() - (int) line.chars().filter(c -> c == '}').count();
        }
        return out.toString();
    }

    private static String number(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15 ? String.format(Locale.ROOT, "%.0f", x) : Double.toString(x);
    }

    /** How many values are computed for some results, each once. */
    private static int count(List<Node> roots) {
        java.util.Set<Node> seen = new java.util.HashSet<>();
        List<Node> open = new ArrayList<>(roots);
        while (!open.isEmpty()) {
            Node n = open.removeLast();
            if (seen.add(n)) {
                open.addAll(n.arguments());
            }
        }
        return (int) seen.stream().filter(n -> !(n instanceof Node.At)).count();
    }
}
