package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import jdk.incubator.vector.DoubleVector;
import org.eutectic.ir.Relation;
import org.eutectic.lanes.Lanes;

/** Loops over neighbours, blocks and choices. */
final class Loops {
    private Loops() {}

    /** Statements one after another. */
    static final class BlockNode extends EutecticStatement {
        @Children private final EutecticStatement[] statements;

        BlockNode(EutecticStatement[] statements) {
            this.statements = statements;
        }

        @Override
        @ExplodeLoop
        void execute(VirtualFrame frame) {
            for (EutecticStatement s : statements) {
                s.execute(frame);
            }
        }
    }

    /**
     * A loop over the lanes of a range. Locals of the body are cleared at the start and after each turn: a slot that stays live from turn to turn
     * costs a register and a merge in compiled code.
     */
    static final class LoopNode extends EutecticStatement {
        private final int counter;
        private final int count;
        private final int types;
        private final int species;
        private final int other;
        private final int second;
        private final Relation first;
        private final Relation toSecond;
        @CompilationFinal(dimensions = 1) private final int[] bodySlots;
        @Child private EutecticStatement body;

        /** @param species where the neighbour's species is left for all that asks for it, or −1 where there is one species */
        LoopNode(int counter, int count, int types, int species, int other, Relation first, int second, Relation toSecond, int[] bodySlots, EutecticStatement body) {
            this.counter = counter;
            this.count = count;
            this.types = types;
            this.species = species;
            this.other = other;
            this.first = first;
            this.second = second;
            this.toSecond = toSecond;
            this.bodySlots = bodySlots;
            this.body = body;
        }

        @Override
        void execute(VirtualFrame frame) {
            int n = frame.getIntStatic(count);
            clear(frame);
            if (toSecond != Relation.FREE) {
                among(frame, n);
            } else if (first == Relation.DISTINCT) {
                others(frame, n, frame.getIntStatic(other));
            } else {
                for (int k = first == Relation.ORDERED ? frame.getIntStatic(other) + 1 : 0; k < n; k++) {
                    turn(frame, k);
                }
            }
        }

        /** All but one, without a branch that is taken once in a loop of a few turns. */
        private void others(VirtualFrame frame, int n, int skip) {
            int turns = skip < n ? n - 1 : n;
            for (int t = 0; t < turns; t++) {
                turn(frame, t + 1 + (t - skip >> 31));
            }
        }

        private void among(VirtualFrame frame, int n) {
            int skip = first == Relation.DISTINCT ? frame.getIntStatic(other) : -1;
            int skipSecond = toSecond == Relation.DISTINCT ? frame.getIntStatic(second) : -1;
            int from = first == Relation.ORDERED ? frame.getIntStatic(other) + 1 : 0;
            if (toSecond == Relation.ORDERED) {
                from = Math.max(from, frame.getIntStatic(second) + 1);
            }
            for (int k = from; k < n; k++) {
                if (k != skip && k != skipSecond) {
                    turn(frame, k);
                }
            }
        }

        private void turn(VirtualFrame frame, int k) {
            frame.setIntStatic(counter, k);
            if (species >= 0) {
                frame.setIntStatic(species, Memory.get(Slots.ints(frame, types), k));
            }
            body.execute(frame);
            clear(frame);
            if (species >= 0) {
                frame.clearStatic(species);
            }
        }

        @ExplodeLoop
        private void clear(VirtualFrame frame) {
            for (int s : bodySlots) {
                frame.clearStatic(s);
            }
        }
    }

    static final class IfNode extends EutecticStatement {
        @Child private EutecticExpression condition;
        @Child private EutecticStatement then;
        @Child private EutecticStatement otherwise;

        IfNode(EutecticExpression condition, EutecticStatement then, EutecticStatement otherwise) {
            this.condition = condition;
            this.then = then;
            this.otherwise = otherwise;
        }

        @Override
        void execute(VirtualFrame frame) {
            if (condition.executeBoolean(frame)) {
                then.execute(frame);
            } else {
                otherwise.execute(frame);
            }
        }
    }

