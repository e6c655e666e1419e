/**
 * The energy of charges in each other's fields: sums inside a cutoff, Ewald's sum, its smooth particle-mesh form, and the plain sum over all pairs of a cluster. What each
 * class computes, and after which paper, stands with it; docs/long-range.md tells how to choose.
 */
package org.eutectic.physics.coulomb;
