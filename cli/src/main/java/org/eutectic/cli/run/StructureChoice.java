package org.eutectic.cli.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.eutectic.md.structure.Lattice;

/** Where the atoms come from: a file, or a crystal built here. */
public record StructureChoice(
    @JsonPropertyDescription("The file, relative to the run file: extended XYZ, LAMMPS data or dump, CIF or POSCAR, told apart by name and content.")
    String file,
    @JsonPropertyDescription("Which frame of the file, counted from 1; -1 is the last. Default -1.")
    Integer frame,
    @JsonPropertyDescription("Instead of a file, a crystal: sc, fcc, bcc, hcp, diamond, rocksalt, cesiumchloride, zincblende, wurtzite, l10 (CuAu) or l12 (Cu3Au).")
    Lattice lattice,
    @JsonPropertyDescription("The crystal's element; for compounds use elements.")
    String element,
    @JsonPropertyDescription("The elements of a compound crystal, in the order of its sites: two of them.")
    List<String> elements,
    @JsonPropertyDescription("Lattice constant, Å. Needed for a crystal.")
    Double a,
    @JsonPropertyDescription("Lattice constant along the axis, Å, for hcp, wurtzite and l10. Default: sqrt(8/3) a, for l10 a.")
    Double c,
    @JsonPropertyDescription("Number of conventional cells along each edge; of cells of a file, with the velocities in it. Default [1, 1, 1].")
    List<Integer> repeat,
    @JsonPropertyDescription("Which directions are periodic, three times true or false. Default: all for a crystal, as the file says for a file.")
    List<Boolean> periodic,
    @JsonPropertyDescription("Empty space added along each edge, Å, for surfaces and clusters. Default [0, 0, 0].")
    List<Double> vacuum) {

    @JsonCreator
    public StructureChoice(@JsonProperty("file") String file, @JsonProperty("frame") Integer frame, @JsonProperty("lattice") Lattice lattice, @JsonProperty("element") String element, @JsonProperty("elements") List<String> elements,
        @JsonProperty("a") Double a, @JsonProperty("c") Double c, @JsonProperty("repeat") List<Integer> repeat,
        @JsonProperty("periodic") List<Boolean> periodic, @JsonProperty("vacuum") List<Double> vacuum) {
        this.file = file;
        this.frame = frame;
        this.lattice = lattice;
        this.element = element;
        this.elements = elements;
        this.a = a;
        this.c = c;
        this.repeat = repeat;
        this.periodic = periodic;
        this.vacuum = vacuum;
    }

    /** A structure given by its file alone. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static StructureChoice of(String file) {
        return new StructureChoice(file, null, null, null, null, null, null, null, null, null);
    }
}
