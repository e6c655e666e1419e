package org.eutectic.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.eutectic.Potential;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.property.RestingCrystal;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that calculate properties of a crystal begin with: a potential, a crystal, and how forces are calculated. */
final class CrystalInput {
    @Parameters(index = "0", paramLabel = "POTENTIAL", description = "File in the Eutectic language.")
    private Path potentialFile;

    @Parameters(index = "1", arity = "0..1", paramLabel = "STRUCTURE", description = "Extended XYZ, LAMMPS data or dump, CIF or POSCAR file.")
    private Path structure;

    @Option(names = "--structure", paramLabel = "NAME", description = "A prototype instead: sc, fcc, bcc, hcp, diamond; b1, b2, b3, b4, l10, l12 of two species.")
    private String prototype;

    @Mixin
    private CrystalOptions crystals;

    @Mixin
    private PotentialOptions potentialOptions;

    @Mixin
    private BackendOptions backendOptions;

    /** What is calculated. */
    @FunctionalInterface
    interface Calculation {
        /** @return the exit code */
        int of(Potential potential, ForceField field, RestingCrystal crystal);
    }

    /** Brings the crystal to rest and calculates. */
    int calculate(PrintWriter err, Calculation calculation) {
        Potential potential = potentialOptions.load(potentialFile, err);
        try (ForceField field = backendOptions.forceField(potential)) {
            return calculation.of(potential, field, crystals.crystal(structure, prototype, potential, field));
        }
    }
}
