package org.eutectic.check;


/**
 * The names that an expression sees before those of its model: formal parameters, {@code let} lines, component indices. A linked list,
 * newest first.
 */
record Locals(String name, DimensionTerm dimension, Double constant, Locals outer) {

    /** @param constant the value, where it is a plain number known now; else null */
    static Locals with(Locals outer, String name, DimensionTerm dimension, Double constant) {
        return new Locals(name, dimension, constant, outer);
    }

    static Locals find(Locals in, String name) {
        Locals l = in;
        while (l != null && !l.name.equals(name)) {
            l = l.outer;
        }
        return l;
    }
}
