package org.eutectic.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** Lines, and on a terminal below them a progress bar that follows; elsewhere a plain line now and then. */
final class Screen {
    private static final int BAR = 24;
    private static final long PLAIN_INTERVAL = 10_000_000_000L;
    private static final long BAR_INTERVAL = 200_000_000L;
    /** Until the potential is compiled the speed says nothing about the rest of the run. */
    private static final long WARM_UP = 5_000_000_000L;

    private final PrintWriter out;
    private final boolean terminal;
    private final long started = System.nanoTime();
    private long lastPlain = started;
    private long lastBar = started;
    private String bar = "";

    Screen(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** The screen of the command: the launcher knows whether standard output is a terminal. */
    static Screen of(PrintWriter out) {
        return new Screen(out, Boolean.getBoolean("eutectic.terminal"));
    }

    /** Prints a line above the bar. */
    void line(String text) {
        clear();
        out.println(text);
        draw();
    }

    /**
     * Shows how far it is.
     *
     * @param what stands in front
     * @param stepsPerSecond at the present speed
     */
    void progress(String what, long done, long total, double nanosecondsPerDay, double atomStepsPerSecond, double stepsPerSecond) {
        double part = total == 0 ? 1 : (double) done / total;
        String speed = String.format(Locale.ROOT, "%.3g ns/day, %.3g atom-steps/s", nanosecondsPerDay, atomStepsPerSecond);
        if (terminal) {
            int full = (int) (part * BAR);
            clear();
            bar = String.format(Locale.ROOT, "%s [%s%s] %3.0f%% %s, %s", what, "#".repeat(full), ".".repeat(BAR - full), 100 * part, speed, remaining((total - done) / stepsPerSecond));
            draw();
        } else if (System.nanoTime() - lastPlain > PLAIN_INTERVAL) {
            lastPlain = System.nanoTime();
            out.println(String.format(Locale.ROOT, "# %s %.0f%%: step %d of %d, %s, %s", what, 100 * part, done, total, speed, remaining((total - done) / stepsPerSecond)));
            out.flush();
        }
    }

    /**
     * Shows how far something is that is no run: on a terminal a bar, elsewhere a line now and then.
     *
     * @param part from 0 to 1
     */
    void part(String what, double part) {
        long now = System.nanoTime();
        if (now - (terminal ? lastBar : lastPlain) < (terminal ? BAR_INTERVAL : PLAIN_INTERVAL)) {
            return;
        }
        String left = remaining(part > 0 ? 1e-9 * (now - started) * (1 - part) / part : Double.POSITIVE_INFINITY);
        if (terminal) {
            lastBar = now;
            int full = (int) (part * BAR);
            clear();
            bar = String.format(Locale.ROOT, "[%s%s] %3.0f%% %s, %s", "#".repeat(full), ".".repeat(BAR - full), 100 * part, what, left);
            draw();
        } else {
            lastPlain = now;
            out.println(String.format(Locale.ROOT, "# %.0f%%: %s, %s", 100 * part, what, left));
            out.flush();
        }
    }

    /** The same for a calculation of some like steps. */
    void progress(String what, int done, int total) {
        part(what + " " + done + " of " + total, (double) done / Math.max(1, total));
    }

    /** Takes the bar away. */
    void end() {
        clear();
        bar = "";
        out.flush();
    }

    private String remaining(double time) {
        if (System.nanoTime() - started < WARM_UP || !(time < 1e9)) {
            return "warming up";
        }
        long seconds = Math.round(time);
        return seconds < 60 ? seconds + " s left" : seconds < 3600 ? "%d:%02d min left".formatted(seconds / 60, seconds % 60)
            : "%d:%02d h left".formatted(seconds / 3600, seconds / 60 % 60);
    }

    private void clear() {
        if (terminal && !bar.isEmpty()) {
            out.print("\r\u001b[K");
        }
    }

    private void draw() {
        if (terminal && !bar.isEmpty()) {
            out.print(bar);
        }
        out.flush();
    }
}
