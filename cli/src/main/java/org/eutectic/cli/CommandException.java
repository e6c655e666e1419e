package org.eutectic.cli;

/** Something a user can mend: the message says what, where and what to do. Ends the command with exit code 2. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CommandException(String message) {
        super(message);
    }

    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
