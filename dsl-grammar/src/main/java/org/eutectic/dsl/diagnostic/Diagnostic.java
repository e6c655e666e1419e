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
    /** Columns of source shown at most. */
    private static final int WIDEST = 160;

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
     * underlines the span (to the end of its first line), and the help, whose lines that begin with a blank are text to copy. Of a very long line only the part around the span is shown.
     */
    public String render() {
        StringBuilder out = new StringBuilder();
        out.append(span).append(": ").append(severity).append(": ").append(message);
        // One code point a column: tabs and control characters become blanks, so that the carets stand where they should.
        int[] line = span.file().lineText(span.line()).codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).toArray();
        int from = Math.min(span.column() - 1, line.length);
        int marked = Math.max(1, Math.min(firstLineLength(), line.length - from));
        int left = line.length <= WIDEST ? 0 : Math.max(0, Math.min(from - WIDEST / 3, line.length - WIDEST));
        int right = Math.min(line.length, left + WIDEST);
        String before = left > 0 ? "…" : "";
        out.append("\n  ").append(before)
                .append(right < line.length ? new String(line, left, right - left) + "…" : new String(line, left, right - left).stripTrailing());
        out.append("\n  ").append(" ".repeat(before.length() + from - left)).append("^".repeat(Math.max(1, Math.min(marked, right - from))));
        if (help != null) {
            help.lines().forEach(part -> out.append(part.startsWith(" ") ? "\n  " : "\n  help: ").append(part));
        }
        return out.toString();
    }

    /** Code points of the span up to the end of its first line, without blanks at the end. */
    private int firstLineLength() {
        String text = span.text();
        int end = text.indexOf('\n');
        return (int) (end < 0 ? text : text.substring(0, end)).stripTrailing().codePoints().count();
    }
}
