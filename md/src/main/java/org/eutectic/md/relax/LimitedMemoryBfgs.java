package org.eutectic.md.relax;

import java.util.ArrayDeque;
import java.util.Deque;

/** Steps by the limited-memory method of Broyden, Fletcher, Goldfarb and Shanno (J. Nocedal, Math. Comput. 35, 773 (1980)). */
final class LimitedMemoryBfgs implements Descent.Direction {
    private static final int MEMORY = 20;
    private static final double SLOPE = 0.5;

    /** A change of the point, the change of the gradient with it, and the inverse of their product. */
    private record Pair(double[] move, double[] change, double inverse) {}

    private final double stiffness;
    private final Deque<Pair> pairs = new ArrayDeque<>();

    /** @param stiffness a guess of the second derivatives, for the first step */
    LimitedMemoryBfgs(double stiffness) {
        this.stiffness = stiffness;
    }

    /** Nocedal's two loops: the inverse of the second derivatives, as far as they are known, times the downhill gradient. */
    @Override
    public double[] step(double[] gradient) {
        double[] q = gradient.clone();
        double[] alpha = new double[pairs.size()];
        int k = 0;
        for (Pair p : pairs) {
            alpha[k] = p.inverse * Descent.dot(p.move, q);
            Descent.add(q, -alpha[k++], p.change);
        }
        double scale = pairs.isEmpty() ? 1 / stiffness : 1 / (pairs.getFirst().inverse * Descent.dot(pairs.getFirst().change, pairs.getFirst().change));
        for (int i = 0; i < q.length; i++) {
            q[i] *= -scale;
        }
        for (Pair p : (Iterable<Pair>) pairs::descendingIterator) {
            Descent.add(q, -alpha[--k] - p.inverse * Descent.dot(p.change, q), p.move);
        }
        return q;
    }

    @Override
    public void learn(double[] move, double[] before, double[] after) {
        double[] change = after.clone();
        Descent.add(change, -1, before);
        double product = Descent.dot(move, change);
        if (product > 1e-14 * Math.sqrt(Descent.dot(move, move) * Descent.dot(change, change))) {
            pairs.addFirst(new Pair(move, change, 1 / product));
            if (pairs.size() > MEMORY) {
                pairs.removeLast();
            }
        }
    }

    @Override
    public boolean forget() {
        boolean any = !pairs.isEmpty();
        pairs.clear();
        return any;
    }

    @Override
    public double slope() {
        return SLOPE;
    }
}
