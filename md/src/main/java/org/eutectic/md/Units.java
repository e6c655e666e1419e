package org.eutectic.md;

/** Physical constants (CODATA 2018) in the units used here: eV, Å, u, fs, K. */
public final class Units {
    /** Boltzmann's constant, eV/K. */
    public static final double BOLTZMANN = 8.617333262e-5;

    /** Planck's constant, eV fs. */
    public static final double PLANCK = 4.135667696;

    /** One u·(Å/fs)² in eV: 1.66053906660e-27 kg · (1e5 m/s)² / 1.602176634e-19 J. */
    public static final double MASS_VELOCITY_SQUARED = 1.66053906660e-27 * 1e10 / 1.602176634e-19;

    /** One eV/(Å·u) in Å/fs². */
    public static final double ACCELERATION = 1 / MASS_VELOCITY_SQUARED;

    /** One eV/Å³ in GPa. */
    public static final double GIGAPASCAL = 160.2176634;

    /** The Bohr radius, Å. */
    public static final double BOHR = 0.529177210903;

    /** The Hartree energy, eV. */
    public static final double HARTREE = 27.211386245988;

    /** One eV/Å² in J/m². */
    public static final double JOULE_PER_SQUARE_METER = 16.02176634;

    /** ASE's unit of time, Å·√(u/eV), in fs. */
    public static final double ASE_TIME = Math.sqrt(MASS_VELOCITY_SQUARED);

    private Units() {}
}
