package org.eutectic.ml.n2p2;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eutectic.ir.NetworkWeights;
import org.eutectic.model.NetworkReader;
import org.eutectic.model.PotentialFileException;

/** {@code network N[O] = n2p2("H2O_RPBE-D3")}: an element's network from a directory of n2p2, a function of its symmetry functions as they are. */
public class N2p2NetworkReader implements NetworkReader {
    @Override
    public String keyword() {
        return "n2p2";
    }

    /** Which of the element's networks. */
    Directory.Kind kind() {
        return Directory.Kind.ENERGY;
    }

    @Override
    public NetworkWeights read(List<Path> files, List<String> species) throws IOException, PotentialFileException {
        if (files.size() != 1) {
            throw new PotentialFileException(files.isEmpty() ? Path.of("n2p2") : files.get(1), 0, "expected one directory of n2p2, found " + files.size());
        }
        Directory directory = Directory.read(files.getFirst());
        int element = species.size() == 1 ? directory.settings().elements().indexOf(species.getFirst()) : -1;
        if (element < 0) {
            throw new PotentialFileException(files.getFirst(), 0, "expected one of its elements (" + String.join(", ", directory.settings().elements()) + ") to read the network of, found "
                + String.join(", ", species) + ": write network N[" + directory.settings().elements().getFirst() + "] = " + keyword() + "(\"…\")");
        }
        return directory.network(element, kind());
    }
}
