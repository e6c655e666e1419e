package org.eutectic.md.analysis;

import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.PeriodicFrame;

/**
 * Follows atoms through the boundaries of a periodic cell. Positions that run on already are left as they are. Those of a file in which atoms are put back into the cell are told
 * by an atom that jumps further than half the cell while all lie inside; from then on each atom is taken to have gone the shorter way, which is right while none moves further than half
 * the cell between two frames.
 */
public final class Unwrapping {
    /** How far outside of the cell, in parts of it, atoms stand that are put back now and then only, as by LAMMPS with its neighbor lists. */
    private static final double OUTSIDE = 0.1;

    private double[] before;
    private int[] images;
    private boolean inside = true;
    private boolean wrapped;
    private double largest;

    /** Changes a frame's positions so that they run on from those of the frame before. The same atoms in the same order are asked for. */
    public void follow(Configuration c) {
        PeriodicFrame frame = PeriodicFrame.of(c.cell());
        double[] x = c.positions();
        double[] now = new double[x.length];
        for (int i = 0; i < x.length; i += 3) {
            for (int k = 0; k < 3; k++) {
                double s = frame.periodic(k) ? frame.fractional(k, x[i], x[i + 1], x[i + 2]) : 0;
                now[i + k] = s;
                inside &= s > -OUTSIDE && s < 1 + OUTSIDE;
            }
        }
        if (before != null) {
            double most = 0;
            for (int k = 0; k < now.length; k++) {
                most = Math.max(most, Math.abs(now[k] - before[k]));
            }
            if (most > 0.5 && inside && !wrapped) {
                wrapped = true;
                images = new int[now.length];
            }
            for (int k = 0; wrapped && k < now.length; k++) {
                images[k] -= (int) Math.rint(now[k] - before[k]);
            }
            largest = Math.max(largest, wrapped ? shorter(now) : most);
        }
        for (int i = 0; wrapped && i < x.length; i += 3) {
            for (int k = 0; k < 3; k++) {
                for (int a = 0; a < 3 && images[i + k] != 0; a++) {
                    x[i + a] += images[i + k] * frame.basis(k, a);
                }
            }
        }
        before = now;
    }

    private double shorter(double[] now) {
        double most = 0;
        for (int k = 0; k < now.length; k++) {
            double d = now[k] - before[k];
            most = Math.max(most, Math.abs(d - Math.rint(d)));
        }
        return most;
    }

    /** Whether the file puts atoms back into the cell, and they were followed through its faces. */
    public boolean wrapped() {
        return wrapped;
    }

    /** The furthest that an atom moved between two frames, in parts of the cell: near one half, ways are guesses where the file wraps. */
    public double largestMove() {
        return largest;
    }
}
