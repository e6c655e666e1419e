package org.eutectic.cli.bench;

import org.eutectic.atoms.Elements;

/**
 * The embedded-atom functions of X. W. Zhou, R. A. Johnson and H. N. G. Wadley, Phys. Rev. B 69, 144113 (2004), from which the benchmark makes tables. Å and eV.
 *
 * @param embedding Fn0 to Fn3, F0 to F3, Fe
 */
record ZhouMetal(String symbol, int number, double a, double re, double fe, double rhoe, double rhos, double alpha, double beta, double bigA, double bigB,
                 double kappa, double lambda, double[] embedding, double eta) {
    static final ZhouMetal CU = new ZhouMetal("Cu", 29, 3.615, 2.556162, 1.554485, 21.175871, 21.175395, 8.127620, 4.334731, 0.396620, 0.548085,
        0.308782, 0.756515, new double[] {-2.170269, -0.263788, 1.088878, -0.817603, -2.19, 0, 0.561830, -2.100595, -2.186568}, 0.310490);
    static final ZhouMetal NI = new ZhouMetal("Ni", 28, 3.52, 2.488746, 2.007018, 27.562015, 27.562031, 8.383453, 4.471175, 0.429046, 0.633531,
        0.443599, 0.820658, new double[] {-2.693513, -0.076445, 0.241442, -2.375626, -2.70, 0, 0.265390, -0.152856, -2.7}, 0.445470);

    double mass() {
        return Elements.mass(symbol);
    }

    /** Electron density at a distance. */
    double density(double r) {
        return fe * Math.exp(-beta * (r / re - 1)) / (1 + Math.pow(r / re - lambda, 20));
    }

    /** Pair energy at a distance. */
    double pair(double r) {
        return bigA * Math.exp(-alpha * (r / re - 1)) / (1 + Math.pow(r / re - kappa, 20)) - bigB / fe * density(r);
    }

    /** Pair energy between two metals by Johnson's rule. */
    static double pair(ZhouMetal x, ZhouMetal y, double r) {
        double dx = x.density(r), dy = y.density(r);
        return x == y ? x.pair(r) : 0.5 * (dy / dx * x.pair(r) + dx / dy * y.pair(r));
    }

    /** Energy of embedding in a density. */
    double embedding(double rho) {
        if (rho < 0.85 * rhoe) {
            return cubic(rho / (0.85 * rhoe) - 1, 0);
        }
        if (rho < 1.15 * rhoe) {
            return cubic(rho / rhoe - 1, 4);
        }
        double x = rho / rhos;
        return embedding[8] * (1 - eta * Math.log(x)) * Math.pow(x, eta);
    }

    private double cubic(double x, int from) {
        return embedding[from] + x * (embedding[from + 1] + x * (embedding[from + 2] + x * embedding[from + 3]));
    }
}
