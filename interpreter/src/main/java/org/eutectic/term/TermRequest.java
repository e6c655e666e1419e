package org.eutectic.term;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a built-in term is to be made of.
 *
 * @param species those it is to know
 * @param values by the names of arguments, defaults among them; optional arguments that are not given and have no default are absent
 */
public record TermRequest(List<String> species, Map<String, TermValue> values) {

    public TermRequest {
        species = List.copyOf(species);
        values = Map.copyOf(values);
    }

    public boolean has(String argument) {
        return values.containsKey(argument);
    }

    /** The value itself, where an argument takes several kinds; null where it is absent. */
    public TermValue value(String argument) {
        return values.get(argument);
    }

    /** Internal units. */
    public double number(String argument) {
        return ((TermValue.Number) values.get(argument)).value();
    }

    /**
     * A whole number.
     *
     * @throws TermException where it is none, or lies outside
     */
    public int count(String argument, int least, int most) throws TermException {
        double x = number(argument);
        if (x != Math.rint(x) || x < least || x > most) {
            throw new TermException(argument, argument + " must be a whole number from " + least + " to " + most + ", not " + values.get(argument).written());
        }
        return (int) x;
    }

    /** Internal units, in the order of {@link #species}. */
    public double[] bySpecies(String argument) {
        Map<String, Double> all = ((TermValue.BySpecies) values.get(argument)).values();
        return species.stream().mapToDouble(all::get).toArray();
    }

    public String text(String argument) {
        return ((TermValue.Text) values.get(argument)).text();
    }

    public String word(String argument) {
        return ((TermValue.Word) values.get(argument)).word();
    }

    public boolean flag(String argument) {
        return ((TermValue.Flag) values.get(argument)).yes();
    }

    public Path file(String argument) {
        return ((TermValue.File) values.get(argument)).path();
    }

    /**
     * The lines of a file.
     *
     * @throws TermException where it cannot be read
     */
    public List<String> lines(String argument) throws TermException {
        Path file = file(argument);
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new TermException(argument, "there is no file '" + file + "'");
        } catch (CharacterCodingException e) {
            throw new TermException(argument, "cannot read " + file + ": it is no UTF-8 text");
        } catch (IOException e) {
            throw new TermException(argument, "cannot read " + file + ": " + e.getMessage());
        }
    }
}
