package org.eutectic.lanes;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.RootNode;
import jdk.incubator.vector.DoubleVector;
import org.eutectic.ir.Fn;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;

/** Sums of functions over the numbers of an array, as a force routine would compute them; arguments are the array and that of the results. */
final class LaneRoot extends RootNode {
    private final boolean lanes;
    @CompilationFinal(dimensions = 1) private final Fn[] functions;

    LaneRoot(boolean lanes, Fn... functions) {
        super(null);
        this.lanes = lanes;
        this.functions = functions;
    }

    /** A context in which roots are compiled at their tenth call, before it returns; a failure throws. */
    static Context enterContext() {
        Engine engine = Engine.newBuilder().allowExperimentalOptions(true).option("engine.MultiTier", "false").option("engine.SingleTierCompilationThreshold", "10")
            .option("engine.BackgroundCompilation", "false").option("engine.CompilationFailureAction", "Throw").build();
        Context context = Context.newBuilder().engine(engine).build();
        context.enter();
        return context;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        double[] in = (double[]) frame.getArguments()[0], out = (double[]) frame.getArguments()[1];
        if (lanes) {
            for (int i = 0; i < in.length; i += Lanes.COUNT) {
                sum(DoubleVector.fromArray(Lanes.SPECIES, in, i)).intoArray(out, i);
            }
        } else {
            for (int i = 0; i < in.length; i++) {
                out[i] = sum(in[i]);
            }
        }
        return 0;
    }

    @ExplodeLoop
    private DoubleVector sum(DoubleVector x) {
        DoubleVector sum = Lanes.all(0);
        for (Fn fn : functions) {
            sum = sum.add(fn.argumentCount() == 1 ? LaneMath.apply(fn, x) : LaneMath.apply(fn, x, x.mul(0.5)));
        }
        return sum;
    }

    @ExplodeLoop
    private double sum(double x) {
        double sum = 0;
        for (Fn fn : functions) {
            sum += switch (fn) {
                case POW -> Math.pow(x, 0.5 * x);
                case EXP -> Math.exp(x);
                case LOG -> Math.log(x);
                case SQRT -> Math.sqrt(x);
                case SIN -> Math.sin(x);
                case COS -> Math.cos(x);
                case TAN -> Math.tan(x);
                default -> call(fn, x);
            };
        }
        return sum;
    }

    @TruffleBoundary
    private static double call(Fn fn, double x) {
        return fn.evaluate(x, 0.5 * x);
    }
}
