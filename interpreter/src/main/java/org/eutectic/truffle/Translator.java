package org.eutectic.truffle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eutectic.atoms.Elements;
import org.eutectic.ir.Fn;
import org.eutectic.ir.Node.Property;
import org.eutectic.ir.Range;
import org.eutectic.ir.Relation;
import org.eutectic.ir.SplineTable;
import org.eutectic.kernel.Expression;
import org.eutectic.kernel.Kernel;
import org.eutectic.kernel.LaneFit;
import org.eutectic.kernel.SplineUses;
import org.eutectic.kernel.Stage;
import org.eutectic.kernel.Statement;

/** Makes the Truffle nodes of a stage. */
final class Translator {
    private final Kernel kernel;
    /** The slots of places in grids that are found once for several tables. */
    private final Map<Place, int[]> places = new HashMap<>();
    private final Map<Integer, List<SplineTable>> gridsOf = new HashMap<>();
    private final Slots slots;
    /** Where networks' values stand, by the number of the network or its reverse, and how many there are. */
    private final Map<Integer, Networks.Room> networks = new HashMap<>();
    private final Map<Integer, Integer> networkValues = new HashMap<>();
    private int networkRoom;
    private final Map<Integer, Moments.Room> moments = new HashMap<>();
    private CentralForces central;

    private Translator(Kernel kernel, Slots slots) {
        this.kernel = kernel;
        this.slots = slots;
    }

    static StageRootNode root(EutecticLanguage language, Kernel kernel, int stage) {
        Stage s = kernel.stages().get(stage);
        Slots slots = new Slots(s.locals(), s.lanes(), kernel.ranges().size(), s.lists());
        Translator translator = new Translator(kernel, slots);
        String name = kernel.name() + (kernel.stages().size() > 1 ? " stage " + stage : "");
        boolean virial = s.forces() && kernel.outputs().virial();
        List<EutecticStatement> nodes = s.body().stream().map(statement -> translator.block(List.of(statement))).toList();
        EutecticStatement body = Pieces.of(s.body(), nodes, !kernel.half(), slots, (number, taken, left, piece) -> new PieceRootNode(language,
            name + " piece " + number, slots, s.forces(), virial, s.pairs() > 0, taken, left, new Loops.BlockNode(piece)).getCallTarget());
        return new StageRootNode(language, name, slots, kernel.centers(), s.forces(), virial,
            s.pairs(), s.gathers() ? new GatherNode(slots, kernel.species().size(), kernel.ranges(), kernel.half(), s.keepsVectors()) : null,
            translator.central, translator.networkRoom, body);
    }

    /** Forces along the bonds, in a stage that has such. */
    CentralForces central() {
        if (central == null) {
            central = new CentralForces(slots, virial());
        }
        return central;
    }

    boolean virial() {
        return kernel.outputs().virial();
    }

    private EutecticStatement block(List<Statement> statements) {
        List<EutecticStatement> list = new ArrayList<>();
        for (Statement statement : statements) {
            list.add(statement(statement));
            if (statement instanceof Statement.Set s) {
                for (SplineTable grid : gridsOf.getOrDefault(s.local(), List.of())) {
                    int[] place = places.get(new Place(s.local(), grid));
                    list.add(new Splines.PlaceNode(place[0], place[1], grid, new Values.LocalNode(slots.local[s.local()])));
                }
            }
        }
        EutecticStatement[] nodes = list.toArray(EutecticStatement[]::new);
        return nodes.length == 1 ? nodes[0] : new Loops.BlockNode(nodes);
    }

