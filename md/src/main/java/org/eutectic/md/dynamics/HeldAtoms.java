package org.eutectic.md.dynamics;

/**
 * Atoms that keep a velocity whatever acts on them: zero for frozen ones, another for a wall or a grip that moves. They count neither for the temperature nor for the pressure.
 *
 * @param atoms their numbers, counted from 0
 * @param velocity three components, Å/fs
 */
public record HeldAtoms(int[] atoms, double[] velocity) {}
