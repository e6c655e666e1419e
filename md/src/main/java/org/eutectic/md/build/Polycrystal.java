package org.eutectic.md.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.Matrix3;
import org.eutectic.md.dynamics.RandomStream;

/**
 * Grains of one crystal in a periodic box: each takes the places that are nearer to its seed than to any other (G. Voronoi, J. reine angew. Math. 134, 198 (1908)), filled with the crystal in an orientation of its own.
 * Seeds lie at random, orientations are uniformly distributed rotations (K. Shoemake, in Graphics Gems III, Academic Press 1992, p. 124). Where atoms of two grains stand too near each other, one is left out.
 */
public final class Polycrystal {
    /** Points along each edge of the box at which it is asked who is nearest, to find how far grains reach. */
    private static final int PROBES = 32;

    private final Configuration crystal;
    private final double[] edges;
    private final double closest;
    private final List<double[]> seeds = new ArrayList<>();
    private final List<double[]> positions = new ArrayList<>();
    private final List<Integer> types = new ArrayList<>();
    private final int[] sizes;
    private int left;

    /**
     * What has been made.
     *
     * @param configuration periodic throughout
     * @param sizes atoms in each grain
     * @param leftOut atoms that stood too near others
     */
    public record Result(Configuration configuration, int[] sizes, int leftOut) {}

    private Polycrystal(Configuration crystal, double[] edges, int grains, double closest, long seed) {
        this.crystal = crystal;
        this.edges = edges;
        this.closest = closest;
        sizes = new int[grains];
        RandomStream random = new RandomStream().at(seed, Atoms.Purpose.SEEDS.ordinal(), 0);
        for (int g = 0; g < grains; g++) {
            seeds.add(new double[] {edges[0] * random.nextDouble(), edges[1] * random.nextDouble(), edges[2] * random.nextDouble()});
        }
    }

    /**
     * Makes one.
     *
     * @param crystal a cell of the crystal, periodic throughout
     * @param edges lengths of the box, Å
     * @param grains how many, at least 1
     * @param closest no two atoms that were put there for different seeds or images of seeds are nearer than this, Å; below the distances within the crystal
     */
    public static Result of(Configuration crystal, double[] edges, int grains, double closest, long seed) {
        boolean[] p = crystal.cell().periodic();
        if (!(p[0] && p[1] && p[2])) {
            throw new BuildException("grains need a crystal that is periodic in all three directions");
        }
        if (grains < 1) {
            throw new BuildException("at least one grain is needed, not " + grains);
        }
        if (!(closest >= 0) || 2 * closest > Math.min(edges[0], Math.min(edges[1], edges[2]))) {
            throw BuildException.of("atoms of different grains cannot be kept %.4g Å apart in a box of %.4g × %.4g × %.4g Å", closest, edges[0], edges[1], edges[2]);
        }
        Polycrystal made = new Polycrystal(crystal, edges.clone(), grains, closest, seed);
        double[] reach = made.reach();
        for (int g = 0; g < grains; g++) {
            made.fill(g, reach[g], rotation(new RandomStream().at(seed, Atoms.Purpose.ORIENTATIONS.ordinal(), g)));
        }
        return made.finish();
    }

