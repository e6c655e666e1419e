package org.eutectic.gpu.source;

import org.eutectic.kernel.Kernel;
import org.eutectic.kernel.Stage;

/** Writes how the neighbors of a center are found that lie inside the cutoff. */
final class GatherSource {
    private final Kernel kernel;
    private final ExpressionSource expressions;
    private final Team team;
    private final int bonds;
    private final Lines out;

    /** @param bonds numbers that are left with each bond */
    GatherSource(Kernel kernel, ExpressionSource expressions, Team team, int bonds, Lines out) {
        this.kernel = kernel;
        this.expressions = expressions;
        this.team = team;
        this.bonds = bonds;
        this.out = out;
    }

    void leaveNothing() {
        for (int c = 0; c < bonds; c++) {
            out.line("TO_NEIGHBOR(b, " + c + ") = 0.0;");
        }
    }

    /** The vector to the neighbor at the end of bond b, and the square of the distance. */
    void vector() {
        out.line("const int at = neighbors[b];");
        out.line("const real dx = (real) (x[4 * at] - x_i), dy = (real) (x[4 * at + 1] - y_i), dz = (real) (x[4 * at + 2] - z_i), r2 = dx * dx + dy * dy + dz * dz;");
        if (kernel.species().size() > 1) {
            out.line("const int type_j = types[at];");
        }
    }

    private String inside(int range) {
        return "r2 < " + expressions.limit(kernel.ranges().get(range), 0, true);
    }

    /** The condition that a neighbor belongs to a range and to none that is smaller. */
    private String taken(int range) {
        return range == 0 ? inside(range) : inside(range) + " && !(" + inside(range - 1) + ")";
    }

    private boolean leaves(int range) {
        return range == kernel.largestRange() && bonds > 0;
    }

    /** Puts neighbors side by side, those inside the smallest range first: every range is the beginning of the next. */
    void write() {
        if (team.together()) {
            together();
            return;
        }
        out.line("int n = 0;");
        for (int m = 0; m < kernel.ranges().size(); m++) {
            out.open("for (int b = first[i]; b < first[i + 1]; b++)");
            visit(m, "n");
            out.close();
            out.line("const int n" + m + " = n;");
        }
    }

    private void visit(int range, String place) {
        vector();
        out.open("if (" + taken(range) + ")");
        put(place);
        out.line(place + "++;");
        out.close();
        if (leaves(range)) {
            out.open("if (!(" + inside(range) + "))");
            leaveNothing();
            out.close();
        }
    }

    private void put(String place) {
        out.line("LANE(" + Stage.R + ", " + place + ") = " + (kernel.half() ? "r2" : "sqrt(r2)") + ";");
        out.line("LANE(" + Stage.DX + ", " + place + ") = dx;");
        out.line("LANE(" + Stage.DY + ", " + place + ") = dy;");
        out.line("LANE(" + Stage.DZ + ", " + place + ") = dz;");
        out.line("BOND(" + place + ") = b;");
    }

    /** In the order in which one thread would put them: each member has a piece of the list, and sees first how many those before it take. */
    private void together() {
        out.line("const int piece = (first[i + 1] - first[i] + TEAM_MEMBERS - 1) / TEAM_MEMBERS, begin = min(first[i + 1], first[i] + TEAM_MEMBER * piece), end = min(first[i + 1], begin + piece);");
        for (int m = 0; m < kernel.ranges().size(); m++) {
            out.open("");
            out.line("int own = 0;");
            out.open("for (int b = begin; b < end; b++)");
            vector();
            out.line("own += " + taken(m) + ";");
            out.close();
            out.line("taken[" + m + " * TEAM_MEMBERS + TEAM_MEMBER] = own;");
            out.close();
        }
        team.meet(out);
        for (int m = 0; m < kernel.ranges().size(); m++) {
            String before = m == 0 ? "0" : "n" + (m - 1);
            out.line("const int n" + m + " = " + before + " + taken_by_all(taken + " + m + " * TEAM_MEMBERS);");
            out.open("");
            out.line("int to = " + before + " + taken_before(taken + " + m + " * TEAM_MEMBERS);");
            out.open("for (int b = begin; b < end; b++)");
            visit(m, "to");
            out.close();
            out.close();
        }
        team.meet(out);
    }
}