    private EutecticStatement statement(Statement statement) {
        return switch (statement) {
            case Statement.Set s -> new Stores.SetNode(slots.local[s.local()], expression(s.value()));
            case Statement.Accumulate s -> new Stores.AccumulateNode(slots.local[s.local()], s.product(), expression(s.value()));
            case Statement.SetLane s -> new Stores.SetLaneNode(slots.lane(s.array()), slots.position[s.position()], false, expression(s.value()));
            case Statement.AddLane s -> new Stores.SetLaneNode(slots.lane(s.array()), slots.position[s.position()], true, expression(s.value()));
            case Statement.SetPair s -> new Stores.SetPairNode(slots, s.array(), expression(s.value()));
            case Statement.MapPairs s -> new LaneStores.MapPairsNode(slots, s.array(), s.function());
            case Statement.Fill s -> new Loops.FillNode(slots.lane(s.array()), slots.count[kernel.largestRange()], s.value());
            case Statement.ProductsOfOthers s -> new Loops.ProductsOfOthersNode(slots, slots.lane(s.values()), slots.lane(s.out()), slots.countOf(s.range()));
            case Statement.Keep s -> new Lists.KeepNode(slots, s, slots.lane(s.array()), slots.countOf(s.range()));
            case Statement.Recall s -> new Lists.RecallNode(slots, s.list());
            case Statement.Pick s -> new Lists.MoveNode(slots, s.list(), true, kernel.species().size() > 1, s.from(), s.to());
            case Statement.Hand s -> new Lists.MoveNode(slots, s.list(), false, false, s.from(), s.to());
            case Statement.Loop s -> loop(s);
            case Statement.If s -> new Loops.IfNode(expression(s.condition()), block(s.then()), block(s.otherwise()));
            case Statement.Switch s -> new Loops.SwitchNode(tuple(s.slots(), s.species()), ints(s.caseOf()),
                s.cases().stream().map(this::block).toArray(EutecticStatement[]::new));
            case Statement.RunNetwork s -> {
                Networks.Room room = new Networks.Room(s.weights(), s.keepsSlopes(), networkRoom);
                networkRoom = room.end;
                networks.put(s.number(), room);
                networkValues.put(s.number(), room.outputs());
                yield new Networks.RunNode(slots, room, s.keepsSlopes(), expressions(s.inputs()));
            }
            case Statement.RunMoments s -> {
                Moments.Room room = new Moments.Room(slots, s.orders(), ints(s.rows()), ints(s.direction()), networkRoom);
                networkRoom = room.end();
                networkValues.put(s.number(), room.at());
                moments.put(s.number(), room);
                yield new Moments.RunNode(slots, room);
            }
            case Statement.ReverseMoments s -> {
                Moments.ReverseNode reverse = new Moments.ReverseNode(slots, moments.get(s.moments()), ints(s.slopes()), networkRoom, expressions(s.adjoints()));
                networkRoom = reverse.end();
                yield reverse;
            }
            case Statement.ReverseNetwork s -> {
                Networks.ReverseNode reverse = new Networks.ReverseNode(slots, networks.get(s.network()), networkRoom, expressions(s.adjoints()));
                networkRoom = reverse.end();
                networkValues.put(s.number(), reverse.slopes());
                yield reverse;
            }
            case Statement.SetField s -> new Stores.SetFieldNode(slots, s.field(), expression(s.value()));
            case Statement.AddNeighborField s -> new Stores.AddNeighborFieldNode(slots, s.field(), expression(s.value()));
            case Statement.AddField s -> new Stores.AddFieldNode(slots, s.field(), expression(s.value()));
            case Statement.SetEnergy s -> new Stores.SetEnergyNode(slots, expression(s.value()));
            case Statement.AddForce s -> new Stores.AddForceNode(slots, virial(), expression(s.x()), expression(s.y()), expression(s.z()));
            case Statement.AddCentralForce s -> new CentralForces.AddNode(slots, central(), expression(s.scale()));
        };
    }

    private EutecticStatement loop(Statement.Loop s) {
        if (kernel.lanes() && LaneFit.looksUp(s)) {
            return lookUp(s);
        }
        if (kernel.lanes() && LaneFit.isForLanes(s)) {
            return new LaneTranslator(this, slots, kernel.species().size(), s).translate();
        }
        if (kernel.innerLanes() && LaneFit.isInnerForLanes(s, kernel.ranges())) {
            return new LaneTranslator(this, slots, kernel.species().size(), s).translateInner();
        }
        TreeSet<Integer> set = new TreeSet<>();
        localsSet(s.body(), set);
        List<Integer> own = new ArrayList<>();
        set.forEach(l -> own.add(slots.local[l]));
        own.addAll(findPlaces(s.body(), set));
        int[] bodySlots = ints(own);
        Relation first = s.position() > 0 ? s.relations().get(0) : Relation.FREE;
        Relation second = s.position() > 1 ? s.relations().get(1) : Relation.FREE;
        return new Loops.LoopNode(slots.position[s.position()], slots.count[s.range()], slots.type,
            kernel.species().size() > 1 ? slots.species[s.position()] : -1, slots.position[0], first, slots.position[1], second,
            bodySlots, block(s.body()));
    }

    /** Of tables with one argument those on one grid go together. */
    private EutecticStatement lookUp(Statement.Loop loop) {
        Map<Integer, Integer> arguments = new HashMap<>();
        Map<Place, List<Statement.SetLane>> groups = new LinkedHashMap<>();
        for (Statement statement : loop.body()) {
            if (statement instanceof Statement.Set s && s.value() instanceof Expression.Lane l) {
                arguments.put(s.local(), l.array());
            } else if (statement instanceof Statement.SetLane s && s.value() instanceof Expression.Spline e && e.argument() instanceof Expression.Local l) {
                groups.computeIfAbsent(new Place(l.local(), e.tables().getFirst()), k -> new ArrayList<>()).add(s);
            }
        }
        List<EutecticStatement> nodes = new ArrayList<>();
        groups.forEach((place, group) -> nodes.add(new LookUpNode(slots, kernel.species().size(), slots.lane(arguments.get(place.local())), slots.count[loop.range()],
            group.stream().map(s -> (Expression.Spline) s.value()).toList(), group.stream().map(s -> slots.lane(s.array())).toList())));
        return new Loops.BlockNode(nodes.toArray(EutecticStatement[]::new));
    }

