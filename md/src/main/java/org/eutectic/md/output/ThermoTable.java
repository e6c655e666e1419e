package org.eutectic.md.output;

import org.eutectic.md.dynamics.Observer;
import org.eutectic.md.dynamics.SimulationState;
import org.eutectic.md.file.Digits;
import org.eutectic.md.file.OutputFile;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The thermo log as aligned text, for people: on the screen or in a file. */
public final class ThermoTable implements Observer {
    private final Consumer<CharSequence> sink;
    private final OutputFile file;
    private final long interval;
    private final List<ThermoColumn> columns;
    private boolean begun;

    private ThermoTable(Consumer<CharSequence> sink, OutputFile file, long interval, List<ThermoColumn> columns) {
        this.sink = sink;
        this.file = file;
        this.interval = interval;
        this.columns = columns;
    }

    /** A table on the screen: up to the mean pressure, so that a line fits a terminal. Lines are handed over whole, without their end. */
    public static ThermoTable lines(Consumer<String> out, long interval) {
        return lines(out, interval, ThermoColumn.SCREEN);
    }

    /** A table of these columns on the screen. */
    public static ThermoTable lines(Consumer<String> out, long interval, List<ThermoColumn> columns) {
        return new ThermoTable(text -> out.accept(text.toString()), null, interval, List.copyOf(columns));
    }

    /** A table with all columns in a file, which has its name when the run has ended. */
    public static ThermoTable file(Path path, long interval) {
        return file(path, interval, ThermoColumn.TABLE);
    }

    /** The same with these columns. */
    public static ThermoTable file(Path path, long interval, List<ThermoColumn> columns) {
        OutputFile file = new OutputFile(path);
        return new ThermoTable(text -> {
            file.append(text);
            file.append("\n");
            file.flush();
        }, file, interval, List.copyOf(columns));
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
        return columns.stream().anyMatch(ThermoColumn::ofVirial);
    }

    @Override
    public void observe(SimulationState state) {
        if (!begun && (file == null || file.isEmpty())) {
            sink.accept(row(ThermoColumn::name));
            sink.accept(row(ThermoColumn::unit));
        }
        begun = true;
        ThermoRow r = ThermoRow.of(state);
        StringBuilder line = new StringBuilder();
        for (ThermoColumn c : columns) {
            double x = c.scale() * c.value().of(r, state);
            if (Double.isNaN(x)) {
                line.repeat(' ', c.width() - 1).append('-');
            } else {
                line.append(' ');
                Digits.fixed(line, x, c.digits(), c.width() - 1);
            }
        }
        sink.accept(line);
    }

    private String row(Function<ThermoColumn, String> words) {
        StringBuilder line = new StringBuilder();
        for (ThermoColumn c : columns) {
            line.repeat(' ', c.width() - words.apply(c).length()).append(words.apply(c));
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
