package org.eutectic.cli.bench;

import static org.eutectic.cli.bench.BenchTable.digits;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.eutectic.md.file.OutputFile;

/** The results as tables in Markdown, one row for each case, for a page of documentation. */
final class BenchMarkdown {
    private final StringBuilder text = new StringBuilder();

    /** The text for so many results. */
    static String of(BenchSetting setting, List<CaseResult> results) {
        BenchMarkdown m = new BenchMarkdown();
        m.text.append(setting).append("\n\n");
        m.times(results);
        if (results.stream().anyMatch(r -> r.eutectic().size() > 1)) {
            m.speedUps(results);
        }
        m.goals(results);
        return m.text.toString();
    }

    static void write(Path path, BenchSetting setting, List<CaseResult> results) {
        OutputFile.write(path, out -> out.append(of(setting, results)));
    }

    private void times(List<CaseResult> results) {
        row("case", "atoms", "threads", "force", "LAMMPS plain", "ratio", "LAMMPS fastest", "ratio", "step", "ratio to the fastest", "list", "ratio to the fastest",
            "memory, B", "LAMMPS's");
        rule(14);
        for (CaseResult r : results) {
            for (Series mine : r.eutectic()) {
                Optional<Series> plain = r.find(LammpsStyle.PLAIN, mine.threads()), fastest = r.fastest(mine.threads());
                row(r.what().id(), r.atoms(), mine.threads(), digits(mine.median(Sample::force), "%.0f"),
                    median(plain, Sample::force, "%.0f"), ratio(mine, plain, Sample::force),
                    median(fastest, Sample::force, "%.0f") + fastest.map(f -> " (" + f.program() + ")").orElse(""), ratio(mine, fastest, Sample::force),
                    digits(mine.median(Sample::step), "%.0f"), ratio(mine, fastest, Sample::step),
                    digits(mine.median(Sample::list), "%.0f"), ratio(mine, fastest, Sample::list),
                    digits(mine.median(Sample::memory), "%.0f"), median(fastest, Sample::memory, "%.0f"));
            }
        }
    }

    private void speedUps(List<CaseResult> results) {
        text.append("\nTimes as fast as the same program with the fewest threads:\n\n");
        row("case", "program", "atoms", "threads", "force", "step", "list");
        rule(7);
        for (CaseResult r : results) {
            for (Series s : r.series()) {
                Series fewest = r.fewestThreads(s.program());
                if (s != fewest) {
                    row(r.what().id(), s.program(), r.atoms(), s.threads(), digits(fewest.ratio(s, Sample::force), "%.2f"),
                        digits(fewest.ratio(s, Sample::step), "%.2f"), digits(fewest.ratio(s, Sample::list), "%.2f"));
                }
            }
        }
    }

    private void goals(List<CaseResult> results) {
        if (results.stream().allMatch(r -> Goal.of(r).isEmpty())) {
            return;
        }
        text.append('\n');
        row("case", "atoms", "goal", "wanted", "found", "");
        rule(6);
        for (CaseResult r : results) {
            for (Goal g : Goal.of(r)) {
                row(r.what().id(), r.atoms(), g.what(), g.wanted(), Goal.number(g.found()), g.met() ? "met" : "**missed**");
            }
        }
    }

    private static String median(Optional<Series> s, ToDoubleFunction<Sample> quantity, String format) {
        return digits(s.map(x -> x.median(quantity)).orElse(Double.NaN), format);
    }

    private static String ratio(Series mine, Optional<Series> other, ToDoubleFunction<Sample> quantity) {
        return digits(other.map(o -> mine.ratio(o, quantity)).orElse(Double.NaN), "%.2f");
    }

    private void rule(int columns) {
        text.append("|").append("---|".repeat(columns)).append('\n');
    }

    private void row(Object... cells) {
        text.append('|');
        for (Object c : cells) {
            text.append(' ').append(c).append(" |");
        }
        text.append('\n');
    }
}
