package org.eutectic.dsl.format;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/** Lines up what stands below one another: the {@code =} of neighboring statements of one kind, the {@code :} of neighboring cases, and the comments behind neighboring lines. */
final class Alignment {
    /** Statements whose left sides differ by more than this are not lined up: the gap would be harder to read across than the step. */
    private static final int LARGEST_GAP = 8;
    /** A comment behind a longer line takes no part, lest one long line push away the comments of all the short ones. */
    private static final int LONGEST_CODE = 72;

    private Alignment() {}

    static void align(List<Line> lines) {
        inRuns(lines, Alignment::sameKind, Alignment::alignMarks);
        inRuns(lines, (a, b) -> takesComment(a) && takesComment(b), Alignment::alignComments);
    }

    private static boolean sameKind(Line first, Line next) {
        boolean plain = first.mark >= 0 && next.mark >= 0 && !first.opens && !next.opens;
        return plain && first.kind >= 0 && first.kind == next.kind && first.indent == next.indent && !first.spansLines() && !next.spansLines();
    }

    private static boolean takesComment(Line line) {
        return line.comment != null && !line.code.isEmpty() && line.indent + line.width() <= LONGEST_CODE && !line.spansLines();
    }

    private static void inRuns(List<Line> lines, BiPredicate<Line, Line> together, Consumer<List<Line>> align) {
        int start = 0;
        for (int i = 1; i <= lines.size(); i++) {
            if (i == lines.size() || !together.test(lines.get(start), lines.get(i)) || !together.test(lines.get(i - 1), lines.get(i))) {
                align.accept(lines.subList(start, i));
                start = i;
            }
        }
    }

    private static void alignMarks(List<Line> run) {
        if (run.size() < 2) {
            return;
        }
        int widest = run.stream().mapToInt(Line::markColumn).max().orElse(0);
        int narrowest = run.stream().mapToInt(Line::markColumn).min().orElse(0);
        if (widest - narrowest <= LARGEST_GAP) {
            run.forEach(line -> line.padMark(widest));
        }
    }

    private static void alignComments(List<Line> run) {
        int widest = run.stream().mapToInt(line -> line.indent + line.width()).max().orElse(0);
        for (Line line : run) {
            if (line.comment != null && run.size() > 1) {
                line.code.append(" ".repeat(widest - line.indent - line.width()));
            }
        }
    }
}
