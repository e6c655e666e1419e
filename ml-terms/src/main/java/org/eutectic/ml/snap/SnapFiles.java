package org.eutectic.ml.snap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.term.TermException;
import org.eutectic.term.TermRequest;

/**
 * Reads the two files of LAMMPS's {@code pair_style snap} (https://docs.lammps.org/pair_snap.html): {@code .snapparam} with a keyword and its value on each line,
 * {@code .snapcoeff} with the number of elements and of coefficients, and for each element a line "name radius weight" and its coefficients. What follows a # is a comment.
 */
final class SnapFiles {
    private static final int LARGEST_TWOJMAX = 20;
    /** Keywords and their defaults; NaN for those that must be there. */
    private static final Map<String, Double> DEFAULTS = Map.ofEntries(Map.entry("rcutfac", Double.NaN), Map.entry("twojmax", Double.NaN), Map.entry("rfac0", 0.99363),
        Map.entry("rmin0", 0.0), Map.entry("switchflag", 1.0), Map.entry("bzeroflag", 1.0), Map.entry("quadraticflag", 0.0), Map.entry("chemflag", 0.0), Map.entry("bnormflag", 0.0),
        Map.entry("wselfallflag", 0.0), Map.entry("switchinnerflag", 0.0));
    /** Settings of how LAMMPS computes, and one of files from before 2019 that had one value only. */
    private static final Set<String> WITHOUT_MEANING = Set.of("chunksize", "parallelthresh", "diagonalstyle");
    private static final Set<String> FLAGS = Set.of("switchflag", "bzeroflag", "quadraticflag", "chemflag", "bnormflag", "wselfallflag", "switchinnerflag");

    private final TermRequest request;
    private final String coefficients;
    private final String parameters;

    SnapFiles(TermRequest request, String coefficients, String parameters) {
        this.request = request;
        this.coefficients = coefficients;
        this.parameters = parameters;
    }

    /** The words of a file, line by line. */
    private record Line(int number, String[] words) {}

    private List<Line> lines(String argument) throws TermException {
        List<Line> all = new ArrayList<>();
        List<String> text = request.lines(argument);
        for (int k = 0; k < text.size(); k++) {
            String line = text.get(k).replaceFirst("#.*", "").strip();
            if (!line.isEmpty()) {
                all.add(new Line(k + 1, line.split("\\s+")));
            }
        }
        return all;
    }

    private TermException bad(String argument, int line, String message) {
        return new TermException(argument, request.file(argument) + (line > 0 ? ":" + line : "") + ": " + message);
    }

    private double number(String argument, int line, String word, String what) throws TermException {
        double x;
        try {
            x = Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw bad(argument, line, what + " is to stand here, not '" + word + "'");
        }
        if (!Double.isFinite(x)) {
            throw bad(argument, line, what + " is " + word + ", no finite number");
        }
        return x;
    }

    private int count(Line line, int word, String what, int least, int most) throws TermException {
        double x = number(coefficients, line.number, line.words[word], what);
        if (x != Math.rint(x) || x < least || x > most) {
            throw bad(coefficients, line.number, what + " is " + line.words[word] + "; a whole number from " + least + " to " + most + " is wanted");
        }
        return (int) x;
    }

