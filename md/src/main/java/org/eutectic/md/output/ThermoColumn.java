package org.eutectic.md.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eutectic.md.dynamics.SimulationState;

/**
 * A column of the thermo log.
 *
 * @param name as run files and tables call it
 * @param head as the CSV file calls it, with its unit
 * @param unit of the table's numbers
 * @param scale the table shows the value times this
 * @param width characters in the table
 * @param digits after the point in the table; whole numbers have none, in the CSV file either
 * @param ofVirial whether it needs the virial
 */
public record ThermoColumn(String name, String head, String unit, double scale, int width, int digits, boolean ofVirial, Value value) {

    /** What it says of a step; NaN where there is nothing to say. */
    @FunctionalInterface
    public interface Value {
        double of(ThermoRow row, SimulationState state);
    }

    /** Those that every run has, in the order of the CSV file. */
    public static final List<ThermoColumn> STANDARD = standard();
    /** Those of the table in a file. */
    public static final List<ThermoColumn> TABLE = STANDARD.stream().filter(c -> !c.name.equals("conserved")).toList();
    /** Those of the table on the screen, so that a line fits a terminal. */
    public static final List<ThermoColumn> SCREEN = TABLE.subList(0, 7);

    private static List<ThermoColumn> standard() {
        List<ThermoColumn> all = new ArrayList<>();
        all.add(new ThermoColumn("step", "step", "", 1, 10, 0, false, (r, s) -> r.step()));
        all.add(new ThermoColumn("time", "time_fs", "ps", 1e-3, 11, 4, false, (r, s) -> r.time()));
        all.add(new ThermoColumn("T", "temperature_K", "K", 1, 10, 2, false, (r, s) -> r.temperature()));
        all.add(new ThermoColumn("potential", "potential_eV", "eV", 1, 17, 6, false, (r, s) -> r.potential()));
        all.add(new ThermoColumn("kinetic", "kinetic_eV", "eV", 1, 15, 6, false, (r, s) -> r.kinetic()));
        all.add(new ThermoColumn("total", "total_eV", "eV", 1, 17, 6, false, (r, s) -> r.total()));
        all.add(new ThermoColumn("conserved", "conserved_eV", "eV", 1, 17, 6, false, (r, s) -> r.conserved()));
        all.add(new ThermoColumn("P", "pressure_GPa", "GPa", 1, 11, 4, true, (r, s) -> r.meanPressure()));
        String[] components = {"xx", "yy", "zz", "xy", "xz", "yz"};
        for (int k = 0; k < 6; k++) {
            int c = k;
            all.add(new ThermoColumn("P" + components[k], "p" + components[k] + "_GPa", "GPa", 1, 11, 4, true, (r, s) -> r.pressure()[c]));
        }
        all.add(new ThermoColumn("volume", "volume_A3", "Å³", 1, 14, 3, false, (r, s) -> r.volume()));
        return List.copyOf(all);
    }

    /** One of those that every run can have. */
    public static Optional<ThermoColumn> named(String name) {
        return Stream.concat(STANDARD.stream(), EXCHANGE.stream()).filter(c -> c.name.equals(name)).findFirst();
    }

    /** The energy of one of the summands of a potential, eV: 0 where none of its species is there. */
    public static ThermoColumn ofTerm(String term) {
        return new ThermoColumn("term." + term, "term." + term + "_eV", "eV", 1, Math.max(17, term.length() + 6), 6, false, (r, s) -> {
            int at = s.evaluation().terms().indexOf(term);
            return at < 0 ? 0 : s.evaluation().termEnergies()[at];
        });
    }

    /** The largest value of a monitored field, internal units. */
    public static ThermoColumn largest(FieldMonitor monitor, String field) {
        return ofField(field + ".max", 6, (r, s) -> {
            double[] values = monitor.values(s, field);
            return values.length == 0 ? Double.NaN : values[FieldMonitor.largest(values)];
        });
    }

    /** The mean of a monitored field over all atoms, internal units. */
    public static ThermoColumn mean(FieldMonitor monitor, String field) {
        return ofField(field + ".mean", 6, (r, s) -> {
            double sum = 0;
            for (double x : monitor.values(s, field)) {
                sum += x;
            }
            return sum / s.size();
        });
    }

    /** For how many atoms a monitored field is greater than zero. */
    public static ThermoColumn count(FieldMonitor monitor, String field) {
        return ofField(field + ".count", 0, (r, s) -> {
            int n = 0;
            for (double x : monitor.values(s, field)) {
                n += x > 0 ? 1 : 0;
            }
            return n;
        });
    }

    /** How many Monte Carlo moves of species were tried in this stage. */
    public static final ThermoColumn TRIED = ofField("mc.tried", 0, (r, s) -> s.exchange() == null ? 0 : s.exchange().tried());
    /** How many of them were accepted. */
    public static final ThermoColumn ACCEPTED = ofField("mc.accepted", 0, (r, s) -> s.exchange() == null ? 0 : s.exchange().accepted());
    /** Which part of them was accepted; NaN where none were tried. */
    public static final ThermoColumn ACCEPTANCE = ofField("mc.acceptance", 6, (r, s) -> s.exchange() == null ? Double.NaN : (double) s.exchange().accepted() / s.exchange().tried());

    /** The three. */
    public static final List<ThermoColumn> EXCHANGE = List.of(TRIED, ACCEPTED, ACCEPTANCE);

    /** How many atoms there are of a species. */
    public static ThermoColumn atoms(String species) {
        return ofField("atoms." + species, 0, (r, s) -> {
            int n = 0;
            for (int i = 0; i < s.size(); i++) {
                n += s.configuration().symbol(i).equals(species) ? 1 : 0;
            }
            return n;
        });
    }

    private static ThermoColumn ofField(String name, int digits, Value value) {
        return new ThermoColumn(name, name, "", 1, Math.max(13, name.length() + 1), digits, false, value);
    }
}
