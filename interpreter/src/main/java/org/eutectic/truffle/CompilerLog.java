package org.eutectic.truffle;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * What the engine logs. That a force routine could not be compiled is the one thing a user must hear of, in one line: without it the run would only be slow.
 * The compiler's own account follows where {@code -Deutectic.trace=true} asks for it, as does everything else.
 */
final class CompilerLog extends Handler {
    private static final boolean TRACE = Boolean.getBoolean("eutectic.trace");
    private boolean warned;

    @Override
    public synchronized void publish(LogRecord record) {
        String message = record.getMessage();
        if (TRACE) {
            System.err.println(message);
        }
        boolean failure = message.contains("opt fail") || record.getLevel().intValue() >= Level.WARNING.intValue();
        if (failure && !warned) {
            warned = true;
            String first = message.lines().findFirst().orElse("").strip();
            System.err.println("warning: a force routine could not be compiled and runs interpreted, 25 to 75 times slower: " + first
                + "\n  help: this is a fault of Eutectic; run again with EUTECTIC_OPTS=-Deutectic.trace=true and report what it prints.");
        }
    }

    @Override
    public void flush() {
        System.err.flush();
    }

    @Override
    public void close() {}
}