    /** Gives slots to the places in grids that a loop's body asks for by its own locals. */
    private List<Integer> findPlaces(List<Statement> body, TreeSet<Integer> own) {
        List<Integer> made = new ArrayList<>();
        SplineUses.of(body).forEach(e -> {
            if (e.argument() instanceof Expression.Local l && own.contains(l.local())) {
                places.computeIfAbsent(new Place(l.local(), e.tables().get(0)), k -> {
                    gridsOf.computeIfAbsent(l.local(), x -> new ArrayList<>()).add(e.tables().get(0));
                    int[] place = {slots.newSlot(), slots.newSlot()};
                    made.add(place[0]);
                    made.add(place[1]);
                    return place;
                });
            }
        });
        return made;
    }

    /** Locals that a loop's body sets, and so are its own. */
    private static void localsSet(List<Statement> statements, TreeSet<Integer> set) {
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Set s -> set.add(s.local());
                case Statement.Loop s -> localsSet(s.body(), set);
                case Statement.If s -> {
                    localsSet(s.then(), set);
                    localsSet(s.otherwise(), set);
                }
                case Statement.Switch s -> s.cases().forEach(c -> localsSet(c, set));
                default -> { }
            }
        }
    }

    Loops.SpeciesTuple tuple(List<Integer> positions, int species) {
        return new Loops.SpeciesTuple(ints(positions), species, slots);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private EutecticExpression[] expressions(List<Expression> list) {
        return list.stream().map(this::expression).toArray(EutecticExpression[]::new);
    }

    EutecticExpression expression(Expression expression) {
        return switch (expression) {
            case Expression.Constant e -> new Values.ConstantNode(e.value());
            case Expression.Local e -> new Values.LocalNode(slots.local[e.local()]);
            case Expression.Lane e -> new Values.LaneNode(slots.lane(e.array()), slots.position[e.position()]);
            case Expression.PairLane e -> new Values.PairLaneNode(slots, e.array());
            case Expression.Field e -> new Values.FieldNode(slots, e.field());
            case Expression.NeighborField e -> new Values.NeighborFieldNode(slots, e.field(), slots.position[e.position()]);
            case Expression.NetworkValue e -> new Networks.ValueNode(slots, networkValues.get(e.number()) + e.component());
            case Expression.Property e when e.kind() == Property.Kind.ATOMIC_NUMBER -> new Values.ParameterNode(
                kernel.species().stream().mapToDouble(Elements::number).toArray(), tuple(List.of(-1), kernel.species().size()));
            case Expression.Property e -> new Values.PropertyNode(slots, e.kind() == Property.Kind.CHARGE);
            case Expression.Call e -> call(e);
            case Expression.Parameter e -> new Values.ParameterNode(e.table().values().clone(), tuple(e.slots(), kernel.species().size()));
            case Expression.Spline e -> spline(e);
            case Expression.SpeciesIn e -> new Values.SpeciesInNode(tuple(List.of(e.slot()), kernel.species().size()), e.members());
            case Expression.Within e -> new Values.WithinNode(slots.lane(Stage.R), slots.position[e.position()], e.range(), kernel.half(),
                tuple(List.of(-1, e.position()), kernel.species().size()));
            case Expression.Inside e -> new Values.InsideNode(slots.position[e.position()], slots.count[e.range()]);
        };
    }

    /** The distance of a range for the centre and the neighbour at a position; its square where lanes hold squares. */
    EutecticExpression limit(Range range, int position) {
        double[] limits = new double[range.species() * range.species()];
        for (int k = 0; k < limits.length; k++) {
            double limit = range.get(k / range.species(), k % range.species());
            limits[k] = kernel.half() ? limit * limit : limit;
        }
        return new Values.ParameterNode(limits, tuple(List.of(-1, position), range.species()));
    }

    private EutecticExpression spline(Expression.Spline e) {
        Loops.SpeciesTuple tuple = e.slots().isEmpty() ? null : tuple(e.slots(), kernel.species().size());
        int[] shared = e.argument() instanceof Expression.Local l ? places.get(new Place(l.local(), e.tables().get(0))) : null;
        int[] place = shared != null ? shared : new int[] {slots.newSlot(), slots.newSlot()};
        EutecticExpression x = expression(e.argument());
        return new Splines.SplineNode(e.tables(), tuple, ints(e.caseOf()), e.order(),
            shared != null ? null : new Splines.PlaceNode(place[0], place[1], e.tables().get(0), expression(e.argument())), place[0], place[1], x);
    }

    /** A local as the argument of tables on one grid. */
    private record Place(int local, double start, double step, int segments) {
        Place(int local, SplineTable grid) {
            this(local, grid.start(), grid.step(), grid.segments());
        }
    }

    private EutecticExpression call(Expression.Call e) {
        List<EutecticExpression> a = new ArrayList<>();
        Fn fn = e.function();
        e.arguments().forEach(x -> a.add(expression(x)));
        return switch (fn) {
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> new Arithmetic.ComparisonNode(fn, a.get(0), a.get(1));
            case AND, OR -> new Arithmetic.LogicNode(fn, a.get(0), a.get(1));
            case NOT -> new Arithmetic.LogicNode(fn, a.get(0), null);
            default -> fn.argumentCount() == 1 ? new Arithmetic.UnaryNode(fn, a.get(0)) : new Arithmetic.BinaryNode(fn, a.get(0), a.get(1));
        };
    }

}
