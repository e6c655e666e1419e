package org.eutectic.physics.files;

import java.nio.file.Path;
import java.util.List;
import org.eutectic.model.PotentialFileException;

/** Which of a file's elements a potential asks for. */
public final class SpeciesChoice {
    private SpeciesChoice() {}

    /** The potential's species, each of which the file must hold; all of the file's where the potential names none. */
    public static List<String> from(PotentialText text, List<String> held, List<String> wanted) throws PotentialFileException {
        if (wanted == null || wanted.isEmpty()) {
            return held;
        }
        for (String species : wanted) {
            if (!held.contains(species)) {
                throw text.wrong(0, "holds " + String.join(", ", held) + " but not " + species + ", which the potential's species ask for");
            }
        }
        return wanted;
    }

    /** The only file of a reader that takes one. */
    public static Path single(List<Path> files, String keyword) throws PotentialFileException {
        if (files.size() != 1) {
            throw new PotentialFileException(Path.of(keyword), 0, "takes one file name, found " + files.size());
        }
        return files.getFirst();
    }
}
