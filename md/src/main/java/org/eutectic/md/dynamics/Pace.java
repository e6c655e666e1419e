package org.eutectic.md.dynamics;

/** Tells a few times each second how far a run has come and how fast it is. */
final class Pace {
    private static final long INTERVAL_NANOSECONDS = 200_000_000L;

    private final Progress progress;
    private final SimulationState state;
    private final long steps;
    private final long start = System.nanoTime();
    private long told = start;
    private long toldDone;
    private double speed;

    /**
     * The clock starts.
     *
     * @param progress who is told, or null
     * @param steps that the run is to make
     */
    Pace(Progress progress, SimulationState state, long steps) {
        this.progress = progress;
        this.state = state;
        this.steps = steps;
    }

    void tell(long done, boolean last) {
        if (progress == null) {
            return;
        }
        long now = System.nanoTime();
        if (now - told > INTERVAL_NANOSECONDS || last) {
            double recent = 1e9 * (done - toldDone) / Math.max(1, now - told);
            // Smoothed, so that the display is calm but follows the warm-up.
            speed = speed == 0 ? recent : 0.7 * speed + 0.3 * recent;
            progress.update(done, steps, perDay(speed), speed * state.size());
            told = now;
            toldDone = done;
        }
    }

    /** Seconds since the clock started. */
    double seconds() {
        return 1e-9 * (System.nanoTime() - start);
    }

    /** Nanoseconds of simulated time a day. */
    double perDay(double stepsPerSecond) {
        return stepsPerSecond * state.timestep() * 1e-6 * 86400;
    }
}
