package org.eutectic.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something the project wants to reach, and what was found.
 *
 * @param what in words
 * @param limit the largest value wanted, or the least where more is better
 * @param atLeast whether more is better
 */
record Goal(String what, double limit, boolean atLeast, double found) {
    /** The whole step may lose so much of what the forces gained. */
    private static final double STEP_OVER_FORCE = 1.10;
    private static final double TWO_THREADS = 1.85;
    /** Goals are set for large systems: fewer atoms sit in a cache and cannot be weighed. */
    private static final int LARGE = 10_000;

    boolean met() {
        return atLeast ? found >= limit : found <= limit;
    }

    /** The limit for people. */
    String wanted() {
        return (atLeast ? "at least " : "at most ") + number(limit);
    }

    /** Three digits, or whole where it is large. */
    static String number(double x) {
        return String.format(Locale.ROOT, Math.abs(x) < 100 ? "%.2f" : "%.0f", x);
    }

    /** The goals that apply to what was measured. */
    static List<Goal> of(CaseResult r) {
        List<Goal> goals = new ArrayList<>();
        if (r.atoms() < LARGE) {
            return goals;
        }
        BenchCase.Limits limits = r.what().limits();
        Series one = r.eutectic().getFirst();
        if (one.threads() == 1) {
            Optional<Series> plain = r.find(LammpsStyle.PLAIN, 1), fastest = r.fastest(1);
            plain.ifPresent(p -> add(goals, "forces against LAMMPS's plain style", limits.plain(), one.ratio(p, Sample::force)));
            fastest.ifPresent(f -> {
                double force = one.ratio(f, Sample::force);
                add(goals, "forces against LAMMPS's fastest style (" + f.program() + ")", limits.fastest(), force);
                add(goals, "whole step against it, over the forces' ratio", STEP_OVER_FORCE, one.ratio(f, Sample::step) / force);
            });
            r.series().stream().filter(s -> s.program().equals(LammpsStyle.PYTHON)).findFirst()
                .ifPresent(p -> add(goals, "forces against LAMMPS's style for energies in Python", limits.fastest(), one.ratio(p, Sample::force)));
        }
        add(goals, "memory, bytes for each atom", limits.memory(), one.median(Sample::memory));
        r.find(Series.EUTECTIC, 2).filter(two -> one.threads() == 1).ifPresent(two -> {
            goals.add(new Goal("two threads, forces: times as fast as one", TWO_THREADS, true, one.ratio(two, Sample::force)));
            goals.add(new Goal("two threads, neighbor list: times as fast as one", TWO_THREADS, true, one.ratio(two, Sample::list)));
        });
        return goals;
    }

    private static void add(List<Goal> goals, String what, double limit, double found) {
        if (!Double.isNaN(limit) && !Double.isNaN(found)) {
            goals.add(new Goal(what, limit, false, found));
        }
    }
}
