package org.eutectic.gpu.source;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eutectic.ir.Relation;
import org.eutectic.kernel.Expression;
import org.eutectic.kernel.Kernel;
import org.eutectic.kernel.Stage;
import org.eutectic.kernel.Statement;

/** Writes the kernels of one stage. */
final class StageSource {
    /** More tuples of species than this are looked up in a table, not listed case by case. */
    private static final int LISTED_TUPLES = 64;
    /** What each kernel begins with. */
    static final String STOP = "if (stopped[0] <= step) { return; }";

    private final Kernel kernel;
    private final int number;
    private final Stage stage;
    private final boolean streams;
    private final NumberTables tables;
    private final ExpressionSource expressions;
    private final NetworkSource networks;
    private final GatherSource gather;
    private final StageWork work;
    private final Team team;
    private final TeamStatements together;
    private final Lines out = new Lines();
    private final Mentions mentions;
    private final Set<Integer> declared = new HashSet<>();
    /** The place among a bond's numbers of what each field receives. */
    private final Map<Integer, Integer> receives = new HashMap<>();
    private final int bonds;
    /** Locals that add something up in more digits than others have. */
    private final Set<Integer> wide = new HashSet<>();

    /** @param teams whether a group of threads is to compute a center where there is anything to share */
    StageSource(Kernel kernel, int number, NumberTables tables, Precision precision, boolean teams) {
        this.kernel = kernel;
        this.number = number;
        this.stage = kernel.stages().get(number);
        this.streams = DeviceProgram.streams(kernel, stage);
        this.tables = tables;
        if (precision != Precision.DOUBLE) {
            sums(stage.body());
        }
        this.expressions = new ExpressionSource(kernel, tables, wide);
        this.work = StageWork.of(kernel, stage);
        this.team = new Team(teams && work.width() > 0);
        this.networks = new NetworkSource(expressions, tables, out, stage.lanes(), "n" + kernel.largestRange(), team);
        this.mentions = Mentions.of(stage.body());
        int width = stage.forces() && !kernel.half() ? 3 : 0;
        if (!kernel.half()) {
            for (int field : stage.clearedFields()) {
                receives.put(field, width++);
            }
        }
        this.bonds = width;
        this.gather = new GatherSource(kernel, expressions, team, bonds, out);
        this.together = new TeamStatements(this, team, mentions, out);
    }

    private void sums(List<Statement> statements) {
        for (Statement s : statements) {
            if (s instanceof Statement.Accumulate a) {
                wide.add(a.local());
            }
            s.blocks().forEach(this::sums);
        }
    }

    private String type(int local) {
        return wide.contains(local) ? "wide " : "real ";
    }

    /** Arrays that each thread needs. */
    int lanes() {
        return !stage.gathers() || streams ? 0 : networks.lanes();
    }

    int values() {
        return networks.values();
    }

    /** Numbers that are left with each bond. */
    int bonds() {
        return bonds;
    }

    /** Whether a group of threads computes each center. */
    boolean isForTeams() {
        return team.together();
    }

    String write() {
        out.line("");
        out.line("// Stage " + (number + 1) + " of " + kernel.stages().size() + ": " + (team.together() ? "a group of threads" : "one thread") + " for each atom, about "
            + new BigDecimal(work.operations()).round(new MathContext(2)).toBigInteger() + " operations.");
        out.open("KERNEL void stage_" + number + "(ARGUMENTS)");
        if (team.together()) {
            out.line("SHARED wide shared[PITCH * SLOTS];");
            out.line("SHARED int taken[" + kernel.ranges().size() + " * SLOTS];");
        }
        out.line(STOP);
        out.line(team.together() ? "AS_TEAM" : "ALONE");
        out.open("for (int i = thread; i < centers; i += threads)");
        center();
        // What the next center needs may lie where others still read.
        team.meet(out);
        out.close();
        out.close();
        if (bonds > 0) {
            new CollectSource(number, bonds, receives, stage.forces()).write(out);
        }
        return out.text();
    }

