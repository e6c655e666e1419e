package org.eutectic.lanes;

import com.oracle.truffle.api.CallTarget;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import org.eutectic.ir.Fn;
import org.graalvm.polyglot.Context;

/** Prints what each function costs, lanes against numbers, in nanoseconds of processor time for each number. Run it with the flags of the JVM that the parent POM gives to tests. */
public final class LaneMathBenchmark {
    private static final int N = Lanes.padded(1000), CALLS = 200, ROUNDS = 20;

    private LaneMathBenchmark() {}

    public static void main(String[] args) {
        double[] in = new double[N], out = new double[N];
        Arrays.setAll(in, i -> (i + 1.0) / (N + 1));
        try (Context context = LaneRoot.enterContext()) {
            System.out.printf("%s%n%-10s %8s %8s %8s%n", Lanes.SPECIES, "ns/number", "lanes", "scalar", "ratio");
            for (Fn fn : Fn.values()) {
                if (!LaneMath.supports(fn) || fn.isCondition()) {
                    continue;
                }
                CallTarget lanes = new LaneRoot(true, fn).getCallTarget(), scalar = new LaneRoot(false, fn).getCallTarget();
                double best = Double.MAX_VALUE, bestScalar = Double.MAX_VALUE;
                for (int r = 0; r < ROUNDS; r++) {
                    best = Math.min(best, time(() -> lanes.call(in, out)));
                    bestScalar = Math.min(bestScalar, time(() -> scalar.call(in, out)));
                }
                System.out.printf("%-10s %8.2f %8.2f %8.1f%n", fn, best, bestScalar, bestScalar / best);
            }
            context.leave();
        }
        double c2 = Double.MAX_VALUE;
        for (int r = 0; r < 10 * ROUNDS; r++) {
            c2 = Math.min(c2, time(() -> exponentials(in, out)));
        }
        System.out.printf("%-10s %8.2f as Java, compiled by C2%n", "EXP", c2);
    }

    private static void exponentials(double[] in, double[] out) {
        for (int i = 0; i < N; i += Lanes.COUNT) {
            Exponential.exp(DoubleVector.fromArray(Lanes.SPECIES, in, i)).intoArray(out, i);
        }
    }

    private static double time(Runnable work) {
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long start = thread.getCurrentThreadCpuTime();
        for (int k = 0; k < CALLS; k++) {
            work.run();
        }
        return (thread.getCurrentThreadCpuTime() - start) / ((double) CALLS * N);
    }
}
