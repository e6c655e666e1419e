package org.eutectic.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * A summand of a value of two neighbors, divided into what sees the first, what sees the second, and a polynomial of the cosine between them.
 *
 * @param first a value of the first neighbor's bond, or of the atom
 * @param second of the second neighbor's
 * @param series coefficients of the powers of the cosine, from the zeroth; values of the atom
 */
record AngularTerm(Node first, Node second, List<Node> series) {
    private static final int[] FIRST = {0};
    private static final int[] SECOND = {1};
    /** Summands beyond which nothing is won. */
    private static final int MOST = 32;
    /** The highest power of the cosine. */
    private static final int HIGHEST = 12;

    AngularTerm {
        series = List.copyOf(series);
    }

    /** The summands of a value, or null where it cannot be divided so. */
    static List<AngularTerm> of(Graph g, Node x) {
        return new Division(g).of(x);
    }

    private record Division(Graph g) {
        private Node one() {
            return g.constant(1);
        }

        private AngularTerm term(Node first, Node second, Node... series) {
            return new AngularTerm(first, second, List.of(series));
        }

        List<AngularTerm> of(Node x) {
            List<AngularTerm> terms = divide(x);
            return terms == null || terms.size() > MOST || terms.stream().anyMatch(t -> t.series.size() > HIGHEST + 1) ? null : terms;
        }

        private List<AngularTerm> divide(Node x) {
            if (x.arity() == 0) {
                return List.of(term(one(), one(), x));
            }
            return switch (x) {
                case Node.Cosine c -> List.of(term(one(), one(), g.constant(0), one()));
                case Node.At a when a.positions().length == 1 -> List.of(a.positions()[0] == 0 ? term(a.argument(0), one(), one()) : term(one(), a.argument(0), one()));
                case Node.Param p -> g.factors(p).stream().map(f -> term(f[0], f[1], one())).toList();
                case Node.Apply a -> apply(a);
                case Node.Select s when Graph.isConstant(s.otherwise(), 0) -> chosen(s.condition(), s.then(), true);
                case Node.Select s when Graph.isConstant(s.then(), 0) -> chosen(s.condition(), s.otherwise(), false);
                default -> null;
            };
        }

        private List<AngularTerm> apply(Node.Apply a) {
            switch (a.function()) {
                case NEGATE -> {
                    return times(of(a.argument(0)), List.of(term(one(), one(), g.constant(-1))));
                }
                case ADD -> {
                    return sum(of(a.argument(0)), of(a.argument(1)));
                }
                case SUBTRACT -> {
                    return sum(of(a.argument(0)), times(of(a.argument(1)), List.of(term(one(), one(), g.constant(-1)))));
                }
                case MULTIPLY -> {
                    return times(of(a.argument(0)), of(a.argument(1)));
                }
                case DIVIDE -> {
                    AngularTerm by = single(of(a.argument(1)));
                    return by == null ? null : times(of(a.argument(0)),
                        List.of(term(g.divide(one(), by.first), g.divide(one(), by.second), g.divide(one(), by.series.getFirst()))));
                }
                case POW -> {
                    return a.argument(1) instanceof Node.Const c && c.value() == Math.rint(c.value()) && c.value() > 1 && c.value() <= HIGHEST
                        ? power(of(a.argument(0)), (int) c.value()) : null;
                }
                case EXP -> {
                    return exponential(of(a.argument(0)));
                }
                default -> {
                    return null;
                }
            }
        }

        /** The one summand of a product of two bonds' values, without an angle. */
        private static AngularTerm single(List<AngularTerm> terms) {
            return terms != null && terms.size() == 1 && terms.getFirst().series.size() == 1 ? terms.getFirst() : null;
        }

        private List<AngularTerm> power(List<AngularTerm> base, int n) {
            List<AngularTerm> product = base;
            for (int k = 1; k < n && product != null; k++) {
                product = times(product, base);
            }
            return product;
        }

        /** exp(a_j + b_k) = exp(a_j)·exp(b_k). */
        private List<AngularTerm> exponential(List<AngularTerm> exponent) {
            if (exponent == null) {
                return null;
            }
            Node first = g.constant(0), second = g.constant(0);
            for (AngularTerm t : exponent) {
                boolean bySecond = Graph.isConstant(t.first, 1);
                if (t.series.size() > 1 || !bySecond && !Graph.isConstant(t.second, 1)) {
                    return null;
                }
                if (bySecond) {
                    second = g.add(second, g.multiply(t.series.getFirst(), t.second));
                } else {
                    first = g.add(first, g.multiply(t.series.getFirst(), t.first));
                }
            }
            return List.of(term(g.apply(Fn.EXP, first), g.apply(Fn.EXP, second), one()));
        }

