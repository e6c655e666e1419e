/** What a potential says of crystals at rest: lattice constants, cohesive energies, equations of state, elastic constants. */
package org.eutectic.md.property;
