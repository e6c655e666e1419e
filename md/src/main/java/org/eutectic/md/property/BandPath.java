package org.eutectic.md.property;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eutectic.md.Matrix3;
import org.eutectic.md.symmetry.BravaisLattice;
import org.eutectic.md.symmetry.BravaisLattice.Type;

/**
 * A way through the Brillouin zone, from one point with a name to the next. Names and the order of the standard ways are those of W. Setyawan and S. Curtarolo, Comput. Mater. Sci. 49, 299 (2010); places
 * are in the reciprocal vectors of the conventional cell, so that X of a face-centered cube is 0 1 0. Lattices without a way of their own here (centered tetragonal and orthorhombic ones, rhombohedral and
 * oblique ones) take that of the triclinic lattice in the reciprocal vectors of the primitive cell.
 *
 * @param parts pieces without a gap, each of two points or more
 */
public record BandPath(List<List<Point>> parts) {

    /**
     * A point with a name.
     *
     * @param name Γ, X, …
     * @param place in reciprocal vectors of the cell that the name belongs to
     * @param q Cartesian, 1/Å, with 2π
     */
    public record Point(String name, double[] place, double[] q) {}

    private static final String FACE = "G 0 0 0; X 0 1 0; W 1/2 1 0; K 3/4 3/4 0; L 1/2 1/2 1/2; U 1/4 1 1/4";
    private static final Map<Type, String[]> STANDARD = new EnumMap<>(Type.class);
    private static final String[] OTHERS = {"G 0 0 0; L 1/2 1/2 0; M 0 1/2 1/2; N 1/2 0 1/2; R 1/2 1/2 1/2; X 1/2 0 0; Y 0 1/2 0; Z 0 0 1/2", "XGY|LGZ|NGM|RG"};

    static {
        STANDARD.put(Type.CUBIC, new String[] {"G 0 0 0; X 0 1/2 0; M 1/2 1/2 0; R 1/2 1/2 1/2", "GXMGRX|MR"});
        STANDARD.put(Type.FACE_CENTERED_CUBIC, new String[] {FACE, "GXWKGLUWLK|UX"});
        STANDARD.put(Type.BODY_CENTERED_CUBIC, new String[] {"G 0 0 0; H 0 1 0; N 1/2 1/2 0; P 1/2 1/2 1/2", "GHNGPH|PN"});
        STANDARD.put(Type.HEXAGONAL, new String[] {"G 0 0 0; M 1/2 0 0; K 1/3 1/3 0; A 0 0 1/2; L 1/2 0 1/2; H 1/3 1/3 1/2", "GMKGALHA|LM|KH"});
        STANDARD.put(Type.TETRAGONAL, new String[] {"G 0 0 0; X 0 1/2 0; M 1/2 1/2 0; Z 0 0 1/2; R 0 1/2 1/2; A 1/2 1/2 1/2", "GXMGZRAZ|XR|MA"});
        STANDARD.put(Type.ORTHORHOMBIC, new String[] {"G 0 0 0; X 1/2 0 0; Y 0 1/2 0; Z 0 0 1/2; S 1/2 1/2 0; U 1/2 0 1/2; T 0 1/2 1/2; R 1/2 1/2 1/2", "GXSYGZURTZ|YT|UX|SR"});
    }

    public BandPath {
        parts = parts.stream().map(List::copyOf).toList();
    }

    /** The standard way of a lattice. */
    public static BandPath of(BravaisLattice lattice) {
        return along(lattice, standard(lattice)[1]);
    }

    /** The names that a lattice's points have, with their places. */
    public static Map<String, double[]> points(BravaisLattice lattice) {
        Map<String, double[]> points = new LinkedHashMap<>();
        for (String entry : standard(lattice)[0].split("; ")) {
            String[] words = entry.split(" ");
            points.put(words[0], new double[] {fraction(words[1]), fraction(words[2]), fraction(words[3])});
        }
        return points;
    }

    /**
     * A way by the names of its points, as {@code GXWKGL}; a bar starts anew elsewhere, as in {@code GX|UX}.
     *
     * @throws PropertyException where a name is not one of the lattice's, or a part has but one point
     */
    public static BandPath along(BravaisLattice lattice, String names) {
        Map<String, double[]> points = points(lattice);
        List<List<Point>> parts = new ArrayList<>();
        for (String part : names.toUpperCase(Locale.ROOT).replace('Γ', 'G').split("\\|", -1)) {
            List<Point> some = new ArrayList<>();
            for (String name : part.split("")) {
                double[] place = points.get(name);
                if (place == null) {
                    throw PropertyException.of("the way %s has no point '%s': a %s lattice has %s", names, name, lattice.type().title(), String.join(", ", points.keySet()));
                }
                some.add(new Point("G".equals(name) ? "Γ" : name, place, wave(lattice, place)));
            }
            if (some.size() < 2) {
                throw PropertyException.of("the way %s: '%s' leads nowhere; each part needs two points or more", names, part);
            }
            parts.add(some);
        }
        return new BandPath(parts);
    }

    /** Whether the places are in reciprocal vectors of the conventional cell, and not of the primitive one. */
    public static boolean conventional(BravaisLattice lattice) {
        return STANDARD.containsKey(lattice.type());
    }

    private static String[] standard(BravaisLattice lattice) {
        return STANDARD.getOrDefault(lattice.type(), OTHERS);
    }

    private static double[] wave(BravaisLattice lattice, double[] place) {
        return wave(conventional(lattice) ? lattice.conventional() : lattice.primitive(), place);
    }

    /** A place in the reciprocal vectors of a cell as a Cartesian wave vector, 1/Å, with 2π. */
    static double[] wave(double[] cell, double[] place) {
        double[] inverse = new double[9], q = new double[3];
        Matrix3.inverse(cell, inverse);
        for (int axis = 0; axis < 3; axis++) {
            q[axis] = 2 * Math.PI * (place[0] * inverse[3 * axis] + place[1] * inverse[3 * axis + 1] + place[2] * inverse[3 * axis + 2]);
        }
        return q;
    }

    private static double fraction(String text) {
        int bar = text.indexOf('/');
        return bar < 0 ? Double.parseDouble(text) : Double.parseDouble(text.substring(0, bar)) / Double.parseDouble(text.substring(bar + 1));
    }
}
