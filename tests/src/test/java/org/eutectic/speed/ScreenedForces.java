package org.eutectic.speed;

import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.Pairs;

/** {@code examples/screened.eut} by hand: the derivative worked out on paper, what the second pass needs kept from the first. Å and eV. */
final class ScreenedForces extends HandWritten {
    private static final double CUTOFF = 5;
    private static final double ON = 4;
    private static final double A = 0.0855;
    private static final double XI = 1.224;
    private static final double P = 10.960;
    private static final double Q = 2.278;
    private static final double R0 = 2.556;

    private double[] dx;
    private double[] dy;
    private double[] dz;
    private double[] r;
    private double[] fade;
    private double[] fadeSlope;
    private double[] repulsion;
    private double[] attraction;
    private double[] screening;
    private double[] shadow;
    private double[] slope;
    private double[] gx;
    private double[] gy;
    private double[] gz;
    private int[] at;

    @Override
    Neighborhood neighborhood() {
        return Neighborhood.full(CUTOFF);
    }

    @Override
    void take(Pairs pairs) {
        int n = pairs.longest();
        dx = new double[n];
        dy = new double[n];
        dz = new double[n];
        r = new double[n];
        fade = new double[n];
        fadeSlope = new double[n];
        repulsion = new double[n];
        attraction = new double[n];
        screening = new double[n];
        shadow = new double[n * n];
        slope = new double[n];
        gx = new double[n];
        gy = new double[n];
        gz = new double[n];
        at = new int[n];
    }

    @Override
    void add(NeighborList list, Pairs pairs, double[] forces) {
        for (int i = 0; i < list.centers(); i++) {
            int n = gather(list.positions(), pairs, i);
            double rho = screen(n);
            double embedding = rho > 0 ? -XI / (2 * Math.sqrt(rho)) : 0;
            for (int j = 0; j < n; j++) {
                double bond = A * repulsion[j] + embedding * attraction[j];
                double bondSlope = -A * P / R0 * repulsion[j] - embedding * 2 * Q / R0 * attraction[j];
                slope[j] += screening[j] * (fadeSlope[j] * bond + fade[j] * bondSlope);
                unscreen(n, j, fade[j] * bond * screening[j]);
            }
            scatter(i, n, forces);
        }
    }

    private int gather(double[] x, Pairs pairs, int i) {
        int[] first = pairs.first(), neighbors = pairs.neighbors();
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
            r[n] = r2;
            n += (int) (Double.doubleToRawLongBits(r2 - CUTOFF * CUTOFF) >>> 63);
        }
        for (int j = 0; j < n; j++) {
            double d = Math.sqrt(r[j]);
            r[j] = d;
            if (d < ON) {
                fade[j] = 1;
                fadeSlope[j] = 0;
            } else {
                double angle = Math.PI * (d - ON) / (CUTOFF - ON);
                fade[j] = 0.5 + 0.5 * Math.cos(angle);
                fadeSlope[j] = -0.5 * Math.PI / (CUTOFF - ON) * Math.sin(angle);
            }
            repulsion[j] = Math.exp(-P * (d / R0 - 1));
            attraction[j] = Math.exp(-2 * Q * (d / R0 - 1));
            slope[j] = 0;
            gx[j] = 0;
            gy[j] = 0;
            gz[j] = 0;
        }
        return n;
    }

    /** The screening of each bond and the density that comes of it. */
    private double screen(int n) {
        double rho = 0;
        for (int j = 0; j < n; j++) {
            double product = 1, oneOver = 1 / (r[j] * r[j]), x = dx[j], y = dy[j], z = dz[j];
            for (int k = 0; k < n; k++) {
                if (k != j) {
                    double a = dx[k] - x, b = dy[k] - y, c = dz[k] - z;
                    double depth = (r[k] * r[k] + a * a + b * b + c * c) * oneOver - 1;
                    double s = 1 / (1 + Math.exp((depth - 0.4) * 10));
                    shadow[j * n + k] = s;
                    product *= 1 - fade[k] * s;
                }
            }
            screening[j] = product;
            rho += product * fade[j] * attraction[j];
        }
        return rho;
    }

    /** Adds what the factors of one bond's screening give to the gradient. */
    private void unscreen(int n, int j, double weight) {
        double oneOver = 1 / (r[j] * r[j]), x = dx[j], y = dy[j], z = dz[j];
        double sumX = 0, sumY = 0, sumZ = 0, along = 0;
        for (int k = 0; k < n; k++) {
            if (k != j) {
                double s = shadow[j * n + k];
                double factor = -weight / (1 - fade[k] * s);
                slope[k] += factor * fadeSlope[k] * s;
                double a = dx[k] - x, b = dy[k] - y, c = dz[k] - z;
                // Twice the derivative by r_k²; that by r_jk² is the same.
                double by = -20 * factor * fade[k] * s * (1 - s) * oneOver;
                gx[k] += by * (dx[k] + a);
                gy[k] += by * (dy[k] + b);
                gz[k] += by * (dz[k] + c);
                sumX += by * a;
                sumY += by * b;
                sumZ += by * c;
                along += by * (r[k] * r[k] + a * a + b * b + c * c) * oneOver;
            }
        }
        gx[j] -= sumX + along * x;
        gy[j] -= sumY + along * y;
        gz[j] -= sumZ + along * z;
    }

    private void scatter(int i, int n, double[] forces) {
        double fx = 0, fy = 0, fz = 0;
        for (int j = 0; j < n; j++) {
            double s = slope[j] / r[j];
            double x = gx[j] + s * dx[j], y = gy[j] + s * dy[j], z = gz[j] + s * dz[j];
            fx += x;
            fy += y;
            fz += z;
            forces[at[j]] -= x;
            forces[at[j] + 1] -= y;
            forces[at[j] + 2] -= z;
        }
        forces[3 * i] += fx;
        forces[3 * i + 1] += fy;
        forces[3 * i + 2] += fz;
    }
}
