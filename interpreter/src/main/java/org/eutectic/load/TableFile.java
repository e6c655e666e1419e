package org.eutectic.load;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eutectic.ir.SplineTable;
import org.eutectic.model.PotentialFileException;

/** A text file of columns: the first is the argument, on a uniform grid; lines that begin with # are comments. */
final class TableFile {
    /** How far a knot may lie from the uniform grid, in steps: files are printed with some six digits. */
    private static final double UNIFORM = 2e-3;
    private static final int LEAST_SAMPLES = 4;

    private TableFile() {}

    /**
     * The natural cubic spline through a column.
     *
     * @param column counted from 1
     * @param xUnit the size of the first column's unit in internal units
     * @param yUnit the size of the column's unit
     */
    static SplineTable read(Path file, int column, String name, double xUnit, double yUnit) throws IOException, PotentialFileException {
        List<double[]> rows = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            String[] words = text.split("[\\s,]+");
            if (column < 2 || words.length < column) {
                throw new PotentialFileException(file, number, "has " + words.length + (words.length == 1 ? " column" : " columns") + ", no column " + column + " of values");
            }
            rows.add(new double[] {number(file, number, words[0]), number(file, number, words[column - 1])});
            lines.add(number);
        }
        int n = rows.size();
        if (n < LEAST_SAMPLES) {
            throw new PotentialFileException(file, 0, "holds " + n + " rows; a cubic spline takes at least " + LEAST_SAMPLES);
        }
        double start = rows.getFirst()[0], step = (rows.getLast()[0] - start) / (n - 1);
        double[] y = new double[n];
        for (int k = 0; k < n; k++) {
            if (step <= 0 || Math.abs(rows.get(k)[0] - start - k * step) > UNIFORM * step) {
                throw new PotentialFileException(file, lines.get(k), "the first column must rise in equal steps of " + plain(step) + "; here stands "
                    + plain(rows.get(k)[0]) + " where " + plain(start + k * step) + " is due");
            }
            y[k] = rows.get(k)[1] * yUnit;
        }
        return CubicSpline.natural(name, start * xUnit, step * xUnit, y);
    }

    private static String plain(double x) {
        return new BigDecimal(x).round(new MathContext(8)).stripTrailingZeros().toPlainString();
    }

    private static double number(Path file, int line, String word) throws PotentialFileException {
        try {
            double v = Double.parseDouble(word);
            if (Double.isFinite(v)) {
                return v;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new PotentialFileException(file, line, "'" + word + "' is no finite number");
    }
}
