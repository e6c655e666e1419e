package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