    /** A uniformly distributed rotation, row order. */
    static double[] rotation(RandomStream random) {
        double u = random.nextDouble(), a = 2 * Math.PI * random.nextDouble(), b = 2 * Math.PI * random.nextDouble();
        double x = Math.sqrt(1 - u) * StrictMath.sin(a), y = Math.sqrt(1 - u) * StrictMath.cos(a), z = Math.sqrt(u) * StrictMath.sin(b), w = Math.sqrt(u) * StrictMath.cos(b);
        return new double[] {1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y), 2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x), 2 * (x * z - w * y), 2 * (y * z + w * x),
            1 - 2 * (x * x + y * y)};
    }

    /** A length brought to the nearest image. */
    private double nearest(double d, int axis) {
        return d - edges[axis] * Math.rint(d / edges[axis]);
    }

    private double square(double[] a, double x, double y, double z) {
        double dx = nearest(x - a[0], 0), dy = nearest(y - a[1], 1), dz = nearest(z - a[2], 2);
        return dx * dx + dy * dy + dz * dz;
    }

    /** Upper bounds of how far each grain reaches from its seed, Å. */
    private double[] reach() {
        double[] reach = new double[seeds.size()];
        double step = Math.sqrt(edges[0] * edges[0] + edges[1] * edges[1] + edges[2] * edges[2]) / PROBES;
        for (int n = 0; n < PROBES * PROBES * PROBES; n++) {
            double x = edges[0] * (n % PROBES) / PROBES, y = edges[1] * (n / PROBES % PROBES) / PROBES, z = edges[2] * (n / (PROBES * PROBES)) / PROBES, least = Double.POSITIVE_INFINITY;
            for (double[] s : seeds) {
                least = Math.min(least, square(s, x, y, z));
            }
            // Whoever is nearest, or would be within the distance of two probes, reaches that far.
            for (int g = 0; g < reach.length; g++) {
                double d = Math.sqrt(square(seeds.get(g), x, y, z));
                if (d <= Math.sqrt(least) + 2 * step) {
                    reach[g] = Math.max(reach[g], d + step);
                }
            }
        }
        return reach;
    }

    private void fill(int grain, double reach, double[] rotation) {
        double[] own = seeds.get(grain), cell = crystal.cell().vectors(), inverse = new double[9];
        Matrix3.inverse(cell, inverse);
        // Other seeds and their images, and the own one's images, that could be nearer to some place of the grain.
        List<double[]> others = others(grain, 2 * reach);
        int[] count = new int[3];
        for (int k = 0; k < 3; k++) {
            // The part of the sphere's radius that lies between two planes of the lattice; one more for the atoms within a cell.
            count[k] = (int) Math.ceil(reach * Math.sqrt(inverse[k] * inverse[k] + inverse[3 + k] * inverse[3 + k] + inverse[6 + k] * inverse[6 + k])) + 1;
        }
        double[] x = crystal.positions(), p = new double[3], r = new double[3];
        for (int i = -count[0]; i <= count[0]; i++) {
            for (int j = -count[1]; j <= count[1]; j++) {
                for (int k = -count[2]; k <= count[2]; k++) {
                    for (int a = 0; a < crystal.size(); a++) {
                        for (int axis = 0; axis < 3; axis++) {
                            p[axis] = x[3 * a + axis] + i * cell[axis] + j * cell[3 + axis] + k * cell[6 + axis];
                        }
                        for (int axis = 0; axis < 3; axis++) {
                            r[axis] = rotation[3 * axis] * p[0] + rotation[3 * axis + 1] * p[1] + rotation[3 * axis + 2] * p[2];
                        }
                        double square = r[0] * r[0] + r[1] * r[1] + r[2] * r[2];
                        if (square <= reach * reach && belongs(r, square, others)) {
                            positions.add(new double[] {own[0] + r[0], own[1] + r[1], own[2] + r[2]});
                            types.add(crystal.types()[a]);
                            sizes[grain]++;
                        }
                    }
                }
            }
        }
    }

    /** Vectors from a seed to all others within a distance, the nearest first. */
    private List<double[]> others(int grain, double distance) {
        double[] own = seeds.get(grain);
        List<double[]> others = new ArrayList<>();
        int[] images = new int[3];
        Arrays.setAll(images, k -> (int) Math.ceil(distance / edges[k]) + 1);
        for (int g = 0; g < seeds.size(); g++) {
            for (int i = -images[0]; i <= images[0]; i++) {
                for (int j = -images[1]; j <= images[1]; j++) {
                    for (int k = -images[2]; k <= images[2]; k++) {
                        double[] s = seeds.get(g), d = {s[0] - own[0] + i * edges[0], s[1] - own[1] + j * edges[1], s[2] - own[2] + k * edges[2]};
                        double length = norm(d);
                        if (length > 0 && length < distance) {
                            others.add(d);
                        }
                    }
                }
            }
        }
        others.sort(Comparator.comparingDouble(Polycrystal::norm));
        return others;
    }

    private static double norm(double[] d) {
        return Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
    }

    /** Whether a place is nearer to its own seed, at 0, than to any other. */
    private static boolean belongs(double[] r, double square, List<double[]> others) {
        for (double[] o : others) {
            double x = r[0] - o[0], y = r[1] - o[1], z = r[2] - o[2];
            if (x * x + y * y + z * z < square) {
                return false;
            }
        }
        return true;
    }

    private Result finish() {
        int n = positions.size();
        boolean[] kept = new boolean[n];
        int[] owner = new int[n];
        for (int g = 0, k = 0; g < sizes.length; g++) {
            Arrays.fill(owner, k, k + sizes[g], g);
            k += sizes[g];
        }
        int[] grid = new int[3];
        int cells = 1;
        for (int k = 0; k < 3; k++) {
            grid[k] = (int) Math.clamp((long) (edges[k] / Math.max(closest, 2)), 1, 512);
            cells *= grid[k];
        }
        int[] head = new int[cells], next = new int[n];
        Arrays.fill(head, -1);
        for (int i = 0; i < n; i++) {
            int[] at = wrap(positions.get(i), grid);
            if (crowded(i, at, grid, head, next)) {
                sizes[owner[i]]--;
                left++;
                continue;
            }
            int cell = (at[0] * grid[1] + at[1]) * grid[2] + at[2];
            next[i] = head[cell];
            head[cell] = i;
            kept[i] = true;
        }
        double[] x = new double[3 * (n - left)];
        int[] t = new int[n - left];
        for (int i = 0, k = 0; i < n; i++) {
            if (kept[i]) {
                System.arraycopy(positions.get(i), 0, x, 3 * k, 3);
                t[k++] = types.get(i);
            }
        }
        return new Result(new Configuration(crystal.symbols(), t, x, Cell.orthorhombic(edges[0], edges[1], edges[2])), sizes, left);
    }

    /** Brings a place into the box; gives its cell of the grid. */
    private int[] wrap(double[] x, int[] grid) {
        int[] at = new int[3];
        for (int k = 0; k < 3; k++) {
            x[k] -= edges[k] * Math.floor(x[k] / edges[k]);
            at[k] = Math.min(grid[k] - 1, (int) (x[k] / edges[k] * grid[k]));
        }
        return at;
    }

    private boolean crowded(int i, int[] at, int[] grid, int[] head, int[] next) {
        double[] x = positions.get(i);
        for (int a = -1; a <= 1; a++) {
            for (int b = -1; b <= 1; b++) {
                for (int c = -1; c <= 1; c++) {
                    int cell = (Math.floorMod(at[0] + a, grid[0]) * grid[1] + Math.floorMod(at[1] + b, grid[1])) * grid[2] + Math.floorMod(at[2] + c, grid[2]);
                    for (int j = head[cell]; j >= 0; j = next[j]) {
                        if (square(positions.get(j), x[0], x[1], x[2]) < closest * closest) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }
}
