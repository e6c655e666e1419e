package org.eutectic.ml.n2p2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eutectic.Potential;
import org.eutectic.dsl.diagnostic.Diagnostic;
import org.eutectic.dsl.diagnostic.SourceException;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Damaged directories: one message each, with the file, the line, what was expected and what was found. */
class N2p2MessagesTest {
    @TempDir
    Path folder;

    /** @param edit of a file's text; null takes the file away */
    private record Case(String file, UnaryOperator<String> edit, String expected) {}

    private static Case change(String file, String from, String to, String expected) {
        return new Case(file, text -> {
            if (!text.contains(from)) {
                throw new IllegalArgumentException(file + " holds no '" + from + "'");
            }
            return text.replace(from, to);
        }, expected);
    }

    private static UnaryOperator<String> line(int number, UnaryOperator<String> edit) {
        return text -> {
            List<String> lines = new java.util.ArrayList<>(text.lines().toList());
            String edited = edit.apply(lines.get(number - 1));
            if (edited == null) {
                lines.remove(number - 1);
            } else {
                lines.set(number - 1, edited);
            }
            return String.join("\n", lines) + "\n";
        };
    }

    private static UnaryOperator<String> upTo(int number) {
        return text -> text.lines().limit(number).collect(Collectors.joining("\n")) + "\n";
    }

    private static final List<Case> CASES = List.of(
        new Case("scaling.data", null, "scaling.data: there is no such file; expected in it minimum, maximum and mean of every symmetry function"),
        new Case("weights.008.data", null, "weights.008.data: there is no such file; expected in it the weights of the network of O"),
        new Case("input.nn", null, "input.nn: there is no such file; expected in it the settings of n2p2: elements, symmetry functions, layers of the networks"),
        change("input.nn", "cutoff_type  ", "cutof_type  ", "input.nn:12: expected a keyword of n2p2, found 'cutof_type'; did you mean cutoff_type?"),
        change("input.nn", "random_seed", "frobnicate", "input.nn:22: expected a keyword of n2p2, found 'frobnicate'; put a # before it if energies do not depend on it"),
        change("input.nn", "symfunction_short H 9 H H", "symfunction_short H 4 H H", "input.nn:30: expected a symmetry function of type 2, 3, 9, 12, 13 or 20 to 25, found type 4"),
        change("input.nn", "symfunction_short O 2 H ", "symfunction_short O 2 He", "input.nn:33: expected an element of this network (H, O), found 'He'"),
        change("input.nn", "0.2  1.5  7.0", "0.2  7.0", "input.nn:31: expected the cutoff as word 6, found the end of the line after '7.0'"),
        change("input.nn", "0.15 0.9  7.0", "0.15 0.9  7.0 1.0", "input.nn:33: expected the end of the line after 6 words of a symmetry function of type 2, found '1.0'"),
        change("input.nn", "1.0 2.5  7.0", "0.5 2.5  7.0", "input.nn:29: expected lambda to be 1 or -1, found 0.5"),
        change("input.nn", "0.1  0.0  7.0\nsymfunction_short H 2 O   0.1", "nan  0.0  7.0\nsymfunction_short H 2 O   0.1", "input.nn:24: expected eta (a number), found 'nan'"),
        change("input.nn", "number_of_elements              2", "number_of_elements              3", "input.nn:8: expected 2, as many as there are elements in line 9, found 3"),
        change("input.nn", "t p l", "t x l", "input.nn:20: expected an activation among l t s S p g c e, found 'x'"),
        change("input.nn", "t p l", "t l", "input.nn:20: expected the activation of layer 3 of 3 as word 4, found the end of the line after 'l'"),
        change("input.nn", "normalize_nodes", "nnp_generation 3", "input.nn:21: expected networks of the second or the fourth generation, found 'nnp_generation 3'"),
        change("input.nn", "normalize_nodes", "nnp_generation 4", "input.nn: expected a line 'global_hidden_layers_electrostatic …', found none"),
        change("input.nn", "6 0.25", "9", "input.nn:12: expected a cutoff function of type 0 to 8, found 9"),
        change("input.nn", "# Energy unit     : Ha", "#", "input.nn: expected a comment '# Energy unit: …', found none: say which units its numbers have, n2p2(\"d\", \"bohr\", \"Ha\") or n2p2(\"d\", \"Å\", \"eV\")"),
        change("input.nn", "normalize_nodes", "center_symmetry_functions", "input.nn:21: the keyword center_symmetry_functions stands here again; the first is in line 14"),
        new Case("scaling.data", upTo(12), "scaling.data:12: ends where symmetry function 3 of 10 of O should follow"),
        new Case("scaling.data", line(5, l -> l.replaceFirst("\\S+$", "")  .replaceFirst("1 +3", "1  9")), "scaling.data:5: expected 8 symmetry functions of H, as in input.nn, found number 9"),
        new Case("scaling.data", line(5, l -> l.replaceFirst("1 +3 ", "1  2 ")), "scaling.data:5: symmetry function 2 of H stands here again; the first is in line 4"),
        new Case("scaling.data", line(5, l -> "1 3 0.5 0.5 0.5 0.1"), "scaling.data:5: expected a maximum above the minimum, by which inputs are divided, found 0.5 and 0.5"),
        new Case("scaling.data", line(5, l -> "1 3 NaN 0.5 0.5 0.1"), "scaling.data:5: expected the minimum (a number), found 'NaN'"),
        new Case("weights.001.data", upTo(30), "weights.001.data:30: ends where the weight from 6 in layer 0 to 4 in layer 1 (the network of H is 8 -> 5 -> 4 -> 1) should follow"),
        new Case("weights.001.data", line(9, l -> null), "weights.001.data:9: expected the weight from 2 in layer 0 to 2 in layer 1 (the network of H is 8 -> 5 -> 4 -> 1), found"),
        new Case("weights.001.data", line(9, l -> "Infinity a 7 0 2 1 2"), "weights.001.data:9: expected the weight from 2 in layer 0 to 2 in layer 1 (a number), found 'Infinity'"),
        new Case("weights.001.data", text -> text + "1.0 b 74 3 2\n", "weights.001.data:77: expected the end of the file after 74 numbers (the network of H is 8 -> 5 -> 4 -> 1), found '1.0 b 74 3 2'"),
        change("input.nn", "symfunction_short H 12    0.2  1.5  7.0\n", "", "scaling.data:10: expected 7 symmetry functions of H, as in input.nn, found number 8"));

