package org.eutectic.md.property;

import org.eutectic.atoms.Configuration;
import org.eutectic.md.symmetry.CrystalSymmetry;

/**
 * A crystal without forces and stresses.
 *
 * @param name the prototype's symbol, or the name of the file it was read from
 * @param configuration relaxed
 * @param cohesiveEnergy energy less that of isolated atoms, eV for each atom
 * @param symmetry of the relaxed crystal
 * @param largestForce what remains, eV/Å
 * @param largestStress what remains, eV/Å³
 */
public record RestingCrystal(String name, Configuration configuration, double cohesiveEnergy, CrystalSymmetry symmetry, double largestForce, double largestStress) {

    /** Volume for each atom, Å³. */
    public double volume() {
        return configuration.cell().volume() / configuration.size();
    }

    /** Length of the first edge of the cell, Å: the lattice constant a of a prototype. */
    public double a() {
        return edge(0);
    }

    /** Length of the third edge of the cell, Å: the lattice constant c of a prototype with an axis. */
    public double c() {
        return edge(2);
    }

    private double edge(int row) {
        return Math.sqrt(square(row, 0) + square(row, 1) + square(row, 2));
    }

    private double square(int row, int axis) {
        double x = configuration.cell().get(row, axis);
        return x * x;
    }
}
