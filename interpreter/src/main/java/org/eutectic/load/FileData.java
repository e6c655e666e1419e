package org.eutectic.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.eutectic.check.Units;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.ast.UnitExpr;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.ir.NetworkWeights;
import org.eutectic.ir.SplineTable;
import org.eutectic.lower.Tuples;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Model;
import org.eutectic.model.PotentialData;
import org.eutectic.model.PotentialFileException;
import org.eutectic.model.PotentialFileReader;

/** What a potential takes from files: {@code from setfl("…")} and {@code table("…", 2)}. */
final class FileData {
    private final Path directory;
    private final List<String> species;
    private final Defines defines;
    private final Diagnostics diagnostics;

    FileData(Path directory, List<String> species, Defines defines, Diagnostics diagnostics) {
        this.directory = directory;
        this.species = species;
        this.defines = defines;
        this.diagnostics = diagnostics;
    }

    /** Reads the files of a {@code from} line; null with a diagnostic where that fails. */
    PotentialData read(Item.From from) {
        return read(from.reader().name(), from.reader().span(), from.arguments(), from.span());
    }

    /** All that are at hand. */
    static List<PotentialFileReader> readers() {
        return ServiceLoader.load(PotentialFileReader.class).stream().map(ServiceLoader.Provider::get).toList();
    }

    private PotentialData read(String keyword, Span name, List<Expr> arguments, Span span) {
        List<PotentialFileReader> readers = readers();
        PotentialFileReader reader = readers.stream().filter(r -> r.keyword().equals(keyword)).findFirst().orElse(null);
        if (reader == null) {
            List<String> known = readers.stream().map(PotentialFileReader::keyword).sorted().toList();
            diagnostics.error("unknown-reader", name, "there is no reader '" + keyword + "'", Suggestion.nearest(keyword, known)
                .map(n -> "did you mean " + n + "?").orElse(known.isEmpty() ? null : "the readers are " + String.join(", ", known)));
            return null;
        }
        List<Path> files = new ArrayList<>();
        for (Expr e : arguments) {
            Path file = file(e, "a reader takes the names of files: " + keyword + "(\"…\")");
            if (file == null) {
                return null;
            }
            files.add(file);
        }
        try {
            return reader.read(files, species);
        } catch (IOException e) {
            diagnostics.error("unreadable-file", span, "cannot read " + (e.getMessage() == null ? files : e.getMessage()) + ": " + Imports.reason(e), null);
        } catch (PotentialFileException e) {
            diagnostics.error("bad-file", span, e.getMessage(), null);
        }
        return null;
    }

    /** A text with its placeholders filled; null with a diagnostic where one has no value. */
    String text(Expr.Text t) {
        return defines.fill(t.value(), t.span());
    }

    /** Weights of a network; null with a diagnostic where there are none. */
    Content networks(Draft d, Item.Network n) {
        boolean named = n.indices().stream().allMatch(i -> species.contains(i.name()));
        List<String> served = named && !n.indices().isEmpty() ? n.indices().stream().map(i -> i.name()).toList() : species;
        return new NetworkFiles(d, served, diagnostics, (e, help) -> file(e, help, true)).of(n);
    }

    /** The file that a text names; null with a diagnostic where there is none. */
    Path file(Expr e, String help) {
        return file(e, help, false);
    }

    private Path file(Expr e, String help, boolean orDirectory) {
        if (!(e instanceof Expr.Text t)) {
            diagnostics.error("file-name-expected", e.span(), "the name of a file is wanted here", help);
            return null;
        }
        String text = text(t);
        if (text == null) {
            return null;
        }
        Path file = directory == null ? Path.of(text) : directory.resolve(text);
        if (!Files.isRegularFile(file) && !(orDirectory && Files.isDirectory(file))) {
            diagnostics.error("missing-file", t.span(), "there is no file '" + file.normalize() + "'", "relative names are looked up beside the file that holds this line");
            return null;
        }
        return file.normalize();
    }

