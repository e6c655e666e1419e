package org.eutectic.gpu;

/**
 * How long a neighbor list is.
 *
 * @param centers atoms
 * @param total atoms and their images within reach
 * @param pairs for each neighborhood the number of neighbors of all centers
 * @param longest for each neighborhood the largest number of neighbors of one center
 */
public record ListSize(int centers, int total, long[] pairs, int[] longest) {}
