package org.eutectic.physics.dispersion;

/**
 * How D3 is to be computed. Immutable.
 *
 * @param parameters the damping
 * @param threeBody whether three-body terms are computed
 * @param pairCutoff where pairs end, Å
 * @param countCutoff where neighbors are no longer counted, Å
 * @param tripleCutoff what all three sides of a triangle must be shorter than, Å
 */
public record DispersionSettings(DampingParameters parameters, boolean threeBody, double pairCutoff, double countCutoff, double tripleCutoff) {
    /** 60 bohr, in Å, as in the program simple-dftd3. */
    public static final double PAIR_CUTOFF = 60 * AtomicUnits.BOHR;
    /** 40 bohr, in Å. */
    public static final double COUNT_CUTOFF = 40 * AtomicUnits.BOHR;
    /** 40 bohr, in Å. */
    public static final double TRIPLE_CUTOFF = 40 * AtomicUnits.BOHR;

    public static DispersionSettings of(DampingParameters parameters) {
        return new DispersionSettings(parameters, false, PAIR_CUTOFF, COUNT_CUTOFF, TRIPLE_CUTOFF);
    }

    public DispersionSettings withThreeBody(boolean threeBody) {
        return new DispersionSettings(parameters, threeBody, pairCutoff, countCutoff, tripleCutoff);
    }

    /** Whether there are three-body terms, and they weigh anything. */
    public boolean hasTriples() {
        return threeBody && parameters.s9() != 0;
    }

    /** s9, over the root of a hartree in eV: the root of three C6 is no energy otherwise. */
    public double tripleWeight() {
        return parameters.s9() / Math.sqrt(AtomicUnits.HARTREE);
    }

    /** Å. */
    public DispersionSettings withCutoffs(double pairs, double counts, double triples) {
        return new DispersionSettings(parameters, threeBody, pairs, counts, triples);
    }
}
