package org.eutectic.kernel;

import java.util.List;
import org.eutectic.ir.Relation;

/**
 * A loop over second or third neighbours inside a turn of the loops around it; sums over the same domain that are ready at the same point share one.
 *
 * @param parent null for second neighbours
 * @param at when it runs: (loop, inner) for second neighbours, innermost for third ones
 * @param turn groups at the same point run in ascending turns: what fills an array for each first neighbour comes before those that read it
 * @param outerRange the first neighbour must be inside this range too (−1: any)
 */
record Group(Group parent, Order at, int turn, int outerRange, int range, List<Relation> relations) {

    /** Whether this runs over every pair that another group runs over. */
    boolean covers(Group other) {
        return range == other.range && relations.equals(other.relations) && (outerRange < 0 || outerRange == other.outerRange);
    }

    int position() {
        return parent == null ? 1 : 2;
    }
}
