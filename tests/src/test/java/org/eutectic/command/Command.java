package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eutectic.cli.Main;

/** The command, run in this process. */
record Command(int code, String out, String err) {

    static Command run(String... arguments) {
        StringWriter out = new StringWriter(), err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        Command c = new Command(code, out.toString(), err.toString());
        // Whatever happens, nobody is shown Java's insides.
        for (String inside : new String[] {"\tat ", "java.lang.", "org.eutectic.", "Exception"}) {
            assertFalse(c.err.contains(inside), c.err);
            assertFalse(c.out.contains(inside), c.out);
        }
        return c;
    }

    /** Runs what must succeed. */
    static Command succeed(String... arguments) {
        Command c = run(arguments);
        assertEquals(0, c.code, c.err + c.out);
        return c;
    }

    /** What a command that must succeed writes with {@code --json}; by way of a file in the folder. */
    static JsonNode json(Path folder, String... arguments) throws IOException {
        Path file = folder.resolve("out.json");
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json", file.toString()));
        succeed(all.toArray(String[]::new));
        return new ObjectMapper().readTree(file.toFile());
    }

    /** What is said of bad input, with the folder's name left out; exit code 2, nothing on standard output. */
    static String refusal(Path folder, String... arguments) {
        Command c = run(arguments);
        assertEquals(2, c.code, c.err + c.out);
        return c.err.replace(folder.toString() + "/", "").strip();
    }

    /** The top of the project. */
    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(here.resolve("eutectic"))) {
            here = here.getParent();
        }
        return here;
    }

    static String potential(String name) {
        return root().resolve("potentials").resolve(name).toString();
    }
}
