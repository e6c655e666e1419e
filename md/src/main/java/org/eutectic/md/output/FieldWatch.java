package org.eutectic.md.output;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.eutectic.md.dynamics.Observer;
import org.eutectic.md.dynamics.SimulationState;
import org.eutectic.md.file.OutputFile;
import org.eutectic.md.structure.ExtendedXyz;

/**
 * Keeps an eye on the largest value of a monitored field. Above one limit the frame is written, velocities and the field with it; above another the run is told to stop. A value that is no number is above every limit.
 */
public final class FieldWatch implements Observer {
    private final FieldMonitor monitor;
    private final String field;
    private final long interval;
    private final OptionalDouble dumpAbove;
    private final OptionalDouble haltAbove;
    private final OutputFile frames;
    private final Consumer<Alarm> stop;
    private boolean over;

    /**
     * What made the run stop.
     *
     * @param atom its number, from 0
     */
    public record Alarm(String field, long step, int atom, String symbol, double value) {}

    /**
     * @param interval steps from look to look
     * @param dumpAbove the limit above which frames are written, if there is one
     * @param frames where they go, as extended XYZ; null where there is no such limit
     * @param haltAbove the limit above which the run is to stop, if there is one
     * @param stop is told once, in the step in question
     */
    public FieldWatch(FieldMonitor monitor, String field, long interval, OptionalDouble dumpAbove, Path frames, OptionalDouble haltAbove, Consumer<Alarm> stop) {
        this.monitor = monitor;
        this.field = field;
        this.interval = interval;
        this.dumpAbove = dumpAbove;
        this.frames = frames == null ? null : new OutputFile(frames);
        this.haltAbove = haltAbove;
        this.stop = stop;
    }

    @Override
    public long interval() {
        return interval;
    }

    @Override
    public boolean needsEnergy() {
        return false;
    }

    @Override
    public List<OutputFile> files() {
        return frames == null ? List.of() : List.of(frames);
    }

    @Override
    public void observe(SimulationState state) {
        double[] values = monitor.values(state, field);
        int worst = FieldMonitor.largest(values);
        if (worst < 0 || over) {
            return;
        }
        if (isAbove(values[worst], dumpAbove)) {
            ExtendedXyz.append(frames::append, state.configuration(), state.velocities(), null, Map.of(field, values),
                "step=" + state.step() + " time_fs=" + state.time() + " largest=" + values[worst] + " atom=" + (worst + 1));
            frames.flush();
        }
        if (isAbove(values[worst], haltAbove)) {
            over = true;
            stop.accept(new Alarm(field, state.step(), worst, state.configuration().symbol(worst), values[worst]));
        }
    }

    private static boolean isAbove(double x, OptionalDouble limit) {
        return limit.isPresent() && !(x <= limit.getAsDouble());
    }

    @Override
    public void finish() {
        if (frames != null && !frames.isEmpty()) {
            frames.commit();
        }
    }

    @Override
    public void abandon() {
        if (frames != null && !frames.isEmpty()) {
            frames.abandon();
        }
    }
}
