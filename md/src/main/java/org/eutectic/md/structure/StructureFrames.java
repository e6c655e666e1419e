package org.eutectic.md.structure;

import java.util.Iterator;
import java.util.Optional;

/** The frames of a file, read one by one. */
public interface StructureFrames extends Iterator<StructureFrame>, AutoCloseable {
    /** Where the last frame was cut off and left out, words for the user; known when there are no more frames. */
    default Optional<String> cutOff() {
        return Optional.empty();
    }

    @Override
    void close();
}
