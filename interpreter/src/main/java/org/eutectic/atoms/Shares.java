package org.eutectic.atoms;

import java.util.Arrays;
import java.util.List;

/**
 * How the centers of a list are divided among jobs, each of which adds to a buffer of its own: into shares with about equal numbers of pairs, how many depends on
 * the number of atoms alone. A share's neighbors stand near each other, so that only a window of each buffer needs to be cleared and added up.
 */
public final class Shares {
    /** The largest number of shares there can be. */
    public static final int MOST = 8;
    private static final int CENTERS_A_SHARE = 1024;

    private final int centersAShare;
    private NeighborList list;
    private int count;
    /** For each neighborhood where its shares begin, and where the last ends. */
    private int[][] borders = new int[0][];
    /** For each share the places that its job writes to: from and to of local ones, from and to of ghosts. */
    private final int[][] windows = new int[MOST][4];
    /** For each share the first one whose buffers it uses, too. */
    private final int[] owners = new int[MOST];

    /** Shares of a thousand centers: for work of microseconds a center. */
    public Shares() {
        this(CENTERS_A_SHARE);
    }

    /** @param centersAShare how many centers a share has, until there are {@link #MOST} */
    public Shares(int centersAShare) {
        this.centersAShare = centersAShare;
    }

    /** Takes over a list, unless it is the one of before. */
    public void of(NeighborList next, List<Neighborhood> neighborhoods) {
        if (next == list) {
            return;
        }
        list = next;
        count = Math.clamp(next.centers() / centersAShare, 1, MOST);
        if (borders.length != neighborhoods.size()) {
            borders = new int[neighborhoods.size()][MOST + 1];
        }
        for (int p = 0; p < count; p++) {
            int[] w = windows[p];
            w[0] = w[2] = Integer.MAX_VALUE;
            w[1] = w[3] = 0;
            for (int k = 0; k < neighborhoods.size(); k++) {
                Pairs.Share s = next.pairs(neighborhoods.get(k)).share(p, count);
                borders[k][p] = s.from();
                borders[k][p + 1] = s.to();
                w[0] = Math.min(w[0], s.localFrom());
                w[1] = Math.max(w[1], s.localTo());
                w[2] = Math.min(w[2], s.ghostFrom());
                w[3] = Math.max(w[3], s.ghostTo());
            }
        }
        // The first buffer takes the sums of all.
        windows[0] = new int[] {0, next.centers(), next.centers(), next.total()};
        for (int p = 0; p < count; p++) {
            owners[p] = findOwner(p);
        }
    }

    private int findOwner(int share) {
        for (int owner = 0; owner < share; owner++) {
            boolean free = owners[owner] == owner;
            for (int p = owner; p < share && free; p++) {
                free = owners[p] != owner || !overlap(windows[p], windows[share]);
            }
            if (free) {
                return owner;
            }
        }
        return share;
    }

    private static boolean overlap(int[] a, int[] b) {
        return a[0] < b[1] && b[0] < a[1] || a[2] < b[3] && b[2] < a[3];
    }

    /** The share whose buffers this one uses: shares that write to different places can do with the same, two or three for all where there are many atoms. */
    public int owner(int share) {
        return owners[share];
    }

    /** How many shares there are. */
    public int count() {
        return count;
    }

    /** The first center of a share in a neighborhood. */
    public int from(int neighborhood, int share) {
        return borders[neighborhood][share];
    }

    /** The end of the centers of a share in a neighborhood. */
    public int to(int neighborhood, int share) {
        return borders[neighborhood][share + 1];
    }

    /** Clears what a share's job will write to, in an array with so many numbers for each place. */
    public void clear(double[] a, int width, int share) {
        int[] w = windows[share];
        for (int k = 0; k < 4; k += 2) {
            if (w[k] < w[k + 1]) {
                Arrays.fill(a, width * w[k], width * w[k + 1], 0);
            }
        }
    }

    /** Adds what a share's job wrote to the places from {@code lo} to {@code hi}. */
    public void add(double[] sum, double[] part, int width, int share, int lo, int hi) {
        int[] w = windows[share];
        for (int k = 0; k < 4; k += 2) {
            int end = width * Math.min(hi, w[k + 1]);
            for (int at = width * Math.max(lo, w[k]); at < end; at++) {
                sum[at] += part[at];
            }
        }
    }
}
