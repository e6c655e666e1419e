package org.eutectic.gpu.source;

/** Lines of source text, each as far from the margin as the blocks around it demand. */
final class Lines {
    private final StringBuilder text = new StringBuilder();
    private int depth;

    void line(String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }

    /** Opens a block: {@code head {}. */
    void open(String head) {
        line(head.isEmpty() ? "{" : head + " {");
        depth++;
    }

    void close() {
        depth--;
        line("}");
    }

    /** Closes a block and opens its other side. */
    void otherwise() {
        depth--;
        line("} else {");
        depth++;
    }

    /** Whether the last line ends so. */
    boolean endsWith(String end) {
        int at = text.length() - 1 - end.length();
        return at >= 0 && text.indexOf(end, at) == at;
    }

    String text() {
        return text.toString();
    }
}
