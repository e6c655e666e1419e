package org.eutectic.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnifierTest {
    private static final int UNKNOWNS = 5;

    /** Equations that a hidden assignment satisfies are all solved, and as many independent ones as unknowns give that assignment back. */
    @Test
    void findsTheHiddenAssignment() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Unifier u = new Unifier();
            List<DimensionTerm> unknowns = Stream.generate(u::fresh).limit(UNKNOWNS).toList();
            List<Dimension> hidden = Stream.generate(() -> dimension(random)).limit(UNKNOWNS).toList();
            for (int n = 0; n < 6 * UNKNOWNS; n++) {
                DimensionTerm left = product(random, unknowns), value = DimensionTerm.of(evaluate(left, hidden));
                DimensionTerm right = product(random, unknowns);
                DimensionTerm closing = DimensionTerm.of(evaluate(right, hidden)).power(Rational.of(-1));
                assertTrue(u.unify(left, right.times(closing).times(value), null), "seed " + seed);
            }
            for (int k = 0; k < UNKNOWNS; k++) {
                assertEquals(DimensionTerm.of(hidden.get(k)), u.resolve(unknowns.get(k)), "seed " + seed);
            }
            assertFalse(u.unify(unknowns.get(0), DimensionTerm.of(hidden.get(0).times(Dimension.LENGTH)), null));
        }
    }

    /** A failed equation leaves everything as it was. */
    @Test
    void failureChangesNothing() {
        Unifier u = new Unifier();
        DimensionTerm a = u.fresh(), b = u.fresh();
        assertTrue(u.unify(a.times(b), DimensionTerm.of(Dimension.ENERGY), null));
        assertFalse(u.unify(a.times(b), DimensionTerm.of(Dimension.LENGTH), null));
        assertFalse(u.resolve(a).isKnown());
        assertTrue(u.unify(a, DimensionTerm.of(Dimension.LENGTH), null));
        assertEquals(DimensionTerm.of(Dimension.FORCE), u.resolve(b));
    }

    @Test
    void copiesShareOnlyWhatIsFixed() {
        Unifier u = new Unifier();
        DimensionTerm own = u.fresh(), shared = u.fresh();
        Map<Integer, DimensionTerm> renamed = new HashMap<>();
        DimensionTerm copy = u.instantiate(own.times(shared), Set.of(1), renamed);
        assertTrue(u.unify(copy, DimensionTerm.of(Dimension.ENERGY), null));
        assertTrue(u.unify(shared, DimensionTerm.of(Dimension.LENGTH), null));
        assertFalse(u.resolve(own).isKnown());
        assertEquals(DimensionTerm.of(Dimension.FORCE), u.resolve(renamed.get(0)));
    }

    private static DimensionTerm product(Random random, List<DimensionTerm> unknowns) {
        DimensionTerm t = DimensionTerm.NONE;
        for (DimensionTerm x : unknowns) {
            if (random.nextInt(3) == 0) {
                t = t.times(x.power(Rational.of(random.nextInt(5) - 2)));
            }
        }
        return t;
    }

    private static Dimension evaluate(DimensionTerm t, List<Dimension> hidden) {
        Dimension d = t.known();
        for (Map.Entry<Integer, Rational> e : t.unknowns().entrySet()) {
            d = d.times(hidden.get(e.getKey()).power(e.getValue()));
        }
        return d;
    }

    private static Dimension dimension(Random r) {
        return new Dimension(rational(r), rational(r), rational(r), rational(r), rational(r));
    }

    private static Rational rational(Random r) {
        return new Rational(r.nextInt(7) - 3, 1 + r.nextInt(2));
    }
}
