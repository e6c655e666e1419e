package org.eutectic.md.output;

import org.eutectic.md.dynamics.SimulationState;

import java.nio.file.Path;

/** The thermo log as comma-separated values, every digit of each number, units in the head of each column. Without a volume pressures are left empty. */
public final class ThermoCsv extends FileObserver {
    private static final String HEAD = "step,time_fs,temperature_K,potential_eV,kinetic_eV,total_eV,conserved_eV,pressure_GPa,"
            + "pxx_GPa,pyy_GPa,pzz_GPa,pxy_GPa,pxz_GPa,pyz_GPa,volume_A3\n";

    public ThermoCsv(Path path, long interval) {
        super(path, interval);
    }

    @Override
    public boolean needsVirial() {
        return true;
    }

    @Override
    public void observe(SimulationState state) {
        if (file.isEmpty()) {
            file.append(HEAD);
        }
        ThermoRow r = ThermoRow.of(state);
        StringBuilder line = new StringBuilder();
        line.append(r.step()).append(',').append(r.time()).append(',').append(r.temperature()).append(',').append(r.potential()).append(',')
                .append(r.kinetic()).append(',').append(r.total()).append(',').append(r.conserved()).append(',');
        number(line, r.meanPressure());
        for (double p : r.pressure()) {
            number(line.append(','), p);
        }
        line.append(',').append(r.volume()).append('\n');
        file.append(line);
        file.flush();
    }

    private static void number(StringBuilder line, double x) {
        if (!Double.isNaN(x)) {
            line.append(x);
        }
    }
}
