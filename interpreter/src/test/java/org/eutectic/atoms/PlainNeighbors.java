package org.eutectic.atoms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Neighbour lists by looking at every image of every atom: slow, and too short to be wrong. */
public final class PlainNeighbors {
    private PlainNeighbors() {}

    /**
     * @param species the force field's species, whose order gives the species numbers
     * @param reach neighbours closer than this are listed, Å
     */
    public static NeighborList of(Configuration c, List<String> species, double reach) {
        int n = c.size();
        List<double[]> x = new ArrayList<>();
        List<int[]> origin = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            x.add(new double[] {c.positions()[3 * i], c.positions()[3 * i + 1], c.positions()[3 * i + 2]});
            origin.add(new int[] {i, 0, 0, 0});
        }
        int[] images = images(c.cell(), reach);
        for (int a = -images[0]; a <= images[0]; a++) {
            for (int b = -images[1]; b <= images[1]; b++) {
                for (int m = -images[2]; m <= images[2]; m++) {
                    for (int i = 0; i < n && !(a == 0 && b == 0 && m == 0); i++) {
                        double[] y = new double[3];
                        for (int k = 0; k < 3; k++) {
                            y[k] = c.positions()[3 * i + k] + a * c.cell().get(0, k) + b * c.cell().get(1, k) + m * c.cell().get(2, k);
                        }
                        x.add(y);
                        origin.add(new int[] {i, a, b, m});
                    }
                }
            }
        }
        return list(c, species, reach, x, origin);
    }

    private static NeighborList list(Configuration c, List<String> species, double reach, List<double[]> x, List<int[]> origin) {
        int n = c.size(), total = x.size();
        double[] positions = new double[NeighborList.WIDTH * total];
        int[] types = new int[total], owners = new int[total], shifts = new int[3 * total], first = new int[n + 1];
        for (int t = 0; t < total; t++) {
            System.arraycopy(x.get(t), 0, positions, NeighborList.WIDTH * t, 3);
            System.arraycopy(origin.get(t), 1, shifts, 3 * t, 3);
            owners[t] = origin.get(t)[0];
            types[t] = species.indexOf(c.symbol(owners[t]));
        }
        List<Integer> neighbors = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < total; t++) {
                if (t != i && distance(x.get(i), x.get(t)) < reach) {
                    neighbors.add(t);
                }
            }
            first[i + 1] = neighbors.size();
        }
        Pairs pairs = new Pairs(Neighborhood.full(reach));
        pairs.centers = n;
        pairs.first = first;
        pairs.neighbors = neighbors.stream().mapToInt(Integer::intValue).toArray();
        for (int i = 0; i < n; i++) {
            pairs.longest = Math.max(pairs.longest, first[i + 1] - first[i]);
        }
        // Every ghost has a shift of its own.
        int[] images = IntStream.range(0, total - n).toArray();
        int[] ghostShifts = Arrays.copyOfRange(shifts, 3 * n, 3 * total);
        return new NeighborList(n, total, owners.clone(), positions, types, owners, new int[3 * n], images, ghostShifts, List.of(pairs),
            new AtomValues().take(c.charges()), new AtomValues().take(c.masses()), new Cell[] {c.cell()});
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) + (a[2] - b[2]) * (a[2] - b[2]));
    }

    /** How many images each way: one more than the reach needs for atoms that lie inside the cell. */
    private static int[] images(Cell cell, double reach) {
        int[] images = new int[3];
        for (int k = 0; k < 3; k++) {
            if (cell.periodic(k)) {
                int u = (k + 1) % 3, v = (k + 2) % 3;
                double[] cross = new double[3];
                for (int a = 0; a < 3; a++) {
                    int b = (a + 1) % 3, d = (a + 2) % 3;
                    cross[a] = cell.get(u, b) * cell.get(v, d) - cell.get(u, d) * cell.get(v, b);
                }
                double area = Math.sqrt(cross[0] * cross[0] + cross[1] * cross[1] + cross[2] * cross[2]);
                images[k] = 1 + (int) Math.ceil(reach / (cell.volume() / area));
            }
        }
        return images;
    }
}
