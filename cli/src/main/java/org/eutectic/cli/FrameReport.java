package org.eutectic.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.md.Units;

/** One evaluated frame for people: totals and extremes; the numbers of each atom are {@code --json}'s. */
final class FrameReport {
    private final PrintWriter out;

    FrameReport(PrintWriter out) {
        this.out = out;
    }

    void write(String place, Configuration c, Evaluation e, Map<String, double[]> monitored, NumericCheck.Result numeric) {
        out.println(place + ": " + formula(c) + ", " + c.size() + (c.size() == 1 ? " atom" : " atoms"));
        line("energy", "%.10f eV", e.energy());
        line("energy per atom", "%.10f eV", e.energy() / c.size());
        for (int k = 0; k < e.terms().size(); k++) {
            line(k == 0 ? "terms" : "", "%.10f eV  %s", e.termEnergies()[k], e.terms().get(k));
        }
        for (String name : e.fields()) {
            double[] x = e.field(name);
            int low = 0, high = 0;
            for (int i = 1; i < x.length; i++) {
                low = x[i] < x[low] ? i : low;
                high = x[i] > x[high] ? i : high;
            }
            if (x.length > 0) {
                line(name, "%.6f on atom %d (%s) to %.6f on atom %d (%s)", x[low], low + 1, c.symbol(low), x[high], high + 1, c.symbol(high));
            }
        }
        double largest = 0;
        int where = 0;
        for (int i = 0; i < c.size(); i++) {
            double f = Math.sqrt(square(e.forces()[3 * i]) + square(e.forces()[3 * i + 1]) + square(e.forces()[3 * i + 2]));
            if (f > largest) {
                largest = f;
                where = i;
            }
        }
        line("largest force", "%.8f eV/Å on atom %d (%s)", largest, where + 1, c.symbol(where));
        double volume = c.cell().volume();
        if (volume > 0 && c.cell().anyPeriodic()) {
            double[] w = e.virial();
            double factor = -Units.GIGAPASCAL / volume;
            line("stress (GPa)", "xx %.6f  yy %.6f  zz %.6f  yz %.6f  xz %.6f  xy %.6f", factor * w[0], factor * w[4], factor * w[8],
                factor * 0.5 * (w[5] + w[7]), factor * 0.5 * (w[2] + w[6]), factor * 0.5 * (w[1] + w[3]));
            line("pressure", "%.6f GPa", -factor * (w[0] + w[4] + w[8]) / 3);
        }
        monitored.forEach((name, values) -> monitored(c, name, values));
        if (numeric != null) {
            line("forces", "largest deviation from central differences %.2e eV/Å (atom %d), %.1e of the scale %.3g eV/Å; %d atoms displaced",
                numeric.forceDeviation(), numeric.worstAtom() + 1, numeric.relativeForce(), numeric.forceScale(), numeric.atomsChecked());
            line("virial", "largest deviation %.2e eV, %.1e of the scale %.3g eV", numeric.virialDeviation(), numeric.relativeVirial(), numeric.virialScale());
            if (volume > 0) {
                line("stress", "largest deviation %.2e eV/Å³", numeric.virialDeviation() / volume);
            }
            line("verdict", numeric.agrees() ? "analytic and numeric derivatives agree (limit %.0e)" : "ANALYTIC AND NUMERIC DERIVATIVES DIFFER (limit %.0e)",
                NumericCheck.LIMIT);
        }
    }

    private void monitored(Configuration c, String name, double[] values) {
        int largest = 0, above = 0;
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
            above += values[i] > 0 ? 1 : 0;
            sum += values[i];
        }
        if (values.length > 0) {
            line(name, "largest %.8g on atom %d (%s), mean %.8g, above zero on %d of %d", values[largest], largest + 1, c.symbol(largest), sum / values.length, above, values.length);
        }
    }

    private void line(String title, String format, Object... values) {
        out.println(String.format(Locale.ROOT, "  %-17s" + format, join(title, values)));
    }

    private static Object[] join(String title, Object[] values) {
        Object[] all = new Object[values.length + 1];
        all[0] = title;
        System.arraycopy(values, 0, all, 1, values.length);
        return all;
    }

    private static double square(double x) {
        return x * x;
    }

    private static String formula(Configuration c) {
        Map<String, Integer> count = new TreeMap<>();
        for (int i = 0; i < c.size(); i++) {
            count.merge(c.symbol(i), 1, Integer::sum);
        }
        StringBuilder text = new StringBuilder();
        count.forEach((symbol, n) -> text.append(symbol).append(n > 1 ? n : ""));
        return text.toString();
    }
}
