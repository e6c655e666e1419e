package org.eutectic.md.dynamics;

import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.ForceFieldException;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.file.OutputException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A run of molecular dynamics: a configuration, a force field, an integrator, and those who look on. Nothing is allocated in a step, unless the neighbor
 * list is made anew or an observer is due. {@snippet :
 * Simulation.of(configuration, forceField).timestep(1).integrator(new Langevin(TemperatureProgram.constant(300), 100, 1))
 *         .observe(ThermoTable.lines(System.out::println, 100)).steps(10_000).build().run();
 * }
 */
public final class Simulation {
    private static final long SNAPSHOT_INTERVAL = 100;
    /** The same where atoms have to be fetched for it. */
    private static final long DISTANT_SNAPSHOT_INTERVAL = 1000;
    /** So many steps are looked ahead for what will be wanted. */
    private static final long PLANNED_STEPS = 10_000;
    private static final long WARM_UP_PAUSE = 1_000_000L;
    /** Steps that a force field makes by itself before it is asked whether the run is to stop. */
    private static final int PORTION = 50;

    private final SimulationState state;
    private final StepClock clock;
    private final Integrator integrator;
    private final Looks looks;
    private final long firstStep;
    private final Restart.Inner inner;
    private final CellMotion motion;
    private final SpeciesExchange exchange;
    private final ForceField forceField;
    private final int threads;
    private final long driftInterval;
    private final boolean removesRotation;
    private final long steps;
    private final Progress progress;
    private final LastGood good;
    private volatile boolean stopRequested;
    /** Whether the force field keeps and moves the atoms: not where parts of steps are to be timed, or the cell changes. */
    private final boolean moves;

    private Simulation(Builder b) {
        clock = new StepClock(b.profile);
        state = new SimulationState(b.configuration, b.forceField, b.skin, b.threads, b.timestep, clock);
        integrator = b.integrator;
        firstStep = b.firstStep;
        inner = b.restart == null ? null : b.restart.inner();
        state.setIntegrator(integrator);
        if (inner == null) {
            state.begin(firstStep, b.firstTime, null);
        } else {
            state.begin(inner.firstStep(), inner.firstTime(), inner);
        }
        steps = b.steps;
        looks = new Looks(state, b.observers, integrator, b.motion, firstStep, firstStep + steps);
        progress = b.progress;
        good = new LastGood(state, b.rescue);
        state.addHeat(b.heat);
        motion = b.motion;
        state.setMotion(motion);
        exchange = b.exchange;
        forceField = b.forceField;
        threads = b.threads;
        state.setExchange(exchange);
        b.held.forEach(state::hold);
        driftInterval = b.driftInterval;
        removesRotation = b.removesRotation;
        state.countFreedom(integrator.conservesMomentum(), removesRotation);
        moves = !b.profile && b.motion == null && b.exchange == null && b.driftInterval == 0 && integrator.recipe(state) != null && state.handOver();
    }

    /** Begins the description of a run. The configuration is changed by it; velocities that are missing count as zero. */
    public static Builder of(Configuration configuration, ForceField forceField) {
        return new Builder(configuration, forceField);
    }

    /** The state, for whoever wants to look while nothing runs. */
    public SimulationState state() {
        return state;
    }

    /** Asks a running simulation, from any thread, to end after the present step as if it had been the last. */
    public void stop() {
        stopRequested = true;
    }

    /**
     * Makes all steps.
     *
     * @throws StructureException where not even the first forces can be computed
     * @throws SimulationException where the run breaks off
     * @throws OutputException where an observer cannot write
     */
    public SimulationResult run() {
        try {
            SimulationResult result = advance();
            looks.finish();
            return result;
        } catch (RuntimeException | Error e) {
            looks.abandon();
            throw e;
        }
    }

