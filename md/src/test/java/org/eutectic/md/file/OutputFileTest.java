package org.eutectic.md.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

class OutputFileTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(20)
    void aPipeIsWrittenToAndStays() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(makePipe(pipe), "this system makes no pipes");
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                return e.toString();
            }
        });
        OutputFile.write(pipe, text -> text.append("hello"));
        assertEquals("hello", read.get());
        assertFalse(Files.isRegularFile(pipe));
    }

    @Test
    void aFullDeviceIsToldOfAndStays() {
        Path full = Path.of("/dev/full");
        // The link keeps the device itself out of reach of whatever this test may find wrong.
        assumeTrue(Files.exists(full) && !Files.isRegularFile(full), "this system has no /dev/full");
        Path link = folder.resolve("full");
        try {
            Files.createSymbolicLink(link, full);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "this system makes no links");
        }
        String message = assertThrows(OutputException.class, () -> OutputFile.write(link, text -> text.append("hello"))).getMessage();
        assertEquals("cannot write " + link + ": No space left on device", message);
        assertFalse(Files.isRegularFile(link));
    }

    private static boolean makePipe(Path at) throws InterruptedException {
        try {
            return new ProcessBuilder("mkfifo", at.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
