package org.eutectic.reference;

import org.eutectic.ir.Node;

/** An expression twice: as a node, which the graph may have simplified, and as plain Java that works out what was asked for. */
record Twin(Node node, Plain plain) {
    /** The value around atom i at a tuple of lanes. */
    @FunctionalInterface
    interface Plain {
        double at(World world, int i, int[] tuple);
    }

    static boolean yes(double condition) {
        return condition != 0;
    }
}
