package org.eutectic.physics.coulomb;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;

/** How fine a mesh must be, and with which splines charges are spread over it: of all orders whose error {@link MeshError} keeps within the splitting's, the one with the cheapest mesh. */
public final class MeshPlan {
    private static final int[] ORDERS = {4, 6, 8, 10, 12};
    /** The highest order. */
    public static final int WIDEST = 12;
    /** What a point of the mesh costs, there and back, and one of a spline, in some unit; roughly. */
    private static final double POINT_COST = 12;
    private static final double SPREAD_COST = 1.6;
    /** 2 GB. */
    private static final double MOST_POINTS = 2.5e8;

    private final double accuracy;
    private Cell cell;
    private Splitting splitting;
    private Splitting planned;
    private final double[] spacings = new double[ORDERS.length];
    private final double[] basis = new double[9];
    private final double[][] moduli = new double[3][];
    private final int[] points = new int[3];
    private int order;

    MeshPlan(double accuracy) {
        this.accuracy = accuracy;
    }

    /**
     * Takes over a cell and a splitting; cheap where both are those of before.
     *
     * @return whether anything is new
     * @throws StructureException where the mesh would be too fine
     */
    boolean prepare(Cell cell, Splitting splitting, int atoms) {
        if (cell.equals(this.cell) && splitting.equals(this.splitting)) {
            return false;
        }
        if (!splitting.equals(planned)) {
            for (int k = 0; k < ORDERS.length; k++) {
                spacings[k] = MeshError.coarsest(splitting, ORDERS[k]) / splitting.alpha();
            }
            planned = splitting;
        }
        this.cell = cell;
        this.splitting = splitting;
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < ORDERS.length; k++) {
            double points = points(k), cost = POINT_COST * points + SPREAD_COST * atoms * Math.pow(ORDERS[k], 3);
            if (points <= MOST_POINTS && cost < least) {
                best = k;
                least = cost;
            }
        }
        if (best < 0) {
            this.cell = null;
            throw StructureException.of(Kind.UNFIT, "an accuracy of %.1g asks for a finer mesh than fits into memory; method = ewald has no such limit, and a larger cutoff makes the mesh coarser",
                accuracy);
        }
        order = ORDERS[best];
        for (int d = 0; d < 3; d++) {
            points[d] = size(best, d);
            moduli[d] = Spline.moduli(order, points[d]);
        }
        LatticeWaves.basis(cell, basis);
        return true;
    }

    private double points(int k) {
        return spacings[k] == 0 ? Double.POSITIVE_INFINITY : (double) size(k, 0) * size(k, 1) * size(k, 2);
    }

    /** Points along an edge of the cell: an even number at least as large as the order that has no other prime factors than 2, 3 and 5. */
    private int size(int k, int edge) {
        double x = cell.get(edge, 0), y = cell.get(edge, 1), z = cell.get(edge, 2);
        int n = (int) Math.min(1e9, Math.max(ORDERS[k], Math.ceil(Math.sqrt(x * x + y * y + z * z) / spacings[k])));
        for (n += n & 1; !smooth(n); n += 2) {
            continue;
        }
        return n;
    }

    private static boolean smooth(int n) {
        for (int f : new int[] {2, 3, 5}) {
            while (n % f == 0) {
                n /= f;
            }
        }
        return n == 1;
    }

    /** Points along each edge of the cell, even numbers with no other prime factors than 2, 3 and 5. The live array. */
    public int[] points() {
        return points;
    }

    /** Of the splines. */
    public int order() {
        return order;
    }

    /** |b(m)|² for the waves along each edge (Essmann's eq. 4.4). The live arrays. */
    public double[][] moduli() {
        return moduli;
    }

    /** Rows b1, b2, b3 with a_i·b_j = 2π δ_ij, 1/Å. The live array. */
    public double[] basis() {
        return basis;
    }
}
