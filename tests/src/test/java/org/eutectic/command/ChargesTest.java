package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charges that a term finds, in trajectories and in what {@code eval} prints. */
class ChargesTest {
    private static final Path OXIDE = Command.root().resolve("tests/reference/qeq-oxide/potential.eut");

    @TempDir
    private Path folder;

    private List<String> trajectory(String format) throws IOException {
        Path run = Files.writeString(folder.resolve(format + ".yaml"), """
            potential: %s
            structure: {lattice: rocksalt, elements: [Mg, O], a: 4.2}
            temperature: 600
            timestep: 1
            stages: [{name: nve, steps: 4}]
            output: {folder: '%s', thermo: {every: 2}, trajectory: {every: 2, format: %s, file: run.%s}}
            """.formatted(OXIDE, folder, format, format));
        Command.succeed("md", run.toString());
        return Files.readAllLines(folder.resolve("run." + format));
    }

    @Test
    void trajectoriesHoldCharges() throws IOException {
        List<String> xyz = trajectory("extxyz"), dump = trajectory("dump");
        assertTrue(xyz.get(1).contains("Properties=species:S:1:pos:R:3:charges:R:1 "), xyz.get(1));
        assertTrue(dump.contains("ITEM: ATOMS id type element xu yu zu charges"));
        double[] first = last(xyz.subList(2, 10)), end = last(xyz.subList(xyz.size() - 8, xyz.size()));
        assertEquals(0, Arrays.stream(end).sum(), 1e-6);
        for (int i = 0; i < 8; i++) {
            boolean oxygen = xyz.get(2 + i).startsWith("O");
            assertTrue(oxygen ? end[i] < -0.1 : end[i] > 0.1, xyz.get(xyz.size() - 8 + i));
            // All atoms of an element are alike at first, and no longer once they have moved.
            assertEquals(oxygen ? -Math.abs(first[0]) : Math.abs(first[0]), first[i], 1e-6);
        }
        assertTrue(Arrays.stream(end).map(Math::abs).max().orElseThrow() - Arrays.stream(end).map(Math::abs).min().orElseThrow() > 1e-5);
        assertEquals(last(dump.subList(dump.size() - 8, dump.size()))[3], end[3], 2e-8);
        // The last frame again, by eval: positions have eight digits.
        Path frame = Files.write(folder.resolve("frame.xyz"), xyz.subList(xyz.size() - 10, xyz.size()));
        JsonNode fields = new ObjectMapper().readTree(Command.succeed("eval", OXIDE.toString(), frame.toString(), "--json").out()).get("fields");
        for (int i = 0; i < 8; i++) {
            assertEquals(end[i], fields.get("charges").get(i).doubleValue(), 1e-6);
        }
        assertTrue(Command.succeed("eval", OXIDE.toString(), frame.toString()).out().lines().anyMatch(l -> l.matches("  charges +-0\\.\\d{6} on atom \\d \\(O\\) to 0\\.\\d{6} on atom \\d \\(Mg\\)")));
    }

    private static double[] last(List<String> lines) {
        return lines.stream().mapToDouble(l -> Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1))).toArray();
    }
}
