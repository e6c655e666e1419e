package org.eutectic.lanes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.truffle.api.CallTarget;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.eutectic.ir.Fn;
import org.graalvm.polyglot.Context;
import org.junit.jupiter.api.Test;

/** The compiler makes machine instructions of all that the functions are made of: a single operation that it does not know allocates vectors for every call. */
class LaneCompilationTest {
    @Test
    void compiledFunctionsAllocateNothing() {
        // These use every operation that the others use.
        Fn[] functions = {Fn.POW, Fn.SIN, Fn.TANH, Fn.MIN};
        double[] in = new double[Lanes.padded(128)], out = new double[in.length];
        Arrays.setAll(in, i -> (i + 1.0) / (in.length + 1));
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Context context = LaneRoot.enterContext()) {
            CallTarget root = new LaneRoot(true, functions).getCallTarget();
            for (int k = 0; k < 16; k++) {
                root.call(in, out);
            }
            long before = thread.getCurrentThreadAllocatedBytes();
            for (int k = 0; k < 10; k++) {
                root.call(in, out);
            }
            long bytes = (thread.getCurrentThreadAllocatedBytes() - before) / 10;
            assertTrue(bytes < 200, "a call allocates " + bytes + " bytes");
            context.leave();
        }
        for (int i = 0; i < in.length; i++) {
            double sum = 0;
            for (Fn fn : functions) {
                sum += fn.evaluate(in[i], 0.5 * in[i]);
            }
            assertEquals(sum, out[i], 1e-14 * Math.abs(sum));
        }
    }
}
