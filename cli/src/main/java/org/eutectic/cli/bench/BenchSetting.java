package org.eutectic.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * Where and how the numbers were found.
 *
 * @param date UTC
 * @param processor its name
 * @param processors how many the machine shows
 * @param java version of the JVM
 * @param lammps its version, or null where it is not measured
 * @param steps in a round of 32,000 atoms
 * @param repeat rounds
 */
record BenchSetting(String date, String processor, int processors, String java, String lammps, int steps, int repeat) {

    static BenchSetting here(String lammps, int steps, int repeat) {
        return new BenchSetting(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), processorName(), Runtime.getRuntime().availableProcessors(),
            Runtime.version().toString(), lammps, steps, repeat);
    }

    private static String processorName() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(l -> l.startsWith("model name")).map(l -> l.substring(l.indexOf(':') + 1).strip()).findFirst().orElse(System.getProperty("os.arch"));
        } catch (IOException | UncheckedIOException e) {
            // Linux alone tells it so.
            return System.getProperty("os.arch");
        }
    }

    /** One line for people. */
    @Override
    public String toString() {
        return processor + ", " + processors + " seen; Java " + java + (lammps == null ? "" : "; LAMMPS " + lammps) + "; medians of " + repeat + " rounds; " + date;
    }
}