    private void center() {
        boolean some = kernel.centers() != -1;
        if (some || kernel.species().size() > 1) {
            out.line("const int type_i = types[i];");
        } else if (mentions.species().contains(-1)) {
            out.line("const int type_i = 0;");
        }
        if (some) {
            out.open("if (!" + ExpressionSource.isIn(kernel.centers(), "type_i") + ")");
            if (bonds > 0) {
                out.open(team.together() ? "for (int b = first[i] + TEAM_MEMBER; b < first[i + 1]; b += TEAM_MEMBERS)" : "for (int b = first[i]; b < first[i + 1]; b++)");
                gather.leaveNothing();
                out.close();
            }
            out.line("continue;");
            out.close();
        }
        if (stage.gathers()) {
            out.line("const wide x_i = x[4 * i], y_i = x[4 * i + 1], z_i = x[4 * i + 2];");
        }
        if (stage.forces()) {
            out.line("wide fx = 0.0, fy = 0.0, fz = 0.0;");
            if (virial()) {
                out.line("wide w0 = 0.0, w1 = 0.0, w2 = 0.0, w3 = 0.0, w4 = 0.0, w5 = 0.0, w6 = 0.0, w7 = 0.0, w8 = 0.0;");
            }
        }
        if (stage.gathers() && !streams) {
            gather.write();
        }
        block(stage.body());
        if (stage.forces()) {
            team.first(out, this::addForces);
        }
    }

    private void addForces() {
        out.line("force[3 * (place_t) i] += fx;");
        out.line("force[3 * (place_t) i + 1] += fy;");
        out.line("force[3 * (place_t) i + 2] += fz;");
        for (int k = 0; k < 9 && virial(); k++) {
            // On full lists a pair of a routine for half ones stands twice.
            out.line("virial[9 * (place_t) i + " + k + "] -= " + (kernel.half() ? "0.5 * " : "") + "w" + k + ";");
        }
    }

    boolean virial() {
        return stage.forces() && kernel.outputs().virial();
    }

    private void block(List<Statement> statements) {
        Set<Integer> before = new HashSet<>(declared);
        for (int k = 0; k < statements.size(); k++) {
            declare(statements.get(k));
            if (together.isNow()) {
                k += together.write(statements.subList(k, statements.size())) - 1;
            } else {
                statement(statements.get(k));
            }
        }
        // What a block has declared ends with it.
        declared.retainAll(before);
    }

    /** Declares locals that a statement with blocks leaves for what follows, or changes. */
    private void declare(Statement s) {
        if (s.blocks().isEmpty()) {
            return;
        }
        Map<String, List<String>> names = new TreeMap<>();
        new TreeMap<>(Mentions.of(List.of(s)).locals()).forEach((local, count) -> {
            if (count < mentions.locals().get(local) && declared.add(local)) {
                names.computeIfAbsent(type(local), t -> new ArrayList<>()).add("t" + local);
            }
        });
        names.forEach((type, all) -> out.line(type + String.join(", ", all) + ";"));
    }

