package org.eutectic.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eutectic.MonitoredForceField;
import org.eutectic.Potential;
import org.eutectic.TermCompiler;
import org.eutectic.atoms.ForceField;
import org.eutectic.cli.run.RunFile;
import org.eutectic.cli.run.RunFileReader;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.md.output.FieldMonitor;
import org.eutectic.md.output.FieldWatch;
import org.eutectic.md.output.ThermoColumn;

/** What a run file asks beside the usual, checked against what its potential has: columns by name, monitored fields of atoms, limits for them. */
final class RunMonitors {
    private static final String STANDARD = "standard";
    private static final String ATOMS = "atoms.";
    private static final long DEFAULT_WATCH = 10;

    private final Path file;
    private final RunFile run;
    private final Potential potential;
    private final Set<String> fields = new LinkedHashSet<>();
    private FieldMonitor monitor;

    /**
     * @param file the run file, for messages
     * @throws CommandException for a name that the potential does not have
     */
    RunMonitors(Path file, RunFile run, Potential potential) {
        this.file = file;
        this.run = run;
        this.potential = potential;
        List<String> columns = columns();
        for (int k = 0; k < columns.size(); k++) {
            check("output.thermo.columns[" + k + "]", columns.get(k));
        }
        List<String> written = written();
        for (int k = 0; k < written.size(); k++) {
            field("output.trajectory.fields[" + k + "]", written.get(k));
        }
        for (int k = 0; k < run.stages().size(); k++) {
            exchanged("stages[" + k + "].mc", run.stages().get(k).mc());
        }
        for (int k = 0; k < watches().size(); k++) {
            field("watch[" + k + "].field", watches().get(k).field());
        }
    }

    /** Computes energies and forces, and those monitored fields that the run asks for: without any it is the potential's own. */
    ForceField forceField(TermCompiler backend, int threads) {
        if (fields.isEmpty()) {
            return potential.forceField(backend, threads);
        }
        MonitoredForceField made = potential.forceField(backend, threads, List.copyOf(fields));
        monitor = new FieldMonitor(made);
        return made;
    }

    /** The monitor of that force field; null where nothing is monitored. */
    FieldMonitor monitor() {
        return monitor;
    }

    private List<String> columns() {
        return Optional.ofNullable(run.output()).map(RunFile.Output::thermo).map(RunFile.Thermo::columns).orElse(List.of());
    }

    /** The fields that go into the trajectory. */
    List<String> written() {
        return Optional.ofNullable(run.output()).map(RunFile.Output::trajectory).map(RunFile.Trajectory::fields).orElse(List.of());
    }

    private List<RunFile.Watch> watches() {
        return run.watch() == null ? List.of() : run.watch();
    }

    /**
     * The columns of a log.
     *
     * @param standard what it shows where nothing is said
     */
    List<ThermoColumn> columns(List<ThermoColumn> standard) {
        if (columns().isEmpty()) {
            return standard;
        }
        List<ThermoColumn> all = new ArrayList<>();
        for (String name : columns()) {
            if (name.equals(STANDARD)) {
                all.addAll(standard);
            } else {
                all.add(ThermoColumn.named(name).orElseGet(() -> own(name)));
            }
        }
        return all;
    }

    /** Atoms can become only what the potential knows. */
    private void exchanged(String path, RunFile.MonteCarlo mc) {
        if (mc != null) {
            String field = mc.swap() != null ? ".swap" : ".chemical_potentials";
            for (String s : mc.swap() != null ? mc.swap() : List.copyOf(mc.chemicalPotentials().keySet())) {
                require(path + field, s, potential.species(), "the potential " + potential.name() + " does not know " + s);
            }
        }
    }

    private ThermoColumn own(String name) {
        if (name.startsWith(ATOMS)) {
            return ThermoColumn.atoms(name.substring(ATOMS.length()));
        }
        if (name.startsWith("term.")) {
            return ThermoColumn.ofTerm(name.substring("term.".length()));
        }
        String field = name.substring(0, name.lastIndexOf('.'));
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "max" -> ThermoColumn.largest(monitor, field);
            case "mean" -> ThermoColumn.mean(monitor, field);
            default -> ThermoColumn.count(monitor, field);
        };
    }

    /**
     * Those who look at fields with limits.
     *
     * @param output gives a file of the run its place
     * @param stop told why the run is to end
     */
    List<FieldWatch> watches(Function<String, Path> output, Consumer<FieldWatch.Alarm> stop) {
        List<FieldWatch> all = new ArrayList<>();
        for (RunFile.Watch w : watches()) {
            Path frames = w.dumpAbove() == null ? null : output.apply(w.file() == null ? "above-" + w.field() + ".xyz" : w.file());
            all.add(new FieldWatch(monitor, w.field(), w.every() == null ? DEFAULT_WATCH : w.every(), limit(w.dumpAbove()), frames, limit(w.haltAbove()), stop));
        }
        return all;
    }

    private static OptionalDouble limit(Double x) {
        return x == null ? OptionalDouble.empty() : OptionalDouble.of(x);
    }

    private void check(String path, String name) {
        List<String> known = new ArrayList<>(List.of(STANDARD));
        ThermoColumn.STANDARD.forEach(c -> known.add(c.name()));
        ThermoColumn.EXCHANGE.forEach(c -> known.add(c.name()));
        potential.species().forEach(s -> known.add(ATOMS + s));
        potential.summands().forEach(t -> known.add("term." + t));
        for (String f : potential.monitored()) {
            for (String what : List.of(".max", ".mean", ".count")) {
                known.add(f + what);
                if (name != null && name.equals(f + what)) {
                    fields.add(f);
                }
            }
        }
        require(path, name, known, "there is no column '" + name + "'");
    }

    private void field(String path, String name) {
        String none = potential.monitored().isEmpty() ? "; it monitors none: write monitor NAME[i] = … in it" : "";
        require(path, name, potential.monitored(), "the potential " + potential.name() + " monitors no field '" + name + "'" + none);
        fields.add(name);
    }

    private void require(String path, String name, List<String> known, String message) {
        if (name == null || !known.contains(name)) {
            String near = name == null ? null : Suggestion.nearest(name, known).orElse(null);
            throw RunFileReader.about(file, path, message + (near != null ? "; did you mean '" + near + "'?" : known.isEmpty() ? "" : "; known: " + String.join(", ", known)));
        }
    }
}
