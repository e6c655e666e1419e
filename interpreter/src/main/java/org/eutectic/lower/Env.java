package org.eutectic.lower;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.ir.Node;
import org.eutectic.model.Model;

/**
 * Where an expression stands: the model that its names belong to, the frame (by its number of neighbor positions), what its indices and
 * locals are. Immutable.
 *
 * @param scope the model in which names are looked up
 * @param arity neighbor positions of the frame
 * @param indices index variables
 * @param components component variables and the element each is at
 * @param locals formals of functions and {@code let} names
 * @param calls functions being inlined, outermost first
 * @param part which of several fields this is the value of; null for the value of one
 * @param member which member stands for each committee; null where their mean does
 */
record Env(Model scope, int arity, Map<String, Place> indices, Map<String, String> components, Map<String, Local> locals, List<String> calls, Part part, Member member) {

    /** One of several fields that are given together: its position, from 0, and their number. */
    record Part(int position, int count) {}

    /** A member of the committees that an expression calls: its position, from 0, and what is known of them. */
    record Member(int position, Committees of) {}

    /** A value and the arity of the frame in which it was computed. */
    record Local(Node node, int arity) {}

    static Env atom(Model scope, String center) {
        return new Env(scope, 0, Map.of(center, Place.CENTER), Map.of(), Map.of(), List.of(), null, null);
    }

    static Env bond(Model scope, String center, String neighbor) {
        return new Env(scope, 1, Map.of(center, Place.CENTER, neighbor, new Place.Slot(0)), Map.of(), Map.of(), List.of(), null, null);
    }

    /** No atom at all: for numbers. */
    static Env constant(Model scope, List<String> calls) {
        return new Env(scope, 0, Map.of(), Map.of(), Map.of(), calls, null, null);
    }

    Env withIndex(String name, Place place) {
        return new Env(scope, arity, plus(indices, name, place), components, locals, calls, part, member);
    }

    /** One more neighbor position, which this index names. */
    Env withNeighbor(String name) {
        return new Env(scope, arity + 1, plus(indices, name, new Place.Slot(arity)), components, locals, calls, part, member);
    }

    Env withComponent(String name, String element) {
        return new Env(scope, arity, indices, plus(components, name, element), locals, calls, part, member);
    }

    Env withLocal(String name, Node value) {
        return new Env(scope, arity, indices, components, plus(locals, name, new Local(value, arity)), calls, part, member);
    }

    Env withPart(Part which) {
        return new Env(scope, arity, indices, components, locals, calls, which, member);
    }

    /** With one member in the place of each committee. */
    Env withMember(Member which) {
        return new Env(scope, arity, indices, components, locals, calls, part, which);
    }

    private static <T> Map<String, T> plus(Map<String, T> map, String key, T value) {
        Map<String, T> more = new HashMap<>(map);
        more.put(key, value);
        return more;
    }
}
