package org.eutectic.atoms;

import java.util.Locale;

/**
 * A structure that cannot be computed. The message is one line for the user; where it comes from a file, {@link #at} puts the place in front.
 * Atoms are counted from 1 in messages and from 0 in {@link #atoms()}.
 */
public final class StructureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Kind {
        /** A symbol that no element has, where its mass or number is needed. */
        UNKNOWN_ELEMENT,
        /** Species that the potential does not know. */
        UNKNOWN_SPECIES,
        /** Cell vectors that span no volume. */
        SINGULAR_CELL,
        /** A cell so thin that an atom would touch its own image. */
        CELL_TOO_SMALL,
        /** Two atoms nearer than {@link NeighborListBuilder#CLOSEST}. */
        OVERLAP,
        /** A position, velocity, mass or cell component that is not a finite number. */
        NOT_FINITE,
        /** An atom that moves too far in one step of dynamics. */
        RUNAWAY,
        /** A structure that a term of the potential cannot be computed for, such as a charged or an open cell where all images are summed. */
        UNFIT,
        /** A file that does not follow its format. */
        MALFORMED,
        /** A file that ends too early. */
        TRUNCATED,
        /** A file that cannot be read. */
        UNREADABLE
    }

    private final Kind kind;
    private final transient int[] atoms;

    public StructureException(Kind kind, String message, Throwable cause, int... atoms) {
        super(message, cause);
        this.kind = kind;
        this.atoms = atoms.clone();
    }

    /** An exception with a formatted message (numbers are written the English way). */
    public static StructureException of(Kind kind, String format, Object... arguments) {
        return new StructureException(kind, String.format(Locale.ROOT, format, arguments), null);
    }

    /** Two atoms that are nearer than {@link NeighborListBuilder#CLOSEST}. */
    static StructureException overlap(Configuration c, int i, int j, double distance, boolean image) {
        return new StructureException(Kind.OVERLAP, String.format(Locale.ROOT,
                "atoms %d (%s) and %d (%s%s) are %.4f Å apart; nothing closer than %.1f Å can be computed", i + 1, c.symbol(i), j + 1, c.symbol(j),
                image ? ", periodic image" : "", distance, NeighborListBuilder.CLOSEST), null, i, j);
    }

    /** The same, with the place in front: {@code place: message}. */
    public StructureException at(String place) {
        return new StructureException(kind, place + ": " + getMessage(), this, atoms());
    }

    public Kind kind() {
        return kind;
    }

    /** The atoms concerned, counted from 0; empty where none in particular. */
    public int[] atoms() {
        return atoms == null ? new int[0] : atoms.clone();
    }
}
