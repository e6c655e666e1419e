package org.eutectic.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.dsl.diagnostic.SourceException;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every block of the language in the manual works. What stands after {@code eutectic} says how it is meant: {@code inside} a potential,
 * with files of the reference case {@code data=CASE}, {@code warned} of, or as an {@code error} whose message the next block of text shows.
 */
class ManualTest {
    private static final Path ROOT = Path.of(System.getProperty("eutectic.root", "..")).toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("^```eutectic *([^\\n]*)\\n(.*?)^```\\s*?\\n(?:\\s*```text\\n(.*?)^```)?", Pattern.MULTILINE | Pattern.DOTALL);

    /** Lines of a potential that stand alone in the text. */
    private static String wrapped(String lines) {
        return "potential Example {\n  species Cu, Ni\n  cutoff 5 Å\n" + lines + "}\n";
    }

    @TestFactory
    List<DynamicTest> blocks() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            docs.filter(p -> p.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages) {
            String text = Files.readString(page);
            Matcher block = BLOCK.matcher(text);
            while (block.find()) {
                int line = (int) text.substring(0, block.start()).chars().filter(c -> c == '\n').count() + 1;
                String how = block.group(1).strip(), code = block.group(2), message = block.group(3);
                tests.add(DynamicTest.dynamicTest(ROOT.relativize(page) + ":" + line, () -> check(page, how, code, message)));
            }
        }
        assertTrue(tests.size() > 10, "blocks found: " + tests.size());
        return tests;
    }

    private static void check(Path page, String how, String code, String message) {
        SourceFile source = new SourceFile("potential.eut", how.startsWith("inside") ? wrapped(code) : code);
        Map<String, String> defines = how.startsWith("data=") ? data(how.substring("data=".length())) : Map.of();
        if (how.startsWith("error")) {
            SourceException e = assertThrows(SourceException.class, () -> Potential.parse(source, page.getParent(), null, defines));
            assertEquals(message.strip(), e.getMessage().strip());
            return;
        }
        Path directory = defines.isEmpty() ? page.getParent() : Path.of(defines.get("data"));
        Potential potential = Potential.parse(source, directory, null, defines);
        if (!how.startsWith("inside") && !how.endsWith("warned")) {
            assertEquals("", potential.diagnostics().render(), "warnings");
        }
        try (ForceField field = potential.forceField(Backend.REFERENCE, 1)) {
            Evaluation out = new Evaluation();
            field.compute(NeighborListBuilder.build(someAtoms(potential.species()), field), true, true, true, out);
            assertTrue(Double.isFinite(out.energy()) && out.energy() != 0, "energy " + out.energy());
            for (double f : out.forces()) {
                assertTrue(Double.isFinite(f), "force " + f);
            }
        }
    }

    private static Map<String, String> data(String reference) {
        String shared = System.getProperty("eutectic.shared", System.getenv().getOrDefault("EUTECTIC_SHARED", ROOT.resolveSibling("shared").toString()));
        Path folder = Path.of(shared, "data", "lammps", reference);
        assumeTrue(Files.isDirectory(folder), "the reference data are not at hand: EUTECTIC_SHARED names their folder");
        return Map.of("data", folder.toString());
    }

    private static Configuration someAtoms(List<String> species) {
        double[] x = {0, 0, 0, 2.3, 0.2, 0, 0.1, 2.4, 0.3, 1.3, 1.2, 2.0, 3.4, 1.9, 1.1};
        int[] types = new int[x.length / 3];
        for (int i = 0; i < types.length; i++) {
            types[i] = i % species.size();
        }
        return new Configuration(species, types, x, Cell.none());
    }
}
