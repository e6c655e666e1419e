package org.eutectic.kernel;

import java.util.List;
import org.eutectic.ir.Range;

/**
 * A potential's routine, in a form that every back end prints or runs: for each centre gather the neighbours inside the largest range into lanes,
 * those of a smaller range first, then run the stage's statements.
 *
 * @param ranges smallest first, each covering the one before
 * @param fields number of atom fields
 * @param forces whether the last stage gives forces, or the energy only
 */
public record Kernel(String name, List<String> species, List<Range> ranges, int fields, List<Stage> stages, boolean forces) {

    public int largestRange() {
        return ranges.size() - 1;
    }
}
