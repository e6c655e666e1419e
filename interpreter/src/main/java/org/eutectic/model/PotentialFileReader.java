package org.eutectic.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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
}
