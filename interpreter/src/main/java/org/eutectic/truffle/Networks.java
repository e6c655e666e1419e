package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import org.eutectic.ir.NetworkWeights;
import org.eutectic.lanes.NetworkLayer;

/** Networks of one atom: their values stand in an array of the {@link Job}. */
final class Networks {
    private Networks() {}

    /** Where the values of a network stand: its inputs, and for each layer the outputs and, where a reverse follows, the slopes. */
    static final class Room {
        @CompilationFinal(dimensions = 1) final NetworkLayer[] layers;
        @CompilationFinal(dimensions = 1) final int[] values;
        @CompilationFinal(dimensions = 1) final int[] slopes;
        /** The first place after it. */
        final int end;

        Room(NetworkWeights weights, boolean keepsSlopes, int begin) {
            layers = new NetworkLayer[weights.shape().layers()];
            values = new int[layers.length + 1];
            slopes = new int[layers.length];
            int at = begin;
            for (int m = 0; m < layers.length; m++) {
                layers[m] = new NetworkLayer(weights, m);
                if (m == 0) {
                    values[0] = at;
                    at += layers[0].inputWidth();
                }
                values[m + 1] = at;
                at += layers[m].width();
                slopes[m] = at;
                at += keepsSlopes ? layers[m].width() : 0;
            }
            end = at;
        }

        int outputs() {
            return values[layers.length];
        }
    }

    /** Runs a network. */
    static final class RunNode extends EutecticStatement {
        private final Slots slots;
        private final Room room;
        private final boolean keepsSlopes;
        @Children private final EutecticExpression[] inputs;

        RunNode(Slots slots, Room room, boolean keepsSlopes, EutecticExpression[] inputs) {
            this.slots = slots;
            this.room = room;
            this.keepsSlopes = keepsSlopes;
            this.inputs = inputs;
        }

        @Override
        @ExplodeLoop
        void execute(VirtualFrame frame) {
            double[] a = Slots.job(frame, slots.job).networks;
            for (int k = 0; k < inputs.length; k++) {
                Memory.set(a, room.values[0] + k, inputs[k].executeDouble(frame));
            }
            for (int m = 0; m < room.layers.length; m++) {
                if (keepsSlopes) {
                    room.layers[m].forward(a, room.values[m], room.values[m + 1], room.slopes[m]);
                } else {
                    room.layers[m].forward(a, room.values[m], room.values[m + 1]);
                }
            }
        }
    }

    /** Runs a network in reverse. */
    static final class ReverseNode extends EutecticStatement {
        private final Slots slots;
        private final Room room;
        /** Where the adjoints of each layer stand, those of the inputs first. */
        @CompilationFinal(dimensions = 1) private final int[] adjoints;
        /** The first place after those. */
        private final int end;
        @Children private final EutecticExpression[] outputs;

        ReverseNode(Slots slots, Room room, int begin, EutecticExpression[] outputs) {
            this.slots = slots;
            this.room = room;
            this.outputs = outputs;
            adjoints = new int[room.values.length];
            int at = begin;
            for (int m = 0; m < adjoints.length; m++) {
                adjoints[m] = at;
                at += m == 0 ? room.layers[0].inputWidth() : room.layers[m - 1].width();
            }
            end = at;
        }

        int slopes() {
            return adjoints[0];
        }

        int end() {
            return end;
        }

        @Override
        @ExplodeLoop
        void execute(VirtualFrame frame) {
            double[] a = Slots.job(frame, slots.job).networks;
            int last = room.layers.length;
            for (int k = 0; k < outputs.length; k++) {
                Memory.set(a, adjoints[last] + k, outputs[k].executeDouble(frame));
            }
            for (int m = last - 1; m >= 0; m--) {
                room.layers[m].reverse(a, adjoints[m + 1], room.slopes[m], adjoints[m]);
            }
        }
    }

    /** A value that a network has left. */
    static final class ValueNode extends EutecticExpression {
        private final Slots slots;
        private final int at;

        ValueNode(Slots slots, int at) {
            this.slots = slots;
            this.at = at;
        }

        @Override
        double executeDouble(VirtualFrame frame) {
            return Memory.get(Slots.job(frame, slots.job).networks, at);
        }
    }
}
