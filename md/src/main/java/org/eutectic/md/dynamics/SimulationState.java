package org.eutectic.md.dynamics;

import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.md.Units;

import java.util.Locale;

/**
 * Atoms in motion: positions, velocities, and the forces that belong to them. What integrators act on and observers look at. Positions run on
 * through periodic boundaries without being wrapped.
 */
public final class SimulationState {
    /** An atom that moves further than this in one step, Å, is running away. */
    private static final double RUNAWAY = 1;

    private final Configuration configuration;
    private final ForceField forceField;
    private final VerletList neighbors;
    private final Evaluation evaluation = new Evaluation();
    private final double[] positions;
    private final double[] velocities;
    private final double[] masses;
    private final double[] accelerationPerForce;
    private final double timestep;
    private int degreesOfFreedom;
    private long step;
    private double time;
    private double heat;
    private boolean energyWanted = true;
    private boolean virialWanted = true;
    private boolean virialKnown;

    SimulationState(Configuration configuration, ForceField forceField, double skin, int threads, double timestep) {
        this.configuration = configuration;
        this.forceField = forceField;
        this.timestep = timestep;
        neighbors = new VerletList(forceField.species(), forceField.cutoff(), skin, threads);
        positions = configuration.positions();
        if (configuration.velocities() == null) {
            configuration.setVelocities(new double[positions.length]);
        }
        velocities = configuration.velocities();
        masses = configuration.masses();
        accelerationPerForce = new double[masses.length];
        for (int i = 0; i < masses.length; i++) {
            accelerationPerForce[i] = Units.ACCELERATION / masses[i];
        }
        degreesOfFreedom = velocities.length;
    }

    public Configuration configuration() {
        return configuration;
    }

    public int size() {
        return masses.length;
    }

    /** Energy, forces and (where asked for) virial at the present positions. */
    public Evaluation evaluation() {
        return evaluation;
    }

    public NeighborList neighborList() {
        return neighbors.list();
    }

    /** How often the neighbor list was made. */
    public long listBuilds() {
        return neighbors.builds();
    }

    /** The number of the present step. */
    public long step() {
        return step;
    }

    /** Time, fs. */
    public double time() {
        return time;
    }

    /** Length of a step, fs. */
    public double timestep() {
        return timestep;
    }

    /** Velocities in Å/fs; the live array. */
    public double[] velocities() {
        return velocities;
    }

    /** Masses in u; the live array. */
    public double[] masses() {
        return masses;
    }

    /** Over how many degrees of freedom the temperature is taken: three fewer than coordinates where total momentum is conserved. */
    public int degreesOfFreedom() {
        return degreesOfFreedom;
    }

    void setDegreesOfFreedom(int n) {
        degreesOfFreedom = n;
    }

    void setStep(long step, double time) {
        this.step = step;
        this.time = time;
    }

    /** Energy the thermostat has put in since the start, eV. */
    public double heat() {
        return heat;
    }

    /** Books energy put in by a thermostat, eV. */
    public void addHeat(double energy) {
        heat += energy;
    }

    /** Potential energy, eV; NaN in a step in which nobody wanted it. */
    public double potentialEnergy() {
        return evaluation.energy();
    }

    /** Kinetic energy, eV. */
    public double kineticEnergy() {
        return kineticEnergy(velocities, masses);
    }

    static double kineticEnergy(double[] v, double[] masses) {
        double sum = 0;
        for (int i = 0; i < masses.length; i++) {
            sum += masses[i] * (v[3 * i] * v[3 * i] + v[3 * i + 1] * v[3 * i + 1] + v[3 * i + 2] * v[3 * i + 2]);
        }
        return 0.5 * Units.MASS_VELOCITY_SQUARED * sum;
    }

    /** Temperature, K. */
    public double temperature() {
        return degreesOfFreedom == 0 ? 0 : 2 * kineticEnergy() / (degreesOfFreedom * Units.BOLTZMANN);
    }

    /** Whether {@link Evaluation#virial} belongs to the present positions. */
    public boolean virialKnown() {
        return virialKnown;
    }