        /** A value where a condition holds (or where not), else zero; the condition is made of such as see one neighbor at most. */
        private List<AngularTerm> chosen(Node condition, Node value, boolean holds) {
            if (holds && condition instanceof Node.Apply c && c.function() == Fn.AND) {
                return times(chosen(c.argument(0), one(), true), chosen(c.argument(1), value, true));
            }
            if (holds && condition instanceof Node.Apply c && c.function() == Fn.OR && exclude(c.argument(0), c.argument(1))) {
                return sum(chosen(c.argument(0), value, true), chosen(c.argument(1), value, true));
            }
            Node bond = condition instanceof Node.At at && at.positions().length == 1 ? at.argument(0) : condition.arity() == 0 ? condition : null;
            if (bond == null) {
                return null;
            }
            Node zero = g.constant(0), gate = holds ? g.select(bond, one(), zero) : g.select(bond, zero, one());
            boolean second = condition instanceof Node.At at && at.positions()[0] == 1;
            return times(of(value), List.of(second ? term(one(), gate, one()) : term(gate, one(), one())));
        }

        /** Whether two conditions never hold together, because they ask for different species at one place. */
        private static boolean exclude(Node a, Node b) {
            List<Node> ofA = species(a, new ArrayList<>());
            return species(b, new ArrayList<>()).stream().anyMatch(y -> ofA.stream().anyMatch(x -> place(x) == place(y) && (members(x) & members(y)) == 0));
        }

        private static List<Node> species(Node condition, List<Node> into) {
            if (condition instanceof Node.Apply c && c.function() == Fn.AND) {
                c.arguments().forEach(x -> species(x, into));
            } else if (condition instanceof Node.At at && at.argument(0) instanceof Node.SpeciesIn) {
                into.add(condition);
            }
            return into;
        }

        private static int place(Node speciesIn) {
            return ((Node.At) speciesIn).positions()[0];
        }

        private static long members(Node speciesIn) {
            return ((Node.SpeciesIn) speciesIn.argument(0)).members();
        }

        private List<AngularTerm> sum(List<AngularTerm> left, List<AngularTerm> right) {
            if (left == null || right == null) {
                return null;
            }
            List<AngularTerm> sum = new ArrayList<>(left);
            sum.addAll(right);
            return merged(sum);
        }

        private List<AngularTerm> times(List<AngularTerm> left, List<AngularTerm> right) {
            if (left == null || right == null || left.size() * right.size() > MOST) {
                return null;
            }
            List<AngularTerm> product = new ArrayList<>();
            for (AngularTerm a : left) {
                for (AngularTerm b : right) {
                    product.add(new AngularTerm(gated(a.first, b.first), gated(a.second, b.second), multiplied(a.series, b.series)));
                }
            }
            return merged(product);
        }

        /** A product in which what is chosen stays inside its choice. */
        private Node gated(Node a, Node b) {
            if (a instanceof Node.Select s && Graph.isConstant(s.then(), 1) && Graph.isConstant(s.otherwise(), 0)) {
                return g.select(s.condition(), b, g.constant(0));
            }
            return b instanceof Node.Select s && Graph.isConstant(s.then(), 1) && Graph.isConstant(s.otherwise(), 0) ? g.select(s.condition(), a, g.constant(0)) : g.multiply(a, b);
        }

        private List<Node> multiplied(List<Node> a, List<Node> b) {
            List<Node> product = new ArrayList<>(java.util.Collections.nCopies(a.size() + b.size() - 1, g.constant(0)));
            for (int m = 0; m < a.size(); m++) {
                for (int n = 0; n < b.size(); n++) {
                    product.set(m + n, g.add(product.get(m + n), g.multiply(a.get(m), b.get(n))));
                }
            }
            return product;
        }

        /** One summand for each pair of bonds' values. */
        private List<AngularTerm> merged(List<AngularTerm> terms) {
            List<AngularTerm> merged = new ArrayList<>();
            for (AngularTerm t : terms) {
                int at = 0;
                while (at < merged.size() && (merged.get(at).first != t.first || merged.get(at).second != t.second)) {
                    at++;
                }
                if (at == merged.size()) {
                    merged.add(t);
                    continue;
                }
                List<Node> a = merged.get(at).series, sum = new ArrayList<>(a.size() >= t.series.size() ? a : t.series), other = a.size() >= t.series.size() ? t.series : a;
                for (int k = 0; k < other.size(); k++) {
                    sum.set(k, g.add(sum.get(k), other.get(k)));
                }
                merged.set(at, new AngularTerm(t.first, t.second, sum));
            }
            return merged;
        }
    }
}
