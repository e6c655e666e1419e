package org.eutectic.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.cli.run.RunFile;
import org.eutectic.md.dynamics.Csvr;
import org.eutectic.md.dynamics.Integrator;
import org.eutectic.md.dynamics.Langevin;
import org.eutectic.md.dynamics.Observer;
import org.eutectic.md.dynamics.Restart;
import org.eutectic.md.dynamics.RestartWriter;
import org.eutectic.md.dynamics.Simulation;
import org.eutectic.md.dynamics.SimulationResult;
import org.eutectic.md.dynamics.SimulationState;
import org.eutectic.md.dynamics.StepProfile;
import org.eutectic.md.dynamics.TemperatureProgram;
import org.eutectic.md.dynamics.Velocities;
import org.eutectic.md.dynamics.VelocityVerlet;
import org.eutectic.md.output.DumpTrajectory;
import org.eutectic.md.output.FieldWatch;
import org.eutectic.md.output.ThermoColumn;
import org.eutectic.md.output.ThermoCsv;
import org.eutectic.md.output.ThermoTable;
import org.eutectic.md.output.XyzTrajectory;

/** Carries out what a run file says, with a potential and atoms made from it. */
final class MdRun {
    private static final double DEFAULT_TIMESTEP = 1;
    private static final double DEFAULT_RELAXATION = 100;
    private static final double DEFAULT_SKIN = 1;
    /** Atoms times steps. */
    private static final long WORTH_COMPILING = 100_000;
    private static final double WARM_UP_LIMIT = 20;

