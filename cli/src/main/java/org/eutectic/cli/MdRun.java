package org.eutectic.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private final Screen screen;
    private final Path folder;
    private final boolean profiled;
    private final List<Path> written = new ArrayList<>();
    private final List<AcrossStages> observers = new ArrayList<>();
    private final Path finalStructure;
    private Path profileFile;
    private volatile Simulation current;
    private volatile boolean stopped;

    /**
     * @param folder for all output
     * @param profiled whether to measure where the time goes
     */
    MdRun(RunFile run, Configuration configuration, ForceField field, Path folder, boolean profiled, Screen screen) {
        this.profiled = profiled;
        this.run = run;
        this.configuration = configuration;
        this.field = field;
        this.folder = folder;
        this.screen = screen;
        this.finalStructure = folder.resolve(Optional.ofNullable(run.output()).map(RunFile.Output::finalStructure).orElse("final.xyz"));
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

    private long totalSteps() {
        return run.stages().stream().mapToLong(RunFile.Stage::steps).sum();
    }

    /** Makes all stages; gives steps and wall-clock seconds of all of them. */
    Totals execute() {
        long seed = run.seed() == null ? 1 : run.seed();
        if (run.temperature() != null) {
            Velocities.maxwellBoltzmann(configuration, run.temperature(), seed);
        }
        addObservers();
        long total = totalSteps();
        long step = 0, made = 0, builds = 0;
        double time = 0, heat = 0, seconds = 0, compiling = 0;
        StepProfile profile = StepProfile.NONE;
        for (int k = 0; k < run.stages().size() && !stopped; k++) {
            RunFile.Stage stage = run.stages().get(k);
            String name = stage.name() != null ? stage.name() : "stage " + (k + 1);
            screen.line("# " + name + ": " + describe(stage));
            if (k == run.stages().size() - 1) {
                observers.forEach(AcrossStages::enterLastStage);
            }
            Simulation simulation = simulation(stage, new Restart(configuration, step, time, heat), seed, name, total);
            compiling += warmUp(simulation, k == 0);
            SimulationResult result = run(simulation);
            profile = result.profile() == null ? null : profile.plus(result.profile());
            SimulationState state = simulation.state();
            step = state.step();
            time = state.time();
            heat = state.heat();
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
        new Restart(configuration, step, time, heat).write(finalStructure);
        written.add(finalStructure);
        screen.end();
        return new Totals(made, time, seconds, compiling, builds, stopped, profile);
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

    private Simulation simulation(RunFile.Stage stage, Restart from, long seed, String name, long total) {
        Simulation.Builder builder = Simulation.of(configuration, field)
            .timestep(timestep(stage))
            .skin(run.skin() == null ? DEFAULT_SKIN : run.skin())
            .steps(stage.steps())
            .threads(run.threads() == null ? Runtime.getRuntime().availableProcessors() : run.threads())
            .integrator(integrator(stage, from.step(), seed))
            .continuing(from)
            .profile(profiled)
            .rescue(folder.resolve("last-good.xyz"))
            .progress((done, ofStage, perDay, atomSteps) -> screen.progress(name, from.step() + done, total, perDay, atomSteps, atomSteps / configuration.size()));
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
        add(ThermoTable.lines(screen::line, every));
        Path text = file(thermo.map(RunFile.Thermo::text).orElse("thermo.log"));
        Path csv = file(thermo.map(RunFile.Thermo::csv).orElse("thermo.csv"));
        add(ThermoTable.file(text, every));
        add(new ThermoCsv(csv, every));
        if (frames > 0) {
            boolean dump = trajectory.map(RunFile.Trajectory::format).orElse(RunFile.TrajectoryFormat.EXTXYZ) == RunFile.TrajectoryFormat.DUMP;
            boolean velocities = trajectory.map(RunFile.Trajectory::velocities).orElse(false);
            boolean forces = trajectory.map(RunFile.Trajectory::forces).orElse(false);
            Path file = file(trajectory.map(RunFile.Trajectory::file).orElse(dump ? "trajectory.dump" : "trajectory.xyz"));
            add(dump ? new DumpTrajectory(file, frames, velocities, forces) : new XyzTrajectory(file, frames, velocities, forces));
        }
        output.map(RunFile.Output::restart).filter(r -> r.every() > 0)
            .ifPresent(r -> add(new RestartWriter(file(r.file() == null ? "restart.xyz" : r.file()), r.every())));
    }

    private Path file(String name) {
        Path path = folder.resolve(name);
        if (path.equals(finalStructure) || written.contains(path)) {
            throw new CommandException("two outputs of the run have the same file, " + path + "; give them names of their own");
        }
        written.add(path);
        return path;
    }

    private void add(Observer observer) {
        observers.add(new AcrossStages(observer, step -> stopped || step == totalSteps()));
    }
}
