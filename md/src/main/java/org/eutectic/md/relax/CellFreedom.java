package org.eutectic.md.relax;

/** What a cell may do while a crystal is relaxed. */
public enum CellFreedom {
    /** Stay as it is. */
    FIXED,
    /** Change its shape and keep its volume. */
    SHAPE,
    /** Change shape and volume, until there is no stress. */
    FREE
}
