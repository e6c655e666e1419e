package org.eutectic.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eutectic.cli.Main;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tutorial and the page of properties show of the command is what the command prints: blocks marked {@code file=} are written, lines after {@code $} are run; those marked {@code minutes} with {@code -Deutectic.slow=true}. */
class TutorialTest {
    private static final Path ROOT = Path.of(System.getProperty("eutectic.root", "..")).toAbsolutePath().normalize();
    private static final Pattern STEP = Pattern.compile("^```\\w+ file=(\\S+)[^\\n]*\\n((?s:.*?))^```|^    \\$ \\./eutectic (.*)\\n((?:    .*\\n)*)|^```text minutes\\n\\$ \\./eutectic (.*)\\n((?s:.*?))^```", Pattern.MULTILINE);

    private static final boolean SLOW = Boolean.getBoolean("eutectic.slow");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"tutorial-first-potential.md, 6", "tutorial-networks.md, 3", "properties.md, 4"})
    void theCommandsPrintWhatIsShown(String name, int atLeast) throws IOException {
        String page = Files.readString(ROOT.resolve("docs").resolve(name));
        Matcher step = STEP.matcher(page);
        int commands = 0;
        while (step.find()) {
            if (step.group(1) != null) {
                Files.writeString(folder.resolve(step.group(1)), step.group(2));
            } else if (step.group(3) != null) {
                commands++;
                checkOutput(step.group(3), step.group(4));
            } else if (SLOW) {
                checkOutput(step.group(5), step.group(6));
            }
        }
        assertTrue(commands >= atLeast, "commands found: " + commands);
    }

    private void checkOutput(String command, String shown) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        String[] arguments = command.strip().split(" +");
        for (int k = 0; k < arguments.length; k++) {
            Path given = arguments[k].matches("(docs|potentials)/.*") ? ROOT.resolve(arguments[k]) : folder.resolve(arguments[k]);
            arguments[k] = Files.exists(given) ? given.toString() : arguments[k];
        }
        Main.run(writer, writer, arguments);
        writer.flush();
        String printed = text.toString().replace(folder + "/", "").replace(ROOT + "/", "");
        for (String line : shown.lines().map(String::strip).toList()) {
            // A deviation from numeric derivatives is rounding: its digits change with the order of operations.
            boolean found = line.contains("deviation") ? withoutDeviations(printed).contains(withoutDeviations(line)) : printed.contains(line);
            assertTrue(line.equals("…") || found, command + " does not print\n" + line + "\nbut\n" + printed);
        }
    }

    private static String withoutDeviations(String text) {
        return text.replaceAll("[0-9.]+e-[0-9]+|\\(atom [0-9]+\\)", "#");
    }
}
