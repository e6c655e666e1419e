package org.eutectic.ml.mtp;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.term.TermException;
import org.eutectic.term.TermRequest;

/** Reads the files of the MLIP package, version 1.1.0 of the format: lines "key = value", lists in braces, radial coefficients by pairs of species (I. S. Novikov et al., Mach. Learn.: Sci. Technol. 2, 025002 (2021)). */
final class MtpFile {
    private static final Set<String> KEYS = Set.of("version", "potential_name", "scaling", "species_count", "potential_tag", "radial_basis_type", "min_dist", "max_dist", "radial_basis_size",
        "radial_funcs_count", "alpha_moments_count", "alpha_index_basic_count", "alpha_index_basic", "alpha_index_times_count", "alpha_index_times", "alpha_scalar_moments", "alpha_moment_mapping",
        "species_coeffs", "moment_coeffs");
    private static final int MOST = 10_000_000;
    /** Numbers of moments are kept in sixteen bits; the largest models of MLIP have some ten thousand. */
    private static final int MOST_MOMENTS = 65_535;

    private final TermRequest request;
    private final String argument;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private double[] radial;

    MtpFile(TermRequest request, String argument) {
        this.request = request;
        this.argument = argument;
    }

    private TermException bad(int line, String message) {
        return new TermException(argument, request.file(argument) + (line > 0 ? ":" + line : "") + ": " + message);
    }

    MtpModel read() throws TermException {
        List<String> lines = request.lines(argument);
        if (lines.isEmpty() || !lines.getFirst().strip().equals("MTP")) {
            throw bad(1, "a moment tensor potential of MLIP begins with a line MTP");
        }
        for (int k = 1; k < lines.size(); k++) {
            String line = lines.get(k).strip();
            int equals = line.indexOf('=');
            if (equals > 0) {
                String key = line.substring(0, equals).strip();
                if (!KEYS.contains(key)) {
                    throw bad(k + 1, "there is no key '" + key + "'" + Suggestion.nearest(key, KEYS).map(n -> "; did you mean " + n + "?").orElse(""));
                }
                values.put(key, line.substring(equals + 1).strip());
                places.put(key, k + 1);
            } else if (line.equals("radial_coeffs")) {
                k = radial(lines, k + 1) - 1;
            } else if (!line.isEmpty()) {
                throw bad(k + 1, "a key and its value are to stand here, not '" + (line.length() > 30 ? line.substring(0, 30) + "…" : line) + "'");
            }
        }
        return model();
    }

    /** The coefficients of each pair of species, a row for each radial function; returns the line after them. */
    private int radial(List<String> lines, int from) throws TermException {
        int species = count("species_count"), size = count("radial_basis_size"), functions = count("radial_funcs_count"), k = from;
        radial = new double[species * species * functions * size];
        boolean[] seen = new boolean[species * species];
        for (int pair = 0; pair < species * species; pair++) {
            String name = k < lines.size() ? lines.get(k).strip() : "";
            if (!name.matches("\\d+-\\d+")) {
                throw bad(k + 1, "radial coefficients of " + species * species + " pairs of species are wanted, such as 0-0; there are " + pair);
            }
            int a = Integer.parseInt(name.split("-")[0]), b = Integer.parseInt(name.split("-")[1]);
            if (a >= species || b >= species || seen[a * species + b]) {
                throw bad(k + 1, "the pair " + name + (a >= species || b >= species ? " is none of " + species + " species" : " stands here twice"));
            }
            seen[a * species + b] = true;
            k++;
            for (int f = 0; f < functions; f++, k++) {
                double[] row = k < lines.size() ? numbers(lines.get(k), k + 1) : new double[0];
                if (row.length != size) {
                    throw bad(k + 1, size + " coefficients of radial function " + (f + 1) + " of " + functions + " of the pair " + name + " are wanted here; there are " + row.length);
                }
                System.arraycopy(row, 0, radial, ((a * species + b) * functions + f) * size, size);
            }
        }
        return k;
    }

    private String value(String key) throws TermException {
        String v = values.get(key);
        if (v == null) {
            throw bad(0, "there is no " + key + ": the file is cut short, or no potential");
        }
        return v;
    }

