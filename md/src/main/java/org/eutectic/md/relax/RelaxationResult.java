package org.eutectic.md.relax;

/**
 * How a relaxation ended.
 *
 * @param converged whether the largest force fell below the tolerance
 * @param steps force evaluations made
 * @param energy potential energy at the end, eV
 * @param largestForce length of the largest force on an atom at the end, eV/Å
 */
public record RelaxationResult(boolean converged, int steps, double energy, double largestForce) {}
