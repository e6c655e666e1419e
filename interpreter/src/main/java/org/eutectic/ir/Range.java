package org.eutectic.ir;

import java.util.Arrays;

/**
 * How far a reduction reaches, for each ordered pair of species (centre, neighbour), Å. A neighbour at exactly this distance is outside.
 * Zero means that this pair does not interact.
 */
public final class Range {
    private final int species;
    private final double[] distances;

    /** @param distances species × species, row = species of the centre */
    public Range(int species, double[] distances) {
        if (distances.length != species * species) {
            throw new IllegalArgumentException("a range over " + species + " species takes " + species * species + " distances");
        }
        this.species = species;
        this.distances = distances.clone();
    }

    public static Range uniform(int species, double distance) {
        double[] d = new double[species * species];
        Arrays.fill(d, distance);
        return new Range(species, d);
    }

    public int species() {
        return species;
    }

    public double get(int center, int neighbor) {
        return distances[center * species + neighbor];
    }

    public double max() {
        return Arrays.stream(distances).max().orElse(0);
    }

    public boolean isUniform() {
        return Arrays.stream(distances).allMatch(d -> d == distances[0]);
    }

    /** Whether this range reaches at least as far as {@code other} for every pair. */
    public boolean covers(Range other) {
        for (int i = 0; i < distances.length; i++) {
            if (distances[i] < other.distances[i]) {
                return false;
            }
        }
        return true;
    }

    /** The smallest range that covers both. */
    public Range union(Range other) {
        double[] d = new double[distances.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = Math.max(distances[i], other.distances[i]);
        }
        return new Range(species, d);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Range r && r.species == species && Arrays.equals(r.distances, distances);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(distances);
    }

    @Override
    public String toString() {
        return isUniform() ? distances.length == 0 ? "0" : distances[0] + " Å" : Arrays.toString(distances) + " Å";
    }
}
