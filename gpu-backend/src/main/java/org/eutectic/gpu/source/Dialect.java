package org.eutectic.gpu.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The language of a device. Everything but the first lines of a program is the same in all of them. */
public enum Dialect {
    OPENCL, CUDA;

    /** The lines that make the rest of a program one of this language. */
    String prelude(Precision precision) {
        return text(name().toLowerCase(Locale.ROOT) + ".h") + precision.types() + precision.numbers(text("common.h"));
    }

    static String text(String resource) {
        try (InputStream in = Dialect.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
