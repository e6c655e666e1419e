package org.eutectic.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eutectic.atoms.Elements;
import org.eutectic.dsl.ast.Declaration;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.model.Field;
import org.eutectic.model.Function;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;
import org.eutectic.model.PotentialData;
import org.eutectic.model.Term;

/** Makes the model of a potential: its form's equations, what its parents give, what files give, and what it says itself. */
final class ModelBuilder {
    /** Sets of species are bits of a long. */
    private static final int LARGEST = 63;

    private final Map<String, Declared> declarations;
    private final Defines defines;
    private final Diagnostics diagnostics;
    private final FormItems forms;
    private final TermLines termLines;
    private final Map<String, Optional<Model>> built = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final Set<String> broken = new HashSet<>();

    ModelBuilder(Map<String, Declared> declarations, Defines defines, Diagnostics diagnostics) {
        this.declarations = declarations;
        this.defines = defines;
        this.diagnostics = diagnostics;
        this.forms = new FormItems(declarations, diagnostics);
        this.termLines = new TermLines(declarations, this, diagnostics);
    }

    /** The model of the potential of this name; empty with a diagnostic where there is none. */
    Optional<Model> build(Identifier name, String role) {
        Declared d = declarations.get(name.name());
        if (d == null) {
            diagnostics.error("unknown-potential", name.span(), "there is no potential '" + name + "'" + role, forms.nearest(name.name(), false));
            return Optional.empty();
        }
        if (!(d.declaration() instanceof Declaration.Potential p)) {
            diagnostics.error("not-a-potential", name.span(), "'" + name + "' is a form: equations without numbers", "a potential says: is " + name);
            return Optional.empty();
        }
        Optional<Model> known = built.get(name.name());
        if (known != null) {
            return known;
        }
        if (!open.add(name.name())) {
            diagnostics.error("potential-cycle", name.span(), "these potentials are built on each other: " + String.join(", ", open), null);
            return Optional.empty();
        }
        int before = diagnostics.errorCount();
        Optional<Model> model = build(p, d);
        if (diagnostics.errorCount() > before) {
            broken.add(name.name());
        }
        open.remove(name.name());
        built.put(name.name(), model);
        return model;
    }

    /** Whether building this potential found errors, so that what it lacks may only be what those kept out. */
    boolean isBroken(String potential) {
        return broken.contains(potential);
    }

    /** A form alone as a model without species, for its check. */
    Optional<Model> form(Declaration.Form f) {
        FileData files = new FileData(declarations.get(f.name().name()).directory(), List.of(), defines, diagnostics);
        return forms.of(f.name()).map(items -> {
            Drafts drafts = new Drafts(List.of(), List.of(), f.name().span(), files, diagnostics);
            items.forEach(drafts::declare);
            return assemble(new Declaration.Potential(f.span(), f.name(), null, List.of(), List.of()), items, drafts, List.of(), List.of(), List.of());
        });
    }

    private Optional<Model> build(Declaration.Potential p, Declared declared) {
        List<Model> parents = new ArrayList<>();
        boolean complete = true;
        for (Identifier parent : p.parents()) {
            Optional<Model> m = build(parent, " to extend");
            m.ifPresent(parents::add);
            complete &= m.isPresent();
        }
        List<Term.OfPotential> terms = termLines.potentials(p).orElse(null);
        complete &= terms != null;
        Inheritance inheritance = new Inheritance(declarations, forms, diagnostics);
        Optional<List<Item>> base = p.form() != null ? forms.of(p.form()) : parents.isEmpty() ? Optional.of(List.of()) : inheritance.base(p, parents);
        if (!complete || base.isEmpty() || p.parents().size() != parents.size()) {
            return Optional.empty();
        }
        Map<Item.From, PotentialData> files = new LinkedHashMap<>();
        List<String> species = species(p, declared, parents, terms, files);
        if (species == null) {
            return Optional.empty();
        }
        FileData fileData = new FileData(declared.directory(), species, defines, diagnostics);
        Drafts drafts = new Drafts(species, parents.stream().map(Model::species).toList(), p.name().span(), fileData, diagnostics);
        base.get().forEach(drafts::declare);
        inheritance.take(drafts, parents, p);
        new Normalising(drafts, parents, diagnostics).apply(p.items());
        for (Item item : p.items()) {
            if (item instanceof Item.From from) {
                PotentialData data = files.containsKey(from) ? files.get(from) : fileData.read(from);
                if (data != null) {
                    fileData.put(data, from, drafts);
                }
            }
        }
        replaceCutoff(p, parents, drafts);
        drafts.give(p.items());
        new Mixing(drafts, species, diagnostics).apply(p.items());
        inheritance.crossCutoffs(drafts, p, parents);
        return Optional.of(termLines.complete(assemble(p, base.get(), drafts, species, parents, terms), p, fileData));
    }

