package org.eutectic.md.dynamics;

import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.md.Matrix3;
import org.eutectic.md.Units;

/**
 * Constant temperature and pressure by equations of motion without noise (G. J. Martyna, D. J. Tobias and M. L. Klein, J. Chem. Phys. 101, 4177 (1994),
 * equations 2.9 for cells that change their lengths alike and 2.17 for others), with chains of thermostats on the atoms and on the cell. A step is
 * symmetric in time, as by M. E. Tuckerman, J. Alejandre, R. López-Rendón, A. L. Jochim and G. J. Martyna, J. Phys. A 39, 5629 (2006): chains, cell, velocities, positions and cell, forces, velocities,
 * cell, chains. With v_g the rate of strain, of inertia W = (N_f + 3) kT τ²/3:
 * dx/dt = v + v_g x; dv/dt = F/m − (v_g + tr(v_g)/N_f) v; W dv_g/dt = V (P − P0) + Σ m v²/N_f.
 */
public final class MartynaTobiasKlein implements Integrator {
    private static final int ATOMS = 6;
    private static final int CELL = ATOMS + NoseHooverChain.memory();

    private final CellShape shape;
    private final PressureProgram pressure;
    private final TemperatureProgram temperature;
    private final double relaxation;
    private final NoseHooverChain atoms;
    private final NoseHooverChain cell;
    private final double[] rate = new double[6];
    private final double[] drag = new double[6];
    private final double[] push = new double[6];
    private final double[] moving = new double[6];
    private final double[] slow = new double[9];
    private final double[] grow = new double[9];
    private final double[] growTwice = new double[9];
    private final AtomBlocks.Work firstHalf = this::firstHalf;
    private final AtomBlocks.Work secondHalf = this::secondHalf;
    private SimulationState state;
    private double scale;

    /**
     * @param pressure the pressure wanted
     * @param temperature the temperature wanted, above 0 K
     * @param temperatureTime the time of the thermostats' oscillations, fs
     * @param pressureTime that of the cell's, fs
     */
    public MartynaTobiasKlein(CellShape shape, PressureProgram pressure, TemperatureProgram temperature, double temperatureTime, double pressureTime) {
        if (!(pressureTime > 0)) {
            throw new IllegalArgumentException("the relaxation time of a barostat must be positive, not " + pressureTime + " fs");
        }
        this.shape = shape;
        this.pressure = pressure;
        this.temperature = temperature;
        relaxation = pressureTime;
        atoms = new NoseHooverChain(temperatureTime);
        cell = new NoseHooverChain(pressureTime);
    }

    @Override
    public boolean needsVirial(long step) {
        return true;
    }

    @Override
    public void start(SimulationState started) {
        prepare(started);
        started.removeDrift();
    }

    private void prepare(SimulationState given) {
        state = given;
        CellShape.requireClosed(given.configuration().cell());
        if (!given.momentumIsZero()) {
            throw StructureException.of(Kind.UNFIT, "atoms cannot be held where this barostat moves all of them; stochastic cell rescaling can");
        }
    }

    @Override
    public double[] memory() {
        double[] memory = new double[CELL + NoseHooverChain.memory()];
        System.arraycopy(rate, 0, memory, 0, 6);
        atoms.save(memory, ATOMS);
        cell.save(memory, CELL);
        return memory;
    }

    @Override
    public void resume(SimulationState resumed, double[] memory) {
        prepare(resumed);
        System.arraycopy(memory, 0, rate, 0, 6);
        atoms.load(memory, ATOMS);
        cell.load(memory, CELL);
    }

    @Override
    public void step(SimulationState state) {
        double dt = state.timestep(), before = extended();
        state.kineticTensor(moving);
        chains();
        pushCell();
        strainRates(dt);
        state.blocks().sum(firstHalf);
        state.strainCell(growTwice);
        state.computeForces();
        scale = 1;
        state.blocks().sum(secondHalf);
        state.kineticTensor(moving);
        state.requireFinite(moving[0] + moving[1] + moving[2]);
        pushCell();
        chains();
        state.scaleVelocities(scale);
        state.addHeat(before - extended());
    }

    /** Half a step of both chains: velocities of atoms are to be multiplied by {@link #scale}. */
    private void chains() {
        double kT = kT(), half = 0.5 * state.timestep();
        scale = atoms.act(moving[0] + moving[1] + moving[2], state.degreesOfFreedom(), kT, half);
        for (int k = 0; k < 6; k++) {
            moving[k] *= scale * scale;
        }
        double slower = cell.act(2 * cellEnergy(), shape.freedom(), kT, half);
        for (int k = 0; k < 6; k++) {
            rate[k] *= slower;
        }
    }

