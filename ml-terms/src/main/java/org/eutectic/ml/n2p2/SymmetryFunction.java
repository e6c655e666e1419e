package org.eutectic.ml.n2p2;

import java.util.Comparator;

/**
 * One symmetry function, a line {@code symfunction_short} of {@code input.nn}. What a type does not have is 0 or empty.
 *
 * @param line of the file, counted from 1
 * @param center its element's place in the order of atomic numbers, as those of the neighbors
 * @param type n2p2's number: 2 radial, 3 narrow, 9 wide, 12 and 13 weighted, 20 to 25 with compact support
 * @param first the neighbor's element, or the first of two, in order; −1 for weighted ones
 * @param second that of the second neighbor; −1 where there is none
 * @param eta in 1/length²
 * @param shift where the radial part has its maximum, or the lower limit of compact support, a length
 * @param cutoff a length
 * @param left the lower limit of the angle, degrees
 * @param right the upper limit of the angle, degrees
 * @param kind of polynomial of compact support: {@code p1} to {@code p4}
 */
record SymmetryFunction(int line, int center, int type, int first, int second, double eta, double shift, double lambda, double zeta, double cutoff, double left, double right,
                        String kind) {

    private static final Comparator<SymmetryFunction> EXPONENTIAL = Comparator.comparingDouble(SymmetryFunction::cutoff).thenComparingDouble(SymmetryFunction::eta)
        .thenComparingDouble(SymmetryFunction::shift).thenComparingDouble(SymmetryFunction::zeta).thenComparingDouble(SymmetryFunction::lambda)
        .thenComparingInt(SymmetryFunction::first).thenComparingInt(SymmetryFunction::second);

    private static final Comparator<SymmetryFunction> COMPACT = Comparator.comparing(SymmetryFunction::kind).thenComparingInt(SymmetryFunction::first)
        .thenComparingInt(SymmetryFunction::second).thenComparingDouble(SymmetryFunction::cutoff).thenComparingDouble(SymmetryFunction::shift)
        .thenComparingDouble(SymmetryFunction::left).thenComparingDouble(SymmetryFunction::right);

    /** The order in which n2p2 numbers an element's symmetry functions, in scaling.data and among the inputs of its network (the operators {@code <} of its SymFnc classes). */
    static final Comparator<SymmetryFunction> ORDER = Comparator.comparingInt(SymmetryFunction::center).thenComparingInt(SymmetryFunction::type)
        .thenComparing((a, b) -> (a.isCompact() ? COMPACT : EXPONENTIAL).compare(a, b));

    boolean isCompact() {
        return type >= 20;
    }

    /** Whether it counts pairs of neighbors. */
    boolean isAngular() {
        return type == 3 || type == 9 || type == 13 || type == 21 || type == 22 || type == 24 || type == 25;
    }

    /** Whether the distance between the two neighbors takes part. */
    boolean isNarrow() {
        return type == 3 || type == 13 || type == 21 || type == 24;
    }

    /** Whether neighbors count with their atomic numbers, whatever their element. */
    boolean isWeighted() {
        return type == 12 || type == 13 || type >= 23;
    }
}