    SnapModel read() throws TermException {
        Map<String, Double> given = parameters();
        int twojmax = given.get("twojmax").intValue();
        boolean quadratic = given.get("quadraticflag") == 1;
        List<Line> all = lines(coefficients);
        if (all.isEmpty() || all.getFirst().words.length != 2) {
            throw bad(coefficients, all.isEmpty() ? 0 : all.getFirst().number, "the first line is to hold the numbers of elements and of coefficients of each");
        }
        int elements = count(all.getFirst(), 0, "the number of elements", 1, 100), each = count(all.getFirst(), 1, "the number of coefficients", 1, 100_000_000);
        int wanted = SnapModel.coefficients(twojmax, quadratic);
        if (each != wanted) {
            throw bad(coefficients, all.getFirst().number, each + " coefficients for each element; " + (quadratic ? "a quadratic" : "a linear") + " model with twojmax " + twojmax + " ("
                + request.file(parameters) + ") has " + wanted);
        }
        List<String> names = new ArrayList<>();
        double[] radii = new double[elements], weights = new double[elements];
        double[][] values = new double[elements][each];
        int at = 1;
        for (int e = 0; e < elements; e++) {
            Line head = next(all, at++, "element " + (e + 1) + " of " + elements);
            if (head.words.length != 3) {
                throw bad(coefficients, head.number, "an element is to stand here with its radius and weight, not " + head.words.length + (head.words.length == 1 ? " word" : " words"));
            }
            names.add(head.words[0]);
            radii[e] = number(coefficients, head.number, head.words[1], "the radius of " + head.words[0]);
            weights[e] = number(coefficients, head.number, head.words[2], "the weight of " + head.words[0]);
            for (int k = 0; k < each; k++) {
                Line line = next(all, at++, "coefficient " + (k + 1) + " of the " + each + " of " + head.words[0]);
                values[e][k] = number(coefficients, line.number, line.words[0], "a coefficient of " + head.words[0]);
            }
            if (!(radii[e] > 0)) {
                throw bad(coefficients, head.number, "the radius of " + head.words[0] + " must be above zero");
            }
        }
        if (at < all.size()) {
            throw bad(coefficients, all.get(at).number, "the file goes on after the last coefficient");
        }
        return new SnapModel(twojmax, given.get("rcutfac"), given.get("rfac0"), given.get("rmin0"), given.get("switchflag") == 1, given.get("bzeroflag") == 1,
            given.get("bnormflag") == 1, quadratic, List.copyOf(names), radii, weights, values);
    }

    private Line next(List<Line> all, int at, String what) throws TermException {
        if (at >= all.size()) {
            throw bad(coefficients, 0, "the file ends before " + what);
        }
        return all.get(at);
    }

    private Map<String, Double> parameters() throws TermException {
        Map<String, Double> given = new TreeMap<>(DEFAULTS);
        for (Line line : lines(parameters)) {
            String key = line.words[0].toLowerCase(Locale.ROOT);
            if (WITHOUT_MEANING.contains(key)) {
                continue;
            }
            if (!DEFAULTS.containsKey(key)) {
                throw bad(parameters, line.number, "there is no keyword '" + line.words[0] + "'" + Suggestion.nearest(key, DEFAULTS.keySet()).map(n -> "; did you mean " + n + "?").orElse(""));
            }
            if (line.words.length != 2) {
                throw bad(parameters, line.number, "the keyword " + key + " takes one value");
            }
            double x = number(parameters, line.number, line.words[1], key);
            if (FLAGS.contains(key) && x != 0 && x != 1) {
                throw bad(parameters, line.number, key + " is 0 or 1, not " + line.words[1]);
            }
            if ((key.equals("chemflag") || key.equals("switchinnerflag")) && x == 1) {
                throw bad(parameters, line.number, key + " 1 is not supported: " + (key.equals("chemflag") ? "components of the bispectrum that tell elements apart" : "a second, inner switching function"));
            }
            if (key.equals("twojmax") && (x != Math.rint(x) || x < 0 || x > LARGEST_TWOJMAX)) {
                throw bad(parameters, line.number, "twojmax is a whole number from 0 to " + LARGEST_TWOJMAX + ", not " + line.words[1]);
            }
            given.put(key, x);
        }
        for (String key : List.of("rcutfac", "twojmax")) {
            if (given.get(key).isNaN()) {
                throw bad(parameters, 0, "there is no " + key);
            }
        }
        if (!(given.get("rcutfac") > 0)) {
            throw bad(parameters, 0, "rcutfac must be above zero, not " + given.get("rcutfac"));
        }
        return given;
    }
}
