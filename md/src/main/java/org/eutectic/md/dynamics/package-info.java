/** Atoms in motion: Verlet lists, integrators, thermostats, restarts, and the run that ties them together. */
package org.eutectic.md.dynamics;
