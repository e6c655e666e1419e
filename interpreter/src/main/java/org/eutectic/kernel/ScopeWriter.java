package org.eutectic.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.eutectic.ir.Node;

/**
 * Writes the statements that compute some values at one point of the routine, each value once, and what only one side of a choice needs inside that
 * side. Choices by the same condition share one branch.
 */
final class ScopeWriter {
    private final IntSupplier newLocal;

    ScopeWriter(IntSupplier newLocal) {
        this.newLocal = newLocal;
    }

    /** A statement over some values; null where none is needed after all. */
    record Action(List<Node> inputs, Function<List<Expression>, Statement> make) {
        static Action of(Node input, Function<Expression, Statement> make) {
            return new Action(List.of(input), e -> make.apply(e.get(0)));
        }
    }

    void write(List<Action> actions, Scope scope, List<Statement> out) {
        new Writing(scope, out).run(actions);
    }

    private final class Writing {
        private final Scope scope;
        private final List<Statement> out;
        private final TreeMap<Integer, Node> pending = new TreeMap<>();
        private final Set<Node> unconditional = new HashSet<>();
        private final Map<Node, Integer> uses = new HashMap<>();
        private final Set<Node> usedInside = new HashSet<>();
        private final Map<Node, Set<Node>> awaited = new HashMap<>();
        /** Values written where they are used; the scope's next statements must not repeat them. */
        private final Set<Node> inlined = new HashSet<>();

        Writing(Scope scope, List<Statement> out) {
            this.scope = scope;
            this.out = out;
        }

        void run(List<Action> actions) {
            for (Action a : actions) {
                a.inputs().forEach(this::require);
            }
            while (hoistShared()) { }
            for (Action a : actions) {
                a.inputs().forEach(n -> uses.merge(n, 1, Integer::sum));
            }
            for (Node n : unconditional) {
                directArguments(n).forEach(x -> uses.merge(x, 1, Integer::sum));
                if (isChoice(n)) {
                    Set<Node> inside = new LinkedHashSet<>();
                    branches(n).forEach(b -> reach(b, inside));
                    inside.retainAll(unconditional);
                    usedInside.addAll(inside);
                    awaited.put(n, inside);
                }
            }
            while (!pending.isEmpty()) {
                if (!writePlain()) {
                    writeChoices();
                }
            }
            List<List<Expression>> values = actions.stream().map(a -> a.inputs().stream().map(this::value).toList()).toList();
            inlined.forEach(scope::forget);
            for (int k = 0; k < actions.size(); k++) {
                Statement s = actions.get(k).make().apply(values.get(k));
                if (s != null) {
                    out.add(s);
                }
            }
        }

        private boolean isChoice(Node n) {
            return (n instanceof Node.Select || n instanceof Node.SpeciesSwitch) && scope.leaf(n) == null;
        }

        private List<Node> directArguments(Node n) {
            return switch (n) {
                case Node.Select s -> List.of(s.condition());
                case Node.SpeciesSwitch s -> List.of();
                default -> n.arguments();
            };
        }

        private List<Node> branches(Node n) {
            return n instanceof Node.Select s ? List.of(s.then(), s.otherwise()) : n.arguments();
        }

        private void require(Node n) {
            if (scope.find(n) != null || unconditional.contains(n) || isFree(n)) {
                return;
            }
            unconditional.add(n);
            pending.put(n.id(), n);
            if (scope.leaf(n) == null) {
                directArguments(n).forEach(this::require);
            }
        }

        private boolean isFree(Node n) {
            return scope.leaf(n) instanceof Expression.Constant || scope.leaf(n) instanceof Expression.Local;
        }

        /** All that a branch may need which is not at hand. */
        private void reach(Node n, Set<Node> into) {
            if (scope.find(n) != null || isFree(n) || !into.add(n)) {
                return;
            }
            if (scope.leaf(n) == null) {
                n.arguments().forEach(x -> reach(x, into));
            }
        }

