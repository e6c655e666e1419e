package org.eutectic.cli.bench;

/**
 * A way in which LAMMPS computes a case.
 *
 * @param program what the tables call it
 * @param pair the argument of {@code pair_style}
 * @param coefficients the argument of {@code pair_coeff}
 * @param share one round has only so many-th part of the steps: for styles so slow that nobody would wait
 */
record LammpsStyle(String program, String pair, String coefficients, int share) {
    static final String PLAIN = "lammps";
    static final String OPT = "lammps opt";
    static final String TABLE = "lammps table";
    static final String PYTHON = "lammps python";

    static LammpsStyle plain(String pair, String coefficients) {
        return new LammpsStyle(PLAIN, pair, coefficients, 1);
    }

    /** The same from the package OPT. */
    LammpsStyle opt() {
        String name = name();
        return new LammpsStyle(OPT, name + "/opt" + pair.substring(name.length()), coefficients, share);
    }

    /** The style without its arguments, as {@code lmp -h} lists it. */
    String name() {
        return pair.split(" ", 2)[0];
    }
}
