package org.eutectic.kernel;

import java.util.List;
import org.eutectic.ir.Relation;

/** One step of the routine that runs for each centre. Locals, lane arrays and fields are numbered by the {@link Stage} and {@link Kernel}. */
public sealed interface Statement {

    /** local = value. */
    record Set(int local, Expression value) implements Statement {}

    /** local += value, or local *= value. */
    record Accumulate(int local, boolean product, Expression value) implements Statement {}

    /** array[neighbour at position] = value. */
    record SetLane(int array, int position, Expression value) implements Statement {}

    /** array[neighbour at position] += value. */
    record AddLane(int array, int position, Expression value) implements Statement {}

    /** array[neighbours at the first two positions] = value. */
    record SetPair(int array, Expression value) implements Statement {}

    /** Every lane of an array inside the kernel's largest range = value. */
    record Fill(int array, double value) implements Statement {}

    /** For every lane of a range: out = the product of all other lanes of {@code values}, without division. */
    record ProductsOfOthers(int values, int out, int range) implements Statement {}

    /**
     * A loop over the neighbours inside a range.
     *
     * @param relations to each enclosing position: the neighbour here is any (FREE), another one (DISTINCT), or a later one (ORDERED)
     */
    record Loop(int position, int range, List<Relation> relations, List<Statement> body) implements Statement {}

    record If(Expression condition, List<Statement> then, List<Statement> otherwise) implements Statement {}

    /** The tuple of species at the slots (first slowest) chooses the case. */
    record Switch(List<Integer> slots, int species, List<Integer> caseOf, List<List<Statement>> cases) implements Statement {}

    /** field[centre] = value. */
    record SetField(int field, Expression value) implements Statement {}

    /** field[the atom of which the neighbour at position 0 is an image] += value, inside a range. */
    record AddNeighborField(int field, Expression value) implements Statement {}

    /** field[centre] += value; other atoms add to it too, see {@link AddNeighborField}. */
    record AddField(int field, Expression value) implements Statement {}

    /** The centre's site energy. */
    record SetEnergy(Expression value) implements Statement {}

    /** The gradient of the bond at position 0: force on the centre += (x, y, z), on the neighbour −= (x, y, z), virial −= (x, y, z) ⊗ d. */
    record AddForce(Expression x, Expression y, Expression z) implements Statement {}
}
