package org.eutectic.cli.library;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.ForceField;
import org.eutectic.cli.CommandException;
import org.eutectic.md.property.CrystalProperties;
import org.eutectic.md.property.CrystalProperties.Quantity;
import org.eutectic.md.property.PropertyException;

/** A library's crystals as tables in Markdown: computed values, and published ones in parentheses; the sources below. */
public final class PropertyTable {
    /** Stands before the tables in a page. */
    public static final String BEGIN = "<!-- properties: begin (made by 'eutectic library --write'; do not edit by hand) -->\n";
    /** Stands behind them. */
    public static final String END = "<!-- properties: end -->";

    private static final List<Quantity> CUBIC = List.of(Quantity.A, Quantity.ENERGY, Quantity.BULK, Quantity.C11, Quantity.C12, Quantity.C44,
        Quantity.CLAMPED_C44);
    private static final List<Quantity> AXIAL = List.of(Quantity.A, Quantity.RATIO, Quantity.ENERGY, Quantity.BULK, Quantity.C11, Quantity.C12, Quantity.C13, Quantity.C33,
        Quantity.C44, Quantity.C66);

    /** A crystal with what was published and what was computed of it. */
    public record Row(PublishedCrystal published, CrystalProperties computed) {

        /** Those published values from which the computed ones lie further off than they may, in words. */
        public List<String> deviations() {
            List<String> far = new ArrayList<>();
            for (PublishedCrystal.Value v : published.published()) {
                double computed = this.computed.value(v.what()).orElse(Double.NaN);
                if (v.tolerance() != null && !(Math.abs(computed - v.value()) <= v.tolerance())) {
                    far.add(String.format(Locale.ROOT, "%s %s: %s is %.6g %s, published %s within %s (%s)", published.potential(), published.structure(), v.quantity(), computed,
                        v.unit(), v.value(), v.tolerance(), v.source()));
                }
            }
            return far;
        }
    }

    private PropertyTable() {}

    /**
     * Computes a crystal.
     *
     * @param folder where the library's potentials stand
     */
    public static Row compute(Path folder, PublishedCrystal published) {
        if (!Files.isRegularFile(folder.resolve(published.potential()))) {
            throw new CommandException(folder.resolve(published.potential()) + ": there is no such potential file");
        }
        Potential potential = Potential.load(folder.resolve(published.potential()), published.name(), Map.of());
        if (!potential.species().containsAll(published.species())) {
            throw new CommandException(published.potential() + " does not know all of " + String.join(", ", published.species()) + "; it knows " + String.join(", ", potential.species()));
        }
        // One thread: a cell of a few atoms is no work to share.
        try (ForceField field = potential.forceField(Backend.TRUFFLE, 1)) {
            return new Row(published, CrystalProperties.of(field, published.lattice(), published.species()));
        } catch (PropertyException e) {
            throw new CommandException(published.potential() + ": " + e.getMessage(), e);
        }
    }

    /** The tables: cubic crystals, those with an axis, sources. */
    public static String markdown(List<Row> rows) {
        StringBuilder text = new StringBuilder("In parentheses what was published. Energies are per atom, less those of isolated atoms; elastic constants in GPa, with inner displacements except where clamped.\n");
        table(text, rows.stream().filter(r -> !r.computed().lattice().axial()).toList(), CUBIC);
        table(text, rows.stream().filter(r -> r.computed().lattice().axial()).toList(), AXIAL);
        text.append("\nSources of the published values:\n\n");
        sources(rows).forEach((source, crystals) -> text.append("- ").append(String.join("; ", crystals)).append(": ").append(source).append('\n'));
        return text.toString();
    }

    private static void table(StringBuilder text, List<Row> rows, List<Quantity> quantities) {
        if (rows.isEmpty()) {
            return;
        }
        text.append("\n| file | crystal |");
        quantities.forEach(q -> text.append(' ').append(q == Quantity.A ? "a, Å" : q == Quantity.ENERGY ? "energy, eV" : q.symbol()).append(" |"));
        text.append("\n|---|---|").append("---|".repeat(quantities.size())).append('\n');
        for (Row r : rows) {
            text.append("| `").append(r.published().potential()).append('`').append(r.published().name() == null ? "" : " " + r.published().name()).append(" | ")
                .append(crystal(r.published())).append(r.computed().elasticity().relaxed().stable() ? "" : ", not stable").append(" |");
            for (Quantity q : quantities) {
                text.append(' ').append(digits(q, r.computed().value(q).orElseThrow()));
                published(r.published(), q).ifPresent(v -> text.append(" (").append(v).append(')'));
                text.append(" |");
            }
            text.append('\n');
        }
    }

    private static String crystal(PublishedCrystal p) {
        return p.lattice().symbol() + " " + String.join("-", p.species());
    }

    private static Optional<String> published(PublishedCrystal p, Quantity q) {
        return p.published().stream().filter(v -> v.what() == q).findFirst().map(v -> BigDecimal.valueOf(v.value()).stripTrailingZeros().toPlainString());
    }

    private static String digits(Quantity q, double x) {
        return String.format(Locale.ROOT, switch (q) {
            case A, C, RATIO, ENERGY -> "%.4f";
            default -> Math.abs(x) < 10 ? "%.2f" : "%.1f";
        }, x);
    }

    /** For each source the crystals, those together of which the same quantities come from it. */
    private static Map<String, List<String>> sources(List<Row> rows) {
        Map<String, Map<String, List<String>>> all = new LinkedHashMap<>();
        for (Row r : rows) {
            Map<String, List<String>> quantities = new LinkedHashMap<>();
            r.published().published().forEach(v -> quantities.computeIfAbsent(v.source(), s -> new ArrayList<>()).add(v.quantity()));
            quantities.forEach((source, q) -> all.computeIfAbsent(source, s -> new LinkedHashMap<>()).computeIfAbsent(String.join(", ", q), s -> new ArrayList<>())
                .add("`" + r.published().potential() + "` " + crystal(r.published())));
        }
        Map<String, List<String>> text = new LinkedHashMap<>();
        all.forEach((source, crystals) -> text.put(source, crystals.entrySet().stream().map(e -> String.join(", ", e.getValue()) + " (" + e.getKey() + ")").toList()));
        return text;
    }

    /**
     * A page with its tables made anew.
     *
     * @throws CommandException where the page does not say where they stand
     */
    public static String replace(String page, String table, Path file) {
        int begin = page.indexOf("<!-- properties: begin"), end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new CommandException(file + " has no lines '" + BEGIN.strip() + "' and '" + END + "' between which the tables could stand");
        }
        return page.substring(0, begin) + BEGIN + table + page.substring(end);
    }
}
