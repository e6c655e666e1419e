package org.eutectic.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eutectic.cli.run.RunFile;
import org.eutectic.md.dynamics.Observer;
import org.eutectic.md.dynamics.Restart;
import org.eutectic.md.dynamics.RestartWriter;
import org.eutectic.md.dynamics.SimulationState;
import org.eutectic.md.output.DumpTrajectory;
import org.eutectic.md.output.FieldWatch;
import org.eutectic.md.output.LammpsLog;
import org.eutectic.md.output.ThermoColumn;
import org.eutectic.md.output.ThermoCsv;
import org.eutectic.md.output.ThermoTable;
import org.eutectic.md.output.XyzTrajectory;
import org.eutectic.md.structure.StructureFormat;
import org.eutectic.md.structure.StructureWriter;

/** Who looks at a run, and the files that come of it. */
final class RunOutputs {
    private static final long THERMO_INTERVAL = 100;
    private static final long TRAJECTORY_INTERVAL = 1000;

    private final RunFile run;
    private final Path folder;
    private final BooleanSupplier stopped;
    private final RunMonitors monitors;
    private final List<Path> written = new ArrayList<>();
    private final List<AcrossStages> observers = new ArrayList<>();
    private final Path finalStructure;
    private final Path profileFile;
    private final RestartWriter restarts;

    /**
     * @param folder for all output
     * @param profiled whether to measure where the time goes
     * @param stopped whether the run is to end at the present step
     * @param notes what restarts are to say of the run
     * @param monitors what is asked of the potential beside energies and forces
     */
    RunOutputs(RunFile run, Path folder, boolean profiled, Screen screen, BooleanSupplier stopped, Function<SimulationState, Map<String, String>> notes, RunMonitors monitors) {
        this.run = run;
        this.monitors = monitors;
        this.folder = folder;
        this.stopped = stopped;
        Optional<RunFile.Output> output = Optional.ofNullable(run.output());
        finalStructure = folder.resolve(output.map(RunFile.Output::finalStructure).orElse("final.xyz"));
        if (StructureFormat.ofName(finalStructure.getFileName().toString()) != null) {
            // What cannot be written is told of before anything runs.
            StructureWriter.format(finalStructure);
        }
        profileFile = profiled ? file("profile.json") : null;
        addThermo(output.map(RunFile.Output::thermo), screen);
        addTrajectories(output.map(RunFile.Output::trajectory));
        long every = output.map(RunFile.Output::restart).map(RunFile.RestartOutput::every).filter(n -> n > 0).orElse(Long.MAX_VALUE);
        restarts = new RestartWriter(restartFile(run, folder), every, notes);
        requireFree(restartFile(run, folder));
        if (every < Long.MAX_VALUE) {
            written.add(restartFile(run, folder));
            add(restarts, everywhere(every));
        }
        written.add(finalStructure);
    }

    /** Has fields watched as the run file says. */
    void watch(Consumer<FieldWatch.Alarm> alarm) {
        monitors.watches(this::file, alarm).forEach(o -> add(o, everywhere(o.interval())));
    }

    /** Where the states of a run go. */
    static Path restartFile(RunFile run, Path folder) {
        return folder.resolve(Optional.ofNullable(run.output()).map(RunFile.Output::restart).map(RunFile.RestartOutput::file).orElse("restart.xyz"));
    }

    List<AcrossStages> observers() {
        return observers;
    }

    /** The files of the run, those that it may not have come to among them. */
    List<Path> written() {
        return written;
    }

    /** Writes the last structure: as extended XYZ, from which a run can begin at the same step and time, or in the format that the file's name asks for. */
    void writeFinal(Restart last) {
        StructureFormat format = StructureFormat.ofName(finalStructure.getFileName().toString());
        if (format == null || format == StructureFormat.EXTENDED_XYZ) {
            last.write(finalStructure);
        } else {
            StructureWriter.write(finalStructure, last.configuration(), Map.of("comment", "step " + last.step(), "step", Long.toString(last.step()), "time_fs", Double.toString(last.time())));
        }
    }

    /** Where the profile is to be written, or null where none is wanted. */
    Path profileFile() {
        return profileFile;
    }

