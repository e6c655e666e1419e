package org.eutectic.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eutectic.atoms.StructureException;
import org.eutectic.cli.run.RunFile;
import org.eutectic.md.dynamics.Observer;
import org.eutectic.md.dynamics.Restart;
import org.eutectic.md.dynamics.RestartWriter;
import org.eutectic.md.dynamics.SimulationState;

/**
 * Where a run goes on that was broken off.
 *
 * @param file the restart's
 * @param restart the state
 */
record Continuation(Path file, Restart restart) {
    private static final String POTENTIAL = "potential";
    private static final String STAGE = "stage";
    private static final String OUTPUT = "output";
    private static final String PROGRAM = "program";
    /** What energies may differ by between machines, or where charges are found by iteration. */
    private static final double ROUNDING = 1e-7;

    /** What a restart is to say of the run that wrote it. */
    static Map<String, String> notes(String potential, int stage, Path folder, Map<Path, Long> lengths) {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put(PROGRAM, Version.current());
        notes.put(POTENTIAL, potential);
        notes.put(STAGE, Integer.toString(stage));
        int n = 0;
        for (Map.Entry<Path, Long> e : lengths.entrySet()) {
            notes.put(OUTPUT + ++n, e.getValue() + " " + folder.relativize(e.getKey()));
        }
        return notes;
    }

    /** The last state that the run left and that can be read. */
    static Continuation ofFolder(Path file, Screen screen) {
        Path previous = RestartWriter.previous(file);
        if (!Files.exists(file) && !Files.exists(previous)) {
            throw new CommandException(file + ": there is no restart to continue from; run without --continue to begin");
        }
        try {
            return of(file);
        } catch (StructureException | CommandException e) {
            if (!Files.exists(previous)) {
                throw e;
            }
            try {
                Continuation found = of(previous);
                screen.line("# the last restart cannot be read (" + e.getMessage() + "); continuing from " + previous);
                return found;
            } catch (StructureException | CommandException both) {
                throw new CommandException(e.getMessage() + "\nand the one before neither: " + both.getMessage());
            }
        }
    }

    /** The state in a file. */
    static Continuation of(Path file) {
        PotentialOptions.requireFile(file, "restart");
        Restart restart = Restart.read(file);
        if (restart.inner() == null) {
            throw new CommandException(file + ": this is no restart but a structure; name it as structure in a run file to begin a run from it");
        }
        return new Continuation(file, restart);
    }

    /** The stage in which the run goes on, counted from 0; the run file may have changed in what is still to come. */
    int stage(RunFile run, String potential) {
        Map<String, String> notes = restart.inner().notes();
        if (!potential.equals(notes.get(POTENTIAL))) {
            throw new CommandException(file + ": a restart of a run with the potential " + notes.get(POTENTIAL) + "; the run file has " + potential);
        }
        int stage = Integer.parseInt(notes.get(STAGE));
        List<RunFile.Stage> stages = run.stages();
        long before = stages.stream().limit(stage).mapToLong(RunFile.Stage::steps).sum();
        if (stage >= stages.size() || before != restart.inner().firstStep()) {
            throw new CommandException(file + ": a restart from stage " + (stage + 1) + ", which began at step " + restart.inner().firstStep() + "; in the run file "
                + (stage >= stages.size() ? "there are only " + stages.size() + " stages" : "it begins at step " + before)
                + ". Stages that are over must stay as they were");
        }
        if (restart.step() - before > stages.get(stage).steps()) {
            throw new CommandException(file + ": a restart at step " + restart.step() + ", but in the run file stage " + (stage + 1) + " ends at step "
                + (before + stages.get(stage).steps()) + "; give it more steps");
        }
        return stage;
    }

    /** How long the files of a run were, bytes. */
    Map<Path, Long> lengths(Path folder) {
        Map<Path, Long> lengths = new LinkedHashMap<>();
        restart.inner().notes().forEach((key, value) -> {
            if (key.startsWith(OUTPUT)) {
                int blank = value.indexOf(' ');
                lengths.put(folder.resolve(value.substring(blank + 1)), Long.parseLong(value.substring(0, blank)));
            }
        });
        return lengths;
    }

    /** Looks at the first step and refuses to go on with another potential. */
    Observer sameEnergy(Screen screen) {
        return new Observer() {
            private boolean seen;

            @Override
            public long interval() {
                return Long.MAX_VALUE;
            }

            @Override
            public void observe(SimulationState state) {
                double before = restart.inner().energy(), now = state.potentialEnergy(), difference = Math.abs(now - before);
                if (!seen && !(difference <= ROUNDING * (1 + Math.abs(before)))) {
                    throw new CommandException(String.format(Locale.ROOT, "%s: written with another potential: it gave %.9g eV for these atoms, that of the run file gives %.9g eV",
                        file, before, now));
                }
                if (!seen && difference > 0) {
                    screen.line(String.format(Locale.ROOT, "# the energy differs by %.1e eV from that in the restart: another machine or version, or charges found by iteration;"
                        + " the run goes on, but not to the bit", difference));
                }
                seen = true;
            }
        };
    }

    /** Takes a restart of an earlier run out of the way of a new one. */
    static void setAside(Path file, Screen screen) {
        try {
            Files.deleteIfExists(RestartWriter.previous(file));
            if (Files.isRegularFile(file)) {
                Path aside = Path.of(RestartWriter.previous(file).toString().replaceFirst("\\.previous(\\.[^.]*)?$", ".earlier$1"));
                Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
                screen.line("# a new run (to go on with an earlier one: --continue); the restart that was here is now " + aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
