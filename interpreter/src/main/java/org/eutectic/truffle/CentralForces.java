package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.eutectic.atoms.NeighborList;
import org.eutectic.lanes.Lanes;

/**
 * Forces along the bonds: vectors between atoms are read again from the positions, and multiplied by one number for each bond. Where registers hold {@link NeighborList#WIDTH} numbers,
 * a vector's components go together; the results are the same to the last bit.
 */
final class CentralForces {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_256;
    private static final Class<? extends DoubleVector> VECTOR = DoubleVector.zero(SPECIES).getClass();
    private static final boolean TOGETHER = Lanes.COUNT >= SPECIES.length();

    private final Slots slots;
    private final boolean virial;
    private final int positions;
    @CompilationFinal(dimensions = 1) private final int[] own = new int[3];
    @CompilationFinal(dimensions = 1) private final int[] sum = new int[3];
    /** Σ g_a d_b, by a. */
    @CompilationFinal(dimensions = 1) private final int[] virialRows = new int[3];
    private final int ownVector;
    private final int sumVector;

    CentralForces(Slots slots, boolean virial) {
        this.slots = slots;
        this.virial = virial;
        this.positions = slots.newSlot();
        this.ownVector = slots.newSlot();
        this.sumVector = slots.newSlot();
        for (int a = 0; a < 3; a++) {
            own[a] = slots.newSlot();
            sum[a] = slots.newSlot();
            virialRows[a] = slots.newSlot();
        }
    }

    /** Before the first center. */
    @ExplodeLoop
    void open(VirtualFrame frame, Job job) {
        frame.setObjectStatic(positions, job.positions);
        if (virial && TOGETHER) {
            for (int a = 0; a < 3; a++) {
                frame.setObjectStatic(virialRows[a], DoubleVector.zero(SPECIES));
            }
        }
    }

    /** Before each center. */
    @ExplodeLoop
    void begin(VirtualFrame frame, int center) {
        double[] x = Slots.doubles(frame, positions);
        int at = NeighborList.WIDTH * center;
        if (TOGETHER) {
            frame.setObjectStatic(ownVector, DoubleVector.fromArray(SPECIES, x, at));
            frame.setObjectStatic(sumVector, DoubleVector.zero(SPECIES));
        } else {
            for (int a = 0; a < 3; a++) {
                frame.setDoubleStatic(own[a], Memory.get(x, at + a));
                frame.setDoubleStatic(sum[a], 0);
            }
        }
    }

    /** The bond to the atom at a place: E changes by scale·d·δd. */
    @ExplodeLoop
    void add(VirtualFrame frame, int place, double scale) {
        double[] x = Slots.doubles(frame, positions), f = Slots.doubles(frame, slots.forces);
        int at = NeighborList.WIDTH * place;
        if (TOGETHER) {
            // From the neighbor to the center, so that what is loaded stands second.
            DoubleVector d = vector(frame, ownVector).sub(DoubleVector.fromArray(SPECIES, x, at)), g = d.mul(scale);
            frame.setObjectStatic(sumVector, vector(frame, sumVector).sub(g));
            g.add(DoubleVector.fromArray(SPECIES, f, at)).intoArray(f, at);
            if (virial) {
                for (int a = 0; a < 3; a++) {
                    frame.setObjectStatic(virialRows[a], vector(frame, virialRows[a]).add(d.mul(g.lane(a))));
                }
            }
            return;
        }
        double[] d = new double[3];
        for (int a = 0; a < 3; a++) {
            d[a] = Memory.get(x, at + a) - frame.getDoubleStatic(own[a]);
        }
        for (int a = 0; a < 3; a++) {
            double g = d[a] * scale;
            frame.setDoubleStatic(sum[a], frame.getDoubleStatic(sum[a]) + g);
            Memory.set(f, at + a, Memory.get(f, at + a) - g);
            if (virial) {
                for (int b = 0; b < 3; b++) {
                    int slot = slots.virialSum[3 * a + b];
                    frame.setDoubleStatic(slot, frame.getDoubleStatic(slot) - g * d[b]);
                }
            }
        }
    }

    /** After each center. */
    @ExplodeLoop
    void end(VirtualFrame frame, int center) {
        double[] f = Slots.doubles(frame, slots.forces);
        int at = NeighborList.WIDTH * center;
        if (TOGETHER) {
            DoubleVector.fromArray(SPECIES, f, at).add(vector(frame, sumVector)).intoArray(f, at);
            frame.clearStatic(sumVector);
            frame.clearStatic(ownVector);
        } else {
            for (int a = 0; a < 3; a++) {
                Memory.set(f, at + a, Memory.get(f, at + a) + frame.getDoubleStatic(sum[a]));
            }
        }
    }

    /** After the last center. */
    @ExplodeLoop
    void close(VirtualFrame frame) {
        if (virial && TOGETHER) {
            for (int a = 0; a < 3; a++) {
                DoubleVector row = vector(frame, virialRows[a]);
                for (int b = 0; b < 3; b++) {
                    int slot = slots.virialSum[3 * a + b];
                    frame.setDoubleStatic(slot, frame.getDoubleStatic(slot) - row.lane(b));
                }
            }
        }
    }

    private static DoubleVector vector(VirtualFrame frame, int slot) {
        return CompilerDirectives.castExact(frame.getObjectStatic(slot), VECTOR);
    }

    /** One bond, in a loop over neighbors. */
    static final class AddNode extends EutecticStatement {
        private final Slots slots;
        private final CentralForces forces;
        @Child private EutecticExpression scale;

        AddNode(Slots slots, CentralForces forces, EutecticExpression scale) {
            this.slots = slots;
            this.forces = forces;
            this.scale = scale;
        }

        @Override
        void execute(VirtualFrame frame) {
            double s = scale.executeDouble(frame);
            forces.add(frame, Memory.get(Slots.ints(frame, slots.index), frame.getIntStatic(slots.position[0])), s);
        }
    }

    /** All bonds, after a loop that computed several at a time. */
    static final class AddAllNode extends EutecticStatement {
        private final Slots slots;
        private final CentralForces forces;
        private final int scales;
        private final int count;

        AddAllNode(Slots slots, CentralForces forces, int scales, int count) {
            this.slots = slots;
            this.forces = forces;
            this.scales = scales;
            this.count = count;
        }

        @Override
        void execute(VirtualFrame frame) {
            double[] s = Slots.doubles(frame, scales);
            int[] index = Slots.ints(frame, slots.index);
            int n = frame.getIntStatic(count);
            for (int k = 0; k < n; k++) {
                forces.add(frame, Memory.get(index, k), Memory.get(s, k));
            }
        }
    }
}
