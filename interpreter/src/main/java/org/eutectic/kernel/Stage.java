package org.eutectic.kernel;

import java.util.List;

/**
 * One pass over all centres; the next starts when this is done for all of them.
 *
 * @param gathers whether it looks at neighbors at all
 * @param forces whether it adds to the forces
 * @param locals number of locals
 * @param lanes number of lane arrays, with the four that the gather fills
 * @param pairs number of arrays over pairs of neighbours
 * @param lists how many lists of second neighbors are kept for each neighbor
 * @param clearedFields fields to set to zero before this pass, because it adds to neighbours' values
 * @param fields all fields that have their values when this pass is done
 */
public record Stage(List<Statement> body, boolean gathers, boolean forces, int locals, int lanes, int pairs, int lists, List<Integer> clearedFields,
                    List<Integer> fields) {
    Stage with(List<Statement> statements, int localCount, int laneCount) {
        return new Stage(statements, gathers, forces, localCount, laneCount, pairs, lists, clearedFields, fields);
    }

    /** The same with more arrays over pairs. */
    Stage with(List<Statement> statements, int pairCount) {
        return new Stage(statements, gathers, forces, locals, lanes, pairCount, lists, clearedFields, fields);
    }

    /** The same with lists of second neighbors, and more arrays. */
    Stage withLists(List<Statement> statements, int listCount, int laneCount) {
        return new Stage(statements, gathers, forces, locals, laneCount, pairs, listCount, clearedFields, fields);
    }

    /** Whether the gather keeps the vectors to the neighbors: it need not where all forces lie along them, and nothing else asks for them. */
    public boolean keepsVectors() {
        return CentralForces.readVectors(body);
    }

    /** Lane arrays that the gather fills: distance (its square in routines for half lists) and the components of d. */
    public static final int R = 0;
    public static final int DX = 1;
    public static final int DY = 2;
    public static final int DZ = 3;
    /** The first array that a stage may use. */
    public static final int FIRST_FREE = 4;
}
