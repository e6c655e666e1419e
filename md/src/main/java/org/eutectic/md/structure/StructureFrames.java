package org.eutectic.md.structure;

import java.util.Iterator;
import java.util.Optional;

/** The frames of a file, read one by one. */
public interface StructureFrames extends Iterator<StructureFrame>, AutoCloseable {
    /** Where the last frame was cut off and left out, words for the user; known when there are no more frames. */
    default Optional<String> cutOff() {
        return Optional.empty();
    }

    /** Which part of the file has been read, from 0 to 1. */
    double part();

    @Override
    void close();
}
