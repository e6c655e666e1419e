/** Directories of n2p2 (A. Singraber, J. Behler, C. Dellago, J. Chem. Theory Comput. 15, 1827 (2019)): {@code input.nn}, {@code scaling.data}, {@code weights.001.data}. */
package org.eutectic.ml.n2p2;
