package org.eutectic.md.structure;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eutectic.md.file.Compression;

/** The file formats of structures. */
public enum StructureFormat {
    /** XYZ and extended XYZ, one frame or many. */
    EXTENDED_XYZ("extended XYZ"),
    /** LAMMPS data files, atom styles atomic, charge, molecular and full, metal or real units. */
    LAMMPS_DATA("LAMMPS data"),
    /** LAMMPS dump text, one frame or many, metal units. */
    LAMMPS_DUMP("LAMMPS dump"),
    /** Crystallographic information files. */
    CIF("CIF"),
    /** VASP XDATCAR, one frame or many. */
    XDATCAR("XDATCAR"),
    /** VASP POSCAR and CONTCAR. */
    POSCAR("POSCAR");

    private static final Pattern COUNT = Pattern.compile("\\s*\\d+\\s*");
    private static final Pattern LAMMPS_ATOMS = Pattern.compile("\\s*\\d+\\s+atoms\\b.*");
    private static final Pattern SCALE = Pattern.compile("\\s*[-+]?[0-9.]+([eEdD][-+]?\\d+)?(\\s+[-+]?[0-9.]+\\s+[-+]?[0-9.]+)?\\s*");

    private final String title;

    StructureFormat(String title) {
        this.title = title;
    }

    /** The format's name for messages. */
    public String title() {
        return title;
    }

    /** Whether files of this format can be written. */
    public boolean isWritten() {
        return this != CIF && this != XDATCAR;
    }

    /** Whether a file of this format may hold many frames. */
    public boolean holdsMany() {
        return this == EXTENDED_XYZ || this == LAMMPS_DUMP || this == XDATCAR;
    }

    /** The format that a file's name tells, or null where the name says nothing. */
    public static StructureFormat ofName(String name) {
        String lower = Compression.plainName(name).toLowerCase(Locale.ROOT);
        if (lower.endsWith(".xyz") || lower.endsWith(".extxyz")) {
            return EXTENDED_XYZ;
        }
        if (lower.endsWith(".lmp") || lower.endsWith(".data") || lower.endsWith(".lammps") || lower.startsWith("data.")) {
            return LAMMPS_DATA;
        }
        if (lower.endsWith(".dump") || lower.endsWith(".lammpstrj") || lower.startsWith("dump.")) {
            return LAMMPS_DUMP;
        }
        if (lower.endsWith(".cif")) {
            return CIF;
        }
        if (lower.startsWith("xdatcar") || lower.endsWith(".xdatcar")) {
            return XDATCAR;
        }
        if (lower.startsWith("poscar") || lower.startsWith("contcar") || lower.endsWith(".poscar") || lower.endsWith(".vasp") || lower.endsWith(".contcar")) {
            return POSCAR;
        }
        return null;
    }

    /** The format that a file's first lines look like, or null. */
    static StructureFormat ofContent(List<String> lines) {
        if (!lines.isEmpty() && lines.getFirst().startsWith("ITEM: ")) {
            return LAMMPS_DUMP;
        }
        if (lines.stream().filter(l -> !l.isBlank() && !l.startsWith("#")).limit(1).anyMatch(l -> l.startsWith("data_"))) {
            return CIF;
        }
        if (!lines.isEmpty() && COUNT.matcher(lines.getFirst()).matches()) {
            return EXTENDED_XYZ;
        }
        if (lines.stream().anyMatch(l -> LAMMPS_ATOMS.matcher(l).matches())) {
            return LAMMPS_DATA;
        }
        if (lines.size() > 6 && SCALE.matcher(lines.get(1)).matches() && lines.subList(2, 5).stream().allMatch(l -> l.strip().split("\\s+").length == 3)) {
            return POSCAR;
        }
        return null;
    }
}
