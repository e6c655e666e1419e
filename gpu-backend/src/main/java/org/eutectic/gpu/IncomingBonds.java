package org.eutectic.gpu;

import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Pairs;

/**
 * For each center the bonds that lead to it or to an image of it: what they have for it is added up in their order, so that results do not depend on which thread comes first.
 *
 * @param first where those of each center begin
 * @param bonds numbers of bonds
 */
record IncomingBonds(int[] first, int[] bonds) {

    static IncomingBonds of(NeighborList list, Pairs pairs) {
        int centers = list.centers(), count = pairs.count();
        int[] owners = list.owners(), neighbors = pairs.neighbors(), first = new int[centers + 1], next = new int[centers], bonds = new int[count];
        for (int b = 0; b < count; b++) {
            first[owners[neighbors[b]] + 1]++;
        }
        for (int i = 0; i < centers; i++) {
            first[i + 1] += first[i];
            next[i] = first[i];
        }
        for (int b = 0; b < count; b++) {
            bonds[next[owners[neighbors[b]]]++] = b;
        }
        return new IncomingBonds(first, bonds);
    }
}
