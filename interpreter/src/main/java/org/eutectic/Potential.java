package org.eutectic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eutectic.atoms.ForceField;
import org.eutectic.check.CutoffCheck;
import org.eutectic.check.EnergyComparison;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.SourceException;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.ir.GraphComparison;
import org.eutectic.ir.SiteEnergy;
import org.eutectic.load.PotentialLoader;
import org.eutectic.lower.Lowering;
import org.eutectic.model.Model;
import org.eutectic.term.BuiltInTerm;

/** A potential read from text: checked, lowered, ready to be evaluated. Immutable. */
public final class Potential {
    private final Model model;
    private final List<SiteEnergy> terms;
    private final List<SiteEnergy> monitored;
    private final BuiltInTerms builtIns;
    private final Diagnostics diagnostics;

    private Potential(Model model, List<SiteEnergy> terms, List<SiteEnergy> monitored, BuiltInTerms builtIns, Diagnostics diagnostics) {
        this.model = model;
        this.terms = List.copyOf(terms);
        this.monitored = List.copyOf(monitored);
        this.builtIns = builtIns;
        this.diagnostics = diagnostics;
    }

    /**
     * Reads a potential and all that it imports.
     *
     * @param name of the potential, or null for the last one in the file
     * @param defines what <code>${name}</code> stands for in texts
     * @throws SourceException with every error found
     */
    public static Potential load(Path file, String name, Map<String, String> defines) {
        Diagnostics diagnostics = new Diagnostics();
        return finish(new PotentialLoader(defines, diagnostics).load(file, name), diagnostics);
    }

    /**
     * The same for a text that is no file.
     *
     * @param directory where its relative files lie
     * @throws SourceException with every error found
     */
    public static Potential parse(SourceFile text, Path directory, String name, Map<String, String> defines) {
        Diagnostics diagnostics = new Diagnostics();
        return finish(new PotentialLoader(defines, diagnostics).load(text, directory, name), diagnostics);
    }

    /** The last potential of a text that needs no files beside the library. */
    public static Potential parse(String text) {
        return parse(new SourceFile("potential.eut", text), Path.of("").toAbsolutePath(), null, Map.of());
    }

    private static Potential finish(Optional<Model> model, Diagnostics diagnostics) {
        Lowering lowering = new Lowering(diagnostics, false);
        List<SiteEnergy> terms = model.map(lowering::lower).orElse(List.of());
        List<SiteEnergy> monitored = diagnostics.hasErrors() ? List.of() : model.map(lowering::monitored).orElse(List.of());
        diagnostics.throwIfErrors();
        BuiltInTerms builtIns = BuiltInTerms.create(model.orElseThrow(), diagnostics);
        diagnostics.throwIfErrors();
        CutoffCheck.check(model.orElseThrow(), terms, diagnostics);
        return new Potential(model.orElseThrow(), terms, monitored, builtIns, diagnostics);
    }

    public String name() {
        return model.name();
    }

    /** In the order of species numbers. */
    public List<String> species() {
        return model.species();
    }

    /** The largest distance that any term reaches, Å. */
    public double cutoff() {
        return Math.max(terms.stream().mapToDouble(t -> t.cutoff().max()).max().orElse(0), builtIns.cutoff(model));
    }

    /** Own and inherited, each once; those of built-in terms after those that are written. */
    public List<String> citations() {
        Set<String> all = new LinkedHashSet<>(model.citations());
        all.addAll(builtIns.citations());
        return List.copyOf(all);
    }

    /** The built-in terms, those of potentials that are terms among them, by name. */
    public Map<String, BuiltInTerm> builtInTerms() {
        return builtIns.byName();
    }

    /** The summands that are equations of the language. With those of {@link #builtInTerms} their energies add up. */
    public List<SiteEnergy> terms() {
        return terms;
    }

