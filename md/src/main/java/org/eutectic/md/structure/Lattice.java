package org.eutectic.md.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.dsl.diagnostic.Suggestion;

/** Crystals by their conventional cells. Sites are in fractions of the cell's edges; the number in front tells which element stands there. */
public enum Lattice {
    SC("sc", "simple cubic", 1, 1, new double[][] {{0, 0, 0, 0}}),
    FCC("fcc", "face-centered cubic", 1, Math.sqrt(0.5), Sites.FACES),
    BCC("bcc", "body-centered cubic", 1, Math.sqrt(0.75), new double[][] {{0, 0, 0, 0}, {0, .5, .5, .5}}),
    /** In a rectangular cell a × √3 a × c of four atoms. */
    HCP("hcp", "hexagonal close-packed", 1, 1, Sites.HEXAGONAL),
    DIAMOND("diamond", "diamond", 1, Math.sqrt(3) / 4, Sites.both(Sites.FACES, 0, .25, .25, .25)),
    ROCKSALT("b1", "rock salt", 2, 0.5, Sites.both(Sites.FACES, 1, .5, .5, .5)),
    CESIUMCHLORIDE("b2", "cesium chloride", 2, Math.sqrt(0.75), new double[][] {{0, 0, 0, 0}, {1, .5, .5, .5}}),
    ZINCBLENDE("b3", "zinc blende", 2, Math.sqrt(3) / 4, Sites.both(Sites.FACES, 1, .25, .25, .25)),
    /** In a rectangular cell a × √3 a × c of eight atoms. */
    WURTZITE("b4", "wurtzite", 2, 0.375 * Math.sqrt(8 / 3.0), Sites.both(Sites.HEXAGONAL, 1, 0, 0, .375)),
    /** CuAu: layers of the two elements in turn along the third edge. */
    L10("l10", "CuAu", 2, Math.sqrt(0.5), new double[][] {{0, 0, 0, 0}, {0, .5, .5, 0}, {1, 0, .5, .5}, {1, .5, 0, .5}}),
    /** Cu3Au: the first element on the face centers, the second on the corners. */
    L12("l12", "Cu3Au", 2, Math.sqrt(0.5), new double[][] {{1, 0, 0, 0}, {0, 0, .5, .5}, {0, .5, 0, .5}, {0, .5, .5, 0}});

    private static final Map<String, Lattice> NAMES = new LinkedHashMap<>();

    static {
        for (Lattice l : values()) {
            NAMES.put(l.symbol, l);
            NAMES.putIfAbsent(l.name().toLowerCase(Locale.ROOT), l);
        }
    }

    /** Sites that several crystals share. */
    private static final class Sites {
        static final double[][] FACES = {{0, 0, 0, 0}, {0, 0, .5, .5}, {0, .5, 0, .5}, {0, .5, .5, 0}};
        static final double[][] HEXAGONAL = {{0, 0, 0, 0}, {0, .5, .5, 0}, {0, .5, 5 / 6.0, .5}, {0, 0, 1 / 3.0, .5}};

        /** The sites, and once more an element's sites moved by a part of the edges. */
        static double[][] both(double[][] sites, int element, double x, double y, double z) {
            List<double[]> all = new ArrayList<>(List.of(sites));
            for (double[] s : sites) {
                all.add(new double[] {element, (s[1] + x) % 1, (s[2] + y) % 1, (s[3] + z) % 1});
            }
            return all.toArray(double[][]::new);
        }
    }

    private final String symbol;
    private final String title;
    private final int elements;
    private final double nearest;
    private final double[][] sites;

    Lattice(String symbol, String title, int elements, double nearest, double[][] sites) {
        this.symbol = symbol;
        this.title = title;
        this.elements = elements;
        this.nearest = nearest;
        this.sites = sites;
    }

    /** The crystal of this name: its symbol ({@code b1}) or its long name ({@code rocksalt}), in any case. */
    public static Optional<Lattice> named(String name) {
        return Optional.ofNullable(NAMES.get(name.toLowerCase(Locale.ROOT)));
    }

    /** What to say of a name that {@link #named} does not know. */
    public static String unknown(String name) {
        return "there is no structure '" + name + "'" + Suggestion.nearest(name, NAMES.keySet()).map(s -> "; did you mean '" + s + "'?")
            .orElse("; there are " + String.join(", ", NAMES.keySet()));
    }

    /** The short name, as {@code fcc} or {@code b3} (Strukturbericht for compounds). */
    public String symbol() {
        return symbol;
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** How many elements it takes. */
    public int elements() {
        return elements;
    }

    /** Atoms in one conventional cell. */
    public int sites() {
        return sites.length;
    }

    /** The distance between nearest neighbors in units of the lattice constant, with the {@link #idealAxialRatio}. */
    public double nearestDistance() {
        return nearest;
    }

    /** Whether the cell has an axis whose length symmetry does not tie to the others'. */
    public boolean axial() {
        return this == L10 || hexagonal();
    }

    private boolean hexagonal() {
        return this == HCP || this == WURTZITE;
    }

    /** The c/a at which the crystal is packed from spheres: √(8/3) for hexagonal ones, 1 for all others. */
    public double idealAxialRatio() {
        return hexagonal() ? Math.sqrt(8 / 3.0) : 1;
    }

    /** How many of the conventional cell's atoms are of the given element, counted from 0. */
    public int count(int element) {
        return (int) Arrays.stream(sites).filter(s -> (int) s[0] == element).count();
    }

    /**
     * One conventional cell, periodic throughout, with the ideal ratio of its edges.
     *
     * @param species one for each of {@link #elements()}
     * @param a lattice constant, Å
     */
    public Configuration build(List<String> species, double a) {
        return build(species, a, a * idealAxialRatio(), new int[] {1, 1, 1}, new boolean[] {true, true, true}, new double[3]);
    }

    /**
     * A block of this crystal.
     *
     * @param species one for each of {@link #elements()}
     * @param a lattice constant, Å
     * @param c along the axis, Å; used where the crystal is {@link #axial}
     * @param repeat three positive numbers of cells
     * @param vacuum three lengths of empty space beyond the last cell, Å
     */
    public Configuration build(List<String> species, double a, double c, int[] repeat, boolean[] periodic, double[] vacuum) {
        double[] edge = {a, hexagonal() ? Math.sqrt(3) * a : a, axial() ? c : a};
        List<String> symbols = new ArrayList<>(new LinkedHashSet<>(species));
        int cells = repeat[0] * repeat[1] * repeat[2];
        int[] types = new int[cells * sites.length];
        double[] positions = new double[3 * types.length];
        int n = 0;
        for (int ix = 0; ix < repeat[0]; ix++) {
            for (int iy = 0; iy < repeat[1]; iy++) {
                for (int iz = 0; iz < repeat[2]; iz++) {
                    for (double[] site : sites) {
                        types[n] = symbols.indexOf(species.get((int) site[0]));
                        positions[3 * n] = (ix + site[1]) * edge[0];
                        positions[3 * n + 1] = (iy + site[2]) * edge[1];
                        positions[3 * n + 2] = (iz + site[3]) * edge[2];
                        n++;
                    }
                }
            }
        }
        double[] vectors = new double[9];
        for (int k = 0; k < 3; k++) {
            vectors[4 * k] = repeat[k] * edge[k] + vacuum[k];
        }
        return new Configuration(symbols, types, positions, new Cell(vectors, Arrays.copyOf(periodic, 3)));
    }
}
