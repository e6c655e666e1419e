package org.eutectic.speed;

import java.util.concurrent.TimeUnit;
import org.eutectic.Backend;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One call for the forces alone, one thread: what Eutectic compiles, and the same in plain Java where someone wrote it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 1)
public class ForceBenchmark {

    /** A potential of any kind. */
    @State(Scope.Benchmark)
    public static class Compiled {
        @Param({"LJ", "EAM", "SW", "TERSOFF", "TWISTED", "SCREENED"})
        public Kernel kernel;

        private final Evaluation result = new Evaluation();
        private ForceField field;
        private NeighborList list;

        @Setup
        public void prepare() {
            Configuration c = kernel.hot();
            field = kernel.potential().forceField(Backend.TRUFFLE, 1);
            list = Kernel.list(c, field);
        }

        @TearDown
        public void close() {
            field.close();
        }
    }

    /** A potential that was also written by hand. */
    @State(Scope.Benchmark)
    public static class Written {
        @Param({"TWISTED", "SCREENED"})
        public Kernel kernel;

        private HandWritten forces;
        private NeighborList list;

        @Setup
        public void prepare() {
            forces = kernel.handWritten();
            list = Kernel.list(kernel.hot(), forces);
        }
    }

    @Benchmark
    public double[] eutectic(Compiled s) {
        s.field.compute(s.list, false, true, false, s.result);
        return s.result.forces();
    }

    @Benchmark
    public double[] java(Written s) {
        return s.forces.forces(s.list);
    }
}
