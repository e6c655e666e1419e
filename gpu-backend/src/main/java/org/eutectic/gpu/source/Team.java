package org.eutectic.gpu.source;

import java.util.List;

/**
 * How many compute one center: one thread, or a group that divides its loops. In a group neighbors belong to 64 slots, slot s having the neighbors s, s + 64, and so on. What is added up is first added
 * up in each slot, then those of slots s and s + 32, then all of these in their order. Groups have 32 members, with two slots each, or 64, and so sums do not depend on which.
 *
 * @param together whether it is a group
 */
record Team(boolean together) {
    /** Numbers that a group adds up at once: for more there may be no room in the memory that its members share. */
    static final int AT_ONCE = 16;

    /** The beginning of a loop that is divided where there are several, and each of whose turns is done by one. */
    String loop(String index, String end) {
        return together ? "for (int " + index + " = TEAM_MEMBER; " + index + " < " + end + "; " + index + " += TEAM_MEMBERS)" : "for (int " + index + " = 0; " + index + " < " + end + "; " + index + "++)";
    }

    /** Has all of them wait until each has come here, and see what others have written. */
    void meet(Lines out) {
        if (together && !out.endsWith("MEET;")) {
            out.line("MEET;");
        }
    }

    /** Has one of them do something. */
    void first(Lines out, Runnable what) {
        if (together) {
            out.open("if (TEAM_MEMBER == 0)");
        }
        what.run();
        if (together) {
            out.close();
        }
    }

    /** Adds or multiplies up what members have in names that begin with p_ , into those that do not; all have the result. */
    static void combine(Lines out, List<String> names, boolean product) {
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            List<String> some = names.subList(from, Math.min(names.size(), from + AT_ONCE));
            for (int q = 0; q < some.size(); q++) {
                out.line("shared[TEAM_MEMBER * PITCH + " + q + "] = p_" + some.get(q) + ";");
            }
            out.line((product ? "multiply_up" : "add_up") + "(shared, " + some.size() + ");");
            for (int q = 0; q < some.size(); q++) {
                out.line(some.get(q) + (product ? " *= " : " += ") + "shared[" + q + "];");
            }
            out.line("MEET;");
        }
    }
}