    /**
     * Makes the first neighbor list and lets the force field compile all that the run will ask of it, so that the first steps are as fast as the others.
     * Nothing else changes: a run is the same with and without.
     *
     * @param limit when to give up, in seconds: the run then goes on compiling
     * @return seconds that compiling took
     * @throws StructureException where no list can be made
     */
    public double warmUp(double limit) {
        state.updateList();
        long start = System.nanoTime();
        boolean[] wanted = new boolean[4];
        long end = firstStep + Math.min(steps, PLANNED_STEPS);
        for (long step = firstStep; step <= end; step++) {
            wanted[looks.wants(step)] = true;
        }
        boolean ready = false;
        while (!ready && !stopRequested && 1e-9 * (System.nanoTime() - start) < limit) {
            ready = true;
            for (int w = 0; w < wanted.length; w++) {
                ready &= !wanted[w] || state.warmUp((w & Looks.ENERGY) != 0, (w & Looks.VIRIAL) != 0);
            }
            // Trials of moves ask for energies alone.
            ready &= exchange == null || forceField.warmUp(state.neighborList(), true, false, false);
            if (!ready) {
                // The compiler has threads of its own, which now have the processor.
                LockSupport.parkNanos(WARM_UP_PAUSE);
            }
        }
        return 1e-9 * (System.nanoTime() - start);
    }

    private SimulationResult advance() {
        state.setStep(firstStep);
        looks.want(firstStep);
        state.computeForces();
        if (inner != null && integrator.kind().equals(inner.integrator())) {
            integrator.resume(state, inner.memory());
        } else {
            integrator.start(state);
        }
        if (motion != null) {
            motion.start(state);
        }
        if (exchange != null) {
            exchange.start(state, forceField, threads);
        }
        StepRecipe recipe = moves ? integrator.recipe(state) : null;
        good.keep();
        looks.all();
        clock.start();
        Pace pace = new Pace(progress, state, steps);
        long done = 0;
        // An observer may have had enough of the first step.
        boolean last = steps == 0 || stopRequested;
        while (!last) {
            long step = firstStep + done + 1;
            state.setStep(step);
            try {
                if (moves) {
                    int count = portion(step);
                    step += count - 1;
                    looks.want(step);
                    state.advance(recipe, count, isFetched(step));
                    done += count - 1;
                } else {
                    looks.want(step);
                    long begin = clock.now(), inside = clock.inside();
                    makeStep(step);
                    clock.addStep(begin, clock.now(), inside);
                }
            } catch (StructureException | ForceFieldException e) {
                throw good.failure(state.step(), e);
            }
            done++;
            if (step % snapshotInterval() == 0) {
                good.keep();
            }
            last = done == steps || stopRequested;
            long begin = clock.now(), inside = clock.inside();
            last = look(step, last);
            clock.addOutput(begin, clock.now(), inside);
            pace.tell(done, last);
        }
        double seconds = pace.seconds();
        double rate = done / Math.max(seconds, 1e-9);
        return new SimulationResult(done, seconds, pace.perDay(rate), rate * state.size(), state.listBuilds(), done < steps, clock.profile(seconds));
    }

    private long snapshotInterval() {
        return moves ? DISTANT_SNAPSHOT_INTERVAL : SNAPSHOT_INTERVAL;
    }

    /** How many steps from this one on the force field makes by itself: up to the next one that is looked at, or kept, as far as {@link #PORTION}. */
    private int portion(long step) {
        int count = 1;
        while (count < PORTION && !isFetched(step + count - 1)) {
            count++;
        }
        return count;
    }

    /** Whether somebody looks at a step, or it is kept. */
    private boolean isFetched(long step) {
        return step % snapshotInterval() == 0 || looks.any(step);
    }

    private void makeStep(long step) {
        if (motion != null) {
            motion.before(state);
        }
        integrator.step(state);
        if (motion != null) {
            motion.after(state);
        }
        if (exchange != null) {
            exchange.act();
        }
        if (driftInterval > 0 && step % driftInterval == 0) {
            double before = state.kineticEnergy();
            Velocities.removeMomentum(state.configuration());
            if (removesRotation) {
                Velocities.removeRotation(state.configuration());
            }
            state.addHeat(state.kineticEnergy() - before);
        }
    }

    /** Lets observers look; gives whether the step is the last, for one of them may want the run to end with it. */
    private boolean look(long step, boolean last) {
        if (last) {
            looks.all();
            return true;
        }
        looks.due(step);
        if (!stopRequested) {
            return false;
        }
        looks.others(step);
        return true;
    }

