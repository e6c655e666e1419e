package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
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
        return launch(javaHome, "no", script, arguments);
    }

    private Command launch(String javaHome, String quickStart, Path script, String... arguments) throws IOException, InterruptedException {
        List<String> line = new java.util.ArrayList<>(List.of(script.toString()));
        line.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt"), err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("EUTECTIC_JAVA_HOME", javaHome);
        builder.environment().put("EUTECTIC_QUICK_START", quickStart);
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
        needsPackage();
        Path link = Files.createSymbolicLink(folder.resolve("command"), Command.root().resolve("eutectic"));
        Command c = launch(System.getProperty("java.home"), link, "doctor");
        assertEquals(0, c.code(), c.err());
        assertTrue(c.out().contains(": optimizing"), c.out());
        assertEquals("", c.err());
        Command bad = launch(System.getProperty("java.home"), link, "check", "none.eut");
        assertEquals(2, bad.code());
        assertEquals("eutectic: none.eut: there is no such potential file\n", bad.err());
    }

    @Test
    void makesAnArchiveOnceAndLivesWithoutIt() throws IOException, InterruptedException {
        needsPackage();
        Path script = copyOfProject(), dist = script.resolveSibling("cli/target/dist"), work = dist.resolveSibling(".start"), archive = dist.resolve("classes.jsa");

        // Something is in the way of making one.
        Files.writeString(work, "");
        assertStart(script, "slow: no archive");
        assertFalse(Files.exists(dist.resolve("classes.jsa.key")));
        Files.delete(work);

        // The command does not wait for the archive, which comes later.
        assertStart(script, "slow: no archive");
        for (int s = 0; s < 600 && (Files.exists(work) || !Files.exists(dist.resolve("classes.jsa.key"))); s++) {
            Thread.sleep(500);
        }
        Path log = dist.resolveSibling("start.log");
        assertTrue(Files.exists(archive), () -> "no archive after five minutes; its log: " + read(log));
        assertStart(script, "quick: classes come from " + archive);
        Command eval = launch(System.getProperty("java.home"), "yes", script, "eval", Command.potential("Cu.eut"), Command.root().resolve("docs/data/copper.xyz").toString());
        assertEquals(0, eval.code(), eval.err());
        assertEquals("", eval.err());

        // One that is damaged, and one of other jars.
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
        assertStart(script, "slow: the JVM does not take " + archive);
        Files.write(archive, whole);
        assertStart(script, "quick: classes come from " + archive);
        try (var jars = Files.newDirectoryStream(dist.resolve("lib"), "interpreter*.jar")) {
            Files.setLastModifiedTime(jars.iterator().next(), FileTime.fromMillis(1_000_000_000_000L));
        }
        assertStart(script, "slow: the JVM does not take " + archive);
    }

    private void assertStart(Path script, String start) throws IOException, InterruptedException {
        Command c = launch(System.getProperty("java.home"), "yes", script, "doctor");
        assertEquals(0, c.code(), c.err());
        assertEquals("", c.err());
        assertTrue(c.out().contains(": optimizing"), c.out());
        assertTrue(c.out().contains(start), c.out());
    }

    /** The launcher, the packaged command and the potentials, beside each other as in the project. */
    private Path copyOfProject() throws IOException {
        Path from = Command.root(), to = Files.createDirectory(folder.resolve("project"));
        Path dist = Files.createDirectories(to.resolve("cli/target/dist"));
        for (String part : List.of("lib", "upgrade")) {
            Files.createDirectory(dist.resolve(part));
            try (var jars = Files.newDirectoryStream(from.resolve("cli/target/dist").resolve(part))) {
                for (Path jar : jars) {
                    Files.copy(jar, dist.resolve(part).resolve(jar.getFileName().toString()));
                }
            }
        }
        Files.createFile(dist.resolve(".built"));
        Files.createSymbolicLink(to.resolve("potentials"), from.resolve("potentials"));
        return Files.copy(from.resolve("eutectic"), to.resolve("eutectic"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Before the packaging phase the launcher would start a build of its own. */
    private static void needsPackage() {
        assumeTrue(Main.class.getProtectionDomain().getCodeSource().getLocation().getPath().endsWith(".jar"), "the command is not packaged yet; run mvn verify");
    }
}