    /** The species at some slots choose one of several blocks. */
    static final class SwitchNode extends EutecticStatement {
        @Child private SpeciesTuple tuple;
        @CompilationFinal(dimensions = 1) private final int[] caseOf;
        @Children private final EutecticStatement[] cases;

        SwitchNode(SpeciesTuple tuple, int[] caseOf, EutecticStatement[] cases) {
            this.tuple = tuple;
            this.caseOf = caseOf;
            this.cases = cases;
        }

        @Override
        @ExplodeLoop
        void execute(VirtualFrame frame) {
            int which = caseOf[tuple.execute(frame)];
            for (int k = 0; k < cases.length; k++) {
                if (which == k) {
                    cases[k].execute(frame);
                }
            }
        }
    }

    /** The number of a tuple of species, first slowest. */
    static final class SpeciesTuple extends Node {
        @CompilationFinal(dimensions = 1) private final int[] positions;
        private final int species;
        private final Slots slots;

        /** @param positions −1 the centre, else a position of the loops */
        SpeciesTuple(int[] positions, int species, Slots slots) {
            this.positions = positions;
            this.species = species;
            this.slots = slots;
        }

        @ExplodeLoop
        int execute(VirtualFrame frame) {
            int at = 0;
            for (int p : positions) {
                int s = frame.getIntStatic(p < 0 ? slots.centerType : slots.species[p]);
                at = at * species + s;
            }
            return at;
        }
    }

    /**
     * For each lane the product of all others: the product of all divided by the lane's own or, where that is too small or too large to be divided, prefix products, then
     * suffix products on the way back, so that factors may be zero.
     */
    static final class ProductsOfOthersNode extends EutecticStatement {
        /** Products between this and its inverse are divided: none of the quotients that matter leaves the range of numbers. */
        private static final double SMALL = 0x1p-500;

        private final int values;
        private final int out;
        private final int count;
        private final int scratch;

        ProductsOfOthersNode(Slots slots, int values, int out, int count) {
            this.values = values;
            this.out = out;
            this.count = count;
            this.scratch = slots.scratch;
        }

        @Override
        void execute(VirtualFrame frame) {
            double[] v = Slots.doubles(frame, values);
            double[] o = Slots.doubles(frame, out);
            int n = frame.getIntStatic(count);
            DoubleVector all = Vectors.broadcast(1);
            for (int k = 0; k < n; k += Lanes.COUNT) {
                all = all.mul(Vectors.broadcast(1).blend(Vectors.load(v, k), Vectors.first(n - k)));
            }
            double product = Vectors.product(all, Slots.doubles(frame, scratch)), size = Math.abs(product);
            if (size > SMALL && size < 1 / SMALL) {
                DoubleVector whole = Vectors.broadcast(product);
                for (int k = 0; k < n; k += Lanes.COUNT) {
                    whole.div(Vectors.load(v, k)).intoArray(o, k);
                }
            } else {
                inBothDirections(v, o, n);
            }
        }

        private static void inBothDirections(double[] v, double[] o, int n) {
            double product = 1;
            for (int k = 0; k < n; k++) {
                Memory.set(o, k, product);
                product *= Memory.get(v, k);
            }
            product = 1;
            for (int k = n - 1; k >= 0; k--) {
                Memory.set(o, k, Memory.get(o, k) * product);
                product *= Memory.get(v, k);
            }
        }
    }

    static final class FillNode extends EutecticStatement {
        private final int array;
        private final int count;
        private final double value;

        FillNode(int array, int count, double value) {
            this.array = array;
            this.count = count;
            this.value = value;
        }

        @Override
        void execute(VirtualFrame frame) {
            double[] a = Slots.doubles(frame, array);
            int n = frame.getIntStatic(count);
            for (int k = 0; k < n; k += Lanes.COUNT) {
                Vectors.broadcast(value).intoArray(a, k);
            }
        }
    }
}
