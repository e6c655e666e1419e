package org.eutectic.term;

/** An argument of a built-in term that cannot be used. Its message is shown at the place of the argument. */
public final class TermException extends Exception {
    private final String argument;
    private final String help;

    /**
     * @param argument the argument's name; null for the term as a whole
     * @param message what is wrong, in one line; for content of a file it begins with file and line
     * @param help what to do, or null
     */
    public TermException(String argument, String message, String help) {
        super(message);
        this.argument = argument;
        this.help = help;
    }

    public TermException(String argument, String message) {
        this(argument, message, null);
    }

    public String argument() {
        return argument;
    }

    public String help() {
        return help;
    }
}
