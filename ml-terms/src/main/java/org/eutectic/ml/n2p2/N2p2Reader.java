package org.eutectic.ml.n2p2;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eutectic.check.Dimension;
import org.eutectic.check.Units;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.model.PotentialData;
import org.eutectic.model.PotentialFileException;
import org.eutectic.model.PotentialFileReader;

/**
 * {@code from n2p2("H2O_RPBE-D3")}: a directory of n2p2 as a potential. Units of length and energy are those that the comments of {@code input.nn} name, or the second and third text:
 * {@code from n2p2("Cu2S", "Å", "eV")}.
 */
public final class N2p2Reader implements PotentialFileReader {
    @Override
    public String keyword() {
        return "n2p2";
    }

    @Override
    public List<String> forms() {
        return List.of();
    }

    @Override
    public boolean givesText() {
        return true;
    }

    @Override
    public PotentialData read(List<Path> files, List<String> species) throws PotentialFileException {
        throw new PotentialFileException(files.isEmpty() ? Path.of("n2p2") : files.getFirst(), 0, "holds equations of its own: write potential X { from n2p2(\"…\") }, without a form");
    }

    @Override
    public SourceFile text(Path place, String written, List<String> options) throws IOException, PotentialFileException {
        Directory directory = Directory.read(place);
        if (options.size() != 0 && options.size() != 2) {
            throw new PotentialFileException(place, 0, "expected the units of length and energy after the directory, or neither, found " + options.size() + " text"
                + (options.size() == 1 ? "" : "s") + ": write n2p2(\"" + written + "\", \"bohr\", \"Ha\")");
        }
        String length = unit(directory, "Length unit", options.isEmpty() ? null : options.get(0), Dimension.LENGTH, written);
        String energy = unit(directory, "Energy unit", options.isEmpty() ? null : options.get(1), Dimension.ENERGY, written);
        return new SourceFile("n2p2(\"" + written + "\")", DirectoryText.of(directory, written, length, energy));
    }

    private static String unit(Directory directory, String comment, String given, Dimension dimension, String written) throws PotentialFileException {
        Optional<String> named = given != null ? Optional.of(given) : directory.settings().comment(comment);
        if (named.isEmpty()) {
            throw directory.settings().file().wrong(0, "expected a comment '# " + comment + ": …', found none: say which units its numbers have, n2p2(\"" + written + "\", \"bohr\", \"Ha\") or n2p2(\""
                + written + "\", \"Å\", \"eV\")");
        }
        String name = switch (named.get().toLowerCase(Locale.ROOT)) {
            case "bohr", "a0", "au" -> "bohr";
            case "angstrom", "ang", "å" -> "Å";
            case "hartree", "ha" -> "Ha";
            default -> named.get();
        };
        if (Units.unit(name).filter(u -> u.dimension().equals(dimension)).isEmpty()) {
            throw given != null ? new PotentialFileException(directory.settings().file().file().getParent(), 0, "expected a unit of " + (dimension == Dimension.LENGTH ? "length" : "energy") + ", found '" + given + "'")
                : directory.settings().file().wrong(0, "expected a unit of " + (dimension == Dimension.LENGTH ? "length" : "energy") + " in the comment '# " + comment + ": …', found '" + name + "'");
        }
        return name;
    }
}
