package org.eutectic.truffle;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.NodeUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eutectic.kernel.Statement;

/** Divides the statements of a long stage into pieces that are compiled on their own, and calls them. */
final class Pieces {
    /** A stage of so many nodes is compiled whole in some seconds. */
    private static final int WHOLE = 3000;
    /** And so many make a piece, if single statements are not longer. */
    private static final int PIECE = 1200;

    private Pieces() {}

    /** Runs the pieces one after the other for the frame's centre. */
    static final class CallNode extends EutecticStatement {
        private final Slots slots;
        @CompilationFinal(dimensions = 1) private final CallTarget[] targets;

        CallNode(Slots slots, List<CallTarget> targets) {
            this.slots = slots;
            this.targets = targets.toArray(CallTarget[]::new);
        }

        @Override
        void execute(VirtualFrame frame) {
            Job job = Slots.job(frame, slots.job);
            job.center = frame.getIntStatic(slots.center);
            for (int m = 0; m < slots.count.length; m++) {
                job.counts[m] = frame.getIntStatic(slots.count[m]);
            }
            call(targets, job);
        }

        // Not to be compiled together: that is what the pieces are for.
        @TruffleBoundary
        private static void call(CallTarget[] targets, Job job) {
            for (CallTarget target : targets) {
                target.call(job.arguments);
            }
        }
    }

    /** The statements of a stage as they are run: whole or in pieces. */
    static EutecticStatement of(List<Statement> statements, List<EutecticStatement> nodes, boolean divisible, Slots slots, Making making) {
        int[] sizes = nodes.stream().mapToInt(NodeUtil::countNodes).toArray();
        int total = Arrays.stream(sizes).sum();
        if (!divisible || total <= WHOLE) {
            return new Loops.BlockNode(nodes.toArray(EutecticStatement[]::new));
        }
        List<List<Integer>> parts = new ArrayList<>();
        int size = 0;
        for (int k = 0; k < sizes.length; k++) {
            if (parts.isEmpty() || size + sizes[k] > PIECE) {
                parts.add(new ArrayList<>());
                size = 0;
            }
            parts.getLast().add(k);
            size += sizes[k];
        }
        List<CallTarget> targets = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            Set<Integer> before = new TreeSet<>(), own = new TreeSet<>(), asked = new TreeSet<>(), later = new TreeSet<>();
            parts.subList(0, p).forEach(part -> part.forEach(k -> written(statements.get(k), before)));
            parts.get(p).forEach(k -> {
                written(statements.get(k), own);
                read(statements.get(k), asked);
            });
            parts.subList(p + 1, parts.size()).forEach(part -> part.forEach(k -> read(statements.get(k), later)));
            asked.retainAll(before);
            own.addAll(asked);
            own.retainAll(later);
            targets.add(making.piece(p, ints(asked), ints(own), parts.get(p).stream().map(nodes::get).toArray(EutecticStatement[]::new)));
        }
        return new CallNode(slots, targets);
    }

    /** Makes the call target of a piece. */
    interface Making {
        CallTarget piece(int number, int[] taken, int[] left, EutecticStatement[] nodes);
    }

    private static int[] ints(Set<Integer> set) {
        return set.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void written(Statement statement, Set<Integer> locals) {
        if (statement instanceof Statement.Set s) {
            locals.add(s.local());
        } else if (statement instanceof Statement.Accumulate s) {
            locals.add(s.local());
        }
        statement.blocks().forEach(block -> block.forEach(s -> written(s, locals)));
    }

    private static void read(Statement statement, Set<Integer> locals) {
        if (statement instanceof Statement.Accumulate s) {
            locals.add(s.local());
        }
        statement.expressions().forEach(e -> e.addLocals(locals));
        statement.blocks().forEach(block -> block.forEach(s -> read(s, locals)));
    }
}
