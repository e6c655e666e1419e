package org.eutectic.gpu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Compiled kernels of earlier runs: a file for each program, named by a hash of its text and of all that the compiler's result depends on. Files appear whole or not at all, and one that
 * cannot be read or written costs a compilation, no more.
 */
final class KernelCache {
    /** Where files lie; {@code no} for nowhere. */
    private static final String PLACE = System.getProperty("eutectic.kernels", "");

    private KernelCache() {}

    /** The place of one program; null file where nothing is kept. */
    record Entry(Path file) {
        Optional<byte[]> read() {
            try {
                return file != null && Files.isReadable(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
            } catch (IOException unreadable) {
                return Optional.empty();
            }
        }

        void write(byte[] binary) {
            if (file == null) {
                return;
            }
            try {
                Files.createDirectories(file.getParent());
                Path made = Files.createTempFile(file.getParent(), "kernel", ".part");
                try {
                    Files.write(made, binary);
                    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                } finally {
                    Files.deleteIfExists(made);
                }
            } catch (IOException unwritable) {
                // The next run compiles again.
            }
        }
    }

    /**
     * @param circumstances driver, device, versions, options
     * @param source of the program
     */
    static Entry entry(List<String> circumstances, String source) {
        Path folder = folder();
        if (folder == null) {
            return new Entry(null);
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((String.join("\n", circumstances) + "\n\n" + source).getBytes(StandardCharsets.UTF_8));
            return new Entry(folder.resolve(HexFormat.of().formatHex(digest.digest()).substring(0, 40) + ".kernel"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path folder() {
        if (PLACE.equals("no")) {
            return null;
        }
        if (!PLACE.isEmpty()) {
            return Path.of(PLACE);
        }
        String cache = System.getenv("XDG_CACHE_HOME"), home = System.getProperty("user.home");
        return cache != null && !cache.isEmpty() ? Path.of(cache, "eutectic", "kernels") : home == null ? null : Path.of(home, ".cache", "eutectic", "kernels");
    }
}
