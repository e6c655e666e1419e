package org.eutectic.ir;

import java.util.Arrays;

/**
 * A number for each tuple of species: a scalar parameter has no index, {@code A[i,j]} two. Identity, not content, tells two tables apart.
 * Values may be changed by fitting; whoever compiled the old ones compiles anew.
 */
public final class ParamTable {
    private final String name;
    private final int species;
    private final int indices;
    private final double[] values;

    /** @param values species^indices numbers in internal units (eV, Å, u, e), first index slowest; NaN where no tuple may ask */
    public ParamTable(String name, int species, int indices, double[] values) {
        int n = 1;
        for (int i = 0; i < indices; i++) {
            n *= species;
        }
        if (values.length != n) {
            throw new IllegalArgumentException(name + " takes " + n + " values, not " + values.length);
        }
        this.name = name;
        this.species = species;
        this.indices = indices;
        this.values = values.clone();
    }

    public String name() {
        return name;
    }

    public int species() {
        return species;
    }

    public int indices() {
        return indices;
    }

    /** The live values. */
    public double[] values() {
        return values;
    }

    public double get(int... tuple) {
        int at = 0;
        for (int t : tuple) {
            at = at * species + t;
        }
        return values[at];
    }

    public boolean isUniform() {
        return Arrays.stream(values).allMatch(v -> v == values[0]);
    }
}
