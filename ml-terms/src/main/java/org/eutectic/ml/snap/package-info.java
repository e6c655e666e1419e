/** SNAP, the spectral neighbor analysis potential: energies that are linear or quadratic in the bispectrum of an atom's surroundings. */
package org.eutectic.ml.snap;
