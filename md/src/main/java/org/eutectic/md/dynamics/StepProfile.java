package org.eutectic.md.dynamics;

/**
 * Where the time of a run's steps went, in seconds of wall-clock time.
 *
 * @param pair forces
 * @param neighbor neighbor lists: looking how far atoms have moved, making lists anew, moving the images of atoms
 * @param integrate velocities and positions, thermostats
 * @param output those who look on
 * @param other all else
 */
public record StepProfile(double pair, double neighbor, double integrate, double output, double other) {
    /** No time at all. */
    public static final StepProfile NONE = new StepProfile(0, 0, 0, 0, 0);

    public double total() {
        return pair + neighbor + integrate + output + other;
    }

    /** That of two parts of a run together. */
    public StepProfile plus(StepProfile o) {
        return new StepProfile(pair + o.pair, neighbor + o.neighbor, integrate + o.integrate, output + o.output, other + o.other);
    }
}
