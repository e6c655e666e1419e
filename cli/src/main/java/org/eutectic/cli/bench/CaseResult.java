package org.eutectic.cli.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that was measured on one structure.
 *
 * @param atoms in the structure
 * @param cutoff Å
 * @param neighbors mean number within the cutoff
 * @param steps in a round
 * @param series in the order of the table: for each number of threads Eutectic, then what it is held against
 */
record CaseResult(BenchCase what, int atoms, double cutoff, double neighbors, int steps, List<Series> series) {

    /** Eutectic's own series, by growing number of threads. */
    List<Series> eutectic() {
        return series.stream().filter(Series::isEutectic).sorted(Comparator.comparingInt(Series::threads)).toList();
    }

    /** Eutectic's series with as many threads as another one. */
    Series eutecticFor(Series other) {
        return find(Series.EUTECTIC, other.threads()).orElseThrow();
    }

    Optional<Series> find(String program, int threads) {
        return series.stream().filter(s -> s.program().equals(program) && s.threads() == threads).findFirst();
    }

    /** What others of the same program are compared with. */
    Series fewestThreads(String program) {
        return series.stream().filter(s -> s.program().equals(program)).min(Comparator.comparingInt(Series::threads)).orElseThrow();
    }

    /** That of LAMMPS's styles with the shortest time of the forces. */
    Optional<Series> fastest(int threads) {
        return series.stream().filter(s -> !s.isEutectic() && s.threads() == threads).min(Comparator.comparingDouble(s -> s.median(Sample::force)));
    }

    /** How far a program's energy of the same structure is from Eutectic's, relative. */
    double energyDeviation(Series other) {
        double mine = eutecticFor(other).median(Sample::energy);
        return Math.abs(other.median(Sample::energy) - mine) / Math.abs(mine);
    }
}
