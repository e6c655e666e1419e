package org.eutectic.ir;

/** How two neighbour positions p &lt; q of a frame are held apart. */
public enum Relation {
    /** Nothing is asked; both may be the same neighbour. */
    FREE,
    /** They are different neighbours ({@code k != j}). */
    DISTINCT,
    /** The neighbour at p stands before the one at q in the centre's list ({@code j < k}): each unordered pair once. */
    ORDERED
}
