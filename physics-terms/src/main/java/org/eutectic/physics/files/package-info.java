/**
 * Readers of the field's own potential files: DYNAMO's {@code setfl} and {@code funcfl} tables, Finnis-Sinclair {@code eam.fs}, and the
 * parameter files that LAMMPS reads for Tersoff, Stillinger-Weber and Vashishta. Each is a
 * {@link org.eutectic.model.PotentialFileReader} found through {@link java.util.ServiceLoader}; potentials call it by its keyword,
 * {@code from setfl("Cu.eam.alloy")}.
 *
 * <p>Files are taken to be in LAMMPS "metal" units (eV, Å); one whose first line says otherwise is refused, never silently misread.
 */
package org.eutectic.physics.files;
