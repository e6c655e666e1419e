package org.eutectic.md.structure;

import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads structures. The format is told by the file's name ({@code .xyz}, {@code .extxyz}; {@code .lmp}, {@code .data}, {@code .lammps},
 * {@code data.*}; {@code .dump}, {@code .lammpstrj}, {@code dump.*}; {@code .cif}; {@code POSCAR*}, {@code CONTCAR*}, {@code .vasp}; {@code XDATCAR*}), else by its first lines; a name ending in {@code .gz} or {@code .zst} is unpacked.
 * Every error is a {@link StructureException} whose message names file, frame and line.
 */
public final class StructureFile {
    private StructureFile() {}

    /** The configuration in a file; where it holds several frames, that of the last. */
    public static Configuration read(Path file) {
        return last(file).configuration();
    }

    /** The last (often only) frame of a file. */
    public static StructureFrame last(Path file) {
        return last(file, said -> { });
    }

    /**
     * The last whole frame of a file.
     *
     * @param notice is told where another one after it was cut off
     */
    public static StructureFrame last(Path file, Consumer<String> notice) {
        StructureFrame frame = null;
        try (StructureFrames frames = frames(file)) {
            while (frames.hasNext()) {
                frame = frames.next();
            }
            frames.cutOff().ifPresent(notice);
        }
        return frame;
    }

    /** The frames of a file in order, at least one, read as they are asked for. */
    public static StructureFrames frames(Path file) {
        return frames(file, null);
    }

    /** The same for a file whose format is known; null means to find out. */
    public static StructureFrames frames(Path file, StructureFormat format) {
        LineReader lines = LineReader.open(file);
        try {
            StructureFormat known = format != null ? format : StructureFormat.ofName(file.getFileName().toString());
            if (known == null) {
                known = StructureFormat.ofContent(lines.peek(60));
            }
            if (known == null) {
                throw StructureException.of(Kind.MALFORMED, "%s: cannot tell the format; name it .xyz (extended XYZ), .lmp (LAMMPS data), .dump (LAMMPS dump), .cif or POSCAR", file);
            }
            return switch (known) {
                case EXTENDED_XYZ -> new WholeFrames(new ExtendedXyzReader(lines));
                case LAMMPS_DUMP -> new WholeFrames(new LammpsDumpReader(lines));
                case LAMMPS_DATA -> new SingleFrame(lines, LammpsDataReader::read);
                case XDATCAR -> new WholeFrames(new XdatcarReader(lines));
                case CIF -> new SingleFrame(lines, CifReader::read);
                case POSCAR -> new SingleFrame(lines, PoscarReader::read);
            };
        } catch (RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    /** All frames of a file at once. */
    public static List<StructureFrame> all(Path file) {
        List<StructureFrame> list = new ArrayList<>();
        try (StructureFrames frames = frames(file)) {
            frames.forEachRemaining(list::add);
        }
        return list;
    }

    /** A file of one frame seen as a stream. */
    private static final class SingleFrame implements StructureFrames {
        private final LineReader lines;
        private final Function<LineReader, StructureFrame> reader;
        private boolean done;

        SingleFrame(LineReader lines, Function<LineReader, StructureFrame> reader) {
            this.lines = lines;
            this.reader = reader;
        }

        @Override
        public boolean hasNext() {
            return !done;
        }

        @Override
        public StructureFrame next() {
            if (done) {
                throw new NoSuchElementException();
            }
            done = true;
            return reader.apply(lines);
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
}
