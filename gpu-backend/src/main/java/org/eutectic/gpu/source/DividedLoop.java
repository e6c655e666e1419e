package org.eutectic.gpu.source;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eutectic.kernel.Expression;
import org.eutectic.kernel.Statement;

/** A loop whose turns the members of a group can share: none of them reads or writes what belongs to another one's turn, but for numbers that are added or multiplied up. */
final class DividedLoop {
    private final int position;
    private final Set<Integer> sums = new TreeSet<>();
    private final Set<Integer> products = new TreeSet<>();
    private final Set<Integer> writes = new HashSet<>();
    private final Set<Integer> set = new HashSet<>();
    private final Set<Integer> read = new HashSet<>();
    private boolean forces;

    private DividedLoop(int position) {
        this.position = position;
    }

    /**
     * Empty where the loop cannot be divided.
     *
     * @param stage what the whole stage speaks of
     */
    static Optional<DividedLoop> of(Statement.Loop loop, Mentions stage) {
        DividedLoop d = new DividedLoop(loop.position());
        Mentions own = Mentions.of(List.of(loop));
        if (!d.fits(loop.body()) || own.lanes().stream().anyMatch(lane -> d.writes.contains(lane.getFirst()) && lane.getLast() != d.position)) {
            return Optional.empty();
        }
        Set<Integer> outer = new HashSet<>(own.locals().keySet());
        outer.removeIf(local -> own.locals().get(local).equals(stage.locals().get(local)));
        d.sums.retainAll(outer);
        d.products.retainAll(outer);
        boolean mixed = d.sums.stream().anyMatch(local -> d.products.contains(local) || d.read.contains(local)) || d.products.stream().anyMatch(d.read::contains);
        return mixed || d.set.stream().anyMatch(outer::contains) ? Optional.empty() : Optional.of(d);
    }

    private boolean fits(List<Statement> statements) {
        for (Statement statement : statements) {
            for (Expression e : statement.expressions()) {
                e.addLocals(read);
            }
            boolean fits = switch (statement) {
                case Statement.Set s -> set.add(s.local()) || true;
                case Statement.Accumulate s -> (s.product() ? products : sums).add(s.local()) || true;
                case Statement.SetLane s -> writes(s.array(), s.position());
                case Statement.AddLane s -> writes(s.array(), s.position());
                case Statement.AddForce s -> forces();
                case Statement.AddCentralForce s -> forces();
                case Statement.AddNeighborField s -> position == 0;
                case Statement.Loop s -> true;
                case Statement.If s -> true;
                case Statement.Switch s -> true;
                // What belongs to the center or to all its neighbors.
                default -> false;
            };
            if (!fits || !statement.blocks().stream().allMatch(this::fits)) {
                return false;
            }
        }
        return true;
    }

    private boolean writes(int array, int at) {
        writes.add(array);
        return at == position;
    }

    private boolean forces() {
        forces = true;
        return position == 0;
    }

    /** Locals from outside that are added to. */
    Set<Integer> sums() {
        return sums;
    }

    /** Locals from outside that are multiplied. */
    Set<Integer> products() {
        return products;
    }

    /** Arrays that are written. */
    Set<Integer> writes() {
        return writes;
    }

    /** Whether it adds to the center's force. */
    boolean addsForces() {
        return forces;
    }
}
