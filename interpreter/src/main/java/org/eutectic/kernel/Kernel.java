package org.eutectic.kernel;

import java.util.List;
import org.eutectic.ir.Range;

/**
 * A potential's routine, in a form that every back end prints or runs: for each centre gather the neighbours inside the largest range into lanes,
 * those of a smaller range first, then run the stage's statements.
 *
 * @param ranges smallest first, each covering the one before
 * @param fields number of atom fields
 * @param outputs what the routine gives
 * @param centers bit s is set if centers of species s run through it
 * @param half whether each pair of atoms stands once, and lanes hold the squares of distances
 * @param lanes whether loops over neighbours compute several at a time
 * @param innerLanes whether loops over second and third neighbors do so
 * @param chargeSlopes the field that holds, in the end, the derivative of the energy with respect to each center's charge; −1 where there is none
 */
public record Kernel(String name, List<String> species, List<Range> ranges, int fields, List<Stage> stages, Outputs outputs,
                     long centers, boolean half, boolean lanes, boolean innerLanes, int chargeSlopes) {

    /** The same routine with its loops in lanes: for those that {@link LaneFit} finds fit. */
    Kernel inLanes() {
        return new Kernel(name, species, ranges, fields, stages.stream().map(s -> MappedPairs.of(LoopFission.of(s), this)).toList(), outputs, centers, half, true, false, chargeSlopes);
    }

    /** The same routine with its inner loops in lanes, too, the long ones divided. */
    Kernel withInnerLanes() {
        return new Kernel(name, species, ranges, fields, stages.stream().map(s -> Portions.of(s, this)).toList(), outputs, centers, half, lanes, true, chargeSlopes);
    }

    /** The same routine with its second neighbors sifted: for those that {@link Sieve} serves. */
    Kernel sifted() {
        return new Kernel(name, species, ranges, fields, stages.stream().map(s -> Sieve.of(s, this)).toList(), outputs, centers, half, lanes, innerLanes, chargeSlopes);
    }

    public int largestRange() {
        return ranges.size() - 1;
    }
}