    /** The description of a run. */
    public static final class Builder {
        private final Configuration configuration;
        private final ForceField forceField;
        private final List<Observer> observers = new ArrayList<>();
        private Integrator integrator = new VelocityVerlet();
        private double timestep = 1;
        private double skin = 1;
        private int threads = 1;
        private long steps = 1000;
        private long firstStep;
        private double firstTime;
        private double heat;
        private Restart restart;
        private CellMotion motion;
        private SpeciesExchange exchange;
        private final List<HeldAtoms> held = new ArrayList<>();
        private long driftInterval;
        private boolean removesRotation;
        private Progress progress;
        private Path rescue;
        private boolean profile;

        private Builder(Configuration configuration, ForceField forceField) {
            this.configuration = configuration;
            this.forceField = forceField;
        }

        /** Length of a step, fs; 1 unless said otherwise. */
        public Builder timestep(double femtoseconds) {
            if (!(femtoseconds > 0) || !Double.isFinite(femtoseconds)) {
                throw new IllegalArgumentException("the time step must be a positive time, not " + femtoseconds + " fs");
            }
            timestep = femtoseconds;
            return this;
        }

        /** How much further than the cutoff neighbor lists reach, Å; 1 unless said otherwise. */
        public Builder skin(double skin) {
            this.skin = skin;
            return this;
        }

        /**
         * How many threads make neighbor lists and move atoms; 1 unless said otherwise. Results do not depend on it. A force field made for as many shares
         * them.
         */
        public Builder threads(int threads) {
            this.threads = Math.max(1, threads);
            return this;
        }

        /** How many steps to make; 1000 unless said otherwise. */
        public Builder steps(long steps) {
            if (steps < 0) {
                throw new IllegalArgumentException("the number of steps must not be negative, as " + steps + " is");
            }
            this.steps = steps;
            return this;
        }

        /** Constant energy ({@link VelocityVerlet}) unless said otherwise. */
        public Builder integrator(Integrator integrator) {
            this.integrator = integrator;
            return this;
        }

        /**
         * Continues from a restart, whose configuration should be the one given: to the bit, if the restart holds what that takes, else with a neighbor list
         * and thermostat made anew.
         */
        public Builder continuing(Restart restart) {
            this.restart = restart;
            firstStep = restart.step();
            firstTime = restart.time();
            heat = restart.heat();
            return this;
        }

        /** Has the cell changed while atoms move, by a barostat or at a rate. */
        public Builder cell(CellMotion motion) {
            this.motion = motion;
            return this;
        }

        /** Has atoms become others now and then, by Monte Carlo moves. */
        public Builder exchange(SpeciesExchange exchange) {
            this.exchange = exchange;
            return this;
        }

        /** Has some atoms keep a velocity. */
        public Builder hold(HeldAtoms group) {
            held.add(group);
            return this;
        }

        /**
         * Has the velocity of the center of mass taken from all atoms every so many steps, 0 for never.
         *
         * @param rotation whether the rotation about the center of mass is taken, too: for clusters
         */
        public Builder removeDrift(long interval, boolean rotation) {
            driftInterval = interval;
            removesRotation = interval > 0 && rotation;
            return this;
        }

        /** Adds someone who looks on. */
        public Builder observe(Observer observer) {
            if (observer.interval() < 1) {
                throw new IllegalArgumentException("an observer's interval must be at least 1 step, not " + observer.interval());
            }
            observers.add(observer);
            return this;
        }

        /** Whether to measure where the time goes ({@link SimulationResult#profile}). */
        public Builder profile(boolean wanted) {
            profile = wanted;
            return this;
        }

        /** Is told a few times each second how far the run has come. */
        public Builder progress(Progress progress) {
            this.progress = progress;
            return this;
        }

        /** Where to save the last good state if the run breaks off; not saved unless this is said. */
        public Builder rescue(Path file) {
            rescue = file;
            return this;
        }

        /** The run, ready to start. */
        public Simulation build() {
            return new Simulation(this);
        }
    }
}
