package org.eutectic.load;

import java.util.ArrayList;
import java.util.List;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.ast.UnitExpr;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.model.Definition;
import org.eutectic.model.Function;
import org.eutectic.model.Parameter;

/** A parameter or function while a model is put together: what the form says, what is inherited, what the potential gives. */
final class Draft {
    final String name;
    final boolean isFunction;
    /** Whether a form (or the equations of a parent) declares it, so that heirs inherit its values. */
    final boolean declaredByForm;
    Span span;
    List<String> indices;
    UnitExpr dimension;
    List<Item.Formal> formals = List.of();
    boolean symmetric;
    /** False while only values for named species were seen. */
    boolean declared;
    final List<Definition> defaults = new ArrayList<>();
    final List<Definition> inherited = new ArrayList<>();
    final List<Definition> own = new ArrayList<>();

    Draft(String name, boolean isFunction, boolean declaredByForm, Span span, List<String> indices) {
        this.name = name;
        this.isFunction = isFunction;
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
        return new Function(span, name, indices, formals, dimension, symmetric, definitions());
    }

    /** {@code name[Cu,Ni]}, or the name alone for a tuple of no species. */
    String written(List<String> tuple) {
        return tuple.isEmpty() ? name : name + "[" + String.join(",", tuple) + "]";
    }
}
