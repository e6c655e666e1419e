package org.eutectic.load;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.lower.Lowering;
import org.eutectic.lower.Tuples;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Field;
import org.eutectic.model.Function;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;
import org.eutectic.model.Term;

/** Checks a model: every name in it, that nothing is missing for any of its species, and that what is given is used. */
final class ModelCheck {
    private final ModelBuilder builder;
    private final Diagnostics diagnostics;
    private final Set<Span> checked = new HashSet<>();

    ModelCheck(ModelBuilder builder, Diagnostics diagnostics) {
        this.builder = builder;
        this.diagnostics = diagnostics;
    }

    void check(Model model) {
        if (!checked.add(model.span())) {
            return;
        }
        model.parents().forEach(this::check);
        for (Term.OfPotential t : model.potentials()) {
            check(t.potential());
        }
        if (model.field(Model.ENERGY).isEmpty() && model.terms().isEmpty() && !builder.isBroken(model.name())) {
            diagnostics.error("no-energy", model.span(), "'" + model.name() + "' has no energy", "write in it: energy[i] = …");
        }
        model.field(Model.ENERGY).ifPresent(f -> {
            List<String> lacking = model.species().stream().filter(s -> !f.centers(model.species()).contains(s)).toList();
            if (!lacking.isEmpty()) {
                diagnostics.error("no-energy", model.span(), "'" + model.name() + "' has no energy for " + String.join(", ", lacking), "write in it: energy[i in "
                    + lacking.get(0) + "] = …");
            }
        });
        names(model);
        if (!model.fields().isEmpty() && !builder.isBroken(model.name())) {
            completeness(model);
            cutoffs(model);
        }
        unused(model);
    }

    /** A form alone: its names, and that it says what the energy is. */
    void checkForm(Model form) {
        // A form of functions alone leaves the equations to the potentials that use them.
        if (form.field(Model.ENERGY).isEmpty() && (!form.fields().isEmpty() || form.functions().isEmpty())) {
            diagnostics.error("no-energy", form.span(), "'" + form.name() + "' has no energy", "write in it: energy[i] = …");
        }
        names(form);
    }

    private void names(Model model) {
        for (Field f : model.fields()) {
            new NameCheck(model, diagnostics).field(f);
        }
        for (Parameter p : model.parameters().values()) {
            for (Definition d : p.definitions()) {
                definition(model, d);
            }
        }
        for (Function f : model.functions().values()) {
            for (Definition d : f.definitions()) {
                definition(model, d);
            }
        }
    }

    private void definition(Model model, Definition d) {
        // What was inherited has been checked where it was written; what a rule wrote stands in no file.
        if (d.from() == null && d.content() instanceof Content.Written w && w.rule() == null) {
            new NameCheck(model, diagnostics).definition(d, w.expression());
        }
    }

    private void completeness(Model model) {
        CrossTerms lacking = new CrossTerms(model);
        if (lacking.isEmpty()) {
            return;
        }
        String message = "'" + model.name() + "' lacks " + String.join(", ", lacking.names());
        if (model.parents().isEmpty()) {
            diagnostics.error("missing-values", model.span(), message, "give each in it: param name = value, function name(x) = …" + (lacking.hasNetworks() ? ", network name = nn(\"…\")" : ""));
        } else {
            diagnostics.error("missing-cross-terms", model.span(), message, "what stands between unlike species is to be given; to copy and complete, each with its value:"
                + String.join("", lacking.lines().stream().map(l -> "\n    " + l).toList())
                + lacking.rule().map(r -> "\nor let a rule fill them: " + r).orElse(""));
        }
    }

    private void cutoffs(Model model) {
        Parameter cutoff = model.parameter(Model.CUTOFF).orElseThrow();
        List<String> missing = Tuples.all(model.species(), 2).stream().filter(t -> model.species().indexOf(t.get(0)) <= model.species().indexOf(t.get(1))
            && cutoff.definition(t).isEmpty()).map(t -> Model.CUTOFF + "[" + String.join(",", t) + "]").toList();
        if (!missing.isEmpty()) {
            diagnostics.error("missing-cutoff", model.span(), "'" + model.name() + "' has no cutoff" + (cutoff.definitions().isEmpty() ? "" : " for some pairs: " + String.join(", ", missing)),
                "write in it: cutoff 6.0 Å");
            return;
        }
        if (diagnostics.hasErrors()) {
            return;
        }
        Lowering numbers = new Lowering(diagnostics, false);
        for (List<String> pair : Tuples.all(model.species(), 2)) {
            double d = numbers.value(model, cutoff, pair);
            if (d < 0) {
                diagnostics.error("negative-cutoff", cutoff.definition(pair).orElseThrow().span(), "the cutoff of " + String.join("-", pair) + " is below zero: " + d + " Å", null);
            }
        }
    }

    /** Warns of parameters that this potential itself introduces and nothing asks for. */
    private void unused(Model model) {
        if (diagnostics.hasErrors()) {
            return;
        }
        Set<String> asked = new TreeSet<>();
        model.fields().forEach(f -> names(f.value(), asked));
        Map<String, Span> own = new LinkedHashMap<>();
        for (Parameter p : model.parameters().values()) {
            p.definitions().forEach(d -> names(d, asked));
            if (isOwn(model, p.span()) && !p.name().equals(Model.CUTOFF)) {
                own.put(p.name(), p.span());
            }
        }
        model.functions().values().forEach(f -> f.definitions().forEach(d -> names(d, asked)));
        model.builtIns().forEach(t -> t.written().forEach(w -> names(w.value(), asked)));
        own.forEach((name, span) -> {
            if (!asked.contains(name)) {
                diagnostics.warning("unused-parameter", span, "nothing uses the parameter '" + name + "'",
                    org.eutectic.dsl.diagnostic.Suggestion.nearest(name, model.parameters().keySet()).map(n -> "is " + n + " meant?").orElse(null));
            }
        });
    }

    private static boolean isOwn(Model model, Span span) {
        SourceFile file = model.span().file();
        return model.form() != null ? span.file() == file && span.start() > model.span().start() : span.file() == file && model.parents().isEmpty();
    }

    private static void names(Definition d, Set<String> into) {
        if (d.content() instanceof Content.Written w) {
            names(w.expression(), into);
        }
    }

    private static void names(Expr e, Set<String> into) {
        ExpressionWalk.each(e, x -> {
            switch (x) {
                case Expr.Name n -> into.add(n.name());
                case Expr.Indexed i -> into.add(i.name().name());
                case Expr.Member m -> into.add(m.name().name());
                default -> { }
            }
        });
    }
}
