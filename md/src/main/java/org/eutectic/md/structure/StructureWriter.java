package org.eutectic.md.structure;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.md.file.OutputFile;

/**
 * Writes structures to a file in the format that its name tells: extended XYZ, LAMMPS data and dump, POSCAR; packed where the name ends in {@code .gz} or {@code .zst}. The file has its
 * name when it is committed, and nothing is left of it otherwise.
 */
public final class StructureWriter implements AutoCloseable {
    private final OutputFile file;
    private final StructureFormat format;
    private int frames;

    /**
     * @throws StructureException where the name tells no format, or one that cannot be written
     */
    public StructureWriter(Path target) {
        this(target, format(target));
    }

    /** The format that a file's name asks for, where it can be written. */
    public static StructureFormat format(Path target) {
        StructureFormat format = StructureFormat.ofName(target.getFileName().toString());
        if (format == null || !format.isWritten()) {
            throw StructureException.of(Kind.UNREADABLE, "%s: %s; name it .xyz (extended XYZ), .lmp (LAMMPS data), .dump (LAMMPS dump) or POSCAR, with .gz or .zst behind to pack it", target,
                format == null ? "the name tells no format to write" : format.title() + " can be read, but not written");
        }
        return format;
    }

    private StructureWriter(Path target, StructureFormat format) {
        this.format = format;
        file = new OutputFile(target);
    }

    /** Writes one structure, as extended XYZ where the name tells no format. */
    public static void write(Path target, Configuration c, Map<String, String> info) {
        try (StructureWriter writer = new StructureWriter(target, StructureFormat.ofName(target.getFileName().toString()) == null ? StructureFormat.EXTENDED_XYZ : format(target))) {
            writer.add(c, info, Map.of());
            writer.commit();
        }
    }

    /** Whether the file can take more than one frame. */
    public boolean holdsMany() {
        return format.holdsMany();
    }

    /**
     * Adds a frame.
     *
     * @param info what else is to be said of the whole structure: all of it in extended XYZ, {@code step} and {@code time_fs} in a dump, {@code comment} or {@code made_by} in the others
     * @param columns numbers of each atom beside those of the configuration, for extended XYZ and dumps
     */
    public void add(Configuration c, Map<String, String> info, Map<String, double[]> columns) {
        if (frames++ > 0 && !holdsMany()) {
            throw new IllegalStateException("a second frame in a file of format " + format.title());
        }
        switch (format) {
            case EXTENDED_XYZ -> ExtendedXyz.appendExact(file::append, c, columns, ExtendedXyz.info(info));
            case LAMMPS_DUMP -> dump(c, info, columns);
            case LAMMPS_DATA -> LammpsText.appendData(file::append, c, title(info));
            case POSCAR -> PoscarText.append(file::append, c, title(info));
            default -> throw new IllegalStateException("no writer for " + format.title());
        }
        file.flush();
    }

    private static String title(Map<String, String> info) {
        return info.getOrDefault("comment", info.getOrDefault("made_by", "atoms"));
    }

    private void dump(Configuration c, Map<String, String> info, Map<String, double[]> columns) {
        StructureFrame said = new StructureFrame(c, info, columns, "");
        Map<String, double[]> single = new LinkedHashMap<>();
        if (c.charges() != null) {
            single.put("q", c.charges());
        }
        columns.forEach((name, values) -> {
            if (values.length == c.size()) {
                single.put(name, values);
            }
        });
        LammpsText.appendDump(file::append, c, said.number("step").orElse((double) frames - 1).longValue(), said.number("time_fs").orElse(Double.NaN), c.velocities(), columns.get("forces"), single);
    }

    /** Gives the file its name. */
    public void commit() {
        file.commit();
    }

    @Override
    public void close() {
        file.close();
    }
}