    @TestFactory
    Stream<DynamicTest> damagedDirectories() {
        return CASES.stream().map(c -> DynamicTest.dynamicTest(c.expected, () -> {
            List<String> messages = messages(c);
            assertEquals(1, messages.size(), messages.toString());
            String found = messages.getFirst();
            assertEquals(c.expected, found.substring(0, Math.min(found.length(), c.expected.endsWith("found") ? c.expected.length() : found.length())));
        }));
    }

    private List<String> messages(Case c) throws IOException {
        Path d = Files.createDirectories(folder.resolve("d"));
        try (Stream<Path> files = Files.list(N2p2DirectoryTest.FOLDER.resolve("small"))) {
            files.forEach(f -> {
                try {
                    String text = Files.readString(f);
                    boolean chosen = f.getFileName().toString().equals(c.file);
                    Files.deleteIfExists(d.resolve(f.getFileName()));
                    if (!chosen || c.edit != null) {
                        Files.writeString(d.resolve(f.getFileName()), chosen ? c.edit.apply(text) : text);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return errors("potential X { from n2p2(\"d\") }");
    }

    private List<String> errors(String text) {
        SourceException e = assertThrows(SourceException.class, () -> Potential.parse(new SourceFile("x.eut", text), folder, null, Map.of()));
        return e.diagnostics().all().stream().filter(Diagnostic::isError).map(m -> m.message().replace(folder.resolve("d") + "/", "").replace(folder + "/", "")).distinct().toList();
    }

    @TestFactory
    Stream<DynamicTest> wrongUses() {
        return Stream.of(
            new String[] {"potential X { from n2p2(\"nowhere\") }", "there is no 'nowhere'"},
            new String[] {"potential X { from n2p2(\"d\", \"bohr\") }", "d: expected the units of length and energy after the directory, or neither, found 1 text: write n2p2(\"d\", \"bohr\", \"Ha\")"},
            new String[] {"potential X { from n2p2(\"d\", \"eV\", \"Ha\") }", "d: expected a unit of length, found 'eV'"},
            new String[] {"potential X { species H; from n2p2(\"d\") }", "n2p2 is for H, O, but 'X' is for H"},
            new String[] {"form F { param a } potential X is F { species H, O; cutoff 3 Å; param a = 1; from n2p2(\"d\") }", "'n2p2' gives equations, but 'X' has those of F"},
            new String[] {"potential X { species Cu; cutoff 3 Å; network N[Cu] = n2p2(\"d\"); energy[i] = N[i](1)*1 eV }",
                "d: expected one of its elements (H, O) to read the network of, found Cu: write network N[H] = n2p2(\"…\")"})
            .map(c -> DynamicTest.dynamicTest(c[0], () -> {
                Path d = Files.createDirectories(folder.resolve("d"));
                for (String name : List.of("input.nn", "scaling.data", "weights.001.data", "weights.008.data")) {
                    Files.copy(N2p2DirectoryTest.FOLDER.resolve("small").resolve(name), d.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
                List<String> found = errors(c[0]);
                assertEquals(c[1], found.getFirst(), found.toString());
            }));
    }
}
