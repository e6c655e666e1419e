package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.eutectic.md.dynamics.Restart;
import org.eutectic.md.structure.StructureFile;
import org.eutectic.md.structure.StructureFrame;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a potential monitors, at the command line: {@code check}, {@code eval}, and {@code md} with columns, trajectories and limits. */
class MonitorTest {
    @TempDir
    private Path folder;
    private Path potential;

    @BeforeEach
    void committee() throws IOException {
        for (int k = 1; k <= 3; k++) {
            Random random = new Random(k);
            String weights = "[[" + row(random, 4) + "], [" + row(random, 4) + "]]", out = "[[" + random.nextGaussian() + "], [0.2], [0.1], [0.3]]";
            Files.writeString(folder.resolve(k + ".json"), """
                {"format": "eutectic-network", "version": 1, "layers": [2, 4, 1], "activations": ["tanh", "linear"],
                 "weights": [%s, %s], "biases": [[0.1, -0.1, 0.2, 0], [0]], "inputs": {"least": [0.5, 0.0], "greatest": [3.0, 1.9]}}
                """.formatted(weights, out));
        }
        potential = Files.writeString(folder.resolve("learnt.eut"), """
            potential Learnt {
              species Ar
              cutoff 6 Å
              network N = committee(nn("1.json"), nn("2.json"), nn("3.json"))
              G[i; s in 1..2] = sum(j) (1 - (r[i,j]/cutoff)^2)^(2*s)
              monitor doubt[i]   = spread(0.02 eV*N(G[i]))
              monitor outside[i] = extrapolation(N(G[i]))
              energy[i] = 0.02 eV*N(G[i])
            }
            potential Core {
              species Ar
              cutoff 6 Å
              energy[i] = 0.1 eV*sum(j) (1 - (r[i,j]/cutoff)^2)^3
            }
            potential Argon { term core = Core; term learnt = Learnt }
            """);
    }

    private static String row(Random random, int n) {
        return String.join(", ", Arrays.stream(random.doubles(n, -0.5, 0.5).toArray()).mapToObj(Double::toString).toList());
    }

