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
    private final DescentMethod method;
    private final double pressure;
    private final Fire.Listener listener;
    private final double[] along;

    private CrystalRelaxation(double forceTolerance, double stressTolerance, int limit, CellFreedom freedom, boolean symmetric, DescentMethod method, double pressure,
                              Fire.Listener listener, double[] along) {
        this.forceTolerance = forceTolerance;
        this.stressTolerance = stressTolerance;
        this.limit = limit;
        this.freedom = freedom;
        this.symmetric = symmetric;
        this.method = method;
        this.pressure = pressure;
        this.listener = listener;
        this.along = along;
    }

    /** Relaxes atoms and cell, with their symmetry, until forces are below 1e-8 eV/Å and stresses below 1e-10 eV/Å³ (2e-8 GPa), in at most 2,000 evaluations. */
    public CrystalRelaxation() {
        this(1e-8, 1e-10, 2000, CellFreedom.FREE, true, DescentMethod.LBFGS, 0, (step, energy, force) -> { }, null);
    }

    /** The same with another largest force, eV/Å. */
    public CrystalRelaxation withForceTolerance(double tolerance) {
        return new CrystalRelaxation(tolerance, stressTolerance, limit, freedom, symmetric, method, pressure, listener, along);
    }

    /** The same with another largest stress, eV/Å³. */
    public CrystalRelaxation withStressTolerance(double tolerance) {
        return new CrystalRelaxation(forceTolerance, tolerance, limit, freedom, symmetric, method, pressure, listener, along);
    }

    /** The same with another largest number of evaluations. */
    public CrystalRelaxation withMaximumEvaluations(int evaluations) {
        return new CrystalRelaxation(forceTolerance, stressTolerance, evaluations, freedom, symmetric, method, pressure, listener, along);
    }

    /** The same with another freedom of the cell. */
    public CrystalRelaxation withCell(CellFreedom freedom) {
        return new CrystalRelaxation(forceTolerance, stressTolerance, limit, freedom, symmetric, method, pressure, listener, along);
    }

    /** The same without regard to symmetry. */
    public CrystalRelaxation withoutSymmetry() {
        return new CrystalRelaxation(forceTolerance, stressTolerance, limit, freedom, false, method, pressure, listener, along);
    }

    /** The same by another method. */
    public CrystalRelaxation withMethod(DescentMethod method) {
        return new CrystalRelaxation(forceTolerance, stressTolerance, limit, freedom, symmetric, method, pressure, listener, along);
    }

    /** The same up to where a cell that is free is under a pressure from all sides, eV/Å³. */
    public CrystalRelaxation withPressure(double pressure) {
        return new CrystalRelaxation(forceTolerance, stressTolerance, limit, freedom, symmetric, method, pressure, listener, along);
    }

    /** The same with someone who is told of each evaluation. */
    public CrystalRelaxation withListener(Fire.Listener listener) {
        return new CrystalRelaxation(forceTolerance, stressTolerance, limit, freedom, symmetric, method, pressure, listener, along);
    }

    /** The same with atoms that move along one direction only, given by its unit vector. */
    public CrystalRelaxation withMotionAlong(double... direction) {
        return new CrystalRelaxation(forceTolerance, stressTolerance, limit, freedom, symmetric, method, pressure, listener, direction.clone());
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
        int made = energy.evaluations();
        if (symmetric && energy.converged() && energy.hidden() > HIDDEN) {
            energy = run(c, field, null, limit - made);
            return energy.result(made);
        }
        return energy.result(0);
    }

    private CrystalEnergy run(Configuration c, ForceField field, CrystalSymmetry symmetry, int evaluations) {
        CrystalEnergy energy = new CrystalEnergy(c.copy(), field, freedom, symmetry, forceTolerance, stressTolerance, evaluations, pressure, listener, along);
        double[] x = new double[energy.size()];
        new Descent(energy, method.begin()).minimize(x);
        System.arraycopy(energy.last().positions(), 0, c.positions(), 0, c.positions().length);
        c.setCell(energy.last().cell());
        return energy;
    }
}
