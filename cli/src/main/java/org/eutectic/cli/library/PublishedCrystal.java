package org.eutectic.cli.library;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eutectic.cli.CommandException;
import org.eutectic.md.property.CrystalProperties.Quantity;
import org.eutectic.md.structure.Lattice;

/**
 * A crystal of a potential, and what was published of it.
 *
 * @param potential the file, relative to the library's folder
 * @param name which potential of the file, or null for the last one
 * @param structure the prototype's name
 * @param species one for each of the prototype's elements
 */
public record PublishedCrystal(String potential, String name, String structure, List<String> species, List<Value> published) {

    /**
     * A published value.
     *
     * @param unit must be the quantity's
     * @param tolerance how far the computed value may lie off, or null
     * @param source where it stands
     */
    public record Value(@JsonProperty(required = true) String quantity, @JsonProperty(required = true) Double value, @JsonProperty(required = true) String unit, Double tolerance,
        @JsonProperty(required = true) String source) {

        /** The quantity, among those that are known. */
        public Quantity what() {
            return Arrays.stream(Quantity.values()).filter(q -> q.symbol().equals(quantity)).findFirst().orElseThrow();
        }
    }

    public PublishedCrystal(@JsonProperty(value = "potential", required = true) String potential, @JsonProperty("name") String name,
        @JsonProperty(value = "structure", required = true) String structure, @JsonProperty(value = "species", required = true) List<String> species,
        @JsonProperty(value = "published", required = true) List<Value> published) {
        this.potential = potential;
        this.name = name;
        this.structure = structure;
        this.species = List.copyOf(species);
        this.published = List.copyOf(published);
    }

    /** The prototype. */
    public Lattice lattice() {
        return Lattice.named(structure).orElseThrow();
    }

    /**
     * All rows of a file, in its order.
     *
     * @throws CommandException where it is not as it should be, with the place
     */
    public static List<PublishedCrystal> read(Path file) {
        try {
            List<PublishedCrystal> rows = List.of(JsonMapper.builder().build()
                .readValue(Files.readString(file), PublishedCrystal[].class));
            for (int k = 0; k < rows.size(); k++) {
                rows.get(k).check(file + ", row " + (k + 1) + " (" + rows.get(k).potential + ")");
            }
            return rows;
        } catch (JsonProcessingException e) {
            // Jackson's messages end in parentheses that speak of its own insides.
            String message = e.getOriginalMessage().replaceAll("(?s) \\((for|index|class|code) .*", "");
            throw new CommandException(file + place(e) + ": " + (e instanceof StreamReadException || e.getCause() instanceof StreamReadException ? "this is no JSON: " : "") + message, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
    }

    private void check(String place) {
        Lattice lattice = Lattice.named(structure).orElseThrow(() -> new CommandException(place + ": " + Lattice.unknown(structure)));
        if (lattice.elements() != species.size()) {
            throw new CommandException(place + ": " + structure + " takes " + lattice.elements() + " species, not " + species.size());
        }
        for (Value v : published) {
            if (Arrays.stream(Quantity.values()).noneMatch(q -> q.symbol().equals(v.quantity) && q.unit().equals(v.unit))) {
                throw new CommandException(place + ": no quantity '" + v.quantity + "' in '" + v.unit + "'; there are "
                    + Arrays.stream(Quantity.values()).map(q -> q.symbol() + " in " + q.unit()).collect(Collectors.joining(", ")));
            }
        }
    }
}
