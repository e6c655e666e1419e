package org.eutectic.md.output;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eutectic.md.dynamics.Observer;
import org.eutectic.md.dynamics.SimulationState;
import org.eutectic.md.file.OutputFile;

/**
 * The thermo log in the layout of a log of LAMMPS with metal units, for programs that read those: the table lies between a line that begins with {@code Per MPI rank} and one that begins with {@code Loop time of}, columns
 * have LAMMPS's names, times are in ps and pressures in bar. Columns that LAMMPS does not have keep their own names and units.
 */
public final class LammpsLog implements Observer {
    private static final double BAR_IN_GIGAPASCAL = 1e4;

    /** A column as LAMMPS has it: its name, and what the value here is multiplied by. */
    private record Keyword(String name, double factor) {}

    private static final Map<String, Keyword> KEYWORDS = Map.ofEntries(Map.entry("step", new Keyword("Step", 1)), Map.entry("time", new Keyword("Time", 1e-3)), Map.entry("T", new Keyword("Temp", 1)),
        Map.entry("potential", new Keyword("PotEng", 1)), Map.entry("kinetic", new Keyword("KinEng", 1)), Map.entry("total", new Keyword("TotEng", 1)), Map.entry("conserved", new Keyword("Econserve", 1)),
        Map.entry("P", new Keyword("Press", BAR_IN_GIGAPASCAL)), Map.entry("Pxx", new Keyword("Pxx", BAR_IN_GIGAPASCAL)), Map.entry("Pyy", new Keyword("Pyy", BAR_IN_GIGAPASCAL)),
        Map.entry("Pzz", new Keyword("Pzz", BAR_IN_GIGAPASCAL)), Map.entry("Pxy", new Keyword("Pxy", BAR_IN_GIGAPASCAL)), Map.entry("Pxz", new Keyword("Pxz", BAR_IN_GIGAPASCAL)),
        Map.entry("Pyz", new Keyword("Pyz", BAR_IN_GIGAPASCAL)), Map.entry("volume", new Keyword("Volume", 1)));

    private final OutputFile file;
    private final long interval;
    private final List<ThermoColumn> columns;
    private long last;
    private int atoms;

    /** @param columns those of the table */
    public LammpsLog(Path path, long interval, List<ThermoColumn> columns) {
        file = new OutputFile(path);
        this.interval = interval;
        this.columns = List.copyOf(columns);
    }

    private static Keyword keyword(ThermoColumn c) {
        return KEYWORDS.getOrDefault(c.name(), new Keyword(c.name(), 1));
    }

    @Override
    public long interval() {
        return interval;
    }

    @Override
    public List<OutputFile> files() {
        return List.of(file);
    }

    @Override
    public boolean needsVirial() {
        return columns.stream().anyMatch(ThermoColumn::ofVirial);
    }

    @Override
    public void observe(SimulationState state) {
        StringBuilder text = new StringBuilder();
        if (file.isEmpty()) {
            text.append("# eutectic, in the layout of a log of LAMMPS, units metal\nPer MPI rank memory allocation (min/avg/max) = not measured\n");
            columns.forEach(c -> text.append(String.format(Locale.ROOT, c.digits() == 0 ? " %10s" : " %17s", keyword(c).name())));
            text.append('\n');
        }
        ThermoRow row = ThermoRow.of(state);
        for (ThermoColumn c : columns) {
            double x = c.value().of(row, state) * keyword(c).factor();
            text.append(c.digits() == 0 ? String.format(Locale.ROOT, " %10d", (long) x) : String.format(Locale.ROOT, " %17.10g", x));
        }
        file.append(text.append('\n'));
        file.flush();
        last = state.step();
        atoms = state.size();
    }

    @Override
    public void finish() {
        file.append("Loop time of all steps up to " + last + " with " + atoms + " atoms: not measured\n");
        file.commit();
    }

    @Override
    public void abandon() {
        file.abandon();
    }
}
