package org.eutectic.kernel;

import java.util.List;

/**
 * One pass over all centres; the next starts when this is done for all of them.
 *
 * @param locals number of locals
 * @param lanes number of lane arrays, with the four that the gather fills
 * @param pairs number of arrays over pairs of neighbours
 * @param clearedFields fields to set to zero before this pass, because it adds to neighbours' values
 */
public record Stage(List<Statement> body, int locals, int lanes, int pairs, List<Integer> clearedFields) {
    /** Lane arrays that the gather fills: distance and the components of d. */
    public static final int R = 0;
    public static final int DX = 1;
    public static final int DY = 2;
    public static final int DZ = 3;
    /** The first array that a stage may use. */
    public static final int FIRST_FREE = 4;
}
