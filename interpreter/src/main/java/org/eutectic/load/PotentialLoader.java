package org.eutectic.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eutectic.check.ContinuityCheck;
import org.eutectic.check.DimensionChecker;
import org.eutectic.dsl.ast.Declaration;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.diagnostic.Diagnostic;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.model.Model;

/** From a file to a checked model: reads, builds, checks names, completeness and dimensions, and reports all that it finds. */
public final class PotentialLoader {
    private final Diagnostics diagnostics;
    private final Defines defines;

    /** @param defines what <code>${name}</code> stands for in texts */
    public PotentialLoader(Map<String, String> defines, Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.defines = new Defines(defines, diagnostics);
    }

    /**
     * The model of a potential in a file.
     *
     * @param name of the potential, or null for the last one in the file
     * @return empty where the diagnostics hold errors
     */
    public Optional<Model> load(Path file, String name) {
        try {
            return load(new SourceFile(file.toString(), Files.readString(file)), Imports.directory(file), name, Imports.identity(file));
        } catch (IOException e) {
            unreadable(file, e);
            return Optional.empty();
        }
    }

    /**
     * The model of a potential in a text.
     *
     * @param directory where its relative files lie
     */
    public Optional<Model> load(SourceFile file, Path directory, String name) {
        Path place = directory.resolve(file.name());
        return load(file, directory, name, Files.exists(place) ? Imports.identity(place) : file.name());
    }

    private Optional<Model> load(SourceFile file, Path directory, String name, String identity) {
        Imports imports = new Imports(defines, diagnostics);
        List<Declaration> own = imports.read(file, directory, identity);
        Diagnostics later = new Diagnostics();
        Optional<Model> model = build(file, own, imports, name, later);
        FollowOns.drop(diagnostics, later).forEach(diagnostics::report);
        if (model.isEmpty() || diagnostics.hasErrors()) {
            return Optional.empty();
        }
        ContinuityCheck.check(model.get(), diagnostics);
        return model;
    }

    private Optional<Model> build(SourceFile file, List<Declaration> own, Imports imports, String name, Diagnostics later) {
        List<Declaration> potentials = own.stream().filter(Declaration.Potential.class::isInstance).toList();
        ModelBuilder builder = new ModelBuilder(imports.declarations(), defines, later);
        Identifier wanted;
        if (name != null) {
            Span start = new Span(file, 0, 0);
            if (potentials.stream().noneMatch(d -> d.name().name().equals(name))) {
                List<String> names = potentials.stream().map(d -> d.name().name()).toList();
                later.error("unknown-potential", start, "there is no potential '" + name + "' in this file",
                    Suggestion.nearest(name, names).map(n -> "did you mean " + n + "?").orElse(names.isEmpty() ? null : "it holds " + String.join(", ", names)));
                return Optional.empty();
            }
            wanted = new Identifier(start, name);
        } else if (potentials.isEmpty()) {
            check(own, builder, later);
            if (later.hasErrors()) {
                return Optional.empty();
            }
            later.error("no-potential", new Span(file, 0, 0), "there is no potential in this file",
                own.isEmpty() ? "write potential X { … }" : "a form holds equations without numbers: write potential X is " + own.getLast().name() + " { … }");
            return Optional.empty();
        } else {
            wanted = potentials.getLast().name();
        }
        check(own, builder, later);
        return builder.build(wanted, "");
    }

    /** Checks everything that a file declares, forms too, so that one run reports all errors. */
    private static void check(List<Declaration> own, ModelBuilder builder, Diagnostics later) {
        ModelCheck check = new ModelCheck(builder, later);
        for (Declaration d : own) {
            Optional<Model> model = d instanceof Declaration.Form f ? builder.form(f) : builder.build(d.name(), "");
            model.ifPresent(m -> {
                if (d instanceof Declaration.Form) {
                    check.checkForm(m);
                } else {
                    check.check(m);
                }
                dimensions(m, later);
            });
        }
    }

    /** Checks dimensions; what stands on a line with another error is left out, for it mostly follows from that. */
    private static void dimensions(Model model, Diagnostics diagnostics) {
        List<Diagnostic> earlier = diagnostics.all().stream().filter(Diagnostic::isError).toList();
        Diagnostics found = new Diagnostics();
        DimensionChecker.check(model, found);
        for (Diagnostic d : found.all()) {
            if (earlier.stream().noneMatch(e -> e.span().file() == d.span().file() && e.span().line() <= lastLine(d.span()) && d.span().line() <= lastLine(e.span()))) {
                diagnostics.report(d);
            }
        }
    }

    private static int lastLine(Span s) {
        return s.file().line(Math.max(s.start(), s.end() - 1));
    }

    /** Checks a file that need hold no potential: its forms and potentials. */
    public void check(Path file) {
        try {
            Imports imports = new Imports(defines, diagnostics);
            List<Declaration> own = imports.read(new SourceFile(file.toString(), Files.readString(file)), Imports.directory(file), Imports.identity(file));
            Diagnostics later = new Diagnostics();
            check(own, new ModelBuilder(imports.declarations(), defines, later), later);
            FollowOns.drop(diagnostics, later).forEach(diagnostics::report);
        } catch (IOException e) {
            unreadable(file, e);
        }
    }

    private void unreadable(Path file, IOException e) {
        diagnostics.error("unreadable-file", new Span(new SourceFile(file.toString(), ""), 0, 0), "cannot read this file: " + Imports.reason(e), null);
    }
}