    /**
     * The pressure tensor, positive under compression, kinetic part included.
     *
     * @param out takes xx yy zz xy xz yz, GPa; NaN where there is no volume or no virial
     */
    public void pressure(double[] out) {
        double volume = configuration.cell().volume();
        double[] w = evaluation.virial();
        double[] sum = {w[0], w[4], w[8], 0.5 * (w[1] + w[3]), 0.5 * (w[2] + w[6]), 0.5 * (w[5] + w[7])};
        for (int i = 0; i < masses.length; i++) {
            double m = Units.MASS_VELOCITY_SQUARED * masses[i];
            double x = velocities[3 * i], y = velocities[3 * i + 1], z = velocities[3 * i + 2];
            sum[0] += m * x * x;
            sum[1] += m * y * y;
            sum[2] += m * z * z;
            sum[3] += m * x * y;
            sum[4] += m * x * z;
            sum[5] += m * y * z;
        }
        for (int k = 0; k < 6; k++) {
            out[k] = virialKnown && volume > 0 ? sum[k] / volume * Units.GIGAPASCAL : Double.NaN;
        }
    }

    /** Says what, beside forces, is to be known at the end of the step. */
    void want(boolean energy, boolean virial) {
        energyWanted = energy;
        virialWanted = virial;
    }

    boolean energyKnown() {
        return !Double.isNaN(evaluation.energy());
    }

    /** Changes velocities by the present forces acting for a time in fs. */
    public void kick(double dt) {
        double[] f = evaluation.forces();
        for (int i = 0, k = 0; i < accelerationPerForce.length; i++, k += 3) {
            double a = dt * accelerationPerForce[i];
            velocities[k] += a * f[k];
            velocities[k + 1] += a * f[k + 1];
            velocities[k + 2] += a * f[k + 2];
        }
    }

    /** Moves atoms along their velocities for a time in fs. */
    public void drift(double dt) {
        for (int k = 0; k < positions.length; k++) {
            positions[k] += dt * velocities[k];
        }
    }

    /**
     * Computes forces at the present positions, and with them what else is wanted of this step.
     *
     * @throws StructureException where atoms touch, run away or are lost
     */
    public void computeForces() {
        if (neighbors.update(configuration)) {
            requireSlow();
        }
        evaluate(energyWanted, virialWanted);
    }

    /**
     * Makes the neighbor list anew and computes forces with it: the state then is what a run started from here would begin with, to the last bit.
     */
    void refresh() {
        neighbors.rebuild(configuration);
        evaluate(true, true);
    }

    private void evaluate(boolean energy, boolean virial) {
        forceField.compute(neighbors.list(), energy, true, virial, evaluation);
        virialKnown = virial;
        if (!finiteForces() || energy && !Double.isFinite(evaluation.energy())) {
            throw notFinite();
        }
    }

    private boolean finiteForces() {
        double[] f = evaluation.forces();
        double sum = 0;
        for (int k = 0; k < 3 * masses.length; k++) {
            // 0 for what is finite, NaN for anything else: a sum of the forces themselves could cancel or run over.
            sum += 0 * f[k];
        }
        return sum == 0;
    }

    private void requireSlow() {
        double limit = RUNAWAY / timestep;
        for (int i = 0; i < masses.length; i++) {
            double x = velocities[3 * i], y = velocities[3 * i + 1], z = velocities[3 * i + 2];
            double v2 = x * x + y * y + z * z;
            if (!(v2 < limit * limit)) {
                throw new StructureException(Kind.RUNAWAY, String.format(Locale.ROOT,
                        "atom %d (%s) moves %.3g Å in one step; the time step is too long or atoms came too close", i + 1, configuration.symbol(i),
                        Math.sqrt(v2) * timestep), null, i);
            }
        }
    }

    private StructureException notFinite() {
        for (int i = 0; i < masses.length; i++) {
            double[] f = evaluation.forces();
            double force = Math.sqrt(f[3 * i] * f[3 * i] + f[3 * i + 1] * f[3 * i + 1] + f[3 * i + 2] * f[3 * i + 2]);
            if (!Double.isFinite(force)) {
                return new StructureException(Kind.NOT_FINITE, "the force on atom " + (i + 1) + " (" + configuration.symbol(i) + ") is " + force, null, i);
            }
        }
        for (int i = 0; i < masses.length; i++) {
            if (!Double.isFinite(evaluation.siteEnergies()[i])) {
                return new StructureException(Kind.NOT_FINITE, "the energy of atom " + (i + 1) + " (" + configuration.symbol(i) + ") is "
                        + evaluation.siteEnergies()[i], null, i);
            }
        }
        return StructureException.of(Kind.NOT_FINITE, "the energy is %s", evaluation.energy());
    }
}
