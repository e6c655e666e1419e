package org.eutectic.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sums over pairs of neighbors as products of sums over neighbors. Of Σ_jk p(cos θ_jk) a_j b_k with a polynomial p = Σ_l c_l P_l the addition theorem of spherical
 * harmonics makes Σ_l c_l Σ_m w_lm A_lm B_lm with the moments A_lm = Σ_j a_j q_lm(u_j), B_lm = Σ_k b_k q_lm(u_k) of the unit vectors u (NIST Handbook of
 * Mathematical Functions, eq. 14.30.9). The work grows with the number of neighbors, not with its square, and all sums that ask for a moment share it. From sums
 * over different neighbors the pairs of a neighbor with itself, whose cosine is 1, are taken away; of each pair once is half of that.
 *
 * <p>Many moments of the same neighbors are the entries of one product of matrices ({@link Node.Moments}), values of bonds times harmonics.
 *
 * <p>The cost rule: moments are used where there are more than {@value #PAIRS_FOR_A_MOMENT} times as many pairs for each neighbor as moments for each pair of a_j and
 * b_k, which are 2l+1 for each P_l with a coefficient. Pairs are counted as if {@value #DENSITY} atoms stood in each Å³, as in most solids.
 */
public final class MomentForm {
    private static final double PAIRS_FOR_A_MOMENT = 2;
    private static final double DENSITY = 0.05;
    /** So many moments are many. */
    private static final int MATRIX = 32;
    /** Coefficients that are nothing but rounding, relative to the largest. */
    private static final double ROUNDING = 1e-13;

    private final Graph g;
    private final Map<Node, Node> done = new HashMap<>();
    private final Map<Node, Boolean> holding = new HashMap<>();
    /** Sums over second neighbors that were taken apart, and those to be left alone. */
    private final Set<Node> opened = new HashSet<>();
    private final Set<Node> closed;
    private final Node[] unit = new Node[3];
    /** What moments were asked for, and the matrices that hold them. */
    private final Map<Range, Wanted> wanted = new HashMap<>();
    private final Map<Range, Wanted> matrices;

    private MomentForm(Graph g, Set<Node> closed, Map<Range, Wanted> matrices) {
        this.g = g;
        this.closed = closed;
        this.matrices = matrices;
        Arrays.setAll(unit, g::unit);
    }

    /** The moments of one range: values of bonds, orders of harmonics, and the pairs of them that are asked for. */
    private record Wanted(Set<Node> values, TreeSet<Integer> orders, Set<List<Object>> pairs) {
        Wanted() {
            this(new LinkedHashSet<>(), new TreeSet<>(), new HashSet<>());
        }

        void add(Node value, int l) {
            values.add(value);
            orders.add(l);
            pairs.add(List.of(value, l));
        }

        /** Whether the moments are best computed as one product of matrices: there are many, and most of the product's entries are among them. */
        boolean isMatrix() {
            int wanted = pairs.stream().mapToInt(p -> 2 * (int) p.get(1) + 1).sum(), all = values.size() * orders.stream().mapToInt(l -> 2 * l + 1).sum();
            return wanted >= MATRIX && 2 * wanted >= all;
        }

        Node moment(Graph g, Range range, Node value, int l, int m) {
            return g.moment(g.moments(range, List.copyOf(orders), List.copyOf(values)), List.copyOf(values).indexOf(value), l, m);
        }
    }

    /** The same energy, with moments where they are less work. */
    public static Node of(Graph g, Node energy) {
        Set<Node> closed = new HashSet<>();
        while (true) {
            MomentForm form = new MomentForm(g, closed, Map.of());
            Node result = form.rewritten(energy);
            // A sum for each bond that something else needs too is there in any case.
            Set<Node> left = new HashSet<>();
            collect(result, left);
            left.retainAll(form.opened);
            if (left.isEmpty()) {
                return form.wanted.values().stream().anyMatch(Wanted::isMatrix) ? new MomentForm(g, closed, form.wanted).rewritten(energy) : result;
            }
            closed.addAll(left);
        }
    }

    private static void collect(Node n, Set<Node> seen) {
        if (seen.add(n)) {
            n.arguments().forEach(a -> collect(a, seen));
        }
    }

    private Node rewritten(Node x) {
        Node known = done.get(x);
        if (known == null) {
            Node same = x.arguments().isEmpty() ? x : g.with(x, x.arguments().stream().map(this::rewritten).toList());
            known = same instanceof Node.Reduce r && r.arity() == 0 && r.kind() == Node.Reduce.Kind.SUM ? sum(r) : same;
            done.put(x, known);
        }
        return known;
    }

    /** A sum over neighbors whose summands may be sums over second neighbors. */
    private Node sum(Node.Reduce outer) {
        Node moments = g.constant(0), rest = g.constant(0);
        for (Summand s : summands(outer.body())) {
            Node m = s.inner == null ? null : ofMoments(outer, s.weight, s.inner);
            if (m == null) {
                rest = g.add(rest, s.inner == null ? s.weight : weighted(s.weight, s.inner));
            } else {
                moments = g.add(moments, m);
            }
        }
        return Graph.isConstant(moments, 0) ? outer : g.add(moments, g.sum(outer.frame(), 0, rest));
    }

    /** A bond's value times a sum over second neighbors; null where there is none. */
    private record Summand(Node weight, Node.Reduce inner) {}

    /** What adds up to a bond's value, as far as sums over second neighbors stand in it linearly. */
    private List<Summand> summands(Node x) {
        if (!holdsSum(x)) {
            return List.of(new Summand(x, null));
        }
        if (isSum(x)) {
            return List.of(new Summand(g.constant(1), (Node.Reduce) x));
        }
        List<Summand> all = new ArrayList<>();
        switch (x) {
            case Node.Apply a when a.function() == Fn.ADD || a.function() == Fn.SUBTRACT || a.function() == Fn.NEGATE -> {
                for (int k = 0; k < a.arguments().size(); k++) {
                    boolean negative = a.function() != Fn.ADD && k == a.arguments().size() - 1;
                    summands(a.argument(k)).forEach(s -> all.add(negative ? new Summand(g.negate(s.weight), s.inner) : s));
                }
            }
            case Node.Apply a when a.function() == Fn.MULTIPLY -> {
                int k = holdsSum(a.argument(0)) ? 0 : 1;
                Node weight = a.argument(1 - k);
                summands(a.argument(k)).forEach(s -> all.add(new Summand(weighted(weight, s.weight), s.inner)));
            }
            case Node.Select s when Graph.isConstant(s.otherwise(), 0) ->
                summands(s.then()).forEach(t -> all.add(new Summand(g.select(s.condition(), t.weight, g.constant(0)), t.inner)));
            default -> { }
        }
        return all.stream().allMatch(s -> s.inner == null) ? List.of(new Summand(x, null)) : all;
    }

    /** Whether this is a sum over second neighbors, for each first one. */
    private static boolean isSum(Node x) {
        return x instanceof Node.Reduce r && r.arity() == 1 && r.eliminated() == 1 && r.kind() == Node.Reduce.Kind.SUM;
    }

    /** Whether such a sum is part of a bond's value. */
    private boolean holdsSum(Node x) {
        Boolean known = holding.get(x);
        if (known == null) {
            known = isSum(x) || x.arity() == 1 && !(x instanceof Node.Reduce) && x.arguments().stream().anyMatch(this::holdsSum);
            holding.put(x, known);
        }
        return known;
    }

    /** A product in which what a condition has chosen stays inside the choice. */
    private Node weighted(Node weight, Node x) {
        return weight instanceof Node.Select s && Graph.isConstant(s.otherwise(), 0) ? g.select(s.condition(), g.multiply(s.then(), x), g.constant(0)) : g.multiply(weight, x);
    }

    /** The sum of a weight times a sum over second neighbors, or null where moments do not give it, or not with less work. */
    private Node ofMoments(Node.Reduce outer, Node weight, Node.Reduce inner) {
        if (closed.contains(inner)) {
            return null;
        }
        Range first = outer.frame().ranges().getFirst(), second = inner.frame().ranges().get(1), kept = inner.frame().ranges().getFirst();
        Relation relation = inner.frame().relation(0, 1);
        if (kept != null && !kept.covers(first) || relation == Relation.ORDERED && !first.equals(second)) {
            return null;
        }
        List<AngularTerm> terms = AngularTerm.of(g, inner.body());
        // Two neighbors whose cosine nothing asks for are apart already.
        if (terms == null || terms.stream().allMatch(t -> t.series().size() == 1)) {
            return null;
        }
        List<Node[]> series = terms.stream().map(t -> legendre(t.series())).toList();
        if (!isWorthwhile(series, first, second, relation)) {
            return null;
        }
        Node total = g.constant(0), diagonal = g.constant(0);
        for (int t = 0; t < terms.size(); t++) {
            Node a = weighted(weight, terms.get(t).first()), b = terms.get(t).second(), straight = g.constant(0);
            for (int l = 0; l < series.get(t).length; l++) {
                Node c = series.get(t)[l];
                if (!Graph.isConstant(c, 0)) {
                    total = g.add(total, g.multiply(c, contraction(l, a, first, b, second)));
                    straight = g.add(straight, c);
                }
            }
            diagonal = g.add(diagonal, g.multiply(straight, g.multiply(a, b)));
        }
        opened.add(inner);
        if (relation == Relation.FREE) {
            return total;
        }
        // A neighbor and itself stand in both ranges.
        Node itself = second.covers(first) ? g.sum(Frame.of(first), 0, diagonal) : g.sum(Frame.of(second), 0, first.covers(second) ? diagonal
            : g.select(g.inside(first), diagonal, g.constant(0)));
        Node others = g.subtract(total, itself);
        return relation == Relation.ORDERED ? g.multiply(g.constant(0.5), others) : others;
    }

    /** Σ_m w_lm A_lm B_lm; what differs by a number alone has the same moments. */
    private Node contraction(int l, Node first, Range firstRange, Node second, Range secondRange) {
        double number = number(first) * number(second);
        return g.multiply(g.constant(number), ofNumberless(l, withoutNumber(first), firstRange, withoutNumber(second), secondRange));
    }

    /** The product of all numbers that stand as factors. */
    private static double number(Node x) {
        return x instanceof Node.Const c ? c.value() : x instanceof Node.Apply m && m.function() == Fn.MULTIPLY ? number(m.argument(0)) * number(m.argument(1)) : 1;
    }

    private Node withoutNumber(Node x) {
        if (x instanceof Node.Const) {
            return g.constant(1);
        }
        return x instanceof Node.Apply m && m.function() == Fn.MULTIPLY ? g.multiply(withoutNumber(m.argument(0)), withoutNumber(m.argument(1))) : x;
    }

    private Node ofNumberless(int l, Node a, Range first, Node b, Range second) {
        Node sum = g.constant(0);
        for (int m = -l; m <= l; m++) {
            Node left = moment(first, a, l, m), right = moment(second, b, l, m);
            double w = 4 * Math.PI / (2 * l + 1) * Harmonics.squaredNorm(l, m);
            w = wholeOrSame(w, w);
            sum = g.add(sum, g.multiply(g.constant(w * factor(left) * factor(right)), g.multiply(withoutFactor(left), withoutFactor(right))));
        }
        return sum;
    }

    private Node moment(Range range, Node value, int l, int m) {
        if (l > 0 && value.arity() == 1 && !value.arguments().isEmpty()) {
            wanted.computeIfAbsent(range, k -> new Wanted()).add(value, l);
            Wanted matrix = matrices.get(range);
            if (matrix != null && matrix.isMatrix()) {
                return matrix.moment(g, range, value, l, m);
            }
        }
        return g.sum(Frame.of(range), 0, g.multiply(value, Harmonics.polynomial(g, l, m, unit)));
    }

    /** The number with which a moment begins: of equal moments the square is taken once, and has one slope. */
    private static double factor(Node moment) {
        return moment instanceof Node.Apply m && m.function() == Fn.MULTIPLY && m.argument(0) instanceof Node.Const c ? c.value()
            : moment instanceof Node.Apply m && m.function() == Fn.MULTIPLY && m.argument(1) instanceof Node.Const c ? c.value() : 1;
    }

    private static Node withoutFactor(Node moment) {
        return factor(moment) == 1 ? moment : moment.argument(moment.argument(0) instanceof Node.Const ? 1 : 0);
    }

    private static boolean isWorthwhile(List<Node[]> series, Range first, Range second, Relation relation) {
        int moments = 0;
        for (Node[] coefficients : series) {
            int own = 0;
            for (int l = 0; l < coefficients.length; l++) {
                own += Graph.isConstant(coefficients[l], 0) ? 0 : 2 * l + 1;
            }
            moments = Math.max(moments, own);
        }
        double reach = Math.min(first.max(), second.max());
        double neighbors = 4 * Math.PI / 3 * reach * reach * reach * DENSITY;
        double pairs = relation == Relation.ORDERED ? neighbors / 2 : neighbors;
        return pairs > PAIRS_FOR_A_MOMENT * moments;
    }

    /** The coefficients of Legendre polynomials from those of powers. */
    private Node[] legendre(List<Node> powers) {
        int n = powers.size();
        double[][] ofPower = powersAsLegendre(n);
        Node[] coefficients = new Node[n];
        for (int l = 0; l < n; l++) {
            Node sum = g.constant(0);
            for (int k = l; k < n; k += 2) {
                sum = g.add(sum, g.multiply(g.constant(ofPower[k][l]), powers.get(k)));
            }
            coefficients[l] = sum;
        }
        return cleaned(coefficients);
    }

    /** x^k = Σ_l a_kl P_l, by x P_l = ((l+1) P_{l+1} + l P_{l−1})/(2l+1). */
    private static double[][] powersAsLegendre(int n) {
        double[][] a = new double[n][n];
        a[0][0] = 1;
        for (int k = 1; k < n; k++) {
            for (int l = 0; l < k; l++) {
                a[k][l + 1] += a[k - 1][l] * (l + 1) / (2 * l + 1);
                if (l > 0) {
                    a[k][l - 1] += a[k - 1][l] * l / (2 * l + 1);
                }
            }
        }
        return a;
    }

    /** What differs by rounding alone from a whole number, such as the 0 of P_4 in P_6, is that number. */
    private Node[] cleaned(Node[] coefficients) {
        double largest = Arrays.stream(coefficients).mapToDouble(c -> c instanceof Node.Const k ? Math.abs(k.value()) : 0).max().orElse(0);
        for (int l = 0; l < coefficients.length; l++) {
            if (coefficients[l] instanceof Node.Const c) {
                coefficients[l] = g.constant(wholeOrSame(c.value(), largest));
            }
        }
        return coefficients;
    }

    private static double wholeOrSame(double x, double scale) {
        return Math.abs(x - Math.rint(x)) < ROUNDING * scale ? Math.rint(x) : x;
    }
}
