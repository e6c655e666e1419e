package org.eutectic.gpu.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eutectic.kernel.Statement;

/** Writes the statements of a stage that a group of threads carries out together: each member all of them, so that all know the same, but for what only one may write and for loops that are divided. */
final class TeamStatements {
    private final StageSource stage;
    private final Team team;
    private final Mentions mentions;
    private final Lines out;
    /** Whether each member is at a neighbor of its own, or one alone is at work. */
    private boolean apart;
    /** Arrays of which all members have read something since they met. */
    private final Set<Integer> readTogether = new HashSet<>();

    /** @param mentions what the whole stage speaks of */
    TeamStatements(StageSource stage, Team team, Mentions mentions, Lines out) {
        this.stage = stage;
        this.team = team;
        this.mentions = mentions;
        this.out = out;
    }

    /** Whether all members of a group do the same. */
    boolean isNow() {
        return team.together() && !apart;
    }

    void meet() {
        team.meet(out);
        readTogether.clear();
    }

    /** Has one member write what all may read before and after that. */
    private void byFirst(Runnable write) {
        meet();
        apart = true;
        team.first(out, write);
        apart = false;
        meet();
    }

    private static boolean isLane(Statement s) {
        return s instanceof Statement.SetLane || s instanceof Statement.AddLane;
    }

    /** Writes the first of some statements, or several; gives how many. */
    int write(List<Statement> statements) {
        int lanes = 0;
        while (lanes < statements.size() && isLane(statements.get(lanes))) {
            lanes++;
        }
        if (lanes > 0) {
            List<Statement> all = statements.subList(0, lanes);
            byFirst(() -> all.forEach(stage::statement));
            return lanes;
        }
        write(statements.getFirst());
        return 1;
    }

    private void write(Statement statement) {
        switch (statement) {
            case Statement.Loop s -> {
                Optional<DividedLoop> divided = DividedLoop.of(s, mentions);
                if (divided.isPresent()) {
                    divide(s, divided.get());
                } else {
                    stage.statement(s);
                    meet();
                }
            }
            case Statement.Fill s -> {
                meet();
                stage.statement(s);
                meet();
            }
            case Statement.ProductsOfOthers s -> byFirst(() -> stage.statement(s));
            case Statement.SetField s -> byFirst(() -> stage.statement(s));
            case Statement.AddField s -> byFirst(() -> stage.statement(s));
            case Statement.AddNeighborField s -> byFirst(() -> stage.statement(s));
            case Statement.SetEnergy s -> team.first(out, () -> stage.statement(s));
            default -> {
                stage.statement(statement);
                Mentions.of(List.of(statement)).lanes().forEach(lane -> readTogether.add(lane.getFirst()));
            }
        }
    }

    /** A loop whose turns members share. */
    private void divide(Statement.Loop s, DividedLoop loop) {
        if (!Collections.disjoint(loop.writes(), readTogether)) {
            meet();
        }
        List<String> sums = new ArrayList<>(loop.sums().stream().map(t -> "t" + t).toList()), products = loop.products().stream().map(t -> "t" + t).toList();
        if (loop.addsForces()) {
            sums.addAll(List.of("fx", "fy", "fz"));
            for (int k = 0; k < 9 && stage.virial(); k++) {
                sums.add("w" + k);
            }
        }
        out.open("");
        sums.forEach(t -> out.line("wide p_" + t + " = 0.0;"));
        products.forEach(t -> out.line("wide p_" + t + " = 1.0;"));
        out.open("for (int slot = TEAM_MEMBER; slot < SLOTS; slot += TEAM_MEMBERS)");
        sums.forEach(t -> out.line("wide " + t + " = 0.0;"));
        products.forEach(t -> out.line("wide " + t + " = 1.0;"));
        apart = true;
        stage.loop(s, true);
        apart = false;
        sums.forEach(t -> out.line("p_" + t + " += " + t + ";"));
        products.forEach(t -> out.line("p_" + t + " *= " + t + ";"));
        out.close();
        Team.combine(out, sums, false);
        Team.combine(out, products, true);
        out.close();
        meet();
    }
}
