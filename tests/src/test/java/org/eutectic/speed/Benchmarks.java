package org.eutectic.speed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks of single calls when it is asked for by name, which an ordinary test run never does (docs/benchmarks.md): each round runs all of them once,
 * each in a JVM of its own, so that what slows the machine for a while slows all.
 */
class Benchmarks {
    private static final String ROUNDS = "jmh.rounds";
    private static final String KERNELS = "jmh.kernels";

    @Test
    void run() throws RunnerException {
        int rounds = Integer.getInteger(ROUNDS, 3);
        List<Kernel> kernels = Arrays.stream(System.getProperty(KERNELS, "").split(",")).filter(k -> !k.isBlank())
            .map(k -> Kernel.valueOf(k.strip().toUpperCase(Locale.ROOT))).toList();
        if (kernels.isEmpty()) {
            kernels = List.of(Kernel.values());
        }
        List<Kernel> written = kernels.stream().filter(Kernel.written()::contains).toList();
        Map<Kernel, Map<String, List<Double>>> times = new TreeMap<>();
        for (int k = 0; k < rounds; k++) {
            collect(run("eutectic", kernels), times);
            collect(run("java", written), times);
        }
        System.out.printf("%n%-10s %8s %14s %14s %18s%n", "kernel", "atoms", "eutectic", "java, by hand", "ratio");
        System.out.printf("%-10s %8s %14s %14s%n", "", "", "ns/atom", "ns/atom");
        times.forEach((kernel, t) -> {
            List<Double> mine = t.getOrDefault("eutectic", List.of()), other = t.getOrDefault("java", List.of());
            List<Double> ratios = new ArrayList<>();
            for (int k = 0; k < Math.min(mine.size(), other.size()); k++) {
                ratios.add(mine.get(k) / other.get(k));
            }
            System.out.printf(Locale.ROOT, "%-10s %8d %14s %14s %18s%n", kernel.name().toLowerCase(Locale.ROOT), kernel.atoms(), median(mine, "%.1f"),
                median(other, "%.1f"), median(ratios, "%.2f"));
        });
    }

    private static Collection<RunResult> run(String program, List<Kernel> kernels) throws RunnerException {
        if (kernels.isEmpty()) {
            return List.of();
        }
        String[] names = kernels.stream().map(Kernel::name).toArray(String[]::new);
        return new Runner(new OptionsBuilder().include(ForceBenchmark.class.getName() + "." + program).param("kernel", names).shouldFailOnError(true).build()).run();
    }

    private static void collect(Collection<RunResult> results, Map<Kernel, Map<String, List<Double>>> times) {
        for (RunResult r : results) {
            Kernel kernel = Kernel.valueOf(r.getParams().getParam("kernel"));
            // From µs for all atoms to ns for one.
            double ns = 1e3 * r.getPrimaryResult().getScore() / kernel.atoms();
            String program = r.getPrimaryResult().getLabel();
            times.computeIfAbsent(kernel, x -> new TreeMap<>()).computeIfAbsent(program, x -> new ArrayList<>()).add(ns);
        }
    }

    private static String median(List<Double> values, String format) {
        double[] x = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return x.length == 0 ? "-" : String.format(Locale.ROOT, format, 0.5 * (x[(x.length - 1) / 2] + x[x.length / 2]));
    }
}
