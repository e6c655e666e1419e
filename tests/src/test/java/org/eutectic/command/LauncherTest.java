package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eutectic.cli.Main;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code eutectic} script at the top of the project. */
class LauncherTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void needsBash() {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")) || Files.isExecutable(Path.of("/usr/bin/bash")), "no bash on this system");
    }

    private Command launch(String javaHome, Path script, String... arguments) throws IOException, InterruptedException {
        List<String> line = new java.util.ArrayList<>(List.of(script.toString()));
        line.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt"), err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("EUTECTIC_JAVA_HOME", javaHome);
        Process p = builder.start();
        assertTrue(p.waitFor(300, TimeUnit.SECONDS), "the launcher hangs");
        return new Command(p.exitValue(), Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    @Test
    void saysInOneLineThatThereIsNoJdk() throws IOException, InterruptedException {
        Command c = launch("/nowhere", Command.root().resolve("eutectic"), "--version");
        assertEquals(2, c.code());
        assertEquals("eutectic: EUTECTIC_JAVA_HOME=/nowhere is not a JDK 25 or newer\n", c.err());
    }

    @Test
    void runsThroughALinkFromAnywhere() throws IOException, InterruptedException {
        // Before the packaging phase the launcher would start a build of its own.
        assumeTrue(Main.class.getProtectionDomain().getCodeSource().getLocation().getPath().endsWith(".jar"), "the command is not packaged yet; run mvn verify");
        Path link = Files.createSymbolicLink(folder.resolve("command"), Command.root().resolve("eutectic"));
        Command c = launch(System.getProperty("java.home"), link, "doctor");
        assertEquals(0, c.code(), c.err());
        assertTrue(c.out().contains(": optimizing"), c.out());
        assertEquals("", c.err());
        Command bad = launch(System.getProperty("java.home"), link, "check", "none.eut");
        assertEquals(2, bad.code());
        assertEquals("eutectic: none.eut: there is no such potential file\n", bad.err());
    }
}
