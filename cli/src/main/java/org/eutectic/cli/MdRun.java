package org.eutectic.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.cli.run.RunFile;
import org.eutectic.md.dynamics.Restart;
import org.eutectic.md.dynamics.Simulation;
import org.eutectic.md.dynamics.SimulationResult;
import org.eutectic.md.dynamics.SimulationState;
import org.eutectic.md.dynamics.StepProfile;
import org.eutectic.md.dynamics.Velocities;
import org.eutectic.md.output.FieldWatch;

/** Carries out what a run file says, with a potential and atoms made from it. */
final class MdRun {
    private static final double DEFAULT_TIMESTEP = 1;
    private static final double DEFAULT_SKIN = 1;
    /** Atoms times steps. */
    private static final long WORTH_COMPILING = 100_000;
    private static final double WARM_UP_LIMIT = 20;

    private final RunFile run;
    private final Configuration configuration;
    private final ForceField field;
    private final Screen screen;
    private final Path folder;
    private final boolean profiled;
    private final RunOutputs outputs;
    private final Continuation continuation;
    private int stage;
    private StagePhysics physics;
    private volatile Simulation current;
    private volatile boolean stopped;
    private FieldWatch.Alarm alarm;

    /**
     * @param monitors what is asked of the potential beside energies and forces, which made the force field
     * @param folder for all output
     * @param profiled whether to measure where the time goes
     * @param continuation where to go on, or null to begin
     */
    MdRun(RunFile run, Configuration configuration, ForceField field, RunMonitors monitors, Path folder, boolean profiled, Screen screen, Continuation continuation) {
        this.continuation = continuation;
        this.profiled = profiled;
        this.run = run;
        this.configuration = configuration;
        this.field = field;
        this.folder = folder;
        this.screen = screen;
        stage = continuation == null ? 0 : continuation.stage(run, field.name());
        outputs = new RunOutputs(run, folder, profiled, screen, () -> stopped, this::notes, monitors);
        outputs.watch(a -> {
            alarm = a;
            stop();
        });
    }

    /** The files of the run. */
    RunOutputs outputs() {
        return outputs;
    }

    private Map<String, String> notes(SimulationState state) {
        Map<String, String> notes = Continuation.notes(field.name(), stage, folder, outputs.lengthsBefore(state.step()));
        notes.putAll(physics.notes());
        return notes;
    }

    /** Asks the run, from any thread, to end after the present step; its files are then complete up to there. */
    void stop() {
        stopped = true;
        Simulation s = current;
        if (s != null) {
            s.stop();
        }
    }

    /** Why the run ended before its time, if a watched field was to blame. */
    Optional<FieldWatch.Alarm> alarm() {
        return Optional.ofNullable(alarm);
    }

    private long totalSteps() {
        return run.stages().stream().mapToLong(RunFile.Stage::steps).sum();
    }

    /** Makes all stages; gives steps and wall-clock seconds of all of them. */
    Totals execute() {
        long seed = run.seed() == null ? 1 : run.seed();
        Restart from = begin(seed);
        double begun = from.time(), seconds = 0, compiling = 0;
        long made = 0, builds = 0;
        StepProfile profile = StepProfile.NONE;
        for (boolean first = true; stage < run.stages().size() && !stopped; stage++, first = false) {
            outputs.observers().forEach(o -> o.enterStage(stage));
            Simulation simulation = simulation(from, seed, first);
            compiling += warmUp(simulation, first);
            SimulationResult result = run(simulation);
            SimulationState state = simulation.state();
            if (stopped) {
                outputs.save(state);
            }
            profile = result.profile() == null ? null : profile.plus(result.profile());
            from = new Restart(configuration, state.step(), state.time(), state.heat());
            made += result.steps();
            seconds += result.seconds();
            builds += result.listBuilds();
        }
        if (stopped) {
            outputs.observers().forEach(AcrossStages::finishEarly);
        }
        outputs.writeFinal(from);
        screen.end();
        return new Totals(made, from.time() - begun, seconds, compiling, builds, stopped, profile);
    }

    /** The state in which the first stage begins. */
    private Restart begin(long seed) {
        if (continuation != null) {
            outputs.continueWith(continuation.lengths(folder), stage, continuation.restart().step());
            screen.line("# continuing from step " + continuation.restart().step() + ", " + continuation.file());
            return continuation.restart();
        }
        Continuation.setAside(RunOutputs.restartFile(run, folder), screen);
        if (run.temperature() != null) {
            Velocities.maxwellBoltzmann(configuration, run.temperature(), seed);
        }
        return new Restart(configuration, 0, 0, 0);
    }

    /**
     * What the whole run came to.
     *
     * @param time simulated, fs
     * @param seconds of making steps
     * @param compiling seconds of compiling the potential before that
     * @param profile where the time went, or null where it was not asked for
     */
    record Totals(long steps, double time, double seconds, double compiling, long listBuilds, boolean stopped, StepProfile profile) {}

    /** Has the potential compiled before the first step's time runs, unless the run is so small that it would be over sooner; gives seconds. */
    private double warmUp(Simulation simulation, boolean first) {
        if (totalSteps() * configuration.size() < WORTH_COMPILING) {
            return 0;
        }
        current = simulation;
        if (stopped) {
            simulation.stop();
        }
        double seconds;
        try {
            seconds = simulation.warmUp(WARM_UP_LIMIT);
        } finally {
            current = null;
        }
        if (first) {
            screen.line(String.format(Locale.ROOT, "# compiled in %.2f s", seconds));
        }
        return seconds;
    }

    private SimulationResult run(Simulation simulation) {
        current = simulation;
        if (stopped) {
            simulation.stop();
        }
        try {
            return simulation.run();
        } catch (RuntimeException | Error e) {
            screen.end();
            throw e;
        } finally {
            current = null;
        }
    }

    private Simulation simulation(Restart from, long seed, boolean first) {
        RunFile.Stage now = run.stages().get(stage);
        String name = now.name() != null ? now.name() : "stage " + (stage + 1);
        physics = physics();
        screen.line("# " + name + ": " + physics.describe());
        long begun = run.stages().stream().limit(stage).mapToLong(RunFile.Stage::steps).sum(), total = totalSteps();
        Simulation.Builder builder = Simulation.of(configuration, field)
            .skin(run.skin() == null ? DEFAULT_SKIN : run.skin())
            .steps(now.steps() - (from.step() - begun))
            .threads(run.threads() == null ? Runtime.getRuntime().availableProcessors() : run.threads())
            .continuing(from)
            .profile(profiled)
            .rescue(folder.resolve("last-good.xyz"))
            .progress((done, ofStage, perDay, atomSteps) -> screen.progress(name, from.step() + done, total, perDay, atomSteps, atomSteps / configuration.size()));
        physics.prepare(builder, configuration, begun, seed, first && continuation != null ? continuation.restart().inner().notes() : Map.of());
        if (first && continuation != null) {
            builder.observe(continuation.sameEnergy(screen));
        }
        outputs.observers().forEach(builder::observe);
        return builder.build();
    }

    private StagePhysics physics() {
        RunFile.Stage now = run.stages().get(stage);
        return new StagePhysics(now, stage, now.timestep() != null ? now.timestep() : run.timestep() != null ? run.timestep() : DEFAULT_TIMESTEP);
    }
}
