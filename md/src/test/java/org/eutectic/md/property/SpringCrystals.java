package org.eutectic.md.property;

import java.util.List;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.structure.Lattice;

/** Potentials simple enough that their crystals can be calculated on paper. */
final class SpringCrystals {
    /** Stiffness of a bond, eV/Å². */
    static final double K = 3;
    /** Its length at rest, Å. */
    static final double LENGTH = 2.5;
    /** Its energy there, eV. */
    static final double DEPTH = 0.5;

    private SpringCrystals() {}

    /** Atoms bound to those nearer than 3.2 Å, by springs; smoothly to nothing from 2.9 Å on. */
    static ForceField springs() {
        return field("""
            potential Springs {
              species Cu
              cutoff 3.2 Å
              function fade(r: Å) = piecewise { r < 2.9 Å : 1; otherwise : (1 - ((r - 2.9 Å)/(0.3 Å))^2)^3 }
              energy[i] = 1/2 * sum(j) fade(r[i,j])*(1/2 * 3 eV/Å^2 * (r[i,j] - 2.5 Å)^2 - 0.5 eV)
            }
            """);
    }

    /** Two kinds of atoms between which a Lennard-Jones well is so many times as deep as between like ones. */
    static ForceField mixture(double depth) {
        return field("""
            potential Mixture {
              species Ar, Kr
              cutoff 8 Å
              param epsilon[Ar,Ar] = 0.01 eV, epsilon[Kr,Kr] = 0.01 eV, epsilon[Ar,Kr] = %s eV
              function lj(r: Å) = (3.4 Å/r)^12 - (3.4 Å/r)^6
              energy[i] = 1/2 * sum(j) 4*epsilon[i,j]*(lj(r[i,j]) - lj(cutoff))
            }
            """.formatted(0.01 * depth));
    }

    /** Lennard-Jones argon, epsilon 0.01 eV and sigma 3.4 Å, with the energy of a pair at the cutoff subtracted or not. */
    static ForceField argon(double cutoff, boolean shifted) {
        return Potential.parse("""
            potential Argon {
              species Ar
              cutoff %s Å
              function lj(r: Å) = 4*0.01 eV*((3.4 Å/r)^12 - (3.4 Å/r)^6)
              energy[i] = 1/2 * sum(j) (lj(r[i,j]) - %s*lj(cutoff))
            }
            """.formatted(cutoff, shifted ? 1 : 0)).forceField(Backend.TRUFFLE, 2);
    }

    /** The second-moment model of copper, F. Cleri and V. Rosato, Phys. Rev. B 48, 22 (1993), faded to nothing at 5 Å: many-body, so that c/a depends on the volume. */
    static ForceField metal() {
        return field("""
            potential Metal {
              species Cu
              cutoff 5 Å
              param A = 0.0855 eV, xi = 1.224 eV, p = 10.96, q = 2.278, r0 = 2.556 Å
              function fade(r: Å) = piecewise { r < 4 Å : 1; otherwise : 1/2 + 1/2*cos(pi*(r - 4 Å)/(1 Å)) }
              rho[i]    = sum(j) fade(r[i,j])*exp(-2*q*(r[i,j]/r0 - 1))
              energy[i] = A * sum(j) fade(r[i,j])*exp(-p*(r[i,j]/r0 - 1)) - xi*sqrt(rho[i])
            }
            """);
    }

    /** Atoms that only repel. */
    static ForceField repulsion() {
        return field("""
            potential Repulsion {
              species Ar
              cutoff 6 Å
              energy[i] = 1/2 * sum(j) 1 eV*(1 - r[i,j]/cutoff)^3*exp(-r[i,j]/(1 Å))
            }
            """);
    }

    static ForceField field(String text) {
        return Potential.parse(text).forceField(Backend.REFERENCE, 1);
    }

    static RestingCrystal crystal(ForceField field, Lattice lattice) {
        return new CrystalSearch(field).get(lattice, List.of(field.species().getFirst()));
    }
}