    private void pushCell() {
        double[] w = state.evaluation().virial();
        double volume = state.configuration().cell().volume(), mean = (moving[0] + moving[1] + moving[2]) / state.degreesOfFreedom();
        push[0] = w[0] + mean;
        push[1] = w[4] + mean;
        push[2] = w[8] + mean;
        push[3] = 0.5 * (w[1] + w[3]);
        push[4] = 0.5 * (w[2] + w[6]);
        push[5] = 0.5 * (w[5] + w[7]);
        for (int k = 0; k < 6; k++) {
            push[k] += moving[k] - volume * target(k);
        }
        shape.restrict(push);
        double share = 0.5 * state.timestep() / inertia();
        for (int k = 0; k < 6; k++) {
            rate[k] += share * push[k];
        }
    }

    private void strainRates(double dt) {
        double trace = (rate[0] + rate[1] + rate[2]) / state.degreesOfFreedom();
        for (int k = 0; k < 6; k++) {
            drag[k] = k < 3 ? rate[k] + trace : rate[k];
        }
        Matrix3.exponential(drag, -0.25 * dt, slow);
        Matrix3.exponential(rate, 0.5 * dt, grow);
        Matrix3.product(grow, grow, growTwice);
    }

    private double target(int component) {
        return pressure.at(state.step(), component) / Units.GIGAPASCAL;
    }

    private double kT() {
        return Units.BOLTZMANN * temperature.at(state.step());
    }

    private double inertia() {
        return (state.degreesOfFreedom() + 3) * kT() * relaxation * relaxation / 3;
    }

    private double cellEnergy() {
        return 0.5 * inertia() * (rate[0] * rate[0] + rate[1] * rate[1] + rate[2] * rate[2] + 2 * (rate[3] * rate[3] + rate[4] * rate[4] + rate[5] * rate[5]));
    }

    /** What the chains and the cell add to the conserved energy, for a pressure that is the same from all sides. */
    private double extended() {
        double kT = kT(), work = state.configuration().cell().volume() * (target(0) + target(1) + target(2)) / 3;
        return atoms.energy(state.degreesOfFreedom(), kT) + cell.energy(shape.freedom(), kT) + cellEnergy() + work;
    }

    private double firstHalf(int block, int from, int to) {
        double[] x = state.configuration().positions(), v = state.velocities(), f = state.evaluation().forces();
        double dt = state.timestep(), half = 0.5 * dt, first = scale;
        double a = slow[0], b = slow[1], c = slow[2], d = slow[4], e = slow[5], g = slow[8];
        double p = grow[0], q = grow[1], r = grow[2], s = grow[4], t = grow[5], u = grow[8];
        for (int i = from, k = 3 * from; i < to; i++, k += 3) {
            double h = half * state.accelerationPerForce(i);
            double vx = first * v[k], vy = first * v[k + 1], vz = first * v[k + 2];
            double wx = a * vx + b * vy + c * vz + h * f[k], wy = b * vx + d * vy + e * vz + h * f[k + 1], wz = c * vx + e * vy + g * vz + h * f[k + 2];
            vx = a * wx + b * wy + c * wz;
            vy = b * wx + d * wy + e * wz;
            vz = c * wx + e * wy + g * wz;
            double rx = x[k], ry = x[k + 1], rz = x[k + 2];
            double ox = p * rx + q * ry + r * rz + dt * vx, oy = q * rx + s * ry + t * rz + dt * vy, oz = r * rx + t * ry + u * rz + dt * vz;
            x[k] = p * ox + q * oy + r * oz;
            x[k + 1] = q * ox + s * oy + t * oz;
            x[k + 2] = r * ox + t * oy + u * oz;
            v[k] = vx;
            v[k + 1] = vy;
            v[k + 2] = vz;
        }
        return 0;
    }

    private double secondHalf(int block, int from, int to) {
        double[] v = state.velocities(), f = state.evaluation().forces();
        double half = 0.5 * state.timestep();
        double a = slow[0], b = slow[1], c = slow[2], d = slow[4], e = slow[5], g = slow[8];
        for (int i = from, k = 3 * from; i < to; i++, k += 3) {
            double h = half * state.accelerationPerForce(i), vx = v[k], vy = v[k + 1], vz = v[k + 2];
            double wx = a * vx + b * vy + c * vz + h * f[k], wy = b * vx + d * vy + e * vz + h * f[k + 1], wz = c * vx + e * vy + g * vz + h * f[k + 2];
            v[k] = a * wx + b * wy + c * wz;
            v[k + 1] = b * wx + d * wy + e * wz;
            v[k + 2] = c * wx + e * wy + g * wz;
        }
        return 0;
    }
}
