package org.eutectic.md.dynamics;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.Units;

import java.util.Map;

/**
 * Atoms in motion: positions, velocities, and the forces that belong to them. What integrators act on and observers look at. Positions run on
 * through periodic boundaries without being wrapped.
 */
public final class SimulationState {
    /** Where xx yy zz xy xz yz stand in a matrix. */

    private final Configuration configuration;
    private final ForceField forceField;
    private final VerletList neighbors;
    private final Evaluation evaluation = new Evaluation();
    private final double[] velocities;
    private final double[] masses;
    private final double timestep;
    private final StepClock clock;
    private final AtomBlocks blocks;
    private final AtomMoves moves;
    private final KineticTensor tensor;
    private final StateCheck check = new StateCheck(this);
    private CellMotion motion;
    private SpeciesExchange exchange;
    /** Who keeps and moves the atoms in place of this; null where nobody does. */
    private DistantAtoms elsewhere;
    private boolean momentumIsZero;
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
        double[] positions = configuration.positions();
        if (configuration.velocities() == null) {
            configuration.setVelocities(new double[positions.length]);
        }
        velocities = configuration.velocities();
        masses = configuration.masses();
        degreesOfFreedom = velocities.length;
        blocks = new AtomBlocks(masses.length, threads);
        moves = new AtomMoves(positions, velocities, masses, evaluation, blocks);
        tensor = new KineticTensor(this);
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
        if (elsewhere != null) {
            updateList();
        }
        return neighbors.list();
    }

    /** How often the neighbor list was made. */
    public long listBuilds() {
        return elsewhere != null && elsewhere.begun() ? elsewhere.builds() : neighbors.builds();
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

    /** The acceleration of an atom by a force of 1 eV/Å, Å/fs²; 0 for one that is held. */
    double accelerationPerForce(int atom) {
        return moves.accelerationPerForce[atom];
    }

    /** Over how many degrees of freedom the temperature is taken: three fewer than coordinates where total momentum is conserved. */
    public int degreesOfFreedom() {
        return degreesOfFreedom;
    }

    /** @param rotation whether rotation is taken away, too */
    void countFreedom(boolean conservesMomentum, boolean rotation) {
        momentumIsZero = conservesMomentum && moves.held() == 0 && masses.length > 1;
        degreesOfFreedom = 3 * (masses.length - moves.held()) - (momentumIsZero ? rotation ? 6 : 3 : 0);
    }

    /** Whether nothing changes the total momentum, which then is zero as far as thermostats are concerned. */
    boolean momentumIsZero() {
        return momentumIsZero;
    }

    /** Takes the drift of the whole system away, where nothing holds on to it. */
    void removeDrift() {
        if (moves.held() == 0) {
            Velocities.removeDrift(configuration, 1e-12);
        }
    }

    /** From now on atoms keep a velocity whatever acts on them, and do not count for temperature and pressure. */
    void hold(HeldAtoms group) {
        moves.hold(group);
    }

    void setMotion(CellMotion motion) {
        this.motion = motion;
    }

    void setExchange(SpeciesExchange exchange) {
        this.exchange = exchange;
    }

    /** Who makes Monte Carlo moves of species, or null. */
    public SpeciesExchange exchange() {
        return exchange;
    }

    /**
     * Atoms have become others between steps, masses and velocities included: brings everything up to that.
     *
     * @param drift whether the total momentum has changed by it
     */
    void speciesChanged(boolean drift) {
        moves.takeMasses();
        if (drift && momentumIsZero) {
            double before = kineticEnergy();
            Velocities.removeMomentum(configuration);
            addHeat(kineticEnergy() - before);
        }
        neighbors.rebuild(configuration);
        evaluate(energyWanted, virialWanted);
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
        return new Restart(configuration, step, time, heat, new Restart.Inner(firstStep, firstTime, elsewhere != null ? elsewhere.reference() : neighbors.reference(), neighbors.referenceCell(),
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

    /** Kinetic energy of the atoms that move freely, eV. */
    public double kineticEnergy() {
        return moves.kineticEnergy();
    }

    /** @param out takes Σ m v v, xx yy zz xy xz yz, eV */
    void kineticTensor(double[] out) {
        tensor.compute(out);
    }

    static double kineticEnergy(double[] v, double[] masses) {
        return 0.5 * Units.MASS_VELOCITY_SQUARED * AtomMoves.massTimesSquare(v, masses, 0, masses.length);
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
        tensor.pressure(out);
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
        double energy = moves.kick(dt);
        requireFinite(energy);
        return energy;
    }

    /** Where a sum over all atoms is no finite number, finds out which atom it is. */
    void requireFinite(double energy) {
        if (!Double.isFinite(energy)) {
            throw check.notFinite();
        }
    }

    /** Changes velocities by the present forces acting for a time in fs, then moves atoms along them for another. */
    public void kickAndDrift(double kick, double drift) {
        moves.kickAndDrift(kick, drift);
    }

    /**
     * Deforms the cell and everything in it.
     *
     * @param positions 3×3 in row order: x → positions·x
     * @param momenta the same for velocities, or null to leave them
     */
    public void deform(double[] positions, double[] momenta) {
        moves.deform(positions, momenta);
        strainCell(positions);
    }

    /** Deforms the cell alone. */
    void strainCell(double[] deformation) {
        double[] v = configuration.cell().vectors();
        AtomMoves.transform(deformation, v, 0, 3);
        configuration.setCell(new Cell(v, configuration.cell().periodic()));
    }

    /** Multiplies all velocities, but for those that are held, by a factor. */
    public void scaleVelocities(double factor) {
        moves.scale(factor);
    }

    /**
     * Computes forces at the present positions, and with them what else is wanted of this step. Where the energy is not wanted, it is the next kick that finds
     * forces that are not finite.
     *
     * @throws StructureException where atoms touch, run away or are lost
     */
    public void computeForces() {
        if (elsewhere != null) {
            computeElsewhere();
            return;
        }
        if (motion != null) {
            motion.move(this);
        }
        updateList();
        evaluate(energyWanted, virialWanted);
    }

    /** From now on the force field keeps and moves the atoms, where it can. */
    boolean handOver() {
        elsewhere = DistantAtoms.of(this, forceField, neighbors.skin());
        return elsewhere != null;
    }

    /**
     * Has the force field that keeps the atoms make steps, of which only the last one is looked at, if any is.
     *
     * @param count at least 1; {@link #step} already has the number of the first of them
     * @param looked whether positions, velocities and all that is wanted are to be known at the end
     * @throws StructureException where atoms touch, run away or are lost
     */
    void advance(StepRecipe recipe, int count, boolean looked) {
        energyKnown = virialKnown = false;
        long first = step;
        int made = elsewhere.advance(recipe, first, count, looked && energyWanted, looked && virialWanted);
        setStep(first + Math.min(made, count - 1));
        if (made < count) {
            throw elsewhere.trouble(check, neighbors);
        }
        if (looked) {
            elsewhere.fetch(energyWanted, virialWanted);
            know(energyWanted, virialWanted);
        }
    }

    private void computeElsewhere() {
        if (!elsewhere.begun()) {
            updateList();
            elsewhere.begin(neighbors.reference());
        }
        if (!elsewhere.compute(energyWanted, virialWanted)) {
            throw elsewhere.trouble(check, neighbors);
        }
        elsewhere.fetch(energyWanted, virialWanted);
        know(energyWanted, virialWanted);
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
            check.requireSlow();
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
        know(energy, virial);
    }

    private void know(boolean energy, boolean virial) {
        energyKnown = energy;
        virialKnown = virial;
        if (energy && !(Double.isFinite(evaluation.energy()) && check.finiteForces())) {
            throw check.notFinite();
        }
    }
}
