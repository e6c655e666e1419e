/** Charges on a device: sums over pairs, waves and meshes, and charges that follow from where atoms are; the same sums with the same numbers as {@code org.eutectic.physics.coulomb} and {@code charges}. */
package org.eutectic.gpu.charges;
