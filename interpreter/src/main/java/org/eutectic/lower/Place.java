package org.eutectic.lower;

/** Whose species an index stands for. */
sealed interface Place {

    /** An atom of the frame: −1 the center, p ≥ 0 the neighbor at position p. */
    record Slot(int position) implements Place {}

    /** A species named in the text, or the one that a definition is for. */
    record Fixed(String species) implements Place {}

    Slot CENTER = new Slot(-1);
}
