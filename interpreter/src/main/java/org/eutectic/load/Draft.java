package org.eutectic.load;

import java.util.ArrayList;
import java.util.List;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.ast.UnitExpr;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.ir.NetworkShape;
import org.eutectic.model.Definition;
import org.eutectic.model.Function;
import org.eutectic.model.Parameter;

/** A parameter or function while a model is put together: what the form says, what is inherited, what the potential gives. */
final class Draft {
    final String name;
    final Kind kind;
    /** Whether this is a function or a network, which is one. */
    final boolean isFunction;
    /** Whether a form (or the equations of a parent) declares it, so that heirs inherit its values. */
    final boolean declaredByForm;
    Span span;
    List<String> indices;
    UnitExpr dimension;
    /** Of a network, where it is declared. */
    NetworkShape shape;
    List<Item.Formal> formals = List.of();
    boolean symmetric;
    /** False while only values for named species were seen. */
    boolean declared;
    final List<Definition> defaults = new ArrayList<>();
    final List<Definition> inherited = new ArrayList<>();
    final List<Definition> own = new ArrayList<>();

    enum Kind {
        PARAMETER("parameter"), FUNCTION("function"), NETWORK("network");

        /** What messages call it, and the language. */
        final String noun;

        Kind(String noun) {
            this.noun = noun;
        }
    }

    Draft(String name, Kind kind, boolean declaredByForm, Span span, List<String> indices) {
        this.name = name;
        this.kind = kind;
        this.isFunction = kind != Kind.PARAMETER;
        this.declaredByForm = declaredByForm;
        this.span = span;
        this.indices = indices;
    }

    /** All definitions, later ones before earlier ones in rank. */
    List<Definition> definitions() {
        List<Definition> all = new ArrayList<>(defaults);
        all.addAll(inherited);
        all.addAll(own);
        return all;
    }

    boolean hasInherited(List<String> tuple) {
        return inherited.stream().anyMatch(d -> d.species().equals(tuple)) || servesBothWays() && inherited.stream().anyMatch(d -> d.species().equals(tuple.reversed()));
    }

    /** Whether a value for one order of two species serves the other. */
    boolean servesBothWays() {
        return indices.size() == 2 && (!isFunction || symmetric);
    }

    /** What a tuple has, if anything. */
    boolean has(List<String> tuple) {
        return isFunction ? function().definition(tuple).isPresent() : parameter().definition(tuple).isPresent();
    }

    Parameter parameter() {
        return new Parameter(span, name, indices, dimension, definitions());
    }

    Function function() {
        return new Function(span, name, indices, formals, dimension, symmetric, definitions(), kind == Kind.NETWORK ? new Function.Network(shape) : null);
    }

    /** {@code name[Cu,Ni]}, or the name alone for a tuple of no species. */
    String written(List<String> tuple) {
        return tuple.isEmpty() ? name : name + "[" + String.join(",", tuple) + "]";
    }
}
