package org.eutectic.truffle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eutectic.ir.Fn;
import org.eutectic.kernel.Expression;
import org.eutectic.kernel.Stage;
import org.eutectic.kernel.Statement;

/** Makes a loop over a centre's neighbors that computes several at a time; see {@link org.eutectic.kernel.LaneFit}. */
final class LaneTranslator {
    private final Translator scalar;
    private final Slots slots;
    private final int species;
    private final Statement.Loop loop;
    /** The position of the neighbors that are taken several at a time. */
    private final int at;
    private final Set<Integer> own = new HashSet<>();
    /** Those of them that are conditions. */
    private final Set<Integer> masks = new HashSet<>();
    /** For each scalar that takes a sum or a product the vector that collects it. */
    private final Map<Integer, Integer> sums = new LinkedHashMap<>();
    /** Those of the scalars that take products. */
    private final Set<Integer> products = new HashSet<>();
    private final Set<Integer> stored = new HashSet<>();
    private final Set<Integer> read = new LinkedHashSet<>();
    private final Map<Integer, Integer> fieldArrays = new HashMap<>();
    /** Locals that are numbers, for the pair of species that the body is made for. */
    private final Map<Integer, Double> constants = new HashMap<>();
    private final Map<Integer, Integer> receivedArrays = new HashMap<>();
    private final Set<Integer> temporary = new LinkedHashSet<>();
    private final List<EutecticStatement> before = new ArrayList<>();
    private final List<EutecticStatement> after = new ArrayList<>();
    private boolean forces;
    /** The array that takes what forces along the bonds are multiplied by, or −1. */
    private int scales = -1;
    /** The pair of species that the body is made for, or −1 where it serves all. */
    private int center = -1;
    private int neighbor = -1;

    LaneTranslator(Translator scalar, Slots slots, int species, Statement.Loop loop) {
        this.scalar = scalar;
        this.slots = slots;
        this.species = species;
        this.loop = loop;
        this.at = loop.position();
    }

    /** A loop over second or third neighbors. */
    InnerLaneLoopNode translateInner() {
        collect(loop.body());
        EutecticStatement body = block(loop.body());
        own.forEach(l -> temporary.add(slots.local[l]));
        boolean runs = species > 1 && asksForSpecies(loop.body());
        return new InnerLaneLoopNode(slots, loop, slots.countOf(loop.range()), loop.range() < slots.count.length ? slots.type : slots.keptType, runs, results(), body);
    }

    private LaneResults results() {
        int[] scalars = ints(sums.keySet());
        boolean[] product = new boolean[scalars.length];
        for (int k = 0; k < scalars.length; k++) {
            product[k] = products.contains(scalars[k]);
        }
        return new LaneResults(slots, scalars, product, ints(sums.values()), ints(temporary));
    }

    LaneLoopNode translate() {
        collect(loop.body());
        List<EutecticStatement> bodies = new ArrayList<>();
        if (species > 1 && (choosesBySpecies(loop.body()) || hasPowers(loop.body()))) {
            for (int pair = 0; pair < species * species; pair++) {
                center = pair / species;
                neighbor = pair % species;
                constants.clear();
                bodies.add(block(loop.body()));
            }
        } else {
            bodies.add(block(loop.body()));
        }
        int count = slots.count[loop.range()];
        fieldArrays.forEach((field, array) -> before.add(new LaneStores.GatherFieldNode(slots, field, array, count)));
        receivedArrays.forEach((field, array) -> after.add(new LaneStores.ScatterFieldNode(slots, field, array, count)));
        if (forces) {
            after.add(new LaneStores.ScatterForcesNode(slots, count));
        }
        if (scales >= 0) {
            after.add(new CentralForces.AddAllNode(slots, scalar.central(), scales, count));
        }
        own.forEach(l -> temporary.add(slots.local[l]));
        Set<Integer> padded = new LinkedHashSet<>(read);
        padded.removeAll(stored);
        return new LaneLoopNode(slots, count, species, asksForSpecies(loop.body()), ints(padded), results(), array(before), array(bodies), array(after));
    }

