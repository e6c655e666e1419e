package org.eutectic.cli.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;

/** Crystals by their conventional cells. Sites are in fractions of the cell's edges; the number in front tells which element stands there. */
public enum Lattice {
    SC(1, new double[][] {{0, 0, 0, 0}}),
    FCC(1, new double[][] {{0, 0, 0, 0}, {0, 0, .5, .5}, {0, .5, 0, .5}, {0, .5, .5, 0}}),
    BCC(1, new double[][] {{0, 0, 0, 0}, {0, .5, .5, .5}}),
    /** In a rectangular cell a × √3 a × c of four atoms. */
    HCP(1, new double[][] {{0, 0, 0, 0}, {0, .5, .5, 0}, {0, .5, 5 / 6.0, .5}, {0, 0, 1 / 3.0, .5}}),
    DIAMOND(1, new double[][] {{0, 0, 0, 0}, {0, 0, .5, .5}, {0, .5, 0, .5}, {0, .5, .5, 0},
        {0, .25, .25, .25}, {0, .25, .75, .75}, {0, .75, .25, .75}, {0, .75, .75, .25}}),
    ROCKSALT(2, new double[][] {{0, 0, 0, 0}, {0, 0, .5, .5}, {0, .5, 0, .5}, {0, .5, .5, 0},
        {1, .5, .5, .5}, {1, .5, 0, 0}, {1, 0, .5, 0}, {1, 0, 0, .5}}),
    CESIUMCHLORIDE(2, new double[][] {{0, 0, 0, 0}, {1, .5, .5, .5}}),
    ZINCBLENDE(2, new double[][] {{0, 0, 0, 0}, {0, 0, .5, .5}, {0, .5, 0, .5}, {0, .5, .5, 0},
        {1, .25, .25, .25}, {1, .25, .75, .75}, {1, .75, .25, .75}, {1, .75, .75, .25}});

    private final int elements;
    private final double[][] sites;

    Lattice(int elements, double[][] sites) {
        this.elements = elements;
        this.sites = sites;
    }

    /** How many elements it takes. */
    public int elements() {
        return elements;
    }

    /** Atoms in one conventional cell. */
    public int sites() {
        return sites.length;
    }

    /**
     * A block of this crystal.
     *
     * @param species one for each of {@link #elements()}
     * @param a lattice constant, Å
     * @param c along the hexagonal axis, Å; used by {@link #HCP} alone
     * @param repeat three positive numbers of cells
     * @param vacuum three lengths of empty space beyond the last cell, Å
     */
    public Configuration build(List<String> species, double a, double c, int[] repeat, boolean[] periodic, double[] vacuum) {
        double[] edge = this == HCP ? new double[] {a, Math.sqrt(3) * a, c} : new double[] {a, a, a};
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
