package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/** A value, or a condition, of several neighbors at once: of those from the place at position 0 on. */
abstract class LaneExpression extends Node {

    DoubleVector execute(VirtualFrame frame) {
        throw CompilerDirectives.shouldNotReachHere("a condition is no number");
    }

    VectorMask<Double> executeMask(VirtualFrame frame) {
        throw CompilerDirectives.shouldNotReachHere("a number is no condition");
    }
}
