package org.eutectic.physics.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.eutectic.ir.SplineTable;
import org.eutectic.model.PotentialData;
import org.eutectic.model.PotentialFileException;
import org.eutectic.model.PotentialFileReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of embedded-atom files: the curve through the samples, the place of each function, and what malformed files are told. */
class TableReadersTest {
    private static final int SAMPLES = 12;
    private static final double STEP = 0.5;

    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void samples(StringBuilder out, DoubleUnaryOperator f) {
        for (int m = 0; m < SAMPLES; m++) {
            out.append(String.format(Locale.ROOT, "%.17g", f.applyAsDouble(m * STEP))).append(m % 5 == 4 || m == SAMPLES - 1 ? '\n' : ' ');
        }
    }

    /** Functions a·x² + b with a telling the element and b the kind: exact under any rule that is exact for parabolas, but at the ends. */
    private static DoubleUnaryOperator parabola(double a, double b) {
        return x -> a * x * x + b;
    }

    private static String head(String elements) {
        return "# a\n# b\n# c\n" + elements + "\n" + SAMPLES + " " + STEP + " " + SAMPLES + " " + STEP + " 5.5\n";
    }

    private static String setfl() {
        StringBuilder out = new StringBuilder(head("2 Ni Cu"));
        for (int a = 1; a <= 2; a++) {
            out.append("28 58.69 3.52 FCC\n");
            samples(out, parabola(a, 10));
            samples(out, parabola(a, 20));
        }
        for (double a : new double[] {11, 21, 22}) {
            samples(out, parabola(a, 0));
        }
        return out.toString();
    }

    @Test
    void setflGivesEachFunctionToItsSpecies() throws Exception {
        PotentialData data = new SetflReader().read(List.of(write("a.setfl", setfl())), List.of("Cu", "Ni"));
        assertEquals(List.of("Cu", "Ni"), data.species());
        assertEquals(5.5, data.cutoff()[3]);
        assertEquals(2 * 2.25 + 10, data.functions().get("F").tables().get(0).evaluate(1.5, 0), 1e-14);
        assertEquals(1 * 2.25 + 20, data.functions().get("f").tables().get(1).evaluate(1.5, 0), 1e-14);
        List<SplineTable> pairs = data.functions().get("phi").tables();
        assertTrue(data.functions().get("phi").dividedByArgument());
        assertEquals(22 * 2.25, pairs.get(0).evaluate(1.5, 0), 1e-13);
        assertEquals(21 * 2.25, pairs.get(1).evaluate(1.5, 0), 1e-13);
        assertEquals(11 * 2.25, pairs.get(3).evaluate(1.5, 0), 1e-13);
        assertSame(pairs.get(1), pairs.get(2));
    }

    @Test
    void finnisSinclairDensitiesAreAtTheFirstFromTheSecond() throws Exception {
        StringBuilder out = new StringBuilder(head("2 Al Fe"));
        for (int from = 1; from <= 2; from++) {
            out.append("13 26.98 4.05 fcc\n");
            samples(out, parabola(from, 10));
            samples(out, parabola(10 * from + 1, 0));
            samples(out, parabola(10 * from + 2, 0));
        }
        for (int p = 0; p < 3; p++) {
            samples(out, parabola(1, 0));
        }
        PotentialData data = new FinnisSinclairReader().read(List.of(write("a.fs", out.toString())), List.of("Al", "Fe"));
        List<SplineTable> f = data.functions().get("f").tables();
        assertEquals(21 * 2.25, f.get(1).evaluate(1.5, 0), 1e-13, "at Al from Fe");
        assertEquals(12 * 2.25, f.get(2).evaluate(1.5, 0), 1e-13, "at Fe from Al");
    }

    @Test
    void curveIsTheHermiteCubicWithFivePointSlopes() {
        double[] y = {1, 4, -2, 3, 7, 5, 0.5};
        SplineTable curve = new UniformTable(0.25, y).curve("y", SplineTable.Beyond.EXTRAPOLATE, SplineTable.Beyond.LINEAR);
        double middle = (y[1] - 8 * y[2] + 8 * y[4] - y[5]) / 12;
        assertEquals(middle / 0.25, curve.evaluate(0.75, 1), 1e-12);
        assertEquals((y[2] - y[0]) / 2 / 0.25, curve.evaluate(0.25, 1), 1e-12);
        assertEquals((y[1] - y[0]) / 0.25, curve.evaluate(0, 1), 1e-12);
        assertEquals((y[6] - y[5]) / 0.25, curve.evaluate(1.5, 1), 1e-12);
        for (int m = 0; m < y.length; m++) {
            assertEquals(y[m], curve.evaluate(0.25 * m, 0), 1e-12);
        }
        assertEquals(y[6] + 2 * (y[6] - y[5]), curve.evaluate(2.0, 0), 1e-12, "above the grid the tangent goes on");
    }

