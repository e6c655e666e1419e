package org.eutectic.kernel;

import java.util.List;
import java.util.function.UnaryOperator;
import org.eutectic.ir.Fn;
import org.eutectic.ir.NetworkWeights;
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

    /** For all pairs of neighbors inside the kernel's largest range: array = function of array. */
    record MapPairs(int array, Fn function) implements Statement {}

    /** Every lane of an array inside the kernel's largest range = value. */
    record Fill(int array, double value) implements Statement {}

    /** For every lane of a range: out = the product of all other lanes of {@code values}, without division. */
    record ProductsOfOthers(int values, int out, int range) implements Statement {}

    /**
     * Keeps, of the second neighbors inside a range, those for which an array is negative, in a list for the neighbor at position 0. Until the next neighbor's turn they are a
     * range of their own: its number is that of the list, counted after the kernel's ranges, and arrays that are read there have a place for each that was kept.
     */
    record Keep(int list, int array, int range, Relation relation) implements Statement {}

    /** Takes up the list that an earlier loop kept for the neighbor at position 0. */
    record Recall(int list) implements Statement {}

    /** For all that a list keeps: an array of {@code to} at its place in the list = that of {@code from} at its place among all neighbors. */
    record Pick(int list, List<Integer> from, List<Integer> to) implements Statement {}

    /** For all that a list keeps: an array of {@code to} at its place among all neighbors += that of {@code from} at its place in the list. */
    record Hand(int list, List<Integer> from, List<Integer> to) implements Statement {}

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

    /** The gradient of the bond at position 0 where it is a multiple of d: the same as {@link AddForce} of (scale·d.x, scale·d.y, scale·d.z). */
    record AddCentralForce(Expression scale) implements Statement {}

    /**
     * Runs a network for the centre; its outputs are then {@link Expression.NetworkValue}s of this number.
     *
     * @param keepsSlopes whether a {@link ReverseNetwork} follows
     */
    record RunNetwork(int number, NetworkWeights weights, boolean keepsSlopes, List<Expression> inputs) implements Statement {}

    /** From the adjoints of the outputs of a network that has run those of its inputs, which are then {@link Expression.NetworkValue}s of this number. */
    record ReverseNetwork(int number, int network, List<Expression> adjoints) implements Statement {}

    /**
     * Sums, over all neighbors, the products of each row with each harmonic of some orders; they are then {@link Expression.NetworkValue}s of this number, row by row.
     *
     * @param rows arrays
     * @param direction the arrays of the unit vector's components
     */
    record RunMoments(int number, List<Integer> orders, List<Integer> rows, List<Integer> direction) implements Statement {}

    /**
     * From the adjoints of all sums those of the rows and of the unit vector's components.
     *
     * @param moments the number of what is reversed
     * @param slopes arrays that are filled: for each row, then for each component
     */
    record ReverseMoments(int number, int moments, List<Integer> orders, List<Integer> rows, List<Integer> direction, List<Integer> slopes, List<Expression> adjoints) implements Statement {}

    /** What it computes; not what stands in its {@link #blocks}. */
    default List<Expression> expressions() {
        return switch (this) {
            case Set s -> List.of(s.value());
            case Accumulate s -> List.of(s.value());
            case SetLane s -> List.of(s.value());
            case AddLane s -> List.of(s.value());
            case SetPair s -> List.of(s.value());
            case If s -> List.of(s.condition());
            case SetField s -> List.of(s.value());
            case AddNeighborField s -> List.of(s.value());
            case AddField s -> List.of(s.value());
            case SetEnergy s -> List.of(s.value());
            case AddForce s -> List.of(s.x(), s.y(), s.z());
            case AddCentralForce s -> List.of(s.scale());
            case RunNetwork s -> s.inputs();
            case ReverseNetwork s -> s.adjoints();
            case RunMoments s -> List.of();
            case ReverseMoments s -> s.adjoints();
            case Loop s -> List.of();
            case Switch s -> List.of();
            case Fill s -> List.of();
            case MapPairs s -> List.of();
            case ProductsOfOthers s -> List.of();
            case Keep s -> List.of();
            case Recall s -> List.of();
            case Pick s -> List.of();
            case Hand s -> List.of();
        };
    }

    /** The same with other expressions, in its {@link #blocks} too. */
    default Statement with(UnaryOperator<Expression> e) {
        return switch (this) {
            case Set s -> new Set(s.local(), e.apply(s.value()));
            case Accumulate s -> new Accumulate(s.local(), s.product(), e.apply(s.value()));
            case SetLane s -> new SetLane(s.array(), s.position(), e.apply(s.value()));
            case AddLane s -> new AddLane(s.array(), s.position(), e.apply(s.value()));
            case SetPair s -> new SetPair(s.array(), e.apply(s.value()));
            case Loop s -> new Loop(s.position(), s.range(), s.relations(), with(s.body(), e));
            case If s -> new If(e.apply(s.condition()), with(s.then(), e), with(s.otherwise(), e));
            case Switch s -> new Switch(s.slots(), s.species(), s.caseOf(), s.cases().stream().map(c -> with(c, e)).toList());
            case SetField s -> new SetField(s.field(), e.apply(s.value()));
            case AddNeighborField s -> new AddNeighborField(s.field(), e.apply(s.value()));
            case AddField s -> new AddField(s.field(), e.apply(s.value()));
            case SetEnergy s -> new SetEnergy(e.apply(s.value()));
            case AddForce s -> new AddForce(e.apply(s.x()), e.apply(s.y()), e.apply(s.z()));
            case AddCentralForce s -> new AddCentralForce(e.apply(s.scale()));
            case RunNetwork s -> new RunNetwork(s.number(), s.weights(), s.keepsSlopes(), s.inputs().stream().map(e).toList());
            case ReverseNetwork s -> new ReverseNetwork(s.number(), s.network(), s.adjoints().stream().map(e).toList());
            case RunMoments s -> s;
            case ReverseMoments s -> new ReverseMoments(s.number(), s.moments(), s.orders(), s.rows(), s.direction(), s.slopes(), s.adjoints().stream().map(e).toList());
            case Fill s -> s;
            case MapPairs s -> s;
            case ProductsOfOthers s -> s;
            case Keep s -> s;
            case Recall s -> s;
            case Pick s -> s;
            case Hand s -> s;
        };
    }

    private static List<Statement> with(List<Statement> block, UnaryOperator<Expression> e) {
        return block.stream().map(s -> s.with(e)).toList();
    }

    /** Statements in it, block by block. */
    default List<List<Statement>> blocks() {
        return switch (this) {
            case Loop s -> List.of(s.body());
            case If s -> List.of(s.then(), s.otherwise());
            case Switch s -> s.cases();
            default -> List.of();
        };
    }
}
