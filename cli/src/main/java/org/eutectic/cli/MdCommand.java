package org.eutectic.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.TermCompiler;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.cli.run.RunFile;
import org.eutectic.cli.run.RunFileReader;
import org.eutectic.cli.run.StructureSource;
import org.eutectic.md.dynamics.SpeciesExchange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Molecular dynamics. */
@Command(name = "md", description = "Run molecular dynamics as a run file says (docs/run-file.md).", mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "1:halted, because a watched field rose above its limit", "2:bad input, or a run that broke off"})
final class MdCommand implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 30;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN.yaml", description = "The run file.")
    private Path file;

    @Option(names = "--profile", description = "Tell at the end where the time of the steps went, and write it as profile.json.")
    private boolean profile;

    @Option(names = "--continue", description = "Go on with a run that was interrupted or killed, or that was given more steps, from its last restart.")
    private boolean continued;

    @Option(names = "--continue-from", paramLabel = "RESTART", description = "The same from this restart, such as the one before the last (restart.previous.xyz).")
    private Path restart;

    @Mixin
    private DeviceOptions device;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PotentialOptions.requireFile(file, "run");
        RunFile run = RunFileReader.read(file);
        Path base = file.toAbsolutePath().getParent();
        Path inputs = Path.of("").toAbsolutePath().equals(base) ? Path.of("") : file.getParent() == null ? Path.of("") : file.getParent();
        Potential potential = PotentialOptions.load(inputs.resolve(run.potential().file()), run.potential().name(), run.potential().define(),
            spec.commandLine().getErr());
        RunMonitors monitors = new RunMonitors(file, run, potential);
        Path folder = outputFolder(run);
        Screen screen = Screen.of(out);
        Continuation from = restart != null ? Continuation.of(restart) : continued ? Continuation.ofFolder(RunOutputs.restartFile(run, folder), screen) : null;
        Configuration atoms = from != null ? from.restart().configuration() : StructureSource.make(run.structure(), inputs, said -> screen.line("# " + said));
        atoms = SpeciesExchange.withSpecies(atoms, run.stages().stream().filter(s -> s.mc() != null && s.mc().chemicalPotentials() != null)
            .flatMap(s -> s.mc().chemicalPotentials().keySet().stream()).toList());
        int threads = run.threads() == null ? Runtime.getRuntime().availableProcessors() : run.threads();
        Backend backend = run.backend() == RunFile.BackendChoice.REFERENCE ? Backend.REFERENCE : Backend.TRUFFLE;
        TermCompiler compiler = device.compiler(backend);
        out.println("# " + atoms.size() + " atoms, potential " + potential.name() + ", " + (compiler == backend ? backend.name().toLowerCase(Locale.ROOT) + " backend" : "forces on " + compiler) + ", "
            + threads + (threads == 1 ? " thread" : " threads"));
        potential.citations().forEach(c -> out.println("# cite: " + c));
        try (ForceField field = monitors.forceField(compiler, threads)) {
            MdRun md = new MdRun(run, atoms, field, monitors, folder, profile, screen, from);
            MdRun.Totals totals = interruptible(md);
            report(out, md, atoms.size(), threads, totals);
            md.alarm().ifPresent(a -> spec.commandLine().getErr().println(String.format(Locale.ROOT,
                "eutectic: halted at step %d: %s of atom %d (%s) is %.6g, above its limit. The state of that step is in %s", a.step(), a.field(), a.atom() + 1, a.symbol(), a.value(), RunOutputs.restartFile(run, folder))));
            return md.alarm().isPresent() ? Main.NO : Main.DONE;
        }
    }

    /** Where output goes; made with the first file in it, so that a run that cannot start leaves nothing behind. */
    private Path outputFolder(RunFile run) {
        String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        Path folder = Path.of(run.output() != null && run.output().folder() != null ? run.output().folder() : name + "-out");
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new CommandException("the output folder " + folder + " is a file");
        }
        return folder;
    }

    /** An interrupt ends the run after the present step, with all files complete up to there. */
    private static MdRun.Totals interruptible(MdRun md) {
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            md.stop();
            try {
                ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "stop on interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return md.execute();
        } finally {
            ended.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyGoingDown) {
                // The hook is what ended the run.
            }
        }
    }

    private static void report(PrintWriter out, MdRun md, int atoms, int threads, MdRun.Totals t) {
        double rate = t.steps() / Math.max(t.seconds(), 1e-9);
        String compiling = t.compiling() > 0 ? String.format(Locale.ROOT, ", compiled in %.2f s before", t.compiling()) : "";
        out.println(String.format(Locale.ROOT, "# %s%d steps (%.6g ps) in %.1f s%s: %.3g ns/day, %.3g atom-steps/s, %d neighbor lists",
            t.stopped() ? "stopped after " : "", t.steps(), t.time() * 1e-3, t.seconds(), compiling, t.steps() == 0 ? 0 : t.time() * 1e-6 / t.seconds() * 86400,
            rate * atoms, t.listBuilds()));
        if (t.profile() != null && t.steps() > 0) {
            ProfileReport report = new ProfileReport(t, atoms, threads);
            report.lines().forEach(out::println);
            report.write(md.outputs().profileFile());
        }
        md.outputs().written().stream().filter(Files::exists).forEach(f -> out.println("# wrote " + f));
        out.flush();
    }
}
