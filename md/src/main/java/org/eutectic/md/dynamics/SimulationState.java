package org.eutectic.md.dynamics;

import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.md.Units;

import java.util.Locale;
import java.util.Map;

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
    private final StepClock clock;
    private final AtomBlocks blocks;
    private final AtomBlocks.Work kick = this::kick;
    private final AtomBlocks.Work kickAndDrift = this::kickAndDrift;
    private final AtomBlocks.Work scale = this::scale;
    private final AtomBlocks.Work kinetic = this::kinetic;
    /** What the work above is done with. */
    private double kickTime;
    private double driftTime;
    private double factor;
    private int degreesOfFreedom;
    private long firstStep;
    private double firstTime;
    private Restart.Inner resumed;
    private Integrator integrator;
    private long step;
    private double time;
    private double heat;
    private boolean energyWanted = true;
    private boolean virialWanted = true;
    private boolean energyKnown;
    private boolean virialKnown;

    SimulationState(Configuration configuration, ForceField forceField, double skin, int threads, double timestep, StepClock clock) {
        this.clock = clock;
        this.configuration = configuration;
        this.forceField = forceField;
        this.timestep = timestep;
        neighbors = new VerletList(forceField, skin, threads);
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
        blocks = new AtomBlocks(masses.length, threads);
    }

    public Configuration configuration() {
        return configuration;
    }

    public int size() {
        return masses.length;
    }

    /** The atoms as threads share them. */
    public AtomBlocks blocks() {
        return blocks;
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

    /** The acceleration of an atom by a force of 1 eV/Å, Å/fs². */
    double accelerationPerForce(int atom) {
        return accelerationPerForce[atom];
    }

    /** Over how many degrees of freedom the temperature is taken: three fewer than coordinates where total momentum is conserved. */
    public int degreesOfFreedom() {
        return degreesOfFreedom;
    }

    void setDegreesOfFreedom(int n) {
        degreesOfFreedom = n;
    }

    void setIntegrator(Integrator integrator) {
        this.integrator = integrator;
    }

    /** Says with which step and at which time, fs, the counting begins, and from which earlier state, or null, the list is to be taken. */
    void begin(long firstStep, double firstTime, Restart.Inner resumed) {
        this.firstStep = firstStep;
        this.firstTime = firstTime;
        this.resumed = resumed;
    }

    void setStep(long step) {
        this.step = step;
        time = firstTime + (step - firstStep) * timestep;
    }

    /** All that it takes to go on from here to the bit; with live arrays, to be written at once. */
    public Restart restart(Map<String, String> notes) {
        return new Restart(configuration, step, time, heat, new Restart.Inner(firstStep, firstTime, neighbors.reference(), neighbors.referenceCell(),
            integrator.kind(), integrator.memory(), evaluation.energy(), notes));
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
        return 0.5 * Units.MASS_VELOCITY_SQUARED * blocks.sum(kinetic);
    }

    private double kinetic(int block, int from, int to) {
        return massTimesSquare(velocities, masses, from, to);
    }

    static double kineticEnergy(double[] v, double[] masses) {
        return 0.5 * Units.MASS_VELOCITY_SQUARED * massTimesSquare(v, masses, 0, masses.length);
    }

    private static double massTimesSquare(double[] v, double[] masses, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += masses[i] * (v[3 * i] * v[3 * i] + v[3 * i + 1] * v[3 * i + 1] + v[3 * i + 2] * v[3 * i + 2]);
        }
        return sum;
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
        return energyKnown;
    }

    /**
     * Changes velocities by the present forces acting for a time in fs.
     *
     * @return the kinetic energy after that, eV
     * @throws StructureException where a force is not finite
     */
    public double kick(double dt) {
        kickTime = dt;
        double energy = 0.5 * Units.MASS_VELOCITY_SQUARED * blocks.sum(kick);
        if (!Double.isFinite(energy)) {
            throw notFinite();
        }
        return energy;
    }

    private double kick(int block, int from, int to) {
        double[] v = velocities, f = evaluation.forces(), perForce = accelerationPerForce, m = masses;
        double sum = 0;
        for (int i = from, k = 3 * from; i < to; i++, k += 3) {
            double a = kickTime * perForce[i];
            double x = v[k] + a * f[k], y = v[k + 1] + a * f[k + 1], z = v[k + 2] + a * f[k + 2];
            sum += m[i] * (x * x + y * y + z * z);
            v[k] = x;
            v[k + 1] = y;
            v[k + 2] = z;
        }
        return sum;
    }

    /** Changes velocities by the present forces acting for a time in fs, then moves atoms along them for another. */
    public void kickAndDrift(double kick, double drift) {
        kickTime = kick;
        driftTime = drift;
        blocks.sum(kickAndDrift);
    }

    private double kickAndDrift(int block, int from, int to) {
        double[] x = positions, v = velocities, f = evaluation.forces(), perForce = accelerationPerForce;
        double dt = driftTime;
        for (int i = from, k = 3 * from; i < to; i++, k += 3) {
            double a = kickTime * perForce[i];
            double vx = v[k] + a * f[k], vy = v[k + 1] + a * f[k + 1], vz = v[k + 2] + a * f[k + 2];
            v[k] = vx;
            v[k + 1] = vy;
            v[k + 2] = vz;
            x[k] += dt * vx;
            x[k + 1] += dt * vy;
            x[k + 2] += dt * vz;
        }
        return 0;
    }

    /** Multiplies all velocities by a factor. */
    public void scaleVelocities(double factor) {
        this.factor = factor;
        blocks.sum(scale);
    }

    private double scale(int block, int from, int to) {
        for (int k = 3 * from; k < 3 * to; k++) {
            velocities[k] *= factor;
        }
        return 0;
    }

    /**
     * Computes forces at the present positions, and with them what else is wanted of this step. Where the energy is not wanted, it is the next kick that finds
     * forces that are not finite.
     *
     * @throws StructureException where atoms touch, run away or are lost
     */
    public void computeForces() {
        updateList();
        evaluate(energyWanted, virialWanted);
    }

    /** Whether the force field can make steps of velocity Verlet itself. */
    boolean canMove() {
        return forceField instanceof MovingForceField;
    }

    /**
     * Makes steps of velocity Verlet at which nobody looks, where the force field computes.
     *
     * @param most at least 1
     * @return how many
     */
    int move(int most) {
        int made = ((MovingForceField) forceField).move(neighbors.list(), new MovingForceField.Motion(positions, velocities, evaluation.forces(), accelerationPerForce, neighbors.reference(),
            timestep, neighbors.limitSquared()), most);
        energyKnown = virialKnown = false;
        if (made < most) {
            step += made;
            want(false, false);
            computeForces();
            kick(0.5 * timestep);
            made++;
        }
        return made;
    }

    void updateList() {
        long start = clock.now();
        if (resumed != null) {
            neighbors.resume(configuration, resumed.listPositions(), resumed.listCell());
            resumed = null;
        }
        boolean anew = neighbors.update(configuration);
        clock.addNeighbor(start, clock.now());
        if (anew) {
            requireSlow();
        }
    }

    /**
     * Lets the force field compile, in a little of the work, what is asked of it, when there is a list: nothing else is changed.
     *
     * @return whether nothing is left to compile
     */
    boolean warmUp(boolean energy, boolean virial) {
        return forceField.warmUp(neighbors.list(), energy, true, virial);
    }

    private void evaluate(boolean energy, boolean virial) {
        long start = clock.now();
        forceField.compute(neighbors.list(), energy, true, virial, evaluation);
        clock.addPair(start, clock.now());
        energyKnown = energy;
        virialKnown = virial;
        if (energy && !(Double.isFinite(evaluation.energy()) && finiteForces())) {
            throw notFinite();
        }
    }

    private boolean finiteForces() {
        for (double f : evaluation.forces()) {
            if (!Double.isFinite(f)) {
                return false;
            }
        }
        return true;
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
        double[] f = evaluation.forces();
        for (int i = 0; i < masses.length; i++) {
            double force = Math.sqrt(f[3 * i] * f[3 * i] + f[3 * i + 1] * f[3 * i + 1] + f[3 * i + 2] * f[3 * i + 2]);
            if (!Double.isFinite(force)) {
                return new StructureException(Kind.NOT_FINITE, "the force on atom " + (i + 1) + " (" + configuration.symbol(i) + ") is " + force, null, i);
            }
        }
        for (int i = 0; i < masses.length && energyKnown(); i++) {
            if (!Double.isFinite(evaluation.siteEnergies()[i])) {
                return new StructureException(Kind.NOT_FINITE, "the energy of atom " + (i + 1) + " (" + configuration.symbol(i) + ") is "
                        + evaluation.siteEnergies()[i], null, i);
            }
        }
        return StructureException.of(Kind.NOT_FINITE, "the %s energy is not finite", energyKnown() ? "potential" : "kinetic");
    }
}
