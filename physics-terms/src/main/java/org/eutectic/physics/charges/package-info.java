/** Charges that follow from where atoms are: A. K. Rappé and W. A. Goddard, J. Phys. Chem. 95, 3358 (1991), and what has been built on it. */
package org.eutectic.physics.charges;