    void statement(Statement statement) {
        switch (statement) {
            case Statement.Set s -> out.line((declared.add(s.local()) ? isChanged(s.local()) ? type(s.local()) : "const real " : "") + "t" + s.local() + " = " + expressions.write(s.value()) + ";");
            case Statement.Accumulate s -> out.line("t" + s.local() + (s.product() ? " *= " : " += ") + expressions.write(s.value()) + ";");
            case Statement.SetLane s -> out.line(expressions.lane(s.array(), s.position()) + " = " + expressions.write(s.value()) + ";");
            case Statement.AddLane s -> out.line(expressions.lane(s.array(), s.position()) + " += " + expressions.write(s.value()) + ";");
            case Statement.SetPair _, Statement.MapPairs _, Statement.Keep _, Statement.Recall _, Statement.Pick _, Statement.Hand _ ->
                throw new IllegalStateException("a plan for many threads keeps nothing for pairs");
            case Statement.Fill s -> out.line(new Team(together.isNow()).loop("m", "n" + kernel.largestRange()) + " { LANE(" + s.array() + ", m) = " + ExpressionSource.number(s.value()) + "; }");
            case Statement.ProductsOfOthers s -> products(s);
            case Statement.Loop s -> loop(s, false);
            case Statement.If s -> {
                out.open("if (" + expressions.write(s.condition()) + ")");
                block(s.then());
                if (!s.otherwise().isEmpty()) {
                    out.otherwise();
                    block(s.otherwise());
                }
                out.close();
            }
            case Statement.Switch s -> choice(s);
            case Statement.RunNetwork s -> networks.run(s);
            case Statement.ReverseNetwork s -> networks.reverse(s);
            case Statement.RunMoments s -> networks.run(s);
            case Statement.ReverseMoments s -> networks.reverse(s);
            case Statement.SetField s -> out.line("FIELD(" + s.field() + ", i) = " + expressions.write(s.value()) + ";");
            case Statement.AddField s -> out.line("FIELD(" + s.field() + ", i) = " + expressions.write(s.value()) + ";");
            case Statement.AddNeighborField s -> {
                if (!kernel.half()) {
                    out.line("TO_NEIGHBOR(" + bond() + ", " + receives.get(s.field()) + ") = " + expressions.write(s.value()) + ";");
                }
            }
            case Statement.SetEnergy s -> out.line("energy[i] += " + expressions.write(s.value()) + ";");
            case Statement.AddForce s -> force(expressions.write(s.x()), expressions.write(s.y()), expressions.write(s.z()));
            case Statement.AddCentralForce s -> {
                out.open("");
                out.line("const real scale = " + expressions.write(s.scale()) + ";");
                force("scale * dx_j", "scale * dy_j", "scale * dz_j");
                out.close();
            }
        }
    }

    /** Whether a local is set more than once, or added to. */
    private boolean isChanged(int local) {
        return changes(stage.body(), local) > 1;
    }

    private static int changes(List<Statement> statements, int local) {
        int n = 0;
        for (Statement statement : statements) {
            n += switch (statement) {
                case Statement.Set s -> s.local() == local ? 1 : 0;
                case Statement.Accumulate s -> s.local() == local ? 1 : 0;
                default -> statement.blocks().stream().mapToInt(b -> changes(b, local)).sum();
            };
        }
        return n;
    }

    private String bond() {
        return streams ? "b" : "BOND(j)";
    }

    /** dE/dd of the bond at position 0. */
    private void force(String x, String y, String z) {
        out.open("");
        out.line("const real gx = " + x + ", gy = " + y + ", gz = " + z + ";");
        out.line("fx += gx;");
        out.line("fy += gy;");
        out.line("fz += gz;");
        if (!kernel.half()) {
            out.line("const int left = " + bond() + ";");
            new Team(together.isNow()).first(out, () -> {
                out.line("TO_NEIGHBOR(left, 0) = gx;");
                out.line("TO_NEIGHBOR(left, 1) = gy;");
                out.line("TO_NEIGHBOR(left, 2) = gz;");
            });
        }
        List<String> g = List.of("gx", "gy", "gz"), d = List.of("dx_j", "dy_j", "dz_j");
        for (int k = 0; k < 9 && virial(); k++) {
            out.line("w" + k + " += " + g.get(k / 3) + " * " + d.get(k % 3) + ";");
        }
        out.close();
    }

