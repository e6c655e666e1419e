package org.eutectic.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Medians, ratios and what they say about the goals. */
class GoalTest {
    private static Series series(String program, int threads, double... forces) {
        return new Series(program, threads, Arrays.stream(forces).mapToObj(f -> new Sample(f, Double.NaN, 2 * f, 3 * f, 900, 1, -1, -1)).toList());
    }

    private static CaseResult result(int atoms, Series... series) {
        return new CaseResult(BenchCase.LJ, atoms, 8.5, 50, 100, List.of(series));
    }

    @Test
    void ratiosAreTakenRoundByRound() {
        Series mine = series(Series.EUTECTIC, 1, 100, 300, 200), other = series(LammpsStyle.PLAIN, 1, 400, 600, 200);
        assertEquals(200, mine.median(Sample::force));
        assertEquals(0.5, mine.ratio(other, Sample::force));
    }

    @Test
    void goalsAreHeldAgainstTheRightStyle() {
        CaseResult r = result(32_000, series(Series.EUTECTIC, 1, 150), series(LammpsStyle.PLAIN, 1, 300), series(LammpsStyle.OPT, 1, 250),
            series(Series.EUTECTIC, 2, 80), series(LammpsStyle.OPT, 2, 10));
        List<Goal> goals = Goal.of(r);
        assertEquals(List.of("forces against LAMMPS's plain style", "forces against LAMMPS's fastest style (lammps opt)",
            "whole step against it, over the forces' ratio", "memory, bytes for each atom", "two threads, forces: times as fast as one",
            "two threads, neighbor list: times as fast as one"), goals.stream().map(Goal::what).toList());
        assertEquals(List.of(false, false, true, true, true, true), goals.stream().map(Goal::met).toList());
        assertEquals(0.5, goals.get(0).found());
        assertEquals(0.6, goals.get(1).found());
        assertEquals(1.875, goals.get(4).found());
        assertEquals("at least 1.85", goals.get(4).wanted());
    }

    @Test
    void smallSystemsHaveNone() {
        assertTrue(Goal.of(result(500, series(Series.EUTECTIC, 1, 150), series(LammpsStyle.PLAIN, 1, 300))).isEmpty());
    }

    @Test
    void aCaseAloneIsOnlyWeighed() {
        assertEquals(List.of("memory, bytes for each atom"), Goal.of(result(32_000, series(Series.EUTECTIC, 1, 150))).stream().map(Goal::what).toList());
    }
}
