package org.eutectic.load;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.dsl.parser.Parser;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Model;

/**
 * Puts elements of the embedded-atom method into the effective pair format, in which alloys can be compared and mixed: with rho0 the density at
 * equilibrium and k = F'(rho0), f becomes f/rho0, F(x) becomes F(rho0 x) − k rho0 x, and phi becomes phi + 2 k f. Energies of the element stay as they are,
 * for the sum of f over an atom's neighbors is its density: Y. Mishin in S. Yip (ed.), Handbook of Materials Modeling (Springer, 2005), chapter 2.2.
 */
final class Normalising {
    /** What the equations must be for the energy to stay the same, blanks left out. */
    private static final Set<String> EQUATIONS = Set.of("rho[i]=sum(j)f[j](r[i,j])", "energy[i]=F[i](rho[i])+1/2*sum(j)phi[i,j](r[i,j])");

    private final Drafts drafts;
    private final List<Model> parents;
    private final Diagnostics diagnostics;

    Normalising(Drafts drafts, List<Model> parents, Diagnostics diagnostics) {
        this.drafts = drafts;
        this.parents = parents;
        this.diagnostics = diagnostics;
    }

    /** Replaces what was inherited, as the lines {@code normalise} say; those for named species first. */
    void apply(List<Item> items) {
        List<Item.Normalise> lines = items.stream().filter(Item.Normalise.class::isInstance).map(Item.Normalise.class::cast).toList();
        Set<String> done = new HashSet<>();
        lines.stream().filter(n -> !n.species().isEmpty()).forEach(n -> apply(n, done));
        lines.stream().filter(n -> n.species().isEmpty()).forEach(n -> apply(n, done));
    }

    private void apply(Item.Normalise n, Set<String> done) {
        if (parents.isEmpty()) {
            diagnostics.error("normalise-parents", n.span(), "what is normalised is inherited; this potential extends none", "write it in another: potential X extends … { "
                + n.span().text() + " }");
            return;
        }
        for (Model parent : parents) {
            Set<String> written = new HashSet<>();
            parent.fields().forEach(f -> written.add(f.span().text().replaceAll("\\s", "")));
            if (!written.equals(EQUATIONS)) {
                diagnostics.error("normalise-form", n.span(), "the equations of " + parent.name() + " are not those of the embedded-atom method",
                    "normalise is for the form EAM of forms/eam.eut, with functions f[j](r), F[i](rho) and phi[i,j](r)");
                return;
            }
        }
        for (Identifier i : n.species()) {
            List<String> known = parents.stream().flatMap(m -> m.species().stream()).distinct().toList();
            if (!known.contains(i.name())) {
                diagnostics.error("unknown-species", i.span(), "'" + i + "' is no species of this potential",
                    Suggestion.nearest(i.name(), known).map(s -> "did you mean " + s + "?").orElse("its species are " + String.join(", ", known)));
                return;
            }
        }
        List<String> named = n.species().stream().map(Identifier::name).toList();
        for (Model parent : parents) {
            for (String s : parent.species()) {
                if ((named.contains(s) || named.isEmpty() && parent.species().size() == 1) && done.add(s)) {
                    element(n, parent, s);
                }
            }
        }
    }

    private void element(Item.Normalise n, Model parent, String s) {
        if (parent.species().size() != 1) {
            diagnostics.error("normalise-alloy", n.span(), s + " comes from " + parent.name() + ", whose species have their densities in common: one of them alone cannot have another unit",
                "normalise elements, then extend them");
            return;
        }
        EmbeddedElement element = new EmbeddedElement(parent);
        double rho = density(n, element, parent);
        if (Double.isNaN(rho)) {
            return;
        }
        double slope = element.slope(rho);
        if (!Double.isFinite(slope)) {
            diagnostics.error("normalise-density", n.span(), String.format(Locale.ROOT, "the embedding energy of %s has no slope at the density %s", s, rho), null);
            return;
        }
        String given = number(rho), linear = number(slope * rho);
        put(n, parent, "f", List.of(s), "function f[S](r) = f[S](r)/" + given);
        put(n, parent, "F", List.of(s), "function F[S](rho) = F[S](" + given + "*rho) - " + linear + "*rho");
        put(n, parent, "phi", List.of(s, s), "function phi[S,S](r) = phi[S,S](r) + 2*" + linear + "*(f[S](r)/" + given + ")");
    }

    private static String number(double x) {
        return x < 0 ? "(" + x + ")" : Double.toString(x);
    }

    /** The density that a line says, of an element; NaN with a diagnostic where it says none. */
    private double density(Item.Normalise n, EmbeddedElement element, Model parent) {
        String name = n.density() instanceof Expr.Name x ? x.name() : "";
        Optional<ReferenceCrystal> crystal = Arrays.stream(ReferenceCrystal.values()).filter(c -> c.name().toLowerCase(Locale.ROOT).equals(name)).findFirst();
        double rho = crystal.isPresent() ? element.equilibriumDensity(crystal.get()) : element.number(n.density()).orElse(Double.NaN);
        if (rho > 0 && Double.isFinite(rho)) {
            return rho;
        }
        diagnostics.error("normalise-density", n.density().span(), crystal.isPresent() ? parent.name() + " has no equilibrium as " + name + " below its cutoff"
            : "this is no density of " + parent.name(), "give the density at equilibrium as a number or a parameter of the element, or the crystal in which it is to be found: fcc, bcc or hcp");
        return Double.NaN;
    }

    private void put(Item.Normalise n, Model parent, String name, List<String> tuple, String line) {
        Item.Function made = (Item.Function) Parser.parse(new SourceFile("normalise", "potential X {\n" + line.replace("[S,S]", "[" + String.join(",", tuple) + "]")
            .replace("[S]", "[" + tuple.getFirst() + "]") + "\n}"), new Diagnostics()).declarations().getFirst().items().getFirst();
        Draft d = drafts.get(name);
        d.inherited.removeIf(x -> x.species().equals(tuple));
        d.inherited.add(new Definition(n.span(), tuple, List.of(), made.formals(), null, new Content.Written(made.body(), Content.Written.NORMALISE), parent));
    }
}