    /** An element's own cutoff takes the place of its file's. */
    private static void replaceCutoff(Declaration.Potential p, List<Model> parents, Drafts drafts) {
        if (parents.isEmpty() && p.items().stream().anyMatch(i -> i instanceof Item.Cutoff c && c.indices().isEmpty())) {
            drafts.get(Model.CUTOFF).inherited.clear();
        }
    }

    private Model assemble(Declaration.Potential p, List<Item> base, Drafts drafts, List<String> species, List<Model> parents, List<Term.OfPotential> terms) {
        Set<String> citations = new LinkedHashSet<>();
        List<Item.Field> equations = new ArrayList<>();
        for (Item item : base) {
            if (item instanceof Item.Field f) {
                equations.add(f);
            }
        }
        for (Item item : p.items()) {
            if (item instanceof Item.Cite c) {
                citations.add(c.text());
            } else if (item instanceof Item.Field f) {
                if (!f.monitored() && (base.stream().anyMatch(Item.Field.class::isInstance) || !p.parents().isEmpty())) {
                    diagnostics.error("equation-in-element", f.name().span(), "equations belong to the form; '" + p.name() + "' gives numbers to "
                        + (p.form() != null ? p.form().name() : "those of its parents"), "write a form of its own: form X is " + (p.form() != null ? p.form() : "Y") + " { … }");
                } else {
                    equations.add(f);
                }
            }
        }
        base.forEach(i -> {
            if (i instanceof Item.Cite c) {
                citations.add(c.text());
            }
        });
        parents.forEach(m -> citations.addAll(m.citations()));
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        Map<String, Function> functions = new LinkedHashMap<>();
        for (Draft d : drafts.all()) {
            if (d.isFunction) {
                functions.put(d.name, d.function());
            } else {
                parameters.put(d.name, d.parameter());
            }
        }
        List<Field> fields = new FieldOrder(diagnostics).order(equations, parameters.keySet(), functions.keySet());
        String form = p.form() != null ? p.form().name() : parents.isEmpty() ? null : parents.get(0).form();
        return new Model(p.name().span(), p.name().name(), form, species, fields, parameters, functions, parents, List.copyOf(citations), List.copyOf(terms));
    }

    /** Structures name atoms by elements' symbols: they would never hold this species. */
    private void warnOfSmallLetter(Identifier name) {
        String symbol = name.name().substring(0, 1).toUpperCase(Locale.ROOT) + name.name().substring(1);
        if (!symbol.equals(name.name()) && Elements.known(symbol)) {
            diagnostics.warning("species-small-letter", name.span(), "species '" + name + "' is not the element " + symbol, "write species " + symbol);
        }
    }

    /** The species, in order: as written, or those of parents, terms or files; null with a diagnostic where there are none. */
    private List<String> species(Declaration.Potential p, Declared declared, List<Model> parents, List<Term.OfPotential> terms, Map<Item.From, PotentialData> files) {
        Set<String> inherited = new LinkedHashSet<>();
        parents.forEach(m -> inherited.addAll(m.species()));
        terms.forEach(t -> inherited.addAll(t.species()));
        Set<String> written = new LinkedHashSet<>();
        Item.Species line = null;
        for (Item item : p.items()) {
            if (item instanceof Item.Species s) {
                line = s;
                for (Identifier name : s.names()) {
                    if (!written.add(name.name())) {
                        diagnostics.error("duplicate-species", name.span(), "species '" + name + "' stands here twice", null);
                    }
                    warnOfSmallLetter(name);
                }
            }
        }
        if (line == null) {
            if (inherited.isEmpty()) {
                for (Item item : p.items()) {
                    if (item instanceof Item.From from) {
                        PotentialData data = new FileData(declared.directory(), List.of(), defines, diagnostics).read(from);
                        files.put(from, data);
                        if (data == null) {
                            return null;
                        }
                        inherited.addAll(data.species());
                    }
                }
            }
            if (inherited.isEmpty()) {
                diagnostics.error("missing-species", p.name().span(), "'" + p.name() + "' has no species", "write in it: species Cu");
                return null;
            }
            return List.copyOf(inherited);
        }
        for (String s : inherited) {
            if (!written.contains(s)) {
                diagnostics.error("species-left-out", line.span(), "species " + s + " comes from " + (parents.isEmpty() ? "a term" : "a parent") + " but is not listed here",
                    "leave the line out to take all");
            }
        }
        for (String s : written) {
            if (!parents.isEmpty() && !inherited.contains(s)) {
                diagnostics.error("unknown-species", line.span(), "species " + s + " comes from none of the parents", "extend a potential for " + s + " too");
            }
        }
        if (written.size() > LARGEST) {
            diagnostics.error("too-many-species", line.span(), "a potential takes at most " + LARGEST + " species", null);
            return null;
        }
        return List.copyOf(written);
    }
}
