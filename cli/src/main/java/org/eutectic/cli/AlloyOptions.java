package org.eutectic.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.build.Atoms;
import org.eutectic.md.build.PairCorrelations;
import org.eutectic.md.build.QuasirandomAlloy;
import org.eutectic.md.build.RandomAlloy;
import picocli.CommandLine.Option;

/** Which species take whose places, and in which order. */
final class AlloyOptions {
    private static final Pattern PART = Pattern.compile("([A-Za-z]\\w*)(?:@([A-Za-z]\\w*))?:([0-9.eE+-]+)(%?)");

    @Option(names = "--alloy", split = ",", paramLabel = "B:X", description = "Other elements on the places of the crystal's, and what part of them each takes: Ni:0.3 or Ni:30%%. In compounds with the element whose places: K@Na:0.5.")
    private List<String> parts = List.of();

    @Option(names = "--sqs", paramLabel = "SHELLS",
        description = "Arrange the alloy so that pairs in so many shells of neighbors are as frequent as in an endless random alloy (a special quasirandom structure).")
    private Integer shells;

    /** The structure with places taken. */
    Configuration fill(Configuration atoms, long seed, PrintWriter out) {
        if (shells != null && (parts.isEmpty() || shells < 1)) {
            throw new CommandException(shells < 1 ? "--sqs: at least one shell is needed, not " + shells : "--sqs arranges an alloy; say of what with --alloy");
        }
        Map<String, Map<String, Double>> byHost = new LinkedHashMap<>();
        for (String part : parts) {
            add(part, atoms, byHost);
        }
        Configuration filled = atoms;
        for (Map.Entry<String, Map<String, Double>> e : byHost.entrySet()) {
            String host = e.getKey();
            int[] places = IntStream.range(0, atoms.size()).filter(i -> atoms.symbol(i).equals(host)).toArray();
            filled = new RandomAlloy(host, e.getValue()).of(filled, seed);
            if (shells != null) {
                filled = QuasirandomAlloy.arrange(filled, places, shells, seed);
                report(QuasirandomAlloy.correlations(filled, places, shells), host, out);
            }
        }
        return filled;
    }

    private static void add(String part, Configuration atoms, Map<String, Map<String, Double>> byHost) {
        Matcher m = PART.matcher(part);
        double x = Double.NaN;
        if (m.matches()) {
            try {
                x = Double.parseDouble(m.group(3)) * (m.group(4).isEmpty() ? 1 : 0.01);
            } catch (NumberFormatException e) {
                // The message below says what is needed.
            }
        }
        if (Double.isNaN(x)) {
            throw new CommandException("--alloy: an element and its part are needed, as in Ni:0.3, Ni:30% or K@Na:0.5, not " + part);
        }
        List<String> there = List.copyOf(Atoms.composition(atoms).keySet());
        if (m.group(2) == null && there.size() > 1) {
            throw new CommandException("--alloy " + part + ": whose places? The crystal holds " + String.join(", ", there) + "; write " + m.group(1) + "@" + there.getFirst() + ":" + m.group(3) + m.group(4));
        }
        String host = m.group(2) == null ? there.getFirst() : m.group(2);
        if (!there.contains(host)) {
            throw new CommandException("--alloy " + part + ": the crystal holds no " + host + "; it holds " + String.join(", ", there));
        }
        if (byHost.computeIfAbsent(host, h -> new LinkedHashMap<>()).put(m.group(1), x) != null) {
            throw new CommandException("--alloy: " + m.group(1) + " is given twice");
        }
    }

    private static void report(PairCorrelations found, String host, PrintWriter out) {
        out.println("# quasirandom on the places of " + host + ": α = 1 - P(B next to A)/x(B), 0 in an endless random alloy");
        for (int s = 0; s < found.radii().length; s++) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "#   shell %d, %.4f Å:", s + 1, found.radii()[s]));
            for (int p = 0; p < found.pairs().size(); p++) {
                line.append(String.format(Locale.ROOT, "  %s %+.6f", found.pairs().get(p), found.values()[s][p]));
            }
            out.println(line);
        }
        out.println(String.format(Locale.ROOT, "#   largest without its sign: %.6f", found.largest()));
    }
}
