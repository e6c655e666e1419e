package org.eutectic.md.relax;

import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.md.symmetry.CrystalSymmetry;

/**
 * Relaxes a crystal, atoms and cell together, to many digits. Where {@link Fire} takes a rough structure of any size downhill, this takes a crystal
 * to where energies and stresses can be differentiated once more.
 *
 * <p>A crystal keeps the symmetry that it starts with: forces and stress are averaged over it, so that one which is held by symmetry alone (a face-centered
 * crystal of silicon) is found as well as a stable one. Where forces remain that this symmetry hides, because atoms lay only nearly on their ideal places,
 * the relaxation goes on without.
 */
public final class CrystalRelaxation {
    /** How many times the tolerance what symmetry hides may be: rounding stays far below, atoms that lie off their places far above. */
    private static final double HIDDEN = 100;

    private final double forceTolerance;
    private final double stressTolerance;
    private final int limit;
    private final CellFreedom freedom;
    private final boolean symmetric;

    private CrystalRelaxation(double forceTolerance, double stressTolerance, int limit, CellFreedom freedom, boolean symmetric) {
        this.forceTolerance = forceTolerance;
        this.stressTolerance = stressTolerance;
        this.limit = limit;
        this.freedom = freedom;
        this.symmetric = symmetric;
    }

    /** Relaxes atoms and cell, with their symmetry, until forces are below 1e-8 eV/Å and stresses below 1e-10 eV/Å³ (2e-8 GPa), in at most 2,000 evaluations. */
    public CrystalRelaxation() {
        this(1e-8, 1e-10, 2000, CellFreedom.FREE, true);
    }

    /** The same with another largest force, eV/Å. */
    public CrystalRelaxation withForceTolerance(double tolerance) {
        return new CrystalRelaxation(tolerance, stressTolerance, limit, freedom, symmetric);
    }

    /** The same with another largest stress, eV/Å³. */
    public CrystalRelaxation withStressTolerance(double tolerance) {
        return new CrystalRelaxation(forceTolerance, tolerance, limit, freedom, symmetric);
    }

    /** The same with another largest number of evaluations. */
    public CrystalRelaxation withMaximumEvaluations(int evaluations) {
        return new CrystalRelaxation(forceTolerance, stressTolerance, evaluations, freedom, symmetric);
    }

    /** The same with another freedom of the cell. */
    public CrystalRelaxation withCell(CellFreedom freedom) {
        return new CrystalRelaxation(forceTolerance, stressTolerance, limit, freedom, symmetric);
    }

    /** The same without regard to symmetry. */
    public CrystalRelaxation withoutSymmetry() {
        return new CrystalRelaxation(forceTolerance, stressTolerance, limit, freedom, false);
    }

    /**
     * Moves the atoms of a configuration, and its cell, into the nearest minimum of the energy.
     *
     * @throws StructureException where atoms touch or energies are not finite, or the cell is free and does not span a volume
     */
    public CrystalRelaxationResult relax(Configuration c, ForceField field) {
        if (freedom != CellFreedom.FIXED && !(c.cell().volume() > 0)) {
            throw StructureException.of(Kind.SINGULAR_CELL, "only a structure with a cell can relax its cell");
        }
        CrystalEnergy energy = run(c, field, symmetric ? CrystalSymmetry.of(c) : null, limit);
        if (symmetric && energy.converged() && energy.hidden() > HIDDEN) {
            int before = energy.evaluations();
            energy = run(c, field, null, limit - before);
            return energy.result(before);
        }
        return energy.result(0);
    }

    private CrystalEnergy run(Configuration c, ForceField field, CrystalSymmetry symmetry, int evaluations) {
        CrystalEnergy energy = new CrystalEnergy(c.copy(), field, freedom, symmetry, forceTolerance, stressTolerance, evaluations);
        double[] x = new double[energy.size()];
        new LimitedMemoryBfgs(energy, CrystalEnergy.STIFFNESS).minimize(x);
        System.arraycopy(energy.last().positions(), 0, c.positions(), 0, c.positions().length);
        c.setCell(energy.last().cell());
        return energy;
    }
}
