package org.eutectic.truffle;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;

/** A number, or a condition, of a force routine. A node is one or the other: the language's checker has seen to that. */
abstract class EutecticExpression extends Node {

    double executeDouble(VirtualFrame frame) {
        return executeBoolean(frame) ? 1 : 0;
    }

    boolean executeBoolean(VirtualFrame frame) {
        return executeDouble(frame) != 0;
    }
}
