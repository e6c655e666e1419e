package org.eutectic.ml.n2p2;

import java.io.IOException;
import java.nio.file.Path;
import org.eutectic.model.PotentialFileException;

/**
 * What symmetry functions were in training, {@code scaling.data}, and how they become the inputs of networks (n2p2's SymFnc::setScalingType): input = offset + factor · (G − origin).
 * Arrays are [element][symmetry function], in their orders.
 */
record Scaling(double[][] least, double[][] most, double[][] origin, double[][] factor, double offset) {

    static Scaling read(Path directory, Settings settings, int[] counts) throws IOException, PotentialFileException {
        boolean scale = settings.has("scale_symmetry_functions"), center = settings.has("center_symmetry_functions"), sigma = settings.has("scale_symmetry_functions_sigma");
        if (sigma && (scale || center)) {
            throw settings.file().wrong(settings.needed("scale_symmetry_functions_sigma").number(), "expected one way to scale, found "
                + (scale ? "scale_symmetry_functions" : "center_symmetry_functions") + " too");
        }
        int elements = counts.length;
        double[][][] columns = new double[4][elements][];
        for (double[][] column : columns) {
            for (int e = 0; e < elements; e++) {
                column[e] = new double[counts[e]];
            }
        }
        int[][] lineOf = columns(directory, settings, counts, columns, sigma);
        double low = settings.number("scale_min_short", 0), high = settings.number("scale_max_short", 1);
        double[][] origin = new double[elements][], factor = new double[elements][];
        for (int e = 0; e < elements; e++) {
            origin[e] = new double[counts[e]];
            factor[e] = new double[counts[e]];
            for (int n = 0; n < counts[e]; n++) {
                double span = sigma ? columns[3][e][n] : columns[1][e][n] - columns[0][e][n];
                if ((scale || sigma) && !(span > 0)) {
                    throw new PotentialFileException(directory.resolve("scaling.data"), lineOf[e][n], "expected " + (sigma ? "sigma" : "a maximum") + " above " + (sigma ? "zero" : "the minimum")
                        + ", by which inputs are divided, found " + (sigma ? columns[3][e][n] : columns[1][e][n] + " and " + columns[0][e][n]));
                }
                origin[e][n] = center || sigma ? columns[2][e][n] : scale ? columns[0][e][n] : 0;
                factor[e][n] = scale || sigma ? (high - low) / span : 1;
            }
        }
        return new Scaling(columns[0], columns[1], origin, factor, scale || sigma ? low : 0);
    }

    /** Fills minimum, maximum, mean and sigma; gives the line of each. */
    private static int[][] columns(Path directory, Settings settings, int[] counts, double[][][] columns, boolean sigma) throws IOException, PotentialFileException {
        DataFile file = DataFile.read(directory.resolve("scaling.data"), "minimum, maximum and mean of every symmetry function");
        int[][] lineOf = new int[counts.length][];
        for (int e = 0; e < counts.length; e++) {
            lineOf[e] = new int[counts[e]];
        }
        for (DataFile.Line l : file.lines()) {
            if (l.words().size() < 5) {
                // After the symmetry functions some versions add a line with the range of energies or charges.
                continue;
            }
            int e = file.whole(l, 0, "the number of an element", 1) - 1;
            if (e >= counts.length) {
                throw file.wrong(l.number(), "expected the number of an element, 1 to " + counts.length + " (" + String.join(", ", settings.elements()) + "), found " + l.word(0));
            }
            int n = file.whole(l, 1, "the number of a symmetry function", 1) - 1;
            if (n >= counts[e]) {
                throw file.wrong(l.number(), "expected " + counts[e] + " symmetry functions of " + settings.elements().get(e) + ", as in " + settings.file().file().getFileName() + ", found number " + l.word(1));
            }
            if (lineOf[e][n] > 0) {
                throw file.wrong(l.number(), "symmetry function " + l.word(1) + " of " + settings.elements().get(e) + " stands here again; the first is in line " + lineOf[e][n]);
            }
            lineOf[e][n] = l.number();
            for (int c = 0; c < (sigma || l.words().size() > 5 ? 4 : 3); c++) {
                columns[c][e][n] = file.number(l, 2 + c, new String[] {"the minimum", "the maximum", "the mean", "sigma"}[c]);
            }
        }
        for (int e = 0; e < counts.length; e++) {
            for (int n = 0; n < counts[e]; n++) {
                if (lineOf[e][n] == 0) {
                    throw file.endsEarly("symmetry function " + (n + 1) + " of " + counts[e] + " of " + settings.elements().get(e));
                }
            }
        }
        return lineOf;
    }
}
