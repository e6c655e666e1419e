package org.eutectic.md.dynamics;

import org.eutectic.md.Matrix3;
import org.eutectic.md.Units;

/**
 * A barostat by stochastic cell rescaling (M. Bernetti and G. Bussi, J. Chem. Phys. 153, 114107 (2020)): every few steps the cell is strained, with the atoms in
 * it, by as much as the pressure asks for and by a random strain, so that volumes have their distribution at constant pressure and temperature. For cells of
 * any shape after V. del Tatto, P. Raiteri, M. Bernetti and G. Bussi, Appl. Sci. 12, 1139 (2022). It goes with any thermostat.
 *
 * <p>The strain e of x → exp(e) x in a time dt is e = β/(3τ) (P − P0) dt + √(2 D dt) ξ with D = kT β/(3 V τ) for each component, ξ normal, β a
 * compressibility; momenta go with exp(−e). With positions and momenta p = exp(−e) p scaled thus, D dependent on the volume, and the measure dV (for shapes
 * V⁻² dh) of the ensemble, the drift has no further term: ∂D/∂e is cancelled by the measure. Where the total momentum is zero, its share kT/V is added to the pressure.
 * The noise ξ of a change is the mean of two, of which the next change takes the second over: then fluctuations are right to second order in dt over the relaxation time
 * (B. Leimkuhler and C. Matthews, Appl. Math. Res. Express 2013, 34), where fresh noise each time would make them too large by half of that ratio.
 * e is symmetric, so that the cell does not turn; its components off the diagonal have half the variance.
 */
public final class StochasticCell implements CellMotion {
    private static final int STREAM = -2;

    private final CellShape shape;
    private final PressureProgram pressure;
    private final TemperatureProgram temperature;
    private final double relaxation;
    private final double compressibility;
    private final int every;
    private final long seed;
    private final RandomStream random = new RandomStream();
    private final double[] strain = new double[6];
    private final double[] now = new double[6];
    private final double[] grow = new double[9];
    private final double[] shrink = new double[9];
    private boolean due;
    private boolean moved;

    /**
     * @param pressure the pressure wanted
     * @param temperature that of the thermostat
     * @param relaxation the time in which the volume of a material with the modulus relaxes, fs
     * @param bulkModulus about that of the material, GPa: another one makes the relaxation slower or faster, and changes no average
     * @param every steps between two changes of the cell
     * @param seed tells one run's noise from another's
     */
    public StochasticCell(CellShape shape, PressureProgram pressure, TemperatureProgram temperature, double relaxation, double bulkModulus, int every, long seed) {
        if (!(relaxation > 0) || !(bulkModulus > 0) || every < 1) {
            throw new IllegalArgumentException("relaxation time, bulk modulus and interval of a barostat must be positive, not " + relaxation + " fs, " + bulkModulus + " GPa, " + every);
        }
        this.shape = shape;
        this.pressure = pressure;
        this.temperature = temperature;
        this.relaxation = relaxation;
        this.compressibility = Units.GIGAPASCAL / bulkModulus;
        this.every = every;
        this.seed = seed;
    }

    @Override
    public boolean needsVirial(long step) {
        return step % every == 0 || (step + 1) % every == 0;
    }

    @Override
    public void start(SimulationState state) {
        CellShape.requireClosed(state.configuration().cell());
    }

    @Override
    public void before(SimulationState state) {
        due = state.step() % every == 0;
        if (!due) {
            return;
        }
        double volume = state.configuration().cell().volume(), thermal = Units.BOLTZMANN * temperature.at(state.step());
        state.pressure(now);
        double share = compressibility * every * state.timestep() / (3 * relaxation);
        for (int k = 0; k < 6; k++) {
            double excess = (now[k] - pressure.at(state.step(), k)) / Units.GIGAPASCAL;
            strain[k] = share * (k < 3 && state.momentumIsZero() ? excess + thermal / volume : excess);
        }
        shape.restrict(strain);
        double width = 0.5 * Math.sqrt(2 * share * thermal / volume);
        addNoise(width, state.step());
        addNoise(width, state.step() + every);
    }

    /** Half of the noise of this change of the cell is half of that of the next one. */
    private void addNoise(double width, long step) {
        random.at(seed, step, STREAM);
        if (shape == CellShape.ISOTROPIC) {
            double e = width * random.nextGaussian() / Math.sqrt(3);
            for (int k = 0; k < 3; k++) {
                strain[k] += e;
            }
        } else {
            for (int k = 0; k < shape.freedom(); k++) {
                strain[k] += (k < 3 ? width : width * Math.sqrt(0.5)) * random.nextGaussian();
            }
        }
    }

    @Override
    public void move(SimulationState state) {
        if (!due) {
            return;
        }
        Matrix3.exponential(strain, 1, grow);
        Matrix3.exponential(strain, -1, shrink);
        double kinetic = state.kineticEnergy();
        state.deform(grow, shrink);
        state.addHeat(state.kineticEnergy() - kinetic - 0.5 * work(state.evaluation().virial()));
        due = false;
        moved = true;
    }

    @Override
    public void after(SimulationState state) {
        if (moved) {
            state.addHeat(-0.5 * work(state.evaluation().virial()));
            moved = false;
        }
    }

    /** What the strain takes out of the potential energy at a virial −dE/de. */
    private double work(double[] w) {
        return w[0] * strain[0] + w[4] * strain[1] + w[8] * strain[2] + (w[1] + w[3]) * strain[3] + (w[2] + w[6]) * strain[4] + (w[5] + w[7]) * strain[5];
    }
}
