package org.eutectic.cli.bench;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Prints results as rows of a table, each as soon as its case is done. */
final class BenchTable {
    private static final String ROW = "%-16s %-12s %7s %5s %10s %7s %10s %7s %10s %7s %8s %9s";

    private final PrintWriter out;

    BenchTable(PrintWriter out) {
        this.out = out;
    }

    void head() {
        line("case", "program", "atoms", "neigh", "force", "ratio", "step", "ratio", "list", "ratio", "memory", "energy");
        line("", "", "", "", "ns/atom", "", "ns/atom", "", "ns/atom", "", "B/atom", "deviation");
    }

    void row(CaseResult r) {
        for (String program : r.rounds().keySet()) {
            boolean mine = program.equals(BenchCommand.EUTECTIC);
            line(mine ? r.what().id() : "", program, mine ? String.valueOf(r.atoms()) : "", mine ? digits(r.neighbors(), "%.0f") : "",
                digits(r.median(program, Sample::force), "%.1f"), ratio(r, program, Sample::force),
                digits(r.median(program, Sample::step), "%.1f"), ratio(r, program, Sample::step),
                digits(r.median(program, Sample::list), "%.1f"), ratio(r, program, Sample::list),
                digits(r.median(program, Sample::memory), "%.0f"), mine ? "" : digits(r.energyDeviation(program), "%.1e"));
        }
    }

    /** Eutectic's time over that of the row's program. */
    private static String ratio(CaseResult r, String program, ToDoubleFunction<Sample> quantity) {
        return program.equals(BenchCommand.EUTECTIC) ? "" : digits(r.ratio(program, quantity), "%.2f");
    }

    private static String digits(double x, String format) {
        return Double.isNaN(x) ? "-" : String.format(Locale.ROOT, format, x);
    }

    private void line(Object... cells) {
        out.println(String.format(Locale.ROOT, ROW, cells).stripTrailing());
        out.flush();
    }
}
