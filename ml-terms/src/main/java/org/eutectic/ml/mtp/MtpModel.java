package org.eutectic.ml.mtp;

/**
 * The numbers of a moment tensor potential, A. V. Shapeev, Multiscale Model. Simul. 14, 1153 (2016).
 *
 * @param species how many there are
 * @param nearest min_dist, Å: with the cutoff it sets the interval on which the radial functions' polynomials live
 * @param cutoff max_dist, Å
 * @param scaling factor of all radial functions
 * @param basisSize polynomials of a radial function
 * @param functions radial functions of a pair of species
 * @param radial coefficients, for center, neighbor, function, polynomial, the last fastest
 * @param moments how many, basic ones and products
 * @param basic four numbers for each basic moment: radial function, powers of x, y and z
 * @param products four numbers for each: moment[3] += [2] · moment[0] · moment[1]
 * @param mapping which moments make up the energy
 * @param speciesCoefficients energy of each species alone, eV
 * @param coefficients of the moments that make up the energy, eV
 */
record MtpModel(int species, double nearest, double cutoff, double scaling, int basisSize, int functions, double[] radial, int moments, int[] basic, int[] products, int[] mapping,
                double[] speciesCoefficients, double[] coefficients) {
    int basicCount() {
        return basic.length / 4;
    }
}
