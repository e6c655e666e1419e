/**
 * Dispersion after DFT-D3: S. Grimme, J. Antony, S. Ehrlich and H. Krieg, J. Chem. Phys. 132, 154104 (2010). Atoms count their neighbors, interpolate C6 between reference
 * compounds by those counts, and attract each other with damped −C6/r⁶ − C8/r⁸; three at a time add the term of Axilrod, Teller and Muto.
 */
package org.eutectic.physics.dispersion;