        /** What branches of different choices need, and is dear, is computed once before both. */
        private boolean hoistShared() {
            Map<Node, Set<Object>> contexts = new LinkedHashMap<>();
            for (Node n : unconditional) {
                if (isChoice(n)) {
                    Set<Node> inside = new LinkedHashSet<>();
                    branches(n).forEach(b -> reach(b, inside));
                    inside.forEach(x -> contexts.computeIfAbsent(x, k -> new HashSet<>()).add(choiceKey(n)));
                }
            }
            int before = unconditional.size();
            contexts.forEach((n, keys) -> {
                if (keys.size() > 1 && Demand.isDearOperation(n)) {
                    require(n);
                }
            });
            return unconditional.size() > before;
        }

        private Object choiceKey(Node n) {
            return n instanceof Node.Select s ? s.condition() : List.of(Scope.slots(((Node.SpeciesSwitch) n).slots()), Scope.slots(((Node.SpeciesSwitch) n).caseOf()));
        }

        private boolean isReady(Node n) {
            return !pending.containsKey(n.id());
        }

        private boolean writePlain() {
            boolean any = false;
            for (Node n : List.copyOf(pending.values())) {
                if (!isChoice(n) && (scope.leaf(n) != null || directArguments(n).stream().allMatch(this::isReady))) {
                    pending.remove(n.id());
                    keep(n, scope.leaf(n) != null ? scope.leaf(n) : operation(n));
                    any = true;
                }
            }
            return any;
        }

        private void keep(Node n, Expression e) {
            if (uses.getOrDefault(n, 0) <= 1 && !usedInside.contains(n)) {
                scope.put(n, e);
                if (e instanceof Expression.Call || e instanceof Expression.Spline) {
                    inlined.add(n);
                }
            } else {
                int local = newLocal.getAsInt();
                out.add(new Statement.Set(local, e));
                scope.put(n, new Expression.Local(local));
            }
        }

        private Expression operation(Node n) {
            return switch (n) {
                case Node.Apply a -> new Expression.Call(a.function(), a.arguments().stream().map(this::value).toList());
                case Node.Spline s -> new Expression.Spline(s.tables(), Scope.slots(s.slots()), Scope.slots(s.caseOf()), s.order(), value(s.argument(0)));
                default -> throw new IllegalStateException("value not at hand: " + n.getClass().getSimpleName() + " of arity " + n.arity());
            };
        }

        private Expression value(Node n) {
            Expression e = scope.find(n);
            return e != null ? e : scope.leaf(n);
        }

        private void writeChoices() {
            Map<Object, List<Node>> ready = new LinkedHashMap<>();
            for (Node n : pending.values()) {
                if (isChoice(n) && directArguments(n).stream().allMatch(this::isReady) && awaited.get(n).stream().allMatch(this::isReady)) {
                    ready.computeIfAbsent(choiceKey(n), k -> new ArrayList<>()).add(n);
                }
            }
            List<Node> group = ready.values().stream().max(java.util.Comparator.comparingInt(List::size))
                .orElseThrow(() -> new IllegalStateException("a cycle among choices"));
            List<Integer> locals = new ArrayList<>();
            group.forEach(n -> locals.add(newLocal.getAsInt()));
            List<List<Statement>> cases = new ArrayList<>();
            for (int c = 0; c < branches(group.get(0)).size(); c++) {
                List<Action> actions = new ArrayList<>();
                for (int k = 0; k < group.size(); k++) {
                    int local = locals.get(k);
                    actions.add(Action.of(branches(group.get(k)).get(c), e -> new Statement.Set(local, e)));
                }
                List<Statement> statements = new ArrayList<>();
                write(actions, scope.branch(), statements);
                cases.add(statements);
            }
            if (group.get(0) instanceof Node.Select s) {
                out.add(new Statement.If(value(s.condition()), cases.get(0), cases.get(1)));
            } else {
                Node.SpeciesSwitch s = (Node.SpeciesSwitch) group.get(0);
                out.add(new Statement.Switch(Scope.slots(s.slots()), s.species(), Scope.slots(s.caseOf()), cases));
            }
            for (int k = 0; k < group.size(); k++) {
                pending.remove(group.get(k).id());
                scope.put(group.get(k), new Expression.Local(locals.get(k)));
            }
        }
    }
}
