package org.eutectic.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eutectic.ir.NetworkWeights;

/** A reader of one kind of file with the weights of networks, found through {@link java.util.ServiceLoader}: what {@code network N[Cu] = nn("Cu.json")} calls. */
public interface NetworkReader {

    /** Its name in the language: {@code nn}, {@code n2p2}, {@code pinn}, … */
    String keyword();

    /**
     * @param files as written in the potential, resolved; a directory where one is written
     * @param species those for whose atoms the network is asked; several where one network serves several
     * @return the weights; whoever asks checks that they have the shape that was declared, and gives them their name
     * @throws PotentialFileException with the file and what was expected and found, for content that is not as it should be
     */
    NetworkWeights read(List<Path> files, List<String> species) throws IOException, PotentialFileException;
}
