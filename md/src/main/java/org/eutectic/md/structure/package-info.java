/** Structures: the configuration in a file, read from extended XYZ, LAMMPS data and POSCAR, and written as extended XYZ. */
package org.eutectic.md.structure;
