package org.eutectic.physics.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eutectic.model.PotentialData;
import org.eutectic.model.PotentialFileException;
import org.eutectic.model.PotentialFileReader;

/**
 * {@code from setfl("CuNi.eam.alloy")}: fills {@code F[i]}, {@code f[j]} and {@code phi[i,j]} of the EAM form, and the cutoff, from a file in
 * DYNAMO's {@code setfl} format (LAMMPS {@code pair_style eam/alloy}). The elements may stand in the file in any order, and it may hold more.
 */
public final class SetflReader implements PotentialFileReader {
    @Override
    public String keyword() {
        return "setfl";
    }

    @Override
    public List<String> forms() {
        return List.of("EAM");
    }

    @Override
    public PotentialData read(List<Path> files, List<String> species) throws IOException, PotentialFileException {
        SetflFile file = SetflFile.read(SpeciesChoice.single(files, keyword()), false);
        List<String> chosen = SpeciesChoice.from(file.text(), file.elements(), species);
        return new PotentialData(chosen, SetflFile.everywhere(file.cutoff(), chosen.size()), Map.of(),
            Map.of("F", file.embedding(chosen), "f", file.densitiesGiven(chosen), "phi", file.pairs(chosen)));
    }
}
