package org.eutectic.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eutectic.dsl.diagnostic.SourceFile;

/** A reader of one kind of potential file, found through {@link java.util.ServiceLoader}: what {@code from setfl("Cu.eam.alloy")} calls. */
public interface PotentialFileReader {

    /** Its name in the language: {@code setfl}, {@code funcfl}, {@code eam_fs}, {@code tersoff}, {@code sw}, … */
    String keyword();

    /** The forms whose declarations it fills, for messages: {@code eam}, {@code tersoff}, … */
    List<String> forms();

    /**
     * @param files as written in the potential, resolved
     * @param species the potential's species, in its order; for files that do not name theirs, or hold more
     * @throws PotentialFileException with file and line, for content that is not as it should be
     */
    PotentialData read(List<Path> files, List<String> species) throws IOException, PotentialFileException;

    /**
     * For files that hold equations and not only numbers for those of a form: the text in the language that they stand for. Its last declaration is a potential,
     * whose form and lines become those of the potential that reads the files.
     *
     * @param place the file or folder, resolved
     * @param written the same as written, for names in the text: these are relative to the potential's file
     * @param options further texts
     * @return null from readers whose {@link #read} gives numbers
     * @throws PotentialFileException with file and line, for content that is not as it should be
     */
    default SourceFile text(Path place, String written, List<String> options) throws IOException, PotentialFileException {
        return null;
    }

    /** Whether this reader gives a {@link #text}. If it names {@link #forms}, too, potentials of these get numbers from it. */
    default boolean givesText() {
        return false;
    }
}
