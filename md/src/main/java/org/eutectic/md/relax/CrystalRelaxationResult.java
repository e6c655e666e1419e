package org.eutectic.md.relax;

/**
 * How a relaxation of a crystal ended.
 *
 * @param converged whether forces and stress fell below their tolerances
 * @param evaluations how often forces were calculated
 * @param energy potential energy at the end, eV
 * @param largestForce length of the largest force on an atom, eV/Å
 * @param largestStress the largest component of the stress that the cell was free to give way to, eV/Å³
 */
public record CrystalRelaxationResult(boolean converged, int evaluations, double energy, double largestForce, double largestStress) {}