    /** How long files were before a step was looked at, bytes. */
    Map<Path, Long> lengthsBefore(long step) {
        Map<Path, Long> lengths = new LinkedHashMap<>();
        observers.forEach(o -> lengths.putAll(o.lengthsBefore(step)));
        return lengths;
    }

    /** Goes on writing files that were so long, in a stage, at a step of which the restart file holds the state. */
    void continueWith(Map<Path, Long> lengths, int stage, long step) {
        observers.forEach(o -> o.continueWith(lengths, stage));
        restarts.continuing(step);
    }

    /** Writes a state from which the run can be continued. */
    void save(SimulationState state) {
        restarts.observe(state);
        if (!written.contains(restartFile(run, folder))) {
            written.add(restartFile(run, folder));
        }
    }

    private void addThermo(Optional<RunFile.Thermo> thermo, Screen screen) {
        long every = thermo.map(RunFile.Thermo::every).orElse(THERMO_INTERVAL);
        long[] intervals = everywhere(every);
        for (int k = 0; k < intervals.length; k++) {
            RunFile.StageOutput own = run.stages().get(k).output();
            intervals[k] = own == null || own.thermo() == null ? every : own.thermo();
        }
        add(ThermoTable.lines(screen::line, every, monitors.columns(ThermoColumn.SCREEN)), intervals);
        Path text = file(thermo.map(RunFile.Thermo::text).orElse("thermo.log")), csv = file(thermo.map(RunFile.Thermo::csv).orElse("thermo.csv"));
        List<ThermoColumn> columns = monitors.columns(ThermoColumn.TABLE);
        add(thermo.map(RunFile.Thermo::layout).orElse(RunFile.ThermoLayout.TABLE) == RunFile.ThermoLayout.LAMMPS ? new LammpsLog(text, every, columns) : ThermoTable.file(text, every, columns), intervals);
        add(new ThermoCsv(csv, every, monitors.columns(ThermoColumn.STANDARD)), intervals);
    }

    private void addTrajectories(Optional<RunFile.Trajectory> trajectory) {
        long[] intervals = everywhere(trajectory.map(RunFile.Trajectory::every).orElse(TRAJECTORY_INTERVAL));
        for (int k = 0; k < intervals.length; k++) {
            RunFile.StageOutput own = run.stages().get(k).output();
            if (own != null && own.trajectory() != null) {
                intervals[k] = 0;
            }
        }
        addTrajectory(trajectory, intervals);
        for (int k = 0; k < intervals.length; k++) {
            RunFile.StageOutput own = run.stages().get(k).output();
            if (own != null && own.trajectory() != null) {
                long[] here = new long[intervals.length];
                here[k] = own.trajectory().every();
                addTrajectory(Optional.of(own.trajectory()), here);
            }
        }
    }

    private void addTrajectory(Optional<RunFile.Trajectory> trajectory, long[] intervals) {
        long every = Arrays.stream(intervals).filter(n -> n > 0).findFirst().orElse(0);
        if (every == 0) {
            return;
        }
        boolean dump = trajectory.map(RunFile.Trajectory::format).orElse(RunFile.TrajectoryFormat.EXTXYZ) == RunFile.TrajectoryFormat.DUMP;
        boolean velocities = trajectory.map(RunFile.Trajectory::velocities).orElse(false);
        boolean forces = trajectory.map(RunFile.Trajectory::forces).orElse(false);
        Path file = file(trajectory.map(RunFile.Trajectory::file).orElse(dump ? "trajectory.dump" : "trajectory.xyz"));
        add(dump ? new DumpTrajectory(file, every, velocities, forces, monitors.monitor(), monitors.written())
            : new XyzTrajectory(file, every, velocities, forces, monitors.monitor(), monitors.written()), intervals);
    }

    private long[] everywhere(long interval) {
        long[] intervals = new long[run.stages().size()];
        Arrays.fill(intervals, interval);
        return intervals;
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

    private void add(Observer observer, long[] intervals) {
        int last = intervals.length - 1;
        while (last > 0 && intervals[last] == 0) {
            last--;
        }
        long end = run.stages().stream().limit(last + 1L).mapToLong(RunFile.Stage::steps).sum();
        observers.add(new AcrossStages(observer, intervals, step -> stopped.getAsBoolean() || step == end));
    }
}
