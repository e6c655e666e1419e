package org.eutectic.md.serve;

import java.util.Locale;

/** The program that asks for forces went away, or says what cannot be understood; the message is one line for the user. */
public final class HostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public HostException(String message) {
        super(message);
    }

    public HostException(String message, Throwable cause) {
        super(message, cause);
    }

    /** An exception with a formatted message (numbers are written the English way). */
    public static HostException of(String format, Object... arguments) {
        return new HostException(String.format(Locale.ROOT, format, arguments));
    }
}
