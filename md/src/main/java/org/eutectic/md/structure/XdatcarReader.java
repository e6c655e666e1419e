package org.eutectic.md.structure;

import java.util.NoSuchElementException;

/** VASP's XDATCAR: a header as in POSCAR, once or, where the cell changes, before each frame; then frames under {@code Direct configuration=}. */
final class XdatcarReader implements StructureFrames {
    private final LineReader lines;
    private final PoscarReader reader;
    private boolean started;

    XdatcarReader(LineReader lines) {
        this.lines = lines;
        reader = new PoscarReader(lines);
    }

    @Override
    public boolean hasNext() {
        while (!lines.peek(1).isEmpty() && lines.peek(1).getFirst().isBlank()) {
            lines.next();
        }
        // An empty file counts as one frame, so that reading it says what is wrong.
        return !lines.peek(1).isEmpty() || !started;
    }

    @Override
    public StructureFrame next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        lines.beginFrame();
        if (!started || !lines.peek(1).getFirst().strip().toLowerCase(java.util.Locale.ROOT).startsWith("direct configuration")) {
            reader.readHeader();
        }
        started = true;
        ConfigurationAssembler atoms = reader.atoms();
        reader.readPositions(atoms);
        lines.requireWholeLine();
        return reader.finish(atoms);
    }

    @Override
    public double part() {
        return lines.part();
    }

    @Override
    public void close() {
        lines.close();
    }
}
