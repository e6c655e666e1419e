package org.eutectic.dsl.format;

/** One line of output before alignment. */
final class Line {
    final int indent;
    /** First token type of the statement that starts here, that of ':' for a case, or -1 where the line goes on with an earlier one. */
    final int kind;
    final StringBuilder code = new StringBuilder();
    /** Where in {@link #code} the only {@code =} outside brackets stands, of a case the {@code :}; -1 where there is none, -2 where there are several. */
    int mark = -1;
    /** A comment behind the code, or null. */
    String comment;

    /** Open braces at its start. */
    final int depth;
    /** Whether it ends with a brace that a later line closes. */
    boolean opens;

    Line(int indent, int kind, int depth) {
        this.indent = indent;
        this.kind = kind;
        this.depth = depth;
    }

    boolean isBlank() {
        return code.isEmpty() && comment == null;
    }

    int width() {
        return code.codePointCount(0, code.length());
    }

    /** Moves the mark to column {@code column} of the code, counted in code points. */
    void padMark(int column) {
        int missing = column - markColumn();
        code.insert(mark, " ".repeat(missing));
        mark += missing;
    }

    int markColumn() {
        return code.codePointCount(0, mark);
    }

    boolean spansLines() {
        return code.indexOf("\n") >= 0;
    }
}
