package org.eutectic.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.cli.plot.Plot;
import org.eutectic.md.file.OutputFile;
import org.eutectic.md.property.RestingCrystal;
import picocli.CommandLine.Option;

/** Where calculated properties go beside the screen. Files are written when all is calculated. */
final class PropertyOutput {
    @Option(names = "--json", paramLabel = "FILE", description = "Write everything to a file, with all digits.")
    private Path json;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw a diagram: FILE.svg or FILE.png.")
    private Path plot;

    /** Complains about names before anything is calculated. */
    void check() {
        Plot.requireFormat(plot);
    }

    boolean plots() {
        return plot != null;
    }

    void write(ObjectNode result, Plot diagram) {
        if (json != null) {
            String text = result.toPrettyString() + "\n";
            OutputFile.write(json, out -> out.append(text));
        }
        if (plot != null) {
            diagram.write(plot);
        }
    }

    /** What every result begins with. */
    static ObjectNode head(Potential potential) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("potential", potential.name());
        ArrayNode species = node.putArray("species");
        potential.species().forEach(species::add);
        return node;
    }

    /** A crystal: names, cell, what remains of forces and stress. */
    static void put(ObjectNode to, RestingCrystal crystal) {
        to.put("structure", crystal.name()).put("atoms_in_cell", crystal.configuration().size()).put("laue_class", crystal.symmetry().laueClass().symbol())
            .put("a_A", crystal.a()).put("c_A", crystal.c()).put("volume_A3_per_atom", crystal.volume()).put("cohesive_energy_eV_per_atom", crystal.cohesiveEnergy())
            .put("largest_force_eV_A", crystal.largestForce()).put("largest_stress_eV_A3", crystal.largestStress());
        put(to.putArray("cell_A"), crystal.configuration().cell().vectors(), 3);
        Configuration c = crystal.configuration();
        ArrayNode symbols = to.putArray("symbols");
        for (int i = 0; i < c.size(); i++) {
            symbols.add(c.symbol(i));
        }
        put(to.putArray("positions_A"), c.positions(), 3);
    }

    /** A matrix, row by row. */
    static void put(ArrayNode to, double[] values, int columns) {
        for (int k = 0; k < values.length; k += columns) {
            ArrayNode row = to.addArray();
            for (int j = k; j < k + columns; j++) {
                row.add(values[j]);
            }
        }
    }

    /** A number, or null where there is none. */
    static void put(ObjectNode to, String name, double value) {
        if (Double.isFinite(value)) {
            to.put(name, value);
        } else {
            to.putNull(name);
        }
    }

    /** A line of a table, numbers the English way. */
    static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values).stripTrailing();
    }

    /** The crystal in one line for people. */
    static String title(Potential potential, RestingCrystal crystal) {
        String symbols = String.join("-", distinct(crystal.configuration()));
        return line("%s: %s %s, a %.5f Å%s, %s (%s), %.5f eV/atom, %.5f Å³/atom", potential.name(), crystal.name(), symbols, crystal.a(),
            Math.abs(crystal.c() / crystal.a() - 1) < 1e-9 ? "" : line(", c %.5f Å", crystal.c()), crystal.symmetry().laueClass().system(),
            crystal.symmetry().laueClass().symbol(), crystal.cohesiveEnergy(), crystal.volume());
    }

    private static List<String> distinct(Configuration c) {
        return IntStream.range(0, c.size()).mapToObj(c::symbol).distinct().toList();
    }
}
