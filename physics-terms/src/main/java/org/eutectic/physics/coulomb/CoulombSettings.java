package org.eutectic.physics.coulomb;

/**
 * How a sum over charges is to be done. Immutable.
 *
 * @param method how
 * @param cutoff where sums in real space end, Å; nothing for {@link CoulombMethod#DIRECT}
 * @param damping of {@link CoulombMethod#DSF} and {@link CoulombMethod#WOLF}, 1/Å
 * @param accuracy of {@link CoulombMethod#EWALD} and {@link CoulombMethod#PME}: the root of the mean square error of forces, as a part of the force between two unit
 *     charges 1 Å apart, 14.4 eV/Å
 * @param total what the charges must sum to, e: where all images are summed, a total other than 0 is neutralised by a uniform density. {@link #NEUTRAL} where nothing was
 *     said, {@link #ANY} where charges may sum to anything
 * @param splitting the inverse width of the charge clouds of {@link CoulombMethod#EWALD}, 1/Å; 0 where it follows from the accuracy
 * @param screening which near pairs do not interact; null where all do
 */
public record CoulombSettings(CoulombMethod method, double cutoff, double damping, double accuracy, double total, double splitting, Screening screening) {
    /** Nothing was said: where all images are summed, the total must be 0. */
    public static final double NEUTRAL = Double.NaN;
    /** The charges are somebody else's business. */
    public static final double ANY = Double.POSITIVE_INFINITY;
    /** The least accuracy one may ask for; no sum of doubles gives more. */
    public static final double FINEST = 1e-14;
    /** The coarsest: beyond it, error estimates mean nothing. */
    public static final double COARSEST = 0.1;
    /** Å. */
    public static final double DEFAULT_CUTOFF = 9;
    /** 1/Å, with {@link #DEFAULT_CUTOFF} or more. */
    public static final double DEFAULT_DAMPING = 0.2;
    public static final double DEFAULT_ACCURACY = 1e-6;

    public CoulombSettings {
        if (method != CoulombMethod.DIRECT && !(cutoff > 0 && Double.isFinite(cutoff))) {
            throw new IllegalArgumentException("the cutoff must be a distance above 0 Å, not " + cutoff + " Å");
        }
        if (method.damped() && !(damping >= 0 && Double.isFinite(damping))) {
            throw new IllegalArgumentException("the damping must be 0 or more, not " + damping + " 1/Å");
        }
        if (method.allImages() && !(accuracy >= FINEST && accuracy <= COARSEST)) {
            throw new IllegalArgumentException("the accuracy must lie between 1e-14 and 0.1, not be " + accuracy);
        }
    }

    public static CoulombSettings of(CoulombMethod method) {
        return new CoulombSettings(method, DEFAULT_CUTOFF, DEFAULT_DAMPING, DEFAULT_ACCURACY, NEUTRAL, 0, null);
    }

    public CoulombSettings withCutoff(double cutoff) {
        return new CoulombSettings(method, cutoff, damping, accuracy, total, splitting, screening);
    }

    public CoulombSettings withDamping(double damping) {
        return new CoulombSettings(method, cutoff, damping, accuracy, total, splitting, screening);
    }

    public CoulombSettings withAccuracy(double accuracy) {
        return new CoulombSettings(method, cutoff, damping, accuracy, total, splitting, screening);
    }

    /** A screened sum reaches as far as its screening at least. */
    public CoulombSettings withScreening(Screening screening) {
        return new CoulombSettings(method, Math.max(cutoff, screening.outer()), damping, accuracy, total, splitting, screening);
    }

    /** As others sum who choose the splitting themselves: what the accuracy then is, nobody asks. */
    public CoulombSettings withSplitting(double splitting) {
        return new CoulombSettings(method, cutoff, damping, accuracy, total, splitting, screening);
    }

    public CoulombSettings withTotal(double total) {
        return new CoulombSettings(method, cutoff, damping, accuracy, total, splitting, screening);
    }
}
