package org.eutectic.md.output;

import org.eutectic.md.dynamics.Observer;
import org.eutectic.md.dynamics.SimulationState;
import org.eutectic.md.file.Digits;
import org.eutectic.md.file.OutputFile;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The thermo log as aligned text, for people: on the screen or in a file. */
public final class ThermoTable implements Observer {
    private static final String[] NAMES = {"step", "time", "T", "potential", "kinetic", "total", "P", "Pxx", "Pyy", "Pzz", "Pxy", "Pxz", "Pyz", "volume"};
    private static final String[] UNITS = {"", "ps", "K", "eV", "eV", "eV", "GPa", "GPa", "GPa", "GPa", "GPa", "GPa", "GPa", "Å³"};
    private static final int[] WIDTHS = {10, 11, 10, 17, 15, 17, 11, 11, 11, 11, 11, 11, 11, 14};
    private static final int[] DIGITS = {0, 4, 2, 6, 6, 6, 4, 4, 4, 4, 4, 4, 4, 3};

    private final Consumer<CharSequence> sink;
    private final OutputFile file;
    private final long interval;
    private final int columns;
    private boolean begun;

    private ThermoTable(Consumer<CharSequence> sink, OutputFile file, long interval, int columns) {
        this.sink = sink;
        this.file = file;
        this.interval = interval;
        this.columns = columns;
    }

    /** A table on the screen: up to the mean pressure, so that a line fits a terminal. Lines are handed over whole, without their end. */
    public static ThermoTable lines(Consumer<String> out, long interval) {
        return new ThermoTable(text -> out.accept(text.toString()), null, interval, 7);
    }

    /** A table with all columns in a file, which has its name when the run has ended. */
    public static ThermoTable file(Path path, long interval) {
        OutputFile file = new OutputFile(path);
        return new ThermoTable(text -> {
            file.append(text);
            file.append("\n");
            file.flush();
        }, file, interval, NAMES.length);
    }

    @Override
    public long interval() {
        return interval;
    }

    @Override
    public List<OutputFile> files() {
        return file == null ? List.of() : List.of(file);
    }

    @Override
    public boolean needsVirial() {
        return true;
    }

    @Override
    public void observe(SimulationState state) {
        if (!begun && (file == null || file.isEmpty())) {
            sink.accept(row(NAMES));
            sink.accept(row(UNITS));
        }
        begun = true;
        ThermoRow r = ThermoRow.of(state);
        double[] p = r.pressure();
        double[] values = {r.step(), 1e-3 * r.time(), r.temperature(), r.potential(), r.kinetic(), r.total(), r.meanPressure(), p[0], p[1], p[2], p[3], p[4],
            p[5], r.volume()};
        StringBuilder line = new StringBuilder();
        for (int k = 0; k < columns; k++) {
            if (Double.isNaN(values[k])) {
                line.repeat(' ', WIDTHS[k] - 1).append('-');
            } else {
                line.append(' ');
                Digits.fixed(line, values[k], DIGITS[k], WIDTHS[k] - 1);
            }
        }
        sink.accept(line);
    }

    private String row(String[] words) {
        StringBuilder line = new StringBuilder();
        for (int k = 0; k < columns; k++) {
            line.repeat(' ', WIDTHS[k] - words[k].length()).append(words[k]);
        }
        return line.toString();
    }

    @Override
    public void finish() {
        if (file != null) {
            file.commit();
        }
    }

    @Override
    public void abandon() {
        if (file != null) {
            file.abandon();
        }
    }
}
