/** Molecular dynamics: units shared by everything in it. Lengths are in Å, energies in eV, masses in u, times in fs, velocities in Å/fs. */
package org.eutectic.md;
