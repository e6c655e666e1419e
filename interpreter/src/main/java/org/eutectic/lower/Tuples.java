package org.eutectic.lower;

import java.util.ArrayList;
import java.util.List;
import org.eutectic.model.Model;

/** Tuples of species in the order of their numbers, the first index slowest. */
public final class Tuples {
    private Tuples() {}

    /** All tuples of so many species. */
    public static List<List<String>> all(List<String> species, int length) {
        List<List<String>> result = List.of(List.of());
        for (int k = 0; k < length; k++) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> t : result) {
                for (String s : species) {
                    List<String> u = new ArrayList<>(t);
                    u.add(s);
                    longer.add(u);
                }
            }
            result = longer;
        }
        return result;
    }

    /** The species at each place, where the open places hold tuple {@code number} of {@code species}. */
    static List<String> fill(Place[] places, int number, int open, List<String> species) {
        int[] digits = new int[open];
        int rest = number;
        for (int k = open - 1; k >= 0; k--) {
            digits[k] = rest % species.size();
            rest /= species.size();
        }
        List<String> tuple = new ArrayList<>();
        int next = 0;
        for (Place p : places) {
            tuple.add(p instanceof Place.Fixed f ? f.species() : species.get(digits[next++]));
        }
        return tuple;
    }

    /** Whether a model knows the species at the open places of a tuple; a named species was checked where it was named. */
    static boolean isKnown(Model model, Place[] places, List<String> tuple) {
        for (int k = 0; k < places.length; k++) {
            if (places[k] instanceof Place.Slot && !model.species().contains(tuple.get(k))) {
                return false;
            }
        }
        return true;
    }
}
