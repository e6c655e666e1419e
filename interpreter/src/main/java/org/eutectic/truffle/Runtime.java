package org.eutectic.truffle;

import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.TruffleContext;
import org.eutectic.kernel.Kernel;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;

/**
 * The engine in which potentials are compiled: one for the process. Force routines are called as call targets, in the engine's one context.
 */
public final class Runtime {
    private static final class Holder {
        static final Runtime SHARED = new Runtime();
    }

    private final Engine engine;
    private final Context context;
    private final TruffleContext inner;
    private final boolean optimizing;

    private Runtime() {
        // Asked before the engine is built: a first engine, only to read its name, would take a fifth of the start.
        optimizing = isOptimizing(Truffle.getRuntime().getName());
        Engine.Builder b = Engine.newBuilder(EutecticLanguage.ID).allowExperimentalOptions(true).option("engine.WarnInterpreterOnly", "false")
            .logHandler(new CompilerLog());
        if (optimizing) {
            // One tier: a force routine is hot or not needed. Chunks of atoms are the calls that are counted.
            b.option("engine.MultiTier", "false").option("engine.SingleTierCompilationThreshold", "64")
                .option("engine.CompilationFailureAction", "Print");
        } else {
            System.err.println("""
                warning: the optimizing Truffle runtime is missing, so potentials run interpreted, 25 to 75 times slower.
                  help: start with ./eutectic, which sets the flags of the JVM, or see `eutectic doctor`.""");
        }
        engine = b.build();
        context = Context.newBuilder(EutecticLanguage.ID).engine(engine).build();
        context.initialize(EutecticLanguage.ID);
        context.enter();
        inner = EutecticLanguage.currentContext().env().getContext();
        context.leave();
    }

    /** The process's engine; the first call starts it and, when the optimizing runtime is missing, says so once. */
    public static Runtime shared() {
        return Holder.SHARED;
    }

    /** Whether force routines are compiled, not interpreted. */
    public boolean isOptimizing() {
        return optimizing;
    }

    /** The name that the engine gives itself, such as "GraalVM CE". */
    public String implementation() {
        return engine.getImplementationName();
    }

    static boolean isOptimizing(String implementation) {
        return implementation.startsWith("GraalVM") || implementation.startsWith("Oracle GraalVM");
    }

    /**
     * Before a thread calls force routines: cheap against a chunk of atoms, not against one. Unlike {@link Context#enter} it allocates nothing.
     *
     * @return what {@link #leave} needs
     */
    Object enter() {
        return inner.enter(null);
    }

    void leave(Object entered) {
        inner.leave(null, entered);
    }

    Routine routine(Kernel kernel) {
        context.enter();
        try {
            return new Routine(EutecticLanguage.current(), kernel);
        } finally {
            context.leave();
        }
    }
}
