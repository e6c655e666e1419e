/** What atomic energies have in common that are functions of sums over neighbors: SNAP's bispectrum, the tensors of moment tensor potentials. */
package org.eutectic.ml.moments;
