package org.eutectic.model;

import java.nio.file.Path;

/** A potential file that cannot be used; the message names file, line and what was expected. */
public final class PotentialFileException extends Exception {
    public PotentialFileException(Path file, int line, String message) {
        super(file + (line > 0 ? ":" + line : "") + ": " + message);
    }
}
