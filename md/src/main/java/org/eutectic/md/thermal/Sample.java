package org.eutectic.md.thermal;

import java.util.List;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.md.Units;
import org.eutectic.md.dynamics.CellShape;
import org.eutectic.md.dynamics.Csvr;
import org.eutectic.md.dynamics.HeldAtoms;
import org.eutectic.md.dynamics.Observer;
import org.eutectic.md.dynamics.PressureProgram;
import org.eutectic.md.dynamics.Restart;
import org.eutectic.md.dynamics.Simulation;
import org.eutectic.md.dynamics.SimulationState;
import org.eutectic.md.dynamics.StochasticCell;
import org.eutectic.md.dynamics.TemperatureProgram;
import org.eutectic.md.dynamics.Velocities;

/** A piece of material that is heated, held at a pressure and left alone, one run after the other. */
final class Sample {
    /** Relaxation times of temperature and of the cell, fs. */
    private static final double THERMOSTAT = 100;
    private static final double BAROSTAT = 500;
    private static final double SKIN = 1;

    private final Configuration configuration;
    private final ForceField field;
    private final Conditions conditions;
    private final double bulkModulus;
    private long step;
    private List<HeldAtoms> held = List.of();

    /**
     * @param bulkModulus about that of the material, GPa: sets how fast the cell follows the pressure
     */
    Sample(Configuration configuration, ForceField field, Conditions conditions, double bulkModulus) {
        this.configuration = configuration;
        this.field = field;
        this.conditions = conditions;
        this.bulkModulus = bulkModulus;
    }

    Configuration configuration() {
        return configuration;
    }

    /** Gives the atoms velocities of a temperature, K. */
    void heat(double temperature) {
        Velocities.maxwellBoltzmann(configuration, temperature, conditions.seed() + step);
    }

    /** From now on these atoms stand still; none for an empty list. */
    void hold(int... atoms) {
        held = atoms.length == 0 ? List.of() : List.of(new HeldAtoms(atoms, new double[3]));
    }

    /** At constant volume and temperature. */
    void atTemperature(double temperature, long steps, Observer... observers) {
        run(builder(steps).integrator(new Csvr(TemperatureProgram.constant(temperature), THERMOSTAT, conditions.seed())), steps, observers);
    }

    /** At constant pressure and temperature. */
    void atPressure(double temperature, CellShape shape, long steps, Observer... observers) {
        TemperatureProgram program = TemperatureProgram.constant(temperature);
        run(builder(steps).integrator(new Csvr(program, THERMOSTAT, conditions.seed()))
            .cell(new StochasticCell(shape, PressureProgram.constant(conditions.pressure()), program, BAROSTAT, bulkModulus, 10, conditions.seed())), steps, observers);
    }

    /** Left alone: at constant energy. */
    void alone(long steps, Observer... observers) {
        run(builder(steps), steps, observers);
    }

    private Simulation.Builder builder(long steps) {
        Simulation.Builder b = Simulation.of(configuration, field).timestep(conditions.timestep()).skin(SKIN).threads(conditions.threads()).steps(steps)
            .continuing(new Restart(configuration, step, step * conditions.timestep(), 0))
            .progress((done, total, perDay, atomSteps) -> conditions.progress().update(done, total, perDay, atomSteps));
        held.forEach(b::hold);
        return b;
    }

    private void run(Simulation.Builder b, long steps, Observer... observers) {
        for (Observer o : observers) {
            b.observe(o);
        }
        b.build().run();
        step += steps;
    }

    /** A series of what is seen every so many steps; the first look, at a state that the run before left, is passed over. */
    static final class Series implements Observer {
        private final int every;
        private final boolean energy;
        private final java.util.function.ToDoubleFunction<SimulationState> what;
        private double[] values = new double[64];
        private int count = -1;

        Series(int every, boolean energy, java.util.function.ToDoubleFunction<SimulationState> what) {
            this.every = every;
            this.energy = energy;
            this.what = what;
        }

        @Override
        public long interval() {
            return every;
        }

        @Override
        public boolean needsEnergy() {
            return energy;
        }

        @Override
        public void observe(SimulationState state) {
            if (count++ < 0) {
                return;
            }
            if (count > values.length) {
                values = java.util.Arrays.copyOf(values, 2 * values.length);
            }
            values[count - 1] = what.applyAsDouble(state);
        }

        double[] values() {
            return java.util.Arrays.copyOf(values, Math.max(0, count));
        }
    }

    /** The stiffness of a crystal at rest against even compression, GPa, from the pressure under two small strains. */
    static double bulkModulus(Configuration crystal, ForceField field) {
        double e = 1e-3;
        return (pressure(crystal, field, -e) - pressure(crystal, field, e)) / (6 * e) * Units.GIGAPASCAL;
    }

    /** Of the crystal strained evenly, eV/Å³. */
    static double pressure(Configuration crystal, ForceField field, double e) {
        Configuration c = crystal.strained(new double[] {e, 0, 0, 0, e, 0, 0, 0, e});
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(c, field), false, true, true, out);
        double[] w = out.virial();
        return (w[0] + w[4] + w[8]) / (3 * c.cell().volume());
    }
}
