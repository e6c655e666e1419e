package org.eutectic.cli;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eutectic.atoms.Configuration;
import org.eutectic.cli.run.RunFile;

/** Which atoms an entry of a run file means: those to which everything applies that it says. */
final class AtomSelection {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    private final RunFile.Hold choice;
    private final String place;
    /** Where the numbers of atoms stand. */
    private final String numbersPlace;

    /** @param place the entry's, for messages */
    AtomSelection(RunFile.Hold choice, String place) {
        this(choice, place, place + ".atoms");
    }

    private AtomSelection(RunFile.Hold choice, String place, String numbersPlace) {
        this.choice = choice;
        this.place = place;
        this.numbersPlace = numbersPlace;
    }

    /** Atoms that an option of a command names by their numbers. */
    static AtomSelection ofOption(String numbers, String option) {
        return new AtomSelection(new RunFile.Hold(numbers, null, null, null, null, null), option, option);
    }

    /** The numbers of the atoms, counted from 0. */
    int[] of(Configuration c) {
        BitSet numbers = numbers(c.size());
        int[] selected = numbers.stream().filter(i -> choice.elements() == null || choice.elements().contains(c.symbol(i)))
            .filter(i -> within(choice.x(), c.positions()[3 * i]) && within(choice.y(), c.positions()[3 * i + 1]) && within(choice.z(), c.positions()[3 * i + 2])).toArray();
        if (selected.length == 0) {
            throw new CommandException(place + ": there is no such atom in the structure");
        }
        return selected;
    }

    /** Numbers counted from 0 as they are written in a run file, where they are counted from 1. */
    static String text(int[] selected) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < selected.length; k++) {
            int from = k;
            while (k + 1 < selected.length && selected[k + 1] == selected[k] + 1) {
                k++;
            }
            text.append(text.isEmpty() ? "" : ",").append(selected[from] + 1);
            if (k > from) {
                text.append('-').append(selected[k] + 1);
            }
        }
        return text.toString();
    }

    private static boolean within(List<Double> range, double x) {
        return range == null || x >= range.get(0) && x <= range.get(1);
    }

    private BitSet numbers(int atoms) {
        BitSet numbers = new BitSet(atoms);
        if (choice.atoms() == null) {
            numbers.set(0, atoms);
            return numbers;
        }
        for (String part : choice.atoms().split(",")) {
            Matcher range = RANGE.matcher(part.strip());
            if (!range.matches()) {
                throw new CommandException(numbersPlace + ": expected numbers and ranges as in 1-64,100, found '" + part.strip() + "'");
            }
            int from = Integer.parseInt(range.group(1)), to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
            if (from < 1 || to > atoms || to < from) {
                throw new CommandException(numbersPlace + ": the structure holds atoms 1 to " + atoms + ", not " + part.strip());
            }
            numbers.set(from - 1, to);
        }
        return numbers;
    }
}
