package org.eutectic.cli.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;

/**
 * How a case is measured: all programs, with all numbers of threads, take turns on one structure.
 *
 * @param lammps null where Eutectic is measured alone
 * @param threads one after the other
 * @param steps in a round of the case's usual number of atoms; fewer atoms run more, more atoms fewer
 * @param equilibration steps of Langevin dynamics, or null for the case's own number
 * @param warmUp seconds, at least, before anything is measured
 * @param repeat rounds
 */
record Measurement(Workspace workspace, Lammps lammps, List<Integer> threads, int steps, Integer equilibration, double warmUp, int repeat) {
    private static final int FEWEST_STEPS = 20;
    private static final int MOST_TIMES = 10;

    /** One of the programs that take turns. */
    private record Contender(String program, int threads, Round work, List<Sample> samples) {
        Contender(String program, int threads, Round work) {
            this(program, threads, work, new ArrayList<>());
        }

        Series series() {
            return new Series(program, threads, samples);
        }
    }

    /** Steps of one program. */
    private interface Round {
        Sample run() throws IOException, InterruptedException;
    }

    /** @param atoms about so many; 0 asks for the case's usual number */
    CaseResult of(BenchCase c, int atoms) throws IOException, InterruptedException {
        List<EngineRounds> engines = new ArrayList<>();
        try {
            Potential potential = workspace.potential(c);
            for (int t : threads) {
                engines.add(new EngineRounds(c, potential, t));
            }
            HotStructure structure = new HotStructure(c, atoms, engines.getLast(), equilibration == null ? c.equilibration() : equilibration);
            for (EngineRounds e : engines) {
                e.warmUp(structure.block(), warmUp);
            }
            return measure(c, structure.whole(), engines);
        } finally {
            engines.forEach(EngineRounds::close);
        }
    }

    private CaseResult measure(BenchCase c, Configuration hot, List<EngineRounds> engines) throws IOException, InterruptedException {
        int count = steps(c, hot.size());
        List<Contender> contenders = new ArrayList<>();
        if (lammps != null) {
            lammps.write(hot);
        }
        for (EngineRounds e : engines) {
            contenders.add(new Contender(Series.EUTECTIC, e.threads(), () -> e.round(hot, count)));
            if (lammps != null) {
                c.styles().stream().filter(lammps::has)
                    .forEach(s -> contenders.add(new Contender(s.program(), e.threads(), () -> lammps.round(c, s, hot.size(), count, e.threads()))));
            }
        }
        for (int k = 0; k < repeat; k++) {
            for (Contender x : contenders) {
                x.samples.add(x.work.run());
            }
        }
        double cutoff = engines.getFirst().cutoff(), neighbors = engines.getFirst().neighbors(hot);
        for (EngineRounds e : engines) {
            double memory = e.memory(hot);
            contenders.stream().filter(x -> x.program.equals(Series.EUTECTIC) && x.threads == e.threads())
                .forEach(x -> x.samples.replaceAll(s -> s.withMemory(memory)));
        }
        return new CaseResult(c, hot.size(), cutoff, neighbors, count, contenders.stream().map(Contender::series).toList());
    }

    private int steps(BenchCase c, int atoms) {
        double usual = c.atoms(c.cells(0));
        return (int) Math.clamp(Math.round(steps * usual / atoms), Math.min(FEWEST_STEPS, steps), (long) MOST_TIMES * steps);
    }
}
