package org.eutectic.md.structure;

import java.util.Iterator;

/** The frames of a file, read one by one. */
public interface StructureFrames extends Iterator<StructureFrame>, AutoCloseable {
    @Override
    void close();
}
