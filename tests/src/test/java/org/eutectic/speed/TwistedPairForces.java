package org.eutectic.speed;

import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.Pairs;

/** {@code lj-twist.eut} by hand: each pair once, neighbors gathered without branches before anything is computed. Å and eV. */
final class TwistedPairForces extends HandWritten {
    private static final double CUTOFF = 8.5;
    private static final double EPSILON = 0.0104;
    private static final double SIGMA_SQUARED = 3.40 * 3.40;
    private static final double HEIGHT = 0.002;
    private static final double CENTER = 5.1;
    private static final double ONE_OVER_WIDTH = 1 / 0.4;
    private static final double ON = 7;
    private static final double ONE_OVER_FADE = 1 / (CUTOFF - ON);

    private int[] at = new int[0];
    private double[] dx = new double[0];
    private double[] dy = new double[0];
    private double[] dz = new double[0];
    private double[] rSquared = new double[0];

    @Override
    Neighborhood neighborhood() {
        return Neighborhood.half(CUTOFF);
    }

    @Override
    void take(Pairs pairs) {
        int n = pairs.longest();
        at = new int[n];
        dx = new double[n];
        dy = new double[n];
        dz = new double[n];
        rSquared = new double[n];
    }

    @Override
    void add(NeighborList list, Pairs pairs, double[] forces) {
        double[] x = list.positions();
        for (int i = 0; i < list.centers(); i++) {
            int n = gather(x, pairs.first(), pairs.neighbors(), i);
            double fx = 0, fy = 0, fz = 0;
            for (int k = 0; k < n; k++) {
                double f = forceOverDistance(rSquared[k]);
                double px = f * dx[k], py = f * dy[k], pz = f * dz[k];
                fx -= px;
                fy -= py;
                fz -= pz;
                int j = at[k];
                forces[j] += px;
                forces[j + 1] += py;
                forces[j + 2] += pz;
            }
            forces[3 * i] += fx;
            forces[3 * i + 1] += fy;
            forces[3 * i + 2] += fz;
        }
    }

    private int gather(double[] x, int[] first, int[] neighbors, int i) {
        int own = NeighborList.WIDTH * i;
        double xi = x[own], yi = x[own + 1], zi = x[own + 2];
        int n = 0;
        for (int s = first[i]; s < first[i + 1]; s++) {
            int j = NeighborList.WIDTH * neighbors[s];
            double a = x[j] - xi, b = x[j + 1] - yi, c = x[j + 2] - zi;
            double r2 = a * a + b * b + c * c;
            at[n] = 3 * neighbors[s];
            dx[n] = a;
            dy[n] = b;
            dz[n] = c;
            rSquared[n] = r2;
            // The sign of the difference instead of a branch that cannot be predicted.
            n += (int) (Double.doubleToRawLongBits(r2 - CUTOFF * CUTOFF) >>> 63);
        }
        return n;
    }

    /** −dE/dr over r. */
    private static double forceOverDistance(double r2) {
        double oneOver = 1 / r2, r = Math.sqrt(r2);
        double s2 = SIGMA_SQUARED * oneOver, s6 = s2 * s2 * s2;
        double y = (r - CENTER) * ONE_OVER_WIDTH;
        double bump = HEIGHT * Math.exp(-y * y);
        double slopeOverR = -24 * EPSILON * s6 * (2 * s6 - 1) * oneOver - 2 * ONE_OVER_WIDTH * y * bump * r * oneOver;
        if (r < ON) {
            return -slopeOverR;
        }
        double e = 4 * EPSILON * s6 * (s6 - 1) + bump;
        double u = (r - ON) * ONE_OVER_FADE, v = 1 - u;
        double fade = 1 - u * u * u * (10 + u * (6 * u - 15));
        double fadeSlope = -30 * u * u * v * v * ONE_OVER_FADE;
        return -(fade * slopeOverR + fadeSlope * e * r * oneOver);
    }
}