    /** @param slotted whether only those neighbors are visited that belong to a slot */
    void loop(Statement.Loop s, boolean slotted) {
        String p = ExpressionSource.POSITIONS.get(s.position());
        if (streams) {
            out.open(slotted ? "for (int b = first[i] + slot; b < first[i + 1]; b += SLOTS)" : "for (int b = first[i]; b < first[i + 1]; b++)");
            gather.vector();
            String inside = "r2 < " + expressions.limit(kernel.ranges().getLast(), 0, true);
            out.open("if (" + inside + ")");
            out.line("const real dx_j = dx, dy_j = dy, dz_j = dz, " + (kernel.half() ? "r2_j = r2" : "r_j = sqrt(r2)") + ";");
        } else {
            boolean after = s.relations().contains(Relation.ORDERED);
            String begin = after ? slotted ? "of_slot(slot, " + start(s) + ")" : start(s) : slotted ? "slot" : "0";
            out.open("for (int " + p + " = " + begin + "; " + p + " < n" + s.range() + "; " + p + (slotted ? " += SLOTS)" : "++)"));
            for (int k = 0; k < s.position(); k++) {
                if (s.relations().get(k) == Relation.DISTINCT) {
                    out.line("if (" + p + " == " + ExpressionSource.POSITIONS.get(k) + ") { continue; }");
                }
            }
            geometry(s, p);
        }
        Mentions own = Mentions.of(s.body());
        if (!streams && own.species().contains(s.position())) {
            out.line("const int type_" + p + " = " + (kernel.species().size() > 1 ? "types[neighbors[BOND(" + p + ")]]" : "0") + ";");
        } else if (streams && kernel.species().size() == 1 && own.species().contains(0)) {
            out.line("const int type_j = 0;");
        }
        if (own.places().contains(s.position())) {
            out.line("const int owner_" + p + " = owners[" + (streams ? "at" : "neighbors[BOND(" + p + ")]") + "];");
        }
        block(s.body());
        if (together.isNow()) {
            together.meet();
        }
        out.close();
        if (streams) {
            if (bonds > 0 && leavesSomething(s.body())) {
                out.open("else");
                new Team(together.isNow()).first(out, gather::leaveNothing);
                out.close();
            }
            out.close();
        }
    }

    private static boolean leavesSomething(List<Statement> body) {
        return body.stream().anyMatch(s -> s instanceof Statement.AddForce || s instanceof Statement.AddCentralForce || s instanceof Statement.AddNeighborField);
    }

    private static String start(Statement.Loop s) {
        int last = s.relations().lastIndexOf(Relation.ORDERED), first = s.relations().indexOf(Relation.ORDERED);
        String from = ExpressionSource.POSITIONS.get(last) + " + 1";
        return first == last ? from : "(j > k ? j : k) + 1";
    }

    /** What the gather has left of a neighbor, as far as the loop asks for it. */
    private void geometry(Statement.Loop s, String p) {
        Mentions own = Mentions.of(s.body());
        boolean forces = s.position() == 0 && (virial() && holdsForces(s.body()) || s.body().stream().anyMatch(x -> x instanceof Statement.AddCentralForce));
        for (int array = 0; array < Stage.FIRST_FREE; array++) {
            if (own.lanes().contains(List.of(array, s.position())) || forces && array != Stage.R) {
                out.line("const real " + expressions.lane(array, s.position()) + " = LANE(" + array + ", " + p + ");");
            }
        }
    }

    private static boolean holdsForces(List<Statement> body) {
        return body.stream().anyMatch(s -> s instanceof Statement.AddForce || s instanceof Statement.AddCentralForce);
    }

    private void choice(Statement.Switch s) {
        int tuples = s.caseOf().size();
        String at = expressions.tuple(s.slots());
        boolean listed = tuples <= LISTED_TUPLES;
        out.open("switch (" + (listed ? at : "(int) data[" + tables.place(s.caseOf().stream().mapToDouble(c -> c).toArray()) + " + " + at + "]") + ")");
        for (int c = 0; c < s.cases().size(); c++) {
            if (s.cases().get(c).isEmpty()) {
                continue;
            }
            StringBuilder labels = new StringBuilder();
            for (int t = 0; t < tuples; t++) {
                if (s.caseOf().get(t) == c && listed) {
                    labels.append("case ").append(t).append(": ");
                }
            }
            String label = listed ? labels.toString().strip() : "case " + c + ":";
            if (label.isEmpty()) {
                continue;
            }
            out.open(label);
            block(s.cases().get(c));
            out.line("break;");
            out.close();
        }
        out.close();
    }

    /** From both ends, so that factors may be zero. */
    private void products(Statement.ProductsOfOthers s) {
        String n = "n" + s.range();
        out.open("");
        out.line("real product = 1.0;");
        out.line("for (int m = 0; m < " + n + "; m++) { LANE(" + s.out() + ", m) = product; product *= LANE(" + s.values() + ", m); }");
        out.line("product = 1.0;");
        out.line("for (int m = " + n + " - 1; m >= 0; m--) { LANE(" + s.out() + ", m) *= product; product *= LANE(" + s.values() + ", m); }");
        out.close();
    }
}
