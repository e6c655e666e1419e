package org.eutectic.md.output;

import org.eutectic.md.dynamics.SimulationState;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The thermo log as comma-separated values, every digit of each number, units in the head of each column. What there is not, as a pressure without a volume, is left empty. */
public final class ThermoCsv extends FileObserver {
    private final List<ThermoColumn> columns;

    public ThermoCsv(Path path, long interval) {
        this(path, interval, ThermoColumn.STANDARD);
    }

    /** With these columns. */
    public ThermoCsv(Path path, long interval, List<ThermoColumn> columns) {
        super(path, interval);
        this.columns = List.copyOf(columns);
    }

    @Override
    public boolean needsVirial() {
        return columns.stream().anyMatch(ThermoColumn::ofVirial);
    }

    @Override
    public void observe(SimulationState state) {
        if (file.isEmpty()) {
            file.append(columns.stream().map(ThermoColumn::head).collect(Collectors.joining(",")) + "\n");
        }
        ThermoRow r = ThermoRow.of(state);
        StringBuilder line = new StringBuilder();
        for (int k = 0; k < columns.size(); k++) {
            line.append(k == 0 ? "" : ",");
            double x = columns.get(k).value().of(r, state);
            if (columns.get(k).digits() == 0) {
                line.append((long) x);
            } else if (!Double.isNaN(x)) {
                line.append(x);
            }
        }
        file.append(line.append('\n'));
        file.flush();
    }
}