    private Path run(String name, String more) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), """
            potential: learnt.eut
            structure: {lattice: fcc, element: Ar, a: 5.4, repeat: [2, 2, 2]}
            temperature: 60
            timestep: 4
            stages: [{steps: 20}, {steps: 40, thermostat: {type: langevin, temperature: 900, time: 20}}]
            %s
            """.formatted(more));
    }

    private Path out(String name) {
        return folder.resolve(name);
    }

    @Test
    void evalTellsWhatIsMonitored() throws IOException {
        assertTrue(Command.succeed("check", potential.toString()).out().contains("  monitors learnt.doubt, learnt.outside"));
        Path structure = Files.writeString(folder.resolve("a.xyz"), EvalTest.crystal("Ar", 5.3, 2, 0.2, 1));
        JsonNode compiled = json("eval", potential.toString(), structure.toString(), "--json").get("monitored");
        JsonNode plain = json("eval", potential.toString(), structure.toString(), "--json", "--backend", "reference").get("monitored");
        for (String field : List.of("learnt.doubt", "learnt.outside")) {
            double[] a = numbers(compiled.get(field)), b = numbers(plain.get(field));
            assertEquals(32, a.length);
            double largest = Arrays.stream(a).max().orElseThrow();
            for (int i = 0; i < a.length; i++) {
                assertEquals(b[i], a[i], 1e-11 * largest);
            }
            int atom = (int) DoubleStream.of(a).takeWhile(x -> x < largest).count() + 1;
            String said = Command.succeed("eval", potential.toString(), structure.toString()).out();
            assertTrue(said.matches("(?s).*  " + field + " +largest [0-9.e-]+ on atom " + atom + " \\(Ar\\), mean [0-9.e-]+, above zero on " + Arrays.stream(a).filter(x -> x > 0).count() + " of 32\\R.*"), said);
        }
        JsonNode none = json("eval", Command.potential("Ar.eut"), structure.toString(), "--json");
        assertFalse(none.has("monitored"));
    }

    private static JsonNode json(String... arguments) throws IOException {
        return new ObjectMapper().readTree(Command.succeed(arguments).out());
    }

    private static double[] numbers(JsonNode list) {
        double[] values = new double[list.size()];
        Arrays.setAll(values, k -> list.get(k).asDouble());
        return values;
    }

    @Test
    void columnsByName() throws IOException {
        Command.succeed("md", run("c", """
            output:
              folder: '%s'
              thermo: {every: 10, columns: [step, total, term.core, term.learnt, learnt.doubt.max, learnt.doubt.mean, learnt.outside.count]}
              trajectory: {every: 20, fields: [learnt.doubt]}
            """.formatted(out("c"))).toString());
        List<String> rows = Files.readAllLines(out("c").resolve("thermo.csv"));
        assertEquals("step,total_eV,term.core_eV,term.learnt_eV,learnt.doubt.max,learnt.doubt.mean,learnt.outside.count", rows.getFirst());
        assertEquals(1 + 7, rows.size());
        List<StructureFrame> frames = StructureFile.all(out("c").resolve("trajectory.xyz"));
        assertEquals(4, frames.size());
        for (int k = 0; k < 4; k++) {
            String[] row = rows.get(1 + 2 * k).split(",");
            double[] doubt = frames.get(k).columns().get("learnt.doubt");
            assertEquals(20 * k + "", row[0]);
            assertEquals(Arrays.stream(doubt).max().orElseThrow(), Double.parseDouble(row[4]), 1e-8);
            assertEquals(Arrays.stream(doubt).average().orElseThrow(), Double.parseDouble(row[5]), 1e-8);
            assertEquals(frames.get(k).number("energy").orElseThrow(), Double.parseDouble(row[2]) + Double.parseDouble(row[3]), 1e-10);
        }
        Command.succeed("md", run("s", "output: {folder: '" + out("s") + "', thermo: {columns: [standard, learnt.outside.max]}}").toString());
        assertTrue(Files.readAllLines(out("s").resolve("thermo.csv")).getFirst().endsWith(",volume_A3,learnt.outside.max"));
    }

    /** The run ends in its second stage, with whole files up to there. */
    @Test
    void dumpAboveAndHaltAbove() throws IOException {
        Command.succeed("md", run("all", "output: {folder: '" + out("all") + "', thermo: {every: 5, columns: [step, learnt.doubt.max]}, trajectory: {every: 5, fields: [learnt.doubt]}}").toString());
        List<String[]> rows = new ArrayList<>(Files.readAllLines(out("all").resolve("thermo.csv")).stream().skip(1).map(l -> l.split(",")).toList());
        double early = rows.stream().filter(r -> Integer.parseInt(r[0]) <= 25).mapToDouble(r -> Double.parseDouble(r[1])).max().orElseThrow();
        String[] first = rows.stream().filter(r -> Double.parseDouble(r[1]) > early).findFirst().orElseThrow();
        double halt = (early + Double.parseDouble(first[1])) / 2, dump = early - 1e-9;
        Command c = Command.run("md", run("h", """
            output: {folder: '%s', thermo: {every: 5, columns: [step, learnt.doubt.max]}}
            watch: [{field: learnt.doubt, every: 5, dump_above: %s, halt_above: %s}]
            """.formatted(out("h"), dump, halt)).toString());
        assertEquals(1, c.code(), c.err());
        Path saved = out("h").resolve("restart.xyz");
        StructureFrame frame = StructureFile.all(out("all").resolve("trajectory.xyz")).stream().filter(f -> f.number("step").orElseThrow() == Integer.parseInt(first[0])).findFirst().orElseThrow();
        double[] doubt = frame.columns().get("learnt.doubt");
        int atom = (int) DoubleStream.of(doubt).takeWhile(x -> x < Arrays.stream(doubt).max().orElseThrow()).count() + 1;
        assertTrue(c.err().startsWith("eutectic: halted at step " + first[0] + ": learnt.doubt of atom " + atom + " (Ar) is "), c.err());
        assertTrue(c.err().strip().endsWith(", above its limit. The state of that step is in " + saved), c.err());
        assertEquals(Integer.parseInt(first[0]), Restart.read(saved).step());
        List<Integer> steps = StructureFile.all(out("h").resolve("above-learnt.doubt.xyz")).stream().map(f -> f.number("step").orElseThrow().intValue()).toList();
        assertEquals(rows.stream().filter(r -> Double.parseDouble(r[1]) > dump && Integer.parseInt(r[0]) <= Integer.parseInt(first[0])).map(r -> Integer.parseInt(r[0])).toList(), steps);
        assertTrue(Files.exists(out("h").resolve("thermo.csv")), "the log is whole");
    }

    @Test
    void wrongNamesAreRefusedBeforeAnythingIsWritten() throws IOException {
        assertEquals("eutectic: a.yaml:6: output.thermo.columns[1]: there is no column 'learnt.dout.max'; did you mean 'learnt.doubt.max'?", refusal("a", "output: {thermo: {columns: [step, learnt.dout.max]}}"));
        assertEquals("eutectic: b.yaml:6: output.trajectory.fields[0]: the potential Argon monitors no field 'doubt'; known: learnt.doubt, learnt.outside", refusal("b", "output: {trajectory: {fields: [doubt]}}"));
        assertEquals("eutectic: d.yaml:6: watch[0].field: the potential Argon monitors no field 'learnt.outsid'; did you mean 'learnt.outside'?", refusal("d", "watch: [{field: learnt.outsid, halt_above: 1}]"));
        assertEquals("eutectic: e.yaml:6: watch[0]: dump_above or halt_above is needed", refusal("e", "watch: [{field: learnt.outside}]"));
        assertEquals("eutectic: f.yaml:6: watch[0].every: must be positive, not 0", refusal("f", "watch: [{field: learnt.outside, every: 0, halt_above: 1}]"));
        assertEquals("eutectic: g.yaml:6: watch[0].field: the potential Core monitors no field 'doubt'; it monitors none: write monitor NAME[i] = … in it",
            refusal("g", "watch: [{field: doubt, halt_above: 1}]", "potential: {file: learnt.eut, name: Core}"));
    }

    private String refusal(String name, String line) throws IOException {
        return refusal(name, line, "potential: learnt.eut");
    }

    private String refusal(String name, String line, String potentialLine) throws IOException {
        Path file = run(name, line);
        Files.writeString(file, Files.readString(file).replace("potential: learnt.eut", potentialLine));
        String said = Command.refusal(folder, "md", file.toString());
        assertFalse(Files.exists(Path.of(name + "-out")));
        return said;
    }
}
