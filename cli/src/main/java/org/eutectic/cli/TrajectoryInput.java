package org.eutectic.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.eutectic.md.structure.ReadAhead;
import org.eutectic.md.structure.StructureFile;
import org.eutectic.md.structure.StructureFrame;
import org.eutectic.md.structure.StructureFrames;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A trajectory on the command line: which file, which of its frames, and how far apart they are in time. Frames are read one by one; nothing of those before is kept. */
final class TrajectoryInput {
    /** How unevenly in time frames may lie, as a part of their distance: times in files are rounded. */
    private static final double UNEVEN = 1e-4;

    @Parameters(index = "0", paramLabel = "TRAJECTORY", description = "Extended XYZ, LAMMPS dump or XDATCAR file, also .gz or .zst.")
    private Path file;

    @Option(names = "--frames", paramLabel = "FIRST:LAST:EVERY", description = "Which frames, counted from 1, as in 101:, :500, ::10. Default: all.")
    private String frames;

    @Option(names = "--threads", paramLabel = "N", description = "Threads for the analysis. Default: the number of cores. The result does not depend on it.")
    private Integer threads;

    private long first = 1;
    private long last = Long.MAX_VALUE;
    private long every = 1;
    private int taken;

    /** Does something with a frame. */
    @FunctionalInterface
    interface Task {
        void take(StructureFrame frame);
    }

    Path file() {
        return file;
    }

    int threads() {
        if (threads != null && threads < 1) {
            throw new CommandException("--threads must be at least 1, not " + threads);
        }
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /** Goes through the frames in order and tells on the screen how far it is. */
    void read(PrintWriter out, Task task) {
        PotentialOptions.requireFile(file, "trajectory");
        select();
        Screen screen = Screen.of(out);
        long number = 0;
        Optional<String> cut = Optional.empty();
        try (StructureFrames all = new ReadAhead(StructureFile.frames(file))) {
            while (number < last && all.hasNext()) {
                StructureFrame frame = all.next();
                if (++number >= first && (number - first) % every == 0) {
                    task.take(frame);
                    taken++;
                }
                screen.part(file.getFileName() + ", frame " + number, all.part());
            }
            cut = number < last ? all.cutOff() : cut;
        } finally {
            screen.end();
        }
        cut.ifPresent(said -> out.println("# " + said));
        if (taken == 0) {
            throw new CommandException(file + " holds " + number + (number == 1 ? " frame" : " frames") + "; none of them is asked for by --frames " + frames);
        }
    }

    /** How many frames were taken. */
    int taken() {
        return taken;
    }

    private void select() {
        if (frames == null) {
            return;
        }
        String[] parts = frames.split(":", -1);
        try {
            if (parts.length >= 2 && parts.length <= 3) {
                first = parts[0].isEmpty() ? 1 : Long.parseLong(parts[0]);
                last = parts[1].isEmpty() ? Long.MAX_VALUE : Long.parseLong(parts[1]);
                every = parts.length < 3 || parts[2].isEmpty() ? 1 : Long.parseLong(parts[2]);
                if (first >= 1 && last >= first && every >= 1) {
                    return;
                }
            }
        } catch (NumberFormatException e) {
            // The message below says what is needed.
        }
        throw new CommandException("--frames: first, last and step are needed, counted from 1, as in 101:500:2 or 101:, not " + frames);
    }

    /** The time between frames. */
    static final class Clock {
        @Option(names = "--interval", paramLabel = "FS", description = "Time between two frames of the file, fs. Default: as the frames say.")
        private Double interval;

        private double before = Double.NaN;
        private double step = Double.NaN;
        private String uneven;

        /**
         * Looks at a frame's time.
         *
         * @return whether it counts: not where it lies at an uneven time, as the last frame of a run may
         */
        boolean take(StructureFrame frame) {
            if (interval != null) {
                if (!(interval > 0) || interval.isInfinite()) {
                    throw new CommandException("--interval must be a positive time, not " + interval + " fs");
                }
                return true;
            }
            if (uneven != null) {
                throw new CommandException(uneven + ": frames must lie evenly in time; choose a stretch that does with --frames");
            }
            double time = frame.number("time_fs").orElseThrow(() -> new CommandException(frame.place() + ": the file does not say at which time; give the time between two frames with --interval"));
            if (!Double.isNaN(step) && !(Math.abs(time - before - step) <= UNEVEN * step)) {
                uneven = frame.place() + " comes " + AnalysisTable.number(time - before) + " fs after the one before, those before it are " + AnalysisTable.number(step) + " fs apart";
                return false;
            }
            step = Double.isNaN(before) ? Double.NaN : Double.isNaN(step) ? time - before : step;
            before = time;
            if (step <= 0) {
                throw new CommandException(frame.place() + ": its time, " + AnalysisTable.number(time) + " fs, is not after that of the frame before");
            }
            return true;
        }

        /** The time between two frames that were taken, fs. */
        double step(TrajectoryInput from) {
            return interval != null ? interval * from.every : step;
        }

        /** Words on a frame at the end that was left out. */
        Optional<String> leftOut() {
            return Optional.ofNullable(uneven).map(u -> u + "; it is left out");
        }
    }
}