    /** Puts what a file gave into the drafts, as if inherited. */
    void put(PotentialData data, Item.From from, Drafts drafts) {
        List<String> surplus = new ArrayList<>();
        for (Map.Entry<String, PotentialData.Values> e : data.params().entrySet()) {
            Draft d = drafts.get(e.getKey());
            if (d == null || d.isFunction || d.indices.size() != e.getValue().indices()) {
                surplus.add(e.getKey());
                continue;
            }
            List<List<String>> tuples = Tuples.all(data.species(), e.getValue().indices());
            for (int t = 0; t < tuples.size(); t++) {
                if (!Double.isNaN(e.getValue().values()[t])) {
                    add(d, from, tuples.get(t), new Content.Number(e.getValue().values()[t]));
                }
            }
        }
        for (Map.Entry<String, PotentialData.Tables> e : data.functions().entrySet()) {
            Draft d = drafts.get(e.getKey());
            if (d == null || !d.isFunction || d.indices.size() != e.getValue().indices()) {
                surplus.add(e.getKey());
                continue;
            }
            List<List<String>> tuples = Tuples.all(data.species(), e.getValue().indices());
            for (int t = 0; t < tuples.size(); t++) {
                SplineTable table = e.getValue().tables().get(t);
                if (table != null) {
                    add(d, from, tuples.get(t), new Content.Tabulated(table, e.getValue().dividedByArgument()));
                }
            }
        }
        data.networks().forEach((name, weights) -> {
            Draft d = drafts.get(name);
            if (d == null || d.kind != Draft.Kind.NETWORK) {
                surplus.add(name);
                return;
            }
            for (int s = 0; s < weights.size(); s++) {
                NetworkWeights w = weights.get(s).named(name + "[" + data.species().get(s) + "]");
                if (d.shape != null && !w.shape().equals(d.shape)) {
                    diagnostics.error("network-shape", from.span(), "the file holds a network of " + w.shape() + "; '" + name + "' is declared as " + d.shape,
                        "the declaration stands at " + d.span);
                    return;
                }
                add(d, from, List.of(data.species().get(s)), new Content.Networks(List.of(w)));
            }
        });
        if (!surplus.isEmpty()) {
            diagnostics.error("reader-mismatch", from.span(), from.reader() + " gives " + String.join(", ", surplus) + ", which the form does not declare so",
                "a potential that reads such a file is another form");
        }
        if (data.cutoff() != null) {
            List<List<String>> pairs = Tuples.all(data.species(), 2);
            for (int t = 0; t < pairs.size(); t++) {
                add(drafts.get(Model.CUTOFF), from, pairs.get(t), new Content.Number(data.cutoff()[t]));
            }
        }
    }

    private void add(Draft d, Item.From from, List<String> tuple, Content content) {
        if (species.containsAll(tuple)) {
            d.inherited.removeIf(x -> x.species().equals(tuple));
            d.inherited.add(new Definition(from.span(), tuple, List.of(), List.of(), null, content, null));
        }
    }

    /** A function given without arguments: {@code table("f.dat", 2)} or {@code setfl("…").f}; null with a diagnostic for anything else. */
    Content function(Draft d, Item.Function f) {
        if (isTable(f.body())) {
            return table(d, (Expr.Call) f.body());
        }
        if (f.body() instanceof Expr.Member m && m.target() instanceof Expr.Call c && c.callee() instanceof Expr.Name reader) {
            PotentialData data = read(reader.name(), reader.span(), c.arguments(), c.span());
            PotentialData.Tables tables = data == null ? null : data.functions().get(m.name().name());
            if (data != null && tables == null) {
                diagnostics.error("unknown-member", m.name().span(), reader.name() + " gives no function '" + m.name() + "'",
                    "it gives " + String.join(", ", data.functions().keySet()));
            }
            if (tables == null) {
                return null;
            }
            List<String> tuple = (m.indices().isEmpty() ? f.indices() : m.indices()).stream().map(i -> i.name()).toList();
            int at = Tuples.all(data.species(), tables.indices()).indexOf(tuple);
            if (at < 0) {
                diagnostics.error("unknown-species", m.span(), "the file gives '" + m.name() + "' for tuples of " + String.join(", ", data.species())
                    + ", not for " + String.join("-", tuple), null);
                return null;
            }
            return new Content.Tabulated(tables.tables().get(at), tables.dividedByArgument());
        }
        diagnostics.error("function-without-arguments", f.name().span(), "the function '" + f.name() + "' has no arguments",
            "write function " + f.name() + "(r: Å) = …, or give it a table: table(\"file\", 2)");
        return null;
    }

    static boolean isTable(Expr body) {
        return body instanceof Expr.Call c && c.callee() instanceof Expr.Name n && n.name().equals("table");
    }

    private Content table(Draft d, Expr.Call c) {
        if (c.arguments().isEmpty() || c.arguments().size() > 2 || c.arguments().size() == 2 && !(c.arguments().get(1) instanceof Expr.Number)) {
            diagnostics.error("table-arguments", c.span(), "a table takes the name of a file and the number of a column", "write table(\"file\", 2)");
            return null;
        }
        if (d.formals.size() > 1) {
            diagnostics.error("table-arguments", c.span(), "'" + d.name + "' is declared with " + d.formals.size() + " arguments; a table has one", null);
            return null;
        }
        Path file = file(c.arguments().get(0), "write table(\"file\", 2)");
        if (file == null) {
            return null;
        }
        int column = c.arguments().size() == 2 ? (int) ((Expr.Number) c.arguments().get(1)).value() : 2;
        // The file's numbers are in the units of the declaration.
        double x = d.formals.isEmpty() ? 1 : factor(d.formals.get(0).dimension()), y = factor(d.dimension);
        try {
            return new Content.Tabulated(TableFile.read(file, column, d.name, x, y), false);
        } catch (IOException e) {
            diagnostics.error("unreadable-file", c.span(), "cannot read " + file + ": " + Imports.reason(e), null);
        } catch (PotentialFileException e) {
            diagnostics.error("bad-file", c.span(), e.getMessage(), null);
        }
        return null;
    }

    private static double factor(UnitExpr unit) {
        return Units.parse(unit, new Diagnostics()).factor();
    }
}
