package org.eutectic.atoms;

/** A number for each atom, put into the order of a neighbor list when somebody first asks for it there. */
final class AtomValues {
    private double[] given;
    private double[] sorted = new double[0];
    private boolean current;

    /** @param values in the order of the configuration, or null where there are none */
    AtomValues take(double[] values) {
        given = values;
        current = false;
        return this;
    }

    /** Values that are in the order of a list already. */
    static AtomValues byPlace(double[] values) {
        AtomValues v = new AtomValues();
        v.given = values;
        v.sorted = values;
        v.current = true;
        return v;
    }

    /** The values by place, or null where there are none. */
    double[] at(int[] atoms) {
        if (given == null) {
            return null;
        }
        if (!current) {
            if (sorted.length != given.length) {
                sorted = new double[given.length];
            }
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] = given[atoms[i]];
            }
            current = true;
        }
        return sorted;
    }
}
