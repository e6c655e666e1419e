package org.eutectic.reference;

import java.util.ArrayList;
import java.util.List;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.Pairs;
import org.eutectic.ir.Range;

/** What {@link Twin}'s plain values look at: for each atom its neighbours inside the cutoff. */
final class World {
    final NeighborList list;
    /** Å, three for each place. */
    final double[] x;
    private final List<List<Integer>> lanes = new ArrayList<>();

    /** @param chain the ranges that order the neighbours, smallest first */
    World(NeighborList list, List<Range> chain) {
        this.list = list;
        this.x = new double[3 * list.total()];
        for (int place = 0; place < list.total(); place++) {
            System.arraycopy(list.positions(), NeighborList.WIDTH * place, x, 3 * place, 3);
        }
        Pairs pairs = list.pairs(Neighborhood.full(Cluster.CUTOFF));
        for (int i = 0; i < list.centers(); i++) {
            List<Integer> mine = new ArrayList<>();
            for (Range range : chain) {
                for (int m = pairs.first()[i]; m < pairs.first()[i + 1]; m++) {
                    int j = pairs.neighbors()[m];
                    boolean inside = Cluster.distance(x, i, j) < range.get(list.types()[i], list.types()[j]);
                    if (inside && !mine.contains(j)) {
                        mine.add(j);
                    }
                }
            }
            lanes.add(mine);
        }
    }

    List<Integer> lanes(int i) {
        return lanes.get(i);
    }

    int atom(int i, int lane) {
        return lanes.get(i).get(lane);
    }

    double distance(int i, int lane) {
        return Cluster.distance(x, i, atom(i, lane));
    }

    boolean inside(Range range, int i, int lane) {
        return range == null || distance(i, lane) < range.get(list.types()[i], list.types()[atom(i, lane)]);
    }

    /** The species at a slot. */
    int species(int i, int[] tuple, int slot) {
        return list.types()[slot < 0 ? i : atom(i, tuple[slot])];
    }
}
