package org.eutectic.atoms;

/**
 * Small boxes, axis-aligned whatever the shape of the cell, so that the atoms near a place are found without looking at all. Boxes are numbered along x first, then y, then
 * z: atoms in the order of their boxes that are neighbors along x stand side by side, and those of a plane are near each other.
 */
final class CellGrid {
    /** Boxes are as wide as the reach, but shorter along x: there it costs nothing to fit the sphere better, whereas more rows would mean more and shorter runs. */
    private static final int SHORTER_ALONG_X = 3;
    /** How many rows can lie within reach along y and z: one each way, the one in the middle, and one for rounding. */
    static final int MOST_IN_REACH = 4;

    double loX, loY, loZ;
    double widthY, widthZ;
    double inverseX, inverseY, inverseZ;
    int nx, ny, nz;

    /**
     * Divides the space between two corners, Å.
     *
     * @param atoms how many there will be: a few far apart must not ask for more boxes than that, give or take
     */
    void layOut(double[] low, double[] high, double reach, double atoms) {
        loX = low[0];
        loY = low[1];
        loZ = low[2];
        double most = Math.max(64, 4 * atoms);
        double width = reach;
        double x, y, z;
        do {
            x = Math.max(1, Math.floor(SHORTER_ALONG_X * (high[0] - loX) / width));
            y = Math.max(1, Math.floor((high[1] - loY) / width));
            z = Math.max(1, Math.floor((high[2] - loZ) / width));
            width *= 1.2;
        } while (x * y * z > most);
        nx = (int) x;
        ny = (int) y;
        nz = (int) z;
        inverseX = nx / Math.max(high[0] - loX, 1e-3);
        inverseY = ny / Math.max(high[1] - loY, 1e-3);
        inverseZ = nz / Math.max(high[2] - loZ, 1e-3);
        widthY = 1 / inverseY;
        widthZ = 1 / inverseZ;
    }

    int boxes() {
        return nx * ny * nz;
    }

    int box(double x, double y, double z) {
        return (boxZ(z) * ny + boxY(y)) * nx + boxX(x);
    }

    int boxX(double x) {
        return Math.min(Math.max((int) ((x - loX) * inverseX), 0), nx - 1);
    }

    int boxY(double y) {
        return Math.min(Math.max((int) ((y - loY) * inverseY), 0), ny - 1);
    }

    int boxZ(double z) {
        return Math.min(Math.max((int) ((z - loZ) * inverseZ), 0), nz - 1);
    }

    /** Squared distance along y from a coordinate to a box, Å². */
    double squaredGapY(double y, int b) {
        return squaredGap(y - loY - b * widthY, widthY);
    }

    double squaredGapZ(double z, int b) {
        return squaredGap(z - loZ - b * widthZ, widthZ);
    }

    private static double squaredGap(double offset, double width) {
        double d = offset < 0 ? offset : offset > width ? offset - width : 0;
        return d * d;
    }
}
