package org.eutectic.dsl.diagnostic;

/**
 * One message about a source file.
 *
 * @param code a short stable name of the kind of message, such as {@code unknown-name}; tests assert it
 * @param message what is wrong, in one line
 * @param span where; never null for messages about the language
 * @param help what to do, or null; may hold several lines
 */
public record Diagnostic(Severity severity, String code, Span span, String message, String help) {

    public static Diagnostic error(String code, Span span, String message, String help) {
        return new Diagnostic(Severity.ERROR, code, span, message, help);
    }

    public static Diagnostic warning(String code, Span span, String message, String help) {
        return new Diagnostic(Severity.WARNING, code, span, message, help);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /**
     * The message as a user sees it: {@code file:line:column: error: message}, the line of source, a caret line that
     * underlines the span (to the end of its first line), and the help.
     */
    public String render() {
        StringBuilder out = new StringBuilder();
        out.append(span).append(": ").append(severity).append(": ").append(message);
        String line = span.file().lineText(span.line());
        out.append('\n').append("  ").append(line.replace('\t', ' '));
        int column = span.column();
        int lineEnd = line.codePointCount(0, line.length());
        int width = span.end() > span.start() ? span.text().split("\n", 2)[0].stripTrailing().codePointCount(0, span.text().split("\n", 2)[0].stripTrailing().length()) : 1;
        width = Math.max(1, Math.min(width, lineEnd - column + 1));
        out.append('\n').append("  ").append(" ".repeat(column - 1)).append("^".repeat(width));
        if (help != null) {
            for (String part : help.split("\n")) {
                out.append('\n').append("  help: ").append(part);
            }
        }
        return out.toString();
    }
}