    @Test
    void resamplingIsExactForCubicsAndConstantBeyondTheEnd() {
        double[] y = new double[9];
        for (int m = 0; m < y.length; m++) {
            y[m] = cubic(m * 0.3);
        }
        UniformTable finer = new UniformTable(0.3, y).resampled(26, 0.1);
        for (int m = 0; m <= 24; m++) {
            assertEquals(cubic(m * 0.1), finer.values()[m], 1e-12);
        }
        assertEquals(y[8], finer.values()[25], 1e-12);
    }

    private static double cubic(double x) {
        return 2 - x + 0.5 * x * x - 0.25 * x * x * x;
    }

    private static String funcfl(double charge, double density) {
        StringBuilder out = new StringBuilder("comment\n29 63.55 3.615 FCC\n" + SAMPLES + " " + STEP + " " + SAMPLES + " " + STEP + " 4.5\n");
        samples(out, x -> -x);
        samples(out, x -> charge);
        samples(out, x -> density);
        return out.toString();
    }

    @Test
    void funcflChargesMultiplyToPairs() throws Exception {
        PotentialData data = new FuncflReader().read(List.of(write("a", funcfl(2, 5)), write("b", funcfl(3, 7))), List.of("Cu", "Ni"));
        assertEquals(27.2 * 0.529 * 6, data.functions().get("phi").tables().get(1).evaluate(1.5, 0), 1e-12);
        assertEquals(27.2 * 0.529 * 9, data.functions().get("phi").tables().get(3).evaluate(1.5, 0), 1e-12);
        assertEquals(7, data.functions().get("f").tables().get(1).evaluate(1.5, 0), 1e-12);
        assertEquals(-1.25, data.functions().get("F").tables().get(0).evaluate(1.25, 0), 1e-12);
    }

    @Test
    void fortranExponentsAreNumbers() throws Exception {
        PotentialData data = new SetflReader().read(List.of(write("a.setfl", setfl().replace("5.5\n", "0.55D+01\n"))), List.of());
        assertEquals(List.of("Ni", "Cu"), data.species());
        assertEquals(5.5, data.cutoff()[0]);
    }

    private String complaint(PotentialFileReader reader, String text, String... species) throws IOException {
        Path file = write("bad", text);
        String message = assertThrows(PotentialFileException.class, () -> reader.read(List.of(file), List.of(species))).getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message.substring(file.toString().length());
    }

    @Test
    void malformedFilesAreNamedWithLineAndExpectation() throws Exception {
        String good = setfl();
        SetflReader reader = new SetflReader();
        assertEquals(": holds Ni, Cu but not Au, which the potential's species ask for", complaint(reader, good, "Au"));
        assertEquals(":5: expected Nrho (a whole number of at least 5), found '12.5'", complaint(reader, good.replaceFirst("\n12 ", "\n12.5 "), "Cu"));
        assertEquals(":5: expected the cutoff above zero, found '-5.5'", complaint(reader, good.replace(" 5.5\n", " -5.5\n"), "Cu"));
        assertEquals(":4: expected 3 element names after '3', found 2", complaint(reader, good.replace("2 Ni Cu", "3 Ni Cu"), "Cu"));
        String[] lines = good.split("\n");
        String cut = String.join("\n", List.of(lines).subList(0, 15));
        assertTrue(complaint(reader, cut, "Cu").matches("(?s):15: ends after \\d+ of the 12 numbers of .*"), complaint(reader, cut, "Cu"));
        assertTrue(complaint(reader, good.replaceFirst("11\\.000000000000000", "1x1"), "Cu").contains("(a number), found '1x1'"));
        assertTrue(complaint(reader, good + "\n3.0\n", "Cu").endsWith("expected the end of the file; with one density for each pair of elements it would be an eam_fs file"));
        assertEquals(":1: is in LAMMPS units 'real'; expected 'metal' (eV and Å): convert the file",
            complaint(reader, good.replaceFirst("# a", "# UNITS: real"), "Cu"));
    }

    @Test
    void aMissingFileSaysSo() {
        Path file = folder.resolve("none.setfl");
        String message = assertThrows(PotentialFileException.class, () -> new SetflReader().read(List.of(file), List.of("Cu"))).getMessage();
        assertEquals(file + ": there is no such file", message);
    }
}
