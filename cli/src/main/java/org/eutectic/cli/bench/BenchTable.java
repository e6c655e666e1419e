package org.eutectic.cli.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Prints results as rows of a table, each as soon as its case is done. */
final class BenchTable {
    private static final String ROW = "%-16s %-14s %8s %5s %7s %10s %7s %10s %7s %10s %7s %8s %9s";

    private final PrintWriter out;

    BenchTable(PrintWriter out) {
        this.out = out;
    }

    void head() {
        line("case", "program", "atoms", "neigh", "threads", "force", "ratio", "step", "ratio", "list", "ratio", "memory", "energy");
        line("", "", "", "", "", "ns/atom", "", "ns/atom", "", "ns/atom", "", "B/atom", "deviation");
    }

    /** On a terminal, says what is being measured until its rows are written over it. */
    void announce(BenchCase c, int atoms) {
        if (Boolean.getBoolean("eutectic.terminal")) {
            out.print(c.id() + ", " + atoms + " atoms: measuring …\r");
            out.flush();
        }
    }

    void rows(CaseResult r) {
        boolean first = true;
        for (Series s : r.series()) {
            line(first ? r.what().id() : "", s.program(), first ? String.valueOf(r.atoms()) : "", first ? digits(r.neighbors(), "%.0f") : "",
                String.valueOf(s.threads()), digits(s.median(Sample::force), "%.1f"), ratio(r, s, Sample::force),
                digits(s.median(Sample::step), "%.1f"), ratio(r, s, Sample::step),
                digits(s.median(Sample::list), "%.1f"), ratio(r, s, Sample::list),
                digits(s.median(Sample::memory), "%.0f"), s.isEutectic() ? "" : digits(r.energyDeviation(s), "%.1e"));
            first = false;
        }
    }

    /** What more threads are good for. */
    void speedUps(List<CaseResult> results) {
        String row = "%-16s %-14s %8s %7s %8s %8s %8s";
        out.println("\ntimes as fast as the same program with the fewest threads");
        out.println(String.format(Locale.ROOT, row, "case", "program", "atoms", "threads", "force", "step", "list"));
        for (CaseResult r : results) {
            for (Series s : r.series()) {
                Series fewest = r.fewestThreads(s.program());
                if (s != fewest) {
                    out.println(String.format(Locale.ROOT, row, r.what().id(), s.program(), r.atoms(), s.threads(), digits(fewest.ratio(s, Sample::force), "%.2f"),
                        digits(fewest.ratio(s, Sample::step), "%.2f"), digits(fewest.ratio(s, Sample::list), "%.2f")));
                }
            }
        }
        out.flush();
    }

    /** What was to be reached. */
    void goals(List<CaseResult> results) {
        if (results.stream().allMatch(r -> Goal.of(r).isEmpty())) {
            return;
        }
        String row = "%-16s %8s  %-64s %14s %8s  %s";
        out.println("\nEutectic's goals");
        out.println(String.format(Locale.ROOT, row, "case", "atoms", "", "wanted", "found", "").stripTrailing());
        for (CaseResult r : results) {
            for (Goal g : Goal.of(r)) {
                out.println(String.format(Locale.ROOT, row, r.what().id(), r.atoms(), g.what(), g.wanted(), Goal.number(g.found()), g.met() ? "met" : "missed"));
            }
        }
        out.flush();
    }

    /** Eutectic's time over that of the row's program. */
    private static String ratio(CaseResult r, Series s, ToDoubleFunction<Sample> quantity) {
        return s.isEutectic() ? "" : digits(r.eutecticFor(s).ratio(s, quantity), "%.2f");
    }

    static String digits(double x, String format) {
        return Double.isNaN(x) ? "-" : String.format(Locale.ROOT, format, x);
    }

    private void line(Object... cells) {
        out.println(String.format(Locale.ROOT, ROW, cells).stripTrailing());
        out.flush();
    }
}
