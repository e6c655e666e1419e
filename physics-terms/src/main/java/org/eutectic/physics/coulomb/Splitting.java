package org.eutectic.physics.coulomb;

/**
 * How an Ewald sum is split between real and reciprocal space, after the error estimates of J. Kolafa and J. W. Perram, Mol. Simul. 9, 351 (1992). With Q = Σq², the
 * root of the mean square error of forces is, in units of k_e,
 *
 * <pre>
 * real space        2 Q exp(−α² rc²) / √(N rc V)                 (their eq. 18)
 * reciprocal space  2√2 α Q exp(−kc²/4α²) / √(N V kc)            (their eq. 32, for a sphere of wave vectors of length kc)
 * </pre>
 *
 * which are the same for kc = 2 α² rc. With x = α rc all follows from x, which is rounded up so that charges and cells that change a little keep it.
 *
 * @param x α rc
 * @param cutoff rc, Å
 */
record Splitting(double x, double cutoff) {
    /** Of x². */
    private static final double STEP = 0.25;
    private static final double LEAST = 1;
    /** Å³ for each atom: the estimates take charges to be everywhere, and where there is much vacuum they are not. */
    private static final double LOOSEST = 30;

    /**
     * The splitting that makes forces as accurate as asked, half of the mean square error being each space's.
     *
     * @param squares Σq², e²
     * @param volume Å³
     */
    static Splitting of(CoulombSettings s, double squares, int atoms, double volume) {
        if (s.splitting() > 0) {
            return new Splitting(s.splitting() * s.cutoff(), s.cutoff());
        }
        double part = s.accuracy() / Math.sqrt(2) * Math.sqrt(atoms * s.cutoff() * Math.min(volume, LOOSEST * atoms)) / (2 * squares);
        double square = Math.max(LEAST, -Math.log(part));
        return new Splitting(Math.sqrt(Math.ceil(square / STEP) * STEP), s.cutoff());
    }

    /** The inverse width α of the charge clouds, 1/Å. */
    double alpha() {
        return x / cutoff;
    }

    /** The length of the longest wave vectors, 1/Å. */
    double longestWave() {
        return 2 * x * x / cutoff;
    }

    /**
     * What a mesh of spacing h may miss: its error is k_e Q g(αh)/√(N V h), which must not be above that of real space.
     *
     * @param z αh
     * @return the largest g
     */
    double meshTolerance(double z) {
        return 2 * Math.exp(-x * x) * Math.sqrt(z / x);
    }
}
