package org.eutectic.md.relax;

/**
 * Steps along conjugate gradients, after E. Polak and G. Ribière (Rev. Fr. Inform. Rech. Oper. 3(16), 35 (1969)), beginning anew where their factor is negative. It remembers two vectors where
 * {@link LimitedMemoryBfgs} remembers forty, and takes more steps.
 */
final class ConjugateGradients implements Descent.Direction {
    private static final double SLOPE = 0.1;

    private final double stiffness;
    private double[] last;
    private double factor;

    /** @param stiffness a guess of the second derivatives, for the length of steps */
    ConjugateGradients(double stiffness) {
        this.stiffness = stiffness;
    }

    @Override
    public double[] step(double[] gradient) {
        double[] step = new double[gradient.length];
        Descent.add(step, -1 / stiffness, gradient);
        if (last != null) {
            Descent.add(step, factor, last);
        }
        if (Descent.dot(step, gradient) >= 0) {
            forget();
            step = new double[gradient.length];
            Descent.add(step, -1 / stiffness, gradient);
        }
        last = step;
        return step;
    }

    @Override
    public void learn(double[] move, double[] before, double[] after) {
        factor = Math.max(0, (Descent.dot(after, after) - Descent.dot(after, before)) / Descent.dot(before, before));
    }

    @Override
    public boolean forget() {
        boolean any = last != null && factor > 0;
        last = null;
        factor = 0;
        return any;
    }

    @Override
    public double slope() {
        return SLOPE;
    }
}