    private double[] numbers(String text, int line) throws TermException {
        String inside = text.replaceAll("[{},\\s]+", " ").strip();
        String[] words = inside.isEmpty() ? new String[0] : inside.split(" ");
        double[] all = new double[words.length];
        for (int k = 0; k < all.length; k++) {
            try {
                all[k] = Double.parseDouble(words[k]);
            } catch (NumberFormatException e) {
                throw bad(line, "a number is to stand here, not '" + words[k] + "'");
            }
            if (!Double.isFinite(all[k])) {
                throw bad(line, words[k] + " is no finite number");
            }
        }
        return all;
    }

    private double number(String key) throws TermException {
        double[] all = numbers(value(key), places.get(key));
        if (all.length != 1) {
            throw bad(places.get(key), key + " is one number, not " + all.length);
        }
        return all[0];
    }

    private int count(String key) throws TermException {
        double x = number(key);
        if (x != Math.rint(x) || x < 1 || x > MOST) {
            throw bad(places.get(key), key + " is a whole number above zero, not " + value(key));
        }
        return (int) x;
    }

    private double[] list(String key, int wanted, String why) throws TermException {
        double[] all = numbers(value(key), places.get(key));
        if (all.length != wanted) {
            throw bad(places.get(key), key + " has " + all.length + " numbers; " + why + " " + wanted);
        }
        return all;
    }

    private int[] indices(String key, int wanted, String why, IntPredicate inside) throws TermException {
        double[] all = list(key, wanted, why);
        for (double x : all) {
            if (x != Math.rint(x) || Math.abs(x) > MOST || !inside.test((int) x)) {
                throw bad(places.get(key), key + " holds " + (x == Math.rint(x) ? String.valueOf((long) x) : String.valueOf(x)) + ", which names nothing that there is");
            }
        }
        return Arrays.stream(all).mapToInt(x -> (int) x).toArray();
    }

    private MtpModel model() throws TermException {
        if (!value("version").equals("1.1.0")) {
            throw bad(places.get("version"), "this is version " + value("version") + " of the format; 1.1.0 is known");
        }
        if (!value("radial_basis_type").equals("RBChebyshev")) {
            throw bad(places.get("radial_basis_type"), "radial functions " + value("radial_basis_type") + " are not known; RBChebyshev are");
        }
        if (radial == null) {
            throw bad(0, "there are no radial_coeffs");
        }
        double nearest = number("min_dist"), cutoff = number("max_dist");
        if (!(nearest >= 0 && cutoff > nearest)) {
            throw bad(places.get("max_dist"), "max_dist must lie beyond min_dist");
        }
        int species = count("species_count"), functions = count("radial_funcs_count"), moments = count("alpha_moments_count"), basics = count("alpha_index_basic_count");
        int times = count("alpha_index_times_count"), scalars = count("alpha_scalar_moments");
        if (moments > MOST_MOMENTS) {
            throw bad(places.get("alpha_moments_count"), "there are " + moments + " moments; at most " + MOST_MOMENTS + " are taken");
        }
        int[] basic = indices("alpha_index_basic", 4 * basics, "four for each of alpha_index_basic_count are", x -> x >= 0 && x < 64);
        int[] products = indices("alpha_index_times", 4 * times, "four for each of alpha_index_times_count are", x -> true);
        int[] mapping = indices("alpha_moment_mapping", scalars, "alpha_scalar_moments is", x -> x >= 0 && x < moments);
        for (int k = 0; k < basic.length; k += 4) {
            if (basic[k] >= functions || basics > moments) {
                throw bad(places.get("alpha_index_basic"), "moment " + k / 4 + " wants radial function " + basic[k] + "; there are " + functions);
            }
        }
        for (int k = 0; k < products.length; k += 4) {
            // What a product needs stands before it, so that one pass computes all and one backward all derivatives.
            if (products[k + 3] >= moments || products[k + 3] < basics || Math.max(products[k], products[k + 1]) >= products[k + 3] || Math.min(products[k], products[k + 1]) < 0) {
                throw bad(places.get("alpha_index_times"), "product " + k / 4 + " makes moment " + products[k + 3] + " of " + products[k] + " and " + products[k + 1] + ", out of order or out of range");
            }
        }
        return new MtpModel(species, nearest, cutoff, number("scaling"), count("radial_basis_size"), functions, radial, moments, basic, products, mapping,
            list("species_coeffs", species, "species_count is"), list("moment_coeffs", scalars, "alpha_scalar_moments is"));
    }
}
