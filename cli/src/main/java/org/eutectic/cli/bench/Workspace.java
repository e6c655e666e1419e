package org.eutectic.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eutectic.Potential;

/** A temporary folder with the potentials of the benchmark and the tables they read; gone when closed, and when the command is broken off. */
final class Workspace implements AutoCloseable {
    private static final List<String> FILES = List.of("Si.sw", "Si.tersoff", "SiC.tersoff", "SiC.vashishta", "Si.snapcoeff", "Si.snapparam", "twisted_lj.py");

    private final Path folder;
    private final Thread breakOff = new Thread(this::leaveNothing, "eutectic-bench-clean-up");
    private volatile Process running;

    Workspace() throws IOException {
        folder = Files.createTempDirectory("eutectic-bench");
        Runtime.getRuntime().addShutdownHook(breakOff);
        for (String name : FILES) {
            copy(name);
        }
        Files.writeString(folder.resolve("Cu.eam.alloy"), SetflTable.of(List.of(ZhouMetal.CU)));
        Files.writeString(folder.resolve("CuNi.eam.alloy"), SetflTable.of(List.of(ZhouMetal.CU, ZhouMetal.NI)));
        Files.writeString(folder.resolve(MadeUpNetwork.FILE), MadeUpNetwork.text());
        Files.writeString(folder.resolve(TwistedPair.TABLE), TwistedPair.table());
    }

    Path folder() {
        return folder;
    }

    Potential potential(BenchCase c) throws IOException {
        return Potential.load(copy(c.id() + ".eut"), null, Map.of());
    }

    /**
     * Runs a program in this folder; it ends with this one.
     *
     * @param output takes all that the program prints
     * @return its exit code, or nothing where it has not ended in time
     * @throws IOException where there is no such program
     */
    OptionalInt run(List<String> words, Map<String, String> environment, Path output, long seconds) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process p = builder.start();
        running = p;
        try {
            p.getOutputStream().close();
            return p.waitFor(seconds, TimeUnit.SECONDS) ? OptionalInt.of(p.exitValue()) : OptionalInt.empty();
        } finally {
            p.destroy();
            running = null;
        }
    }

    private Path copy(String name) throws IOException {
        Path target = folder.resolve(name);
        if (!Files.exists(target)) {
            try (InputStream in = Workspace.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException("the resource " + name + " is missing from this build");
                }
                Files.copy(in, target);
            }
        }
        return target;
    }

    private void leaveNothing() {
        Process p = running;
        if (p != null) {
            p.destroy();
            try {
                p.waitFor(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        delete();
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path p : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(p);
            }
        } catch (NoSuchFileException e) {
            // Someone was faster.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(breakOff);
        } catch (IllegalStateException e) {
            // The hook is at work already.
        }
    }
}
