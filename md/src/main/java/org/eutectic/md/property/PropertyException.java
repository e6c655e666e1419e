package org.eutectic.md.property;

import java.util.Locale;

/** A property that a potential does not have, or that cannot be calculated as asked. The message is one line for the user. */
public final class PropertyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PropertyException(String message) {
        super(message);
    }

    /** With numbers written the English way. */
    public static PropertyException of(String format, Object... arguments) {
        return new PropertyException(String.format(Locale.ROOT, format, arguments));
    }
}
