package org.eutectic.physics.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eutectic.model.PotentialData;
import org.eutectic.model.PotentialFileException;
import org.eutectic.model.PotentialFileReader;

/**
 * {@code from eam_fs("AlFe.eam.fs")}: fills {@code F[i]}, {@code f[i,j]} and {@code phi[i,j]} of the FinnisSinclair form, and the cutoff, from a
 * file of LAMMPS {@code pair_style eam/fs}, in which the density at an atom depends on its own species and on that of the atom that gives it.
 */
public final class FinnisSinclairReader implements PotentialFileReader {
    @Override
    public String keyword() {
        return "eam_fs";
    }

    @Override
    public List<String> forms() {
        return List.of("FinnisSinclair");
    }

    @Override
    public PotentialData read(List<Path> files, List<String> species) throws IOException, PotentialFileException {
        SetflFile file = SetflFile.read(SpeciesChoice.single(files, keyword()), true);
        List<String> chosen = SpeciesChoice.from(file.text(), file.elements(), species);
        return new PotentialData(chosen, SetflFile.everywhere(file.cutoff(), chosen.size()), Map.of(),
            Map.of("F", file.embedding(chosen), "f", file.densitiesAt(chosen), "phi", file.pairs(chosen)));
    }
}
