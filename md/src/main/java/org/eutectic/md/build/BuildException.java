package org.eutectic.md.build;

import java.util.Locale;

/** A structure cannot be made as it is asked for; the message is one line for the user. */
public final class BuildException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BuildException(String message) {
        super(message);
    }

    /** An exception with a formatted message (numbers are written the English way). */
    public static BuildException of(String format, Object... arguments) {
        return new BuildException(String.format(Locale.ROOT, format, arguments));
    }
}
