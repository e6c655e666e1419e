package org.eutectic.gpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiled programs are found again, whole. */
class KernelCacheTest {
    @Test
    void whatIsWrittenIsReadAndNothingElseIsLeft(@TempDir Path folder) throws IOException {
        KernelCache.Entry entry = new KernelCache.Entry(folder.resolve("kernels/one.kernel"));
        assertTrue(entry.read().isEmpty());
        entry.write(new byte[] {1, 2, 3});
        entry.write(new byte[] {4, 5});
        assertArrayEquals(new byte[] {4, 5}, entry.read().orElseThrow());
        try (Stream<Path> files = Files.list(folder.resolve("kernels"))) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void aFolderThatCannotBeWrittenCostsNothing(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        KernelCache.Entry entry = new KernelCache.Entry(file.resolve("below.kernel"));
        entry.write(new byte[] {1});
        assertTrue(entry.read().isEmpty());
    }

    @Test
    void otherCircumstancesAreOtherFiles() {
        assertNotEquals(KernelCache.entry(List.of("driver 1"), "text").file(), KernelCache.entry(List.of("driver 2"), "text").file());
        assertNotEquals(KernelCache.entry(List.of("driver 1"), "text").file(), KernelCache.entry(List.of("driver 1"), "text ").file());
        assertEquals(KernelCache.entry(List.of("driver 1"), "text").file(), KernelCache.entry(List.of("driver 1"), "text").file());
    }
}
