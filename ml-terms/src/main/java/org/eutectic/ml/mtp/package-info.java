/** Moment tensor potentials: energies linear in contractions of the tensors of an atom's surroundings. */
package org.eutectic.ml.mtp;
