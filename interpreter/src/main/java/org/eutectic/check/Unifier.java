package org.eutectic.check;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eutectic.dsl.diagnostic.Span;

/**
 * Solves equations between dimensions with unknowns. Because exponents are rational, an equation {@code a = b} is linear: any unknown left
 * in {@code a/b} can be expressed by the others, and there is one most general solution (Kennedy, "Dimension types", ESOP 1994).
 */
final class Unifier {
    private final Map<Integer, DimensionTerm> solved = new HashMap<>();
    private final Map<Integer, Span> where = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private int count;

    /** A new unknown dimension. */
    DimensionTerm fresh() {
        return DimensionTerm.unknown(count++);
    }

    /** A new unknown dimension, called by the name of what has it. */
    DimensionTerm fresh(String name) {
        names.put(count, name);
        return fresh();
    }

    /** What made the dimension of {@code t}, an unknown as it was made, what it is now; null while it is free. */
    Span reason(DimensionTerm t) {
        Span last = null;
        DimensionTerm at = t;
        while (at != null && at.unknowns().size() == 1) {
            int number = at.unknowns().keySet().iterator().next();
            at = solved.get(number);
            // An unknown that was made equal to another got its dimension where the other got it.
            last = at == null ? last : where.get(number);
        }
        return last;
    }

    /** As a phrase for a message: {@code an energy (eV)}, {@code eV times the dimension of rho}. */
    String describe(DimensionTerm t) {
        DimensionTerm r = resolve(t);
        if (r.isKnown()) {
            return r.known().describe();
        }
        StringBuilder out = new StringBuilder(r.known().isNone() ? "" : r.known().toString());
        r.unknowns().forEach((number, exponent) -> {
            out.append(out.isEmpty() ? "" : exponent.sign() < 0 ? " over " : " times ");
            out.append(out.isEmpty() && exponent.sign() < 0 ? "1 over " : "");
            String name = names.get(number);
            out.append(name == null ? "an unknown dimension" : "the dimension of " + name);
            out.append(exponent.abs().equals(Rational.ONE) ? "" : "^" + exponent.abs());
        });
        return out.toString();
    }

    /** The term with everything put in that is known so far. */
    DimensionTerm resolve(DimensionTerm t) {
        DimensionTerm r = t;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Map.Entry<Integer, Rational> u : r.unknowns().entrySet()) {
                DimensionTerm by = solved.get(u.getKey());
                if (by != null) {
                    r = r.over(DimensionTerm.unknown(u.getKey()).power(u.getValue())).times(by.power(u.getValue()));
                    changed = true;
                    break;
                }
            }
        }
        return r;
    }

    /** Makes two terms equal by solving for the newest unknown in them; false, and nothing changed, where no solution exists. */
    boolean unify(DimensionTerm a, DimensionTerm b, Span reason) {
        DimensionTerm ratio = resolve(a.over(b));
        if (ratio.isKnown()) {
            return ratio.known().isNone();
        }
        // The newest: a declaration's own unknown stays the representative, and a literal's or an argument's is expressed by it.
        int newest = Collections.max(ratio.unknowns().keySet());
        Rational exponent = ratio.unknowns().get(newest);
        DimensionTerm rest = ratio.over(DimensionTerm.unknown(newest).power(exponent));
        where.put(newest, reason);
        solved.put(newest, rest.power(Rational.of(-1).over(exponent)));
        return true;
    }

    /** A copy of a term in which the unknowns that are not {@code fixed} are new ones, the same for the same in all calls with one map. */
    DimensionTerm instantiate(DimensionTerm t, Set<Integer> fixed, Map<Integer, DimensionTerm> renamed) {
        DimensionTerm r = resolve(t);
        DimensionTerm out = DimensionTerm.of(r.known());
        for (Map.Entry<Integer, Rational> u : r.unknowns().entrySet()) {
            DimensionTerm by = fixed.contains(u.getKey()) ? DimensionTerm.unknown(u.getKey()) : renamed.computeIfAbsent(u.getKey(), k -> fresh());
            out = out.times(by.power(u.getValue()));
        }
        return out;
    }
}
