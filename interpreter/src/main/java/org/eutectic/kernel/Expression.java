package org.eutectic.kernel;

import java.util.List;
import java.util.Set;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Node;
import org.eutectic.ir.ParamTable;
import org.eutectic.ir.SplineTable;

/**
 * What a {@link Statement} computes: a tree over locals, lanes and fields. Positions are loops over neighbours: 0 the outermost. Slots are
 * positions, or −1 for the centre.
 */
public sealed interface Expression {

    record Constant(double value) implements Expression {}

    /** A local of the centre's routine. */
    record Local(int local) implements Expression {}

    /** The value of a lane array for the neighbour at a position. */
    record Lane(int array, int position) implements Expression {}

    /** A value kept for the neighbours at the first two positions. */
    record PairLane(int array) implements Expression {}

    /** The centre's value of an atom field. */
    record Field(int field) implements Expression {}

    /** The neighbour's value of an atom field. */
    record NeighborField(int field, int position) implements Expression {}

    record Property(Node.Property.Kind kind) implements Expression {}

    record Call(Fn function, List<Expression> arguments) implements Expression {}

    record Parameter(ParamTable table, List<Integer> slots) implements Expression {}

    /** A tabulated function; where there are slots, the tuple of species there chooses the table, all of which have one grid. */
    record Spline(List<SplineTable> tables, List<Integer> slots, List<Integer> caseOf, int order, Expression argument) implements Expression {}

    /** A value that a network which has run, forward or in reverse, has left for the centre. */
    record NetworkValue(int number, int component) implements Expression {}

    /** A condition: the species at a slot is one of a set of bits. */
    record SpeciesIn(int slot, long members) implements Expression {}

    /** A condition: the neighbour at a position is inside one of the kernel's ranges. */
    record Inside(int position, int range) implements Expression {}

    /** A condition: the neighbour at a position is nearer than its pair's distance; for a range that is no prefix of the lanes. */
    record Within(int position, org.eutectic.ir.Range range) implements Expression {}

    /** Adds the locals that it reads to a set. */
    default void addLocals(Set<Integer> to) {
        switch (this) {
            case Local l -> to.add(l.local());
            case Call c -> c.arguments().forEach(a -> a.addLocals(to));
            case Spline s -> s.argument().addLocals(to);
            default -> { }
        }
    }

    default boolean isCondition() {
        return this instanceof SpeciesIn || this instanceof Inside || this instanceof Within || this instanceof Call c && c.function().isCondition();
    }
}
