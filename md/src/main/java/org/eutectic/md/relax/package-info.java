/** Relaxation of atoms into the nearest minimum of the energy. */
package org.eutectic.md.relax;
