package org.eutectic.md.structure;

import java.util.NoSuchElementException;
import java.util.Optional;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;

/** The frames of a file up to the last whole one: what wrote the file may have been killed, or may still be writing. A first frame that is cut off is an error. */
final class WholeFrames implements StructureFrames {
    private final StructureFrames frames;
    private StructureFrame ahead;
    private boolean begun;
    private String cutOff;

    WholeFrames(StructureFrames frames) {
        this.frames = frames;
    }

    @Override
    public boolean hasNext() {
        if (ahead == null && cutOff == null) {
            try {
                ahead = frames.hasNext() ? frames.next() : null;
            } catch (StructureException e) {
                if (e.kind() != Kind.TRUNCATED || !begun) {
                    throw e;
                }
                cutOff = e.getMessage() + "; the frames before it are whole";
            }
            begun = true;
        }
        return ahead != null;
    }

    @Override
    public StructureFrame next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        StructureFrame frame = ahead;
        ahead = null;
        return frame;
    }

    @Override
    public Optional<String> cutOff() {
        return Optional.ofNullable(cutOff);
    }

    @Override
    public double part() {
        return frames.part();
    }

    @Override
    public void close() {
        frames.close();
    }
}