    private static int[] ints(Collection<Integer> set) {
        return set.stream().mapToInt(Integer::intValue).toArray();
    }

    private static EutecticStatement[] array(List<EutecticStatement> list) {
        return list.toArray(EutecticStatement[]::new);
    }

    private void collect(List<Statement> statements) {
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Set s -> {
                    own.add(s.local());
                    if (s.value().isCondition()) {
                        masks.add(s.local());
                    }
                }
                case Statement.Accumulate s -> {
                    vectorOf(slots.local[s.local()]);
                    if (s.product()) {
                        products.add(slots.local[s.local()]);
                    }
                }
                case Statement.SetLane s -> stored.add(slots.lane(s.array()));
                case Statement.AddForce s -> forces();
                case Statement.If s -> {
                    collect(s.then());
                    collect(s.otherwise());
                }
                case Statement.Switch s -> s.cases().forEach(this::collect);
                default -> { }
            }
        }
    }

    private void forces() {
        forces = true;
        if (scalar.virial()) {
            for (int axis = 0; axis < 3; axis++) {
                read.add(slots.geometry[Stage.DX + axis]);
            }
        }
    }

    private int vectorOf(int slot) {
        return sums.computeIfAbsent(slot, k -> slots.newSlot());
    }

    private int[] vectorsOf(int[] scalars) {
        return Arrays.stream(scalars).map(this::vectorOf).toArray();
    }

    /** Whether anything in a loop depends on the neighbor's species. */
    private boolean asksForSpecies(List<Statement> statements) {
        return at == 0 && choosesBySpecies(statements) || statements.stream().anyMatch(s -> s instanceof Statement.Switch choice && choice.slots().contains(at)
            || s.expressions().stream().anyMatch(this::asksForSpecies) || s.blocks().stream().anyMatch(this::asksForSpecies));
    }

    private boolean asksForSpecies(Expression e) {
        return switch (e) {
            case Expression.Parameter p -> p.slots().contains(at);
            case Expression.SpeciesIn s -> s.slot() == at;
            case Expression.Within w -> w.position() == at;
            case Expression.Call c -> c.arguments().stream().anyMatch(this::asksForSpecies);
            default -> false;
        };
    }

    private static boolean choosesBySpecies(List<Statement> statements) {
        return statements.stream().anyMatch(statement -> switch (statement) {
            case Statement.Switch s -> true;
            case Statement.If s -> s.condition() instanceof Expression.SpeciesIn || choosesBySpecies(s.then()) || choosesBySpecies(s.otherwise());
            default -> false;
        });
    }

    private static boolean hasPowers(List<Statement> statements) {
        return statements.stream().anyMatch(statement -> switch (statement) {
            case Statement.Set s -> hasPower(s.value());
            case Statement.Accumulate s -> hasPower(s.value());
            case Statement.SetLane s -> hasPower(s.value());
            case Statement.AddNeighborField s -> hasPower(s.value());
            case Statement.AddForce s -> hasPower(s.x());
            case Statement.AddCentralForce s -> hasPower(s.scale());
            case Statement.If s -> hasPowers(s.then()) || hasPowers(s.otherwise());
            default -> false;
        });
    }

    private static boolean hasPower(Expression e) {
        return e instanceof Expression.Call c
            && (c.function() == Fn.POW && !(c.arguments().get(1) instanceof Expression.Constant) || c.arguments().stream().anyMatch(LaneTranslator::hasPower));
    }

    private EutecticStatement block(List<Statement> statements) {
        List<EutecticStatement> nodes = new ArrayList<>();
        statements.forEach(s -> nodes.add(statement(s)));
        return new Loops.BlockNode(array(nodes));
    }

    private EutecticStatement statement(Statement statement) {
        return switch (statement) {
            case Statement.Set s when s.value().isCondition() -> new LaneStores.SetMaskNode(slots.local[s.local()], condition(s.value()));
            case Statement.Set s -> {
                LaneExpression value = expression(s.value());
                if (value instanceof LaneValues.ConstantNode c && center >= 0) {
                    constants.put(s.local(), c.value());
                }
                yield new LaneStores.SetNode(slots.local[s.local()], value);
            }
            case Statement.Accumulate s when s.product() -> new LaneStores.ProductNode(vectorOf(slots.local[s.local()]), slots.active, expression(s.value()));
            case Statement.Accumulate s -> new LaneStores.SumNode(vectorOf(slots.local[s.local()]), slots.active, expression(s.value()));
            case Statement.SetLane s when at > 0 -> new LaneStores.ChangeArrayNode(slots.lane(s.array()), slots.position[at], slots.active, false, expression(s.value()));
            case Statement.AddLane s -> new LaneStores.ChangeArrayNode(slots.lane(s.array()), slots.position[at], slots.active, true, expression(s.value()));
            case Statement.SetPair s -> new LaneStores.SetPairNode(slots, s.array(), expression(s.value()));
            case Statement.SetLane s -> new LaneStores.SetArrayNode(slots.lane(s.array()), slots.position[0], expression(s.value()));
            case Statement.If s when at > 0 && s.condition() instanceof Expression.SpeciesIn -> new Loops.IfNode(scalar.expression(s.condition()), block(s.then()), block(s.otherwise()));
            case Statement.If s when s.condition() instanceof Expression.SpeciesIn in ->
                block((in.members() >>> (in.slot() < 0 ? center : neighbor) & 1) != 0 ? s.then() : s.otherwise());
            case Statement.If s -> choice(s);
            case Statement.Switch s when at > 0 -> new Loops.SwitchNode(scalar.tuple(s.slots(), s.species()), s.caseOf().stream().mapToInt(Integer::intValue).toArray(),
                s.cases().stream().map(this::block).toArray(EutecticStatement[]::new));
            case Statement.Switch s -> block(s.cases().get(s.caseOf().get(tuple(s.slots()))));
            case Statement.AddForce s -> new LaneStores.ForceNode(slots, vectorsOf(slots.force), scalar.virial() ? vectorsOf(slots.virialSum) : null, expression(s.x()), expression(s.y()), expression(s.z()));
            case Statement.AddCentralForce s -> {
                scales = scales < 0 ? slots.newLane() : scales;
                yield new LaneStores.SetArrayNode(scales, slots.position[0], expression(s.scale()));
            }
            case Statement.AddNeighborField s -> new LaneStores.SetArrayNode(receivedArrays.computeIfAbsent(s.field(), f -> slots.newLane()),
                slots.position[0], expression(s.value()));
            default -> throw new IllegalStateException("not for lanes: " + statement);
        };
    }

    private EutecticStatement choice(Statement.If s) {
        Set<Integer> both = set(s.then());
        both.retainAll(set(s.otherwise()));
        both.removeAll(masks);
        int[] outputs = both.stream().mapToInt(l -> slots.local[l]).toArray();
        int[] kept = new int[outputs.length];
        for (int k = 0; k < kept.length; k++) {
            kept[k] = slots.newSlot();
            temporary.add(kept[k]);
        }
        return new LaneStores.ChoiceNode(condition(s.condition()), block(s.then()), block(s.otherwise()), outputs, kept);
    }

    /** Locals that a block sets on whichever way through it. */
    private static Set<Integer> set(List<Statement> block) {
        Set<Integer> out = new LinkedHashSet<>();
        for (Statement statement : block) {
            switch (statement) {
                case Statement.Set s -> out.add(s.local());
                case Statement.If s -> {
                    Set<Integer> both = set(s.then());
                    both.retainAll(set(s.otherwise()));
                    out.addAll(both);
                }
                case Statement.Switch s -> {
                    Set<Integer> all = set(s.cases().get(0));
                    s.cases().forEach(c -> all.retainAll(set(c)));
                    out.addAll(all);
                }
                default -> { }
            }
        }
        return out;
    }

    private LaneExpression condition(Expression e) {
        return switch (e) {
            case Expression.Local l when masks.contains(l.local()) -> new LaneValues.LocalNode(slots.local[l.local()]);
            case Expression.Local l when own.contains(l.local()) -> new LaneValues.ComparisonNode(Fn.NOT_EQUAL, expression(l), new LaneValues.ConstantNode(0));
            case Expression.Local l -> new LaneValues.SameNode(scalar.expression(e));
            case Expression.Within w when w.position() == at -> new LaneValues.ComparisonNode(Fn.LESS, expression(new Expression.Lane(Stage.R, at)),
                new LaneValues.SameNode(scalar.limit(w.range(), at)));
            case Expression.Inside i when i.position() == at -> new LaneValues.InsideNode(slots.position[at], slots.count[i.range()]);
            case Expression.Within w -> new LaneValues.SameNode(scalar.expression(e));
            case Expression.Inside i -> new LaneValues.SameNode(scalar.expression(e));
            case Expression.SpeciesIn s -> new LaneValues.SameNode(scalar.expression(e));
            case Expression.Call c when c.function() == Fn.AND || c.function() == Fn.OR || c.function() == Fn.NOT -> new LaneValues.LogicNode(c.function(),
                condition(c.arguments().get(0)), c.function() == Fn.NOT ? null : condition(c.arguments().get(1)));
            case Expression.Call c -> new LaneValues.ComparisonNode(c.function(), expression(c.arguments().get(0)), expression(c.arguments().get(1)));
            default -> throw new IllegalStateException("no condition for lanes: " + e);
        };
    }

    private LaneExpression expression(Expression e) {
        return switch (e) {
            case Expression.Constant c -> new LaneValues.ConstantNode(c.value());
            case Expression.Local l when masks.contains(l.local()) -> new LaneValues.TruthNode(condition(l));
            case Expression.Local l when own.contains(l.local()) -> new LaneValues.LocalNode(slots.local[l.local()]);
            case Expression.Lane l when l.position() == at -> load(slots.lane(l.array()));
            case Expression.PairLane p when at == 1 -> new LaneValues.PairNode(slots, p.array());
            case Expression.NeighborField f -> load(fieldArrays.computeIfAbsent(f.field(), k -> slots.newLane()));
            case Expression.Parameter p when center >= 0 -> new LaneValues.ConstantNode(p.table().values()[tuple(p.slots())]);
            case Expression.Call c when c.function() == Fn.POW -> power(expression(c.arguments().get(0)), c.arguments().get(1));
            case Expression.Call c when c.function().argumentCount() == 1 -> new LaneValues.UnaryNode(c.function(), expression(c.arguments().get(0)));
            case Expression.Call c -> new LaneValues.BinaryNode(c.function(), expression(c.arguments().get(0)), expression(c.arguments().get(1)));
            default -> new LaneValues.SameNode(scalar.expression(e));
        };
    }

    /** The number of the tuple of species at some slots, for the pair that the body is made for. */
    private int tuple(List<Integer> places) {
        int tuple = 0;
        for (int p : places) {
            tuple = tuple * species + (p < 0 ? center : neighbor);
        }
        return tuple;
    }

    /** An exponent that is known for the pair of species makes a faster power. */
    private LaneExpression power(LaneExpression base, Expression exponent) {
        if (exponent instanceof Expression.Local l && constants.containsKey(l.local())) {
            return new LaneValues.PowerNode(base, constants.get(l.local()));
        }
        LaneExpression n = expression(exponent);
        return n instanceof LaneValues.ConstantNode c ? new LaneValues.PowerNode(base, c.value()) : new LaneValues.BinaryNode(Fn.POW, base, n);
    }

    private LaneExpression load(int array) {
        read.add(array);
        return new LaneValues.ArrayNode(array, slots.position[at]);
    }
}
