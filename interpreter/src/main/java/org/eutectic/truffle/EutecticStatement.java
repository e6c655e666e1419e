package org.eutectic.truffle;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;

/** A step of a force routine. */
abstract class EutecticStatement extends Node {
    abstract void execute(VirtualFrame frame);
}
