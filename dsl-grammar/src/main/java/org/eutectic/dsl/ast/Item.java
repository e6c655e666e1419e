package org.eutectic.dsl.ast;

import java.util.List;
import org.eutectic.dsl.diagnostic.Span;

/** One line of a form or a potential. */
public sealed interface Item {
    Span span();

    /** {@code species Na, Cl}. */
    record Species(Span span, List<Identifier> names) implements Item {}

    /** {@code cutoff 8.5 Å} or, for a pair, {@code cutoff[Cu,Ni] 5.5 Å} (an {@code =} may stand before the value). */
    record Cutoff(Span span, boolean override, List<Identifier> indices, Expr value) implements Item {}

    /** {@code cite "…"}. */
    record Cite(Span span, String text) implements Item {}

    /**
     * One parameter: declared ({@code value} null), given ({@code dimension} null unless written), or both. {@code param a, b : eV} is two
     * items with the same dimension. Indices are index variables (a declaration for all) or species (a value for these).
     */
    record Param(Span span, boolean override, Identifier name, List<Identifier> indices, UnitExpr dimension, Expr value) implements Item {}

    /**
     * A function: declared ({@code body} null) or given. {@code formals} is null where none is written
     * ({@code function f[Cu] = table("f.dat", 2)}: the body is then itself a function).
     */
    record Function(Span span, boolean override, Identifier name, List<Identifier> indices, List<Formal> formals, UnitExpr result,
                    boolean symmetric, Expr body) implements Item {}

    /**
     * {@code network N[i] : 40 -> 16 -> 8, tanh} declares a network, {@code network N[Cu] = nn("Cu.json")} gives its weights; one line may do both. {@code layers} or
     * {@code value} is null where it is not written.
     */
    record Network(Span span, boolean override, Identifier name, List<Identifier> indices, Layers layers, Expr value) implements Item {}

    /**
     * {@code rho[i] = …}, {@code zeta[i,j] = …}, {@code mu[i; a in {x,y,z}] = …}, {@code energy[i] = …}.
     *
     * @param monitored whether it is reported beside the energy: {@code monitor doubt[i] = …}
     * @param centers the species of the center for which this holds, {@code energy[i in H] = …}; null for all
     */
    record Field(Span span, boolean monitored, Identifier name, List<Identifier> indices, IndexSet centers, List<Component> components, Expr value) implements Item {}

    /** {@code term core = NaClBornMayer} or {@code term electro = coulomb(method = pme)}. {@code arguments} is null without parentheses. */
    record Term(Span span, boolean override, Identifier name, Identifier source, List<Argument> arguments) implements Item {}

    /**
     * {@code mix geometric(A, B), arithmetic(lambda)} is one item for each rule; {@code mix[Cu,Ni] johnson(phi)} is for these species only,
     * {@code species} is empty for all.
     */
    record Mix(Span span, List<Identifier> species, Identifier rule, List<Identifier> names) implements Item {}

    /** {@code normalise fcc} or, for named species, {@code normalise[Fe] 21.2}: embedded atoms in the effective pair format, their density 1 where {@code density} says. */
    record Normalise(Span span, List<Identifier> species, Expr density) implements Item {}

    /** {@code from setfl("Cu.eam.alloy")}: a reader of the field's own files supplies functions, parameters and the cutoff. */
    record From(Span span, Identifier reader, List<Expr> arguments) implements Item {}

    /** A formal parameter of a function; {@code dimension} is null where none is written. */
    record Formal(Span span, Identifier name, UnitExpr dimension) {}

    /** The layers of a network as written: their units, and the names of activations. */
    record Layers(Span span, List<Integer> sizes, List<Identifier> activations) {}

    /** A component index of a vector field. */
    record Component(Span span, Identifier name, IndexSet set) {}

    /** {@code name = value} in a term's list; {@code name} is null where the place in the list says which it is. */
    record Argument(Span span, Identifier name, Expr value) {}
}
