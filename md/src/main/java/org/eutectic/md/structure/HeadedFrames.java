package org.eutectic.md.structure;

import java.util.NoSuchElementException;
import org.eutectic.atoms.StructureException.Kind;

/** Frames of a file of lines, each of which begins with a line that is not blank. */
abstract class HeadedFrames implements StructureFrames {
    final LineReader lines;
    private String header;
    private boolean started;

    HeadedFrames(LineReader lines) {
        this.lines = lines;
    }

    /** The frame that a line begins. */
    abstract StructureFrame read(String first);

    @Override
    public final boolean hasNext() {
        while (header == null || header.isBlank()) {
            header = lines.next();
            if (header == null && started && lines.isBroken()) {
                lines.beginFrame();
                throw lines.fail(Kind.TRUNCATED, "the packed file breaks off");
            }
            if (header == null) {
                // An empty file counts as one frame, so that reading it says what is wrong.
                return !started;
            }
        }
        return true;
    }

    @Override
    public final StructureFrame next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        started = true;
        lines.beginFrame();
        if (header == null) {
            throw lines.fail(Kind.TRUNCATED, "the file is empty");
        }
        String first = header;
        header = null;
        return read(first);
    }

    @Override
    public final double part() {
        return lines.part();
    }

    @Override
    public final void close() {
        lines.close();
    }
}
