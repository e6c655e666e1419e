package org.eutectic.dsl.diagnostic;

/** A stretch of a source file: characters {@code start} (inclusive) to {@code end} (exclusive). */
public record Span(SourceFile file, int start, int end) {

    /** The smallest span that covers this one and {@code other}, which must lie in the same file. */
    public Span to(Span other) {
        return new Span(file, Math.min(start, other.start), Math.max(end, other.end));
    }

    public int line() {
        return file.line(start);
    }

    public int column() {
        return file.column(start);
    }

    public String text() {
        return file.text().substring(start, end);
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return file.name() + ":" + line() + ":" + column();
    }
}
