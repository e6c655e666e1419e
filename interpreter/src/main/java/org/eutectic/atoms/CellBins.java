package org.eutectic.atoms;

import org.eutectic.atoms.StructureException.Kind;

import java.util.Arrays;
import java.util.Locale;

/**
 * Linked cells: points sorted into small boxes, so that those near a place are found without looking at all. Boxes are axis-aligned
 * whatever the shape of the cell; points of neighboring boxes along x lie side by side in memory and are scanned in one run.
 */
final class CellBins {
    /** Boxes for each reach and direction: finer ones fit the sphere better, coarser ones mean fewer runs. */
    private static final double BOXES_PER_REACH = 2;

    private static final double TOO_CLOSE = NeighborListBuilder.CLOSEST * NeighborListBuilder.CLOSEST;

    private double reach;
    private int filled;
    private double loX, loY, loZ, hiX;
    private double widthY, widthZ;
    private double inverseX, inverseY, inverseZ;
    private int nx, ny, nz;
    private int[] start = new int[0];
    private int[] box = new int[0];
    private int[] ids = new int[0];
    private double[] xs = new double[0];
    private double[] ys = new double[0];
    private double[] zs = new double[0];

    /** Sorts the first {@code n} points in. */
    void fill(double[] positions, int n, double reach) {
        this.reach = reach;
        filled = n;
        layOut(positions, n);
        if (box.length < n) {
            box = new int[n];
            ids = new int[n];
            xs = new double[n];
            ys = new double[n];
            zs = new double[n];
        }
        int boxes = nx * ny * nz;
        if (start.length < boxes + 1) {
            start = new int[boxes + 1];
        }
        Arrays.fill(start, 0, boxes + 1, 0);
        for (int i = 0; i < n; i++) {
            int b = (place(positions[3 * i + 2] - loZ, inverseZ, nz) * ny + place(positions[3 * i + 1] - loY, inverseY, ny)) * nx
                    + place(positions[3 * i] - loX, inverseX, nx);
            box[i] = b;
            start[b + 1]++;
        }
        for (int b = 0; b < boxes; b++) {
            start[b + 1] += start[b];
        }
        for (int i = n - 1; i >= 0; i--) {
            int k = --start[box[i] + 1];
            ids[k] = i;
            xs[k] = positions[3 * i];
            ys[k] = positions[3 * i + 1];
            zs[k] = positions[3 * i + 2];
        }
        // The loop above left in start[b + 1] the beginning of box b.
        System.arraycopy(start, 1, start, 0, boxes);
        start[boxes] = n;
    }

    /**
     * Finds the points within reach of a place.
     *
     * @param self a point to leave out
     * @param search takes their numbers, from place {@code n} on
     * @return the place after the last one
     * @throws Overlap where one is nearer than {@link NeighborListBuilder#CLOSEST}
     */
    int near(double x, double y, double z, int self, PairSearch search, int n) throws Overlap {
        int z0 = place(z - reach - loZ, inverseZ, nz), z1 = place(z + reach - loZ, inverseZ, nz);
        int y0 = place(y - reach - loY, inverseY, ny), y1 = place(y + reach - loY, inverseY, ny);
        // A hair of slack: box edges are rounded.
        double slack = reach * reach * (1 + 1e-9);
        for (int bz = z0; bz <= z1; bz++) {
            double gapZ = gap(z - loZ, bz, widthZ);
            double restZ = slack - gapZ * gapZ;
            if (restZ < 0) {
                continue;
            }
            for (int by = y0; by <= y1; by++) {
                double gapY = gap(y - loY, by, widthY);
                double rest = restZ - gapY * gapY;
                if (rest < 0) {
                    continue;
                }
                double half = Math.sqrt(rest);
                if (x + half < loX || x - half > hiX) {
                    continue;
                }
                int row = (bz * ny + by) * nx;
                int k = start[row + place(x - half - loX, inverseX, nx)];
                int end = start[row + place(x + half - loX, inverseX, nx) + 1];
                n = scan(k, end, x, y, z, self, search.room(n + end - k + 1), n);
            }
        }
        return n;
    }

    private int scan(int begin, int end, double x, double y, double z, int self, int[] out, int n) throws Overlap {
        double[] px = xs, py = ys, pz = zs;
        int[] id = ids;
        double limit = reach * reach;
        for (int k = begin; k < end; k++) {
            double dx = px[k] - x, dy = py[k] - y, dz = pz[k] - z;
            double d2 = dx * dx + dy * dy + dz * dz;
            if (d2 < TOO_CLOSE) {
                if (id[k] == self) {
                    continue;
                }
                throw new Overlap(id[k], Math.sqrt(d2));
            }
            out[n] = id[k];
            // Without a branch: whether a candidate lies inside cannot be predicted.
            n += (int) (Double.doubleToRawLongBits(d2 - limit) >>> 63);
        }
        return n;
    }

    /** The points in the order of their boxes. */
    void order(int[] out) {
        System.arraycopy(ids, 0, out, 0, filled);
    }

    /** Two points that are too close. */
    static final class Overlap extends Exception {
        private static final long serialVersionUID = 1;
        final int point;
        final double distance;

        Overlap(int point, double distance) {
            super(null, null, false, false);
            this.point = point;
            this.distance = distance;
        }
    }

    private void layOut(double[] p, int n) {
        hiX = Double.NEGATIVE_INFINITY;
        double hiY = hiX, hiZ = hiX;
        loX = loY = loZ = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 3 * n; i += 3) {
            loX = Math.min(loX, p[i]);
            hiX = Math.max(hiX, p[i]);
            loY = Math.min(loY, p[i + 1]);
            hiY = Math.max(hiY, p[i + 1]);
            loZ = Math.min(loZ, p[i + 2]);
            hiZ = Math.max(hiZ, p[i + 2]);
        }
        if (n == 0) {
            loX = loY = loZ = hiX = hiY = hiZ = 0;
        }
        // A few atoms far apart must not ask for more boxes than there are atoms, give or take.
        double most = Math.max(64, 4.0 * n);
        double width = reach / BOXES_PER_REACH;
        double x, y, z;
        do {
            x = Math.max(1, Math.floor((hiX - loX) / width));
            y = Math.max(1, Math.floor((hiY - loY) / width));
            z = Math.max(1, Math.floor((hiZ - loZ) / width));
            width *= 1.2;
        } while (x * y * z > most);
        nx = (int) x;
        ny = (int) y;
        nz = (int) z;
        inverseX = nx / Math.max(hiX - loX, 1e-3);
        inverseY = ny / Math.max(hiY - loY, 1e-3);
        inverseZ = nz / Math.max(hiZ - loZ, 1e-3);
        widthY = 1 / inverseY;
        widthZ = 1 / inverseZ;
    }

    private static int place(double offset, double inverse, int n) {
        return Math.clamp((int) (offset * inverse), 0, n - 1);
    }

    /** Distance along one axis from a coordinate to a box. */
    private static double gap(double offset, int b, double width) {
        return Math.max(0, Math.max(b * width - offset, offset - (b + 1) * width));
    }

    static StructureException overlap(Configuration c, int i, int j, double distance, boolean image) {
        return new StructureException(Kind.OVERLAP, String.format(Locale.ROOT,
                "atoms %d (%s) and %d (%s%s) are %.4f Å apart; nothing closer than %.1f Å can be computed", i + 1, c.symbol(i), j + 1, c.symbol(j),
                image ? ", periodic image" : "", distance, NeighborListBuilder.CLOSEST), null, i, j);
    }
}
