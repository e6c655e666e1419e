/** The symmetry of crystals, found from the places of their atoms. */
package org.eutectic.md.symmetry;
