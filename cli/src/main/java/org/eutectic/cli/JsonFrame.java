package org.eutectic.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import org.eutectic.atoms.Evaluation;

/** Writes one evaluated frame as one line of JSON, every number to 17 significant digits, which give the double back exactly. */
final class JsonFrame {
    private static final MathContext DIGITS = new MathContext(17, RoundingMode.HALF_EVEN);

    private final StringBuilder line = new StringBuilder();

    /**
     * @param monitored values of atoms by name
     * @param volume of the cell, Å³; 0 where there is none, which leaves the stress null
     * @param numeric the comparison with central differences, or null
     */
    void write(Evaluation e, Map<String, double[]> monitored, double volume, NumericCheck.Result numeric, PrintWriter out) {
        line.setLength(0);
        int atoms = e.siteEnergies().length;
        line.append("{\"atoms\":").append(atoms).append(",\"energy\":");
        number(e.energy());
        if (!e.terms().isEmpty()) {
            terms(e);
        }
        fields(e, atoms);
        line.append(",\"site_energies\":");
        row(e.siteEnergies(), 0, atoms, 1);
        line.append(",\"forces\":[");
        for (int i = 0; i < atoms; i++) {
            line.append(i == 0 ? "" : ",");
            row(e.forces(), 3 * i, 3, 1);
        }
        line.append("],\"stress\":");
        if (volume > 0) {
            matrix(e.virial(), -1 / volume);
        } else {
            line.append("null");
        }
        line.append(",\"virial\":");
        matrix(e.virial(), 1);
        if (!monitored.isEmpty()) {
            line.append(",\"monitored\":{");
            monitored.forEach((name, values) -> {
                line.append(line.charAt(line.length() - 1) == '{' ? "\"" : ",\"").append(name).append("\":");
                row(values, 0, values.length, 1);
            });
            line.append('}');
        }
        if (numeric != null) {
            line.append(",\"numeric\":{\"force_deviation\":");
            number(numeric.forceDeviation());
            line.append(",\"force_scale\":");
            number(numeric.forceScale());
            line.append(",\"atoms_checked\":").append(numeric.atomsChecked()).append(",\"virial_deviation\":");
            number(numeric.virialDeviation());
            line.append(",\"virial_scale\":");
            number(numeric.virialScale());
            line.append('}');
        }
        out.println(line.append('}'));
    }

    private void terms(Evaluation e) {
        line.append(",\"terms\":{");
        for (int k = 0; k < e.terms().size(); k++) {
            line.append(k == 0 ? "\"" : ",\"").append(e.terms().get(k)).append("\":");
            number(e.termEnergies()[k]);
        }
        line.append('}');
    }

    /** What terms found for each atom. */
    private void fields(Evaluation e, int atoms) {
        for (int k = 0; k < e.fields().size(); k++) {
            line.append(k == 0 ? ",\"fields\":{\"" : ",\"").append(e.fields().get(k)).append("\":");
            row(e.field(e.fields().get(k)), 0, atoms, 1);
        }
        line.append(e.fields().isEmpty() ? "" : "}");
    }

    private void matrix(double[] m, double factor) {
        line.append('[');
        for (int k = 0; k < 3; k++) {
            line.append(k == 0 ? "" : ",");
            row(m, 3 * k, 3, factor);
        }
        line.append(']');
    }

    private void row(double[] values, int from, int count, double factor) {
        line.append('[');
        for (int k = 0; k < count; k++) {
            line.append(k == 0 ? "" : ",");
            number(factor == 1 ? values[from + k] : factor * values[from + k]);
        }
        line.append(']');
    }

    private void number(double x) {
        line.append(digits(x));
    }

    /** A finite number to 17 significant digits, without zeros at its end. */
    static String digits(double x) {
        if (!Double.isFinite(x)) {
            throw new IllegalArgumentException("JSON has no " + x);
        }
        // Zero would keep its scale as 0E-…; and −0 is 0 to everybody.
        return x == 0 ? "0.0" : new BigDecimal(x).round(DIGITS).stripTrailingZeros().toString();
    }
}
