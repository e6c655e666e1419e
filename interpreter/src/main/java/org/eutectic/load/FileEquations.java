package org.eutectic.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.eutectic.dsl.ast.Declaration;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.ast.SourceUnit;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.dsl.parser.Parser;
import org.eutectic.model.PotentialFileException;
import org.eutectic.model.PotentialFileReader;

/** Potentials whose equations stand in files of another program, {@code from n2p2("H2O")}: what the reader makes of them takes the place of that line. */
final class FileEquations {
    private final Path directory;
    private final Defines defines;
    private final Diagnostics diagnostics;
    private final Consumer<SourceUnit> imports;

    /** @param imports follows what a reader's text imports, and declares what it declares before its potential */
    FileEquations(Path directory, Defines defines, Diagnostics diagnostics, Consumer<SourceUnit> imports) {
        this.directory = directory;
        this.defines = defines;
        this.diagnostics = diagnostics;
        this.imports = imports;
    }

    /** The declaration with the equations of its files; itself where it reads none, or where that fails. */
    Declaration with(Declaration d) {
        if (d instanceof Declaration.Potential p) {
            for (Item item : p.items()) {
                if (item instanceof Item.From from) {
                    PotentialFileReader reader = FileData.readers().stream().filter(r -> r.givesText() && r.keyword().equals(from.reader().name())).findFirst().orElse(null);
                    boolean numbers = reader != null && !reader.forms().isEmpty() && (p.form() != null || !p.parents().isEmpty());
                    if (reader != null && !numbers) {
                        return with(p, from, reader);
                    }
                }
            }
        }
        return d;
    }

    private Declaration.Potential with(Declaration.Potential p, Item.From from, PotentialFileReader reader) {
        List<Item> rest = new ArrayList<>(p.items());
        rest.remove(from);
        Declaration.Potential without = new Declaration.Potential(p.span(), p.name(), p.form(), p.parents(), rest);
        if (p.form() != null || !p.parents().isEmpty()) {
            diagnostics.error("reader-mismatch", from.span(), "'" + from.reader() + "' gives equations, but '" + p.name() + "' has those of "
                + (p.form() != null ? p.form() : p.parents().get(0)), "write potential " + p.name() + " { … }");
            return without;
        }
        Declaration.Potential read = read(from, reader);
        if (read == null) {
            return without;
        }
        List<String> given = species(read.items()), wanted = species(p.items());
        if (!wanted.isEmpty() && !new TreeSet<>(wanted).equals(new TreeSet<>(given))) {
            diagnostics.error("species-left-out", from.span(), from.reader() + " is for " + String.join(", ", given) + ", but '" + p.name() + "' is for " + String.join(", ", wanted),
                "leave the species out to take all");
            return without;
        }
        List<Item> items = new ArrayList<>(rest);
        read.items().stream().filter(i -> wanted.isEmpty() || !(i instanceof Item.Species)).forEach(items::add);
        return new Declaration.Potential(p.span(), p.name(), read.form(), List.of(), List.copyOf(items));
    }

    private static List<String> species(List<Item> items) {
        return items.stream().filter(Item.Species.class::isInstance).flatMap(i -> ((Item.Species) i).names().stream()).map(Identifier::name).toList();
    }

    private Declaration.Potential read(Item.From from, PotentialFileReader reader) {
        List<String> texts = new ArrayList<>();
        for (Expr e : from.arguments()) {
            String text = e instanceof Expr.Text t ? defines.fill(t.value(), t.span()) : null;
            if (!(e instanceof Expr.Text)) {
                diagnostics.error("file-name-expected", e.span(), "a text is wanted here", "write " + reader.keyword() + "(\"…\")");
            }
            if (text == null) {
                return null;
            }
            texts.add(text);
        }
        if (texts.isEmpty()) {
            diagnostics.error("file-name-expected", from.span(), "a reader takes the names of files", "write " + reader.keyword() + "(\"…\")");
            return null;
        }
        Path place = directory == null ? Path.of(texts.get(0)) : directory.resolve(texts.get(0));
        if (!Files.exists(place)) {
            diagnostics.error("missing-file", from.arguments().get(0).span(), "there is no '" + place.normalize() + "'", "relative names are looked up beside the file that holds this line");
            return null;
        }
        try {
            SourceFile text = reader.text(place.normalize(), texts.get(0), texts.subList(1, texts.size()));
            SourceUnit unit = Parser.parse(text, diagnostics);
            imports.accept(unit);
            return (Declaration.Potential) unit.declarations().getLast();
        } catch (IOException e) {
            diagnostics.error("unreadable-file", from.span(), "cannot read " + (e.getMessage() == null ? place : e.getMessage()) + ": " + Imports.reason(e), null);
        } catch (PotentialFileException e) {
            diagnostics.error("bad-file", from.span(), e.getMessage(), null);
        }
        return null;
    }
}