    private final RunFile run;
    private final Configuration configuration;
    private final ForceField field;
    private final RunMonitors monitors;
    private final Screen screen;
    private final Path folder;
    private final boolean profiled;
    private final List<Path> written = new ArrayList<>();
    private final List<AcrossStages> observers = new ArrayList<>();
    private final Path finalStructure;
    private final Continuation continuation;
    private final RestartWriter restarts;
    private Path profileFile;
    private int stage;
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
        this.monitors = monitors;
        this.folder = folder;
        this.screen = screen;
        this.finalStructure = folder.resolve(Optional.ofNullable(run.output()).map(RunFile.Output::finalStructure).orElse("final.xyz"));
        stage = continuation == null ? 0 : continuation.stage(run, field.name());
        restarts = new RestartWriter(restartFile(run, folder), restartInterval(), this::notes);
    }

    /** Where the states of a run go. */
    static Path restartFile(RunFile run, Path folder) {
        return folder.resolve(Optional.ofNullable(run.output()).map(RunFile.Output::restart).map(RunFile.RestartOutput::file).orElse("restart.xyz"));
    }

    private long restartInterval() {
        return Optional.ofNullable(run.output()).map(RunFile.Output::restart).map(RunFile.RestartOutput::every).filter(every -> every > 0).orElse(Long.MAX_VALUE);
    }

    private Map<String, String> notes(SimulationState state) {
        Map<Path, Long> lengths = new LinkedHashMap<>();
        observers.forEach(o -> lengths.putAll(o.lengthsBefore(state.step())));
        return Continuation.notes(field.name(), stage, folder, lengths);
    }

    /** Where the profile is to be written, or null where none is wanted. */
    Path profileFile() {
        return profileFile;
    }

    /** The files of the run, when it has ended. */
    List<Path> written() {
        return written;
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
        addObservers();
        Restart from = begin(seed);
        double begun = from.time(), seconds = 0, compiling = 0;
        long made = 0, builds = 0;
        StepProfile profile = StepProfile.NONE;
        for (boolean first = true; stage < run.stages().size() && !stopped; stage++, first = false) {
            if (stage == run.stages().size() - 1) {
                observers.forEach(AcrossStages::enterLastStage);
            }
            Simulation simulation = simulation(from, seed, first);
            compiling += warmUp(simulation, first);
            SimulationResult result = run(simulation);
            SimulationState state = simulation.state();
            if (stopped) {
                restarts.observe(state);
                written.remove(restartFile(run, folder));
                written.add(restartFile(run, folder));
            }
            profile = result.profile() == null ? null : profile.plus(result.profile());
            from = new Restart(configuration, state.step(), state.time(), state.heat());
            made += result.steps();
            seconds += result.seconds();
            builds += result.listBuilds();
        }
        if (stopped) {
            observers.forEach(o -> {
                o.enterLastStage();
                o.finish();
            });
        }
        from.write(finalStructure);
        written.add(finalStructure);
        screen.end();
        return new Totals(made, from.time() - begun, seconds, compiling, builds, stopped, profile);
    }

    /** The state in which the first stage begins. */
    private Restart begin(long seed) {
        if (continuation != null) {
            Map<Path, Long> lengths = continuation.lengths(folder);
            observers.forEach(o -> o.continueWith(lengths));
            restarts.continuing(continuation.restart().step());
            screen.line("# continuing from step " + continuation.restart().step() + ", " + continuation.file());
            return continuation.restart();
        }
        Continuation.setAside(restartFile(run, folder), screen);
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
        screen.line("# " + name + ": " + describe(now));
        long begun = run.stages().stream().limit(stage).mapToLong(RunFile.Stage::steps).sum(), total = totalSteps();
        Simulation.Builder builder = Simulation.of(configuration, field)
            .timestep(timestep(now))
            .skin(run.skin() == null ? DEFAULT_SKIN : run.skin())
            .steps(now.steps() - (from.step() - begun))
            .threads(run.threads() == null ? Runtime.getRuntime().availableProcessors() : run.threads())
            .integrator(integrator(now, begun, seed))
            .continuing(from)
            .profile(profiled)
            .rescue(folder.resolve("last-good.xyz"))
            .progress((done, ofStage, perDay, atomSteps) -> screen.progress(name, from.step() + done, total, perDay, atomSteps, atomSteps / configuration.size()));
        if (first && continuation != null) {
            builder.observe(continuation.sameEnergy(screen));
        }
        observers.forEach(builder::observe);
        return builder.build();
    }

    private double timestep(RunFile.Stage stage) {
        return stage.timestep() != null ? stage.timestep() : run.timestep() != null ? run.timestep() : DEFAULT_TIMESTEP;
    }

    private static Integrator integrator(RunFile.Stage stage, long first, long seed) {
        RunFile.Thermostat t = stage.thermostat();
        if (t == null) {
            return new VelocityVerlet();
        }
        TemperatureProgram program = t.endTemperature() == null ? TemperatureProgram.constant(t.temperature())
            : TemperatureProgram.ramp(t.temperature(), t.endTemperature(), first, stage.steps());
        return type(t) == RunFile.ThermostatType.LANGEVIN ? new Langevin(program, relaxation(t), seed) : new Csvr(program, relaxation(t), seed);
    }

    private static RunFile.ThermostatType type(RunFile.Thermostat t) {
        return t.type() == null ? RunFile.ThermostatType.CSVR : t.type();
    }

    private static double relaxation(RunFile.Thermostat t) {
        return t.time() == null ? DEFAULT_RELAXATION : t.time();
    }

    private String describe(RunFile.Stage stage) {
        RunFile.Thermostat t = stage.thermostat();
        String control = t == null ? "constant energy" : String.format(Locale.ROOT, "%s thermostat, %s K, %s fs", type(t).name().toLowerCase(Locale.ROOT),
            t.endTemperature() == null ? number(t.temperature()) : number(t.temperature()) + " to " + number(t.endTemperature()), number(relaxation(t)));
        return stage.steps() + " steps of " + number(timestep(stage)) + " fs, " + control;
    }

    private static String number(double x) {
        return new BigDecimal(x).round(new MathContext(6)).stripTrailingZeros().toPlainString();
    }

    private void addObservers() {
        profileFile = profiled ? file("profile.json") : null;
        Optional<RunFile.Output> output = Optional.ofNullable(run.output());
        Optional<RunFile.Thermo> thermo = output.map(RunFile.Output::thermo);
        long every = thermo.map(RunFile.Thermo::every).orElse(100L);
        Optional<RunFile.Trajectory> trajectory = output.map(RunFile.Output::trajectory);
        long frames = trajectory.map(RunFile.Trajectory::every).orElse(1000L);
        add(ThermoTable.lines(screen::line, every, monitors.columns(ThermoColumn.SCREEN)));
        Path text = file(thermo.map(RunFile.Thermo::text).orElse("thermo.log"));
        Path csv = file(thermo.map(RunFile.Thermo::csv).orElse("thermo.csv"));
        add(ThermoTable.file(text, every, monitors.columns(ThermoColumn.TABLE)));
        add(new ThermoCsv(csv, every, monitors.columns(ThermoColumn.STANDARD)));
        if (frames > 0) {
            boolean dump = trajectory.map(RunFile.Trajectory::format).orElse(RunFile.TrajectoryFormat.EXTXYZ) == RunFile.TrajectoryFormat.DUMP;
            boolean velocities = trajectory.map(RunFile.Trajectory::velocities).orElse(false);
            boolean forces = trajectory.map(RunFile.Trajectory::forces).orElse(false);
            Path file = file(trajectory.map(RunFile.Trajectory::file).orElse(dump ? "trajectory.dump" : "trajectory.xyz"));
            add(dump ? new DumpTrajectory(file, frames, velocities, forces, monitors.monitor(), monitors.written())
                : new XyzTrajectory(file, frames, velocities, forces, monitors.monitor(), monitors.written()));
        }
        requireFree(restartFile(run, folder));
        if (restartInterval() < Long.MAX_VALUE) {
            written.add(restartFile(run, folder));
            add(restarts);
        }
        monitors.watches(this::file, a -> {
            alarm = a;
            stop();
        }).forEach(this::add);
    }

    private Path file(String name) {
        Path path = folder.resolve(name);
        requireFree(path);
        written.add(path);
        return path;
    }

    private void requireFree(Path path) {
        if (path.equals(finalStructure) || written.contains(path)) {
            throw new CommandException("two outputs of the run have the same file, " + path + "; give them names of their own");
        }
    }

    private void add(Observer observer) {
        observers.add(new AcrossStages(observer, step -> stopped || step == totalSteps()));
    }
}
