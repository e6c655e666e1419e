package org.eutectic.ml.mtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The products x^a y^b z^c of which the basic moments are made: each once, those that it is made of before it. */
final class MtpMonomials {
    /** How many there are; the first is 1. */
    final int count;
    /** For each the one of a degree less of which it is made, and the axis whose coordinate that is multiplied by. */
    final int[] lower;
    final int[] axis;
    /** For each and each axis: its derivative is {@code power} times the monomial {@code derivative}; power 0 where it does not depend on that coordinate. */
    final int[] power;
    final int[] derivative;
    /** For each basic moment the number of its monomial. */
    final int[] ofBasic;

    MtpMonomials(MtpModel model) {
        Map<List<Integer>, Integer> numbers = new LinkedHashMap<>();
        ofBasic = new int[model.basicCount()];
        for (int k = 0; k < ofBasic.length; k++) {
            ofBasic[k] = number(numbers, List.of(model.basic()[4 * k + 1], model.basic()[4 * k + 2], model.basic()[4 * k + 3]));
        }
        number(numbers, List.of(0, 0, 0));
        count = numbers.size();
        lower = new int[count];
        axis = new int[count];
        power = new int[3 * count];
        derivative = new int[3 * count];
        List<List<Integer>> all = new ArrayList<>(numbers.keySet());
        for (int m = 0; m < count; m++) {
            for (int a = 0; a < 3; a++) {
                power[3 * m + a] = all.get(m).get(a);
                if (power[3 * m + a] > 0) {
                    derivative[3 * m + a] = lower[m] = numbers.get(less(all.get(m), a));
                    axis[m] = a;
                }
            }
        }
    }

    private static List<Integer> less(List<Integer> powers, int axis) {
        Integer[] p = powers.toArray(Integer[]::new);
        p[axis]--;
        return Arrays.asList(p);
    }

    /** The number of a monomial; it and all its derivatives get one if they have none yet. */
    private static int number(Map<List<Integer>, Integer> numbers, List<Integer> powers) {
        Integer known = numbers.get(powers);
        if (known != null) {
            return known;
        }
        for (int a = 0; a < 3; a++) {
            if (powers.get(a) > 0) {
                number(numbers, less(powers, a));
            }
        }
        numbers.put(powers, numbers.size());
        return numbers.size() - 1;
    }
}