    /** The names of the summands whose energies {@link org.eutectic.atoms.Evaluation#terms} tells apart, built-in ones last; none where there is one only. */
    public List<String> summands() {
        List<String> names = new ArrayList<>(terms.stream().map(SiteEnergy::name).toList());
        names.addAll(builtIns.byName().keySet());
        return names.size() > 1 || !builtIns.isEmpty() ? names : List.of();
    }

    /** The fields that the text says are to be reported beside the energy; those of potentials that are terms of this one as {@code term.field}. */
    public List<String> monitored() {
        return monitored.stream().map(SiteEnergy::name).toList();
    }

    /** Equations, and built-in terms with what they read of equations: all that the potential's energy is made of. */
    public List<Summand> parts() {
        return builtIns.summands(model, terms);
    }

    public Model model() {
        return model;
    }

    /** Warnings about the text. */
    public Diagnostics diagnostics() {
        return diagnostics;
    }

    /**
     * The same potential for some of its species only. Restricted to the species of one parent, an alloy has that parent's graphs, node for
     * node, hence its energies and forces to the last bit.
     *
     * @param some in the order of the new species numbers
     */
    public Potential restrictedTo(List<String> some) {
        Model fewer = model.restrictedTo(some);
        return new Potential(fewer, new Lowering(diagnostics, false).lower(fewer), List.of(), builtIns, diagnostics);
    }

    /**
     * Where this potential, restricted to the species of a parent, differs from the parent; empty where it is the same, operation for operation.
     *
     * @param parent one of the model's
     */
    public Optional<GraphComparison.Difference> differenceFrom(Model parent) {
        Potential restricted = restrictedTo(parent.species());
        return GraphComparison.of(restricted.terms(), new Lowering(new Diagnostics(), false).lower(parent)).or(() -> BuiltInTerms.difference(restricted.model, parent));
    }

    /**
     * How far the energies of this potential and a parent are apart on clusters of the parent's species, eV for each atom.
     *
     * @param parent one of the model's
     */
    public double energyDifferenceFrom(Model parent) {
        return EnergyComparison.largest(restrictedTo(parent.species()).terms(), new Lowering(new Diagnostics(), false).lower(parent));
    }

    /**
     * The summands with every parameter visible in the graph and none folded into constants: what fitting differentiates and what
     * {@code explain} prints.
     */
    public List<SiteEnergy> termsWithParameters() {
        return new Lowering(diagnostics, true).lower(model);
    }

    /**
     * Something that computes energies and forces.
     *
     * @param backend one of {@link Backend}, or that of a device
     * @param threads at least 1; the reference uses one
     */
    public ForceField forceField(TermCompiler backend, int threads) {
        if (backend.takesAll()) {
            backend.accept(species(), parts());
        }
        return species().size() == 1 ? fixedForceField(backend, threads) : new PresentSpeciesForceField(this, backend, threads);
    }

    /**
     * Something that computes energies and forces, and monitored fields when asked.
     *
     * @param names some of {@link #monitored}
     * @throws IllegalArgumentException for a name that is none of them
     */
    public MonitoredForceField forceField(TermCompiler backend, int threads, List<String> names) {
        List<ForceField> fields = new ArrayList<>();
        for (String name : names) {
            SiteEnergy field = monitored.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(name() + " monitors no " + name));
            fields.add(backend.compile(name(), species(), List.of(field), threads));
        }
        return new MonitoredForceField(forceField(backend, threads), names, fields);
    }

    /** A force field that has the equations of all species at hand, whichever occur. */
    ForceField fixedForceField(TermCompiler backend, int threads) {
        if (backend.takesAll()) {
            return backend.compileAll(name(), species(), parts(), threads);
        }
        return builtIns.isEmpty() && terms.size() == 1 ? backend.compile(name(), species(), terms, threads) : sum(backend, threads);
    }

    private ForceField sum(TermCompiler backend, int threads) {
        return new SumForceField(name(), species(), BuiltInTerms.parts(parts(), species(), threads, energy -> backend.compile(name(), species(), List.of(energy), threads)));
    }
}
