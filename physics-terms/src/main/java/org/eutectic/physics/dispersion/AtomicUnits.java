package org.eutectic.physics.dispersion;

import org.eutectic.check.Units;
import org.eutectic.physics.pairs.RadialFunction;

/** The units in which D3's figures are published. */
final class AtomicUnits {
    /** Å. */
    static final double BOHR = Units.unit("bohr").orElseThrow().factor();
    /** eV. */
    static final double HARTREE = Units.unit("Ha").orElseThrow().factor();

    private AtomicUnits() {}

    /** A function of a distance in bohr as one of a distance in Å, times a factor. */
    static RadialFunction inAngstrom(RadialFunction f, double factor) {
        return (r, out) -> {
            f.at(r / BOHR, out);
            out[0] *= factor;
            out[1] *= factor / BOHR;
            out[2] *= factor / (BOHR * BOHR);
        };
    }
}
