package org.eutectic.cli.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.eutectic.atoms.Configuration;
import org.eutectic.cli.run.Lattice;

/** What the benchmark measures: a potential, a hot structure, and the lines that say the same to LAMMPS. */
enum BenchCase {
    LJ("lj", "Lennard-Jones Ar, melt", Lattice.FCC, List.of("Ar"), 5.708, 120, 2, 32_000, true, "lj/cut 8.5", "* * 0.0104 3.40"),
    EAM_CU("eam-cu", "EAM Cu, table", Lattice.FCC, List.of("Cu"), 3.69, 1200, 2, 32_000, true, "eam/alloy", "* * Cu.eam.alloy Cu"),
    /** LAMMPS has the table only; the functions are the same. */
    EAM_CU_ANALYTIC("eam-cu-analytic", "EAM Cu, analytic", Lattice.FCC, List.of("Cu"), 3.69, 1200, 2, 32_000, true, "eam/alloy", "* * Cu.eam.alloy Cu"),
    /** Half of each at random. */
    EAM_CUNI("eam-cuni", "EAM CuNi, table", Lattice.FCC, List.of("Cu", "Ni"), 3.63, 1000, 2, 32_000, true, "eam/alloy", "* * CuNi.eam.alloy Cu Ni"),
    SW_SI("sw-si", "Stillinger-Weber Si", Lattice.DIAMOND, List.of("Si"), 5.45, 1000, 1, 32_768, false, "sw", "* * Si.sw Si"),
    TERSOFF_SI("tersoff-si", "Tersoff Si", Lattice.DIAMOND, List.of("Si"), 5.45, 1000, 1, 32_768, false, "tersoff", "* * Si.tersoff Si"),
    TERSOFF_SIC("tersoff-sic", "Tersoff SiC", Lattice.ZINCBLENDE, List.of("Si", "C"), 4.34, 1000, 1, 32_768, false, "tersoff", "* * SiC.tersoff Si C"),
    VASHISHTA_SIC("vashishta-sic", "Vashishta SiC", Lattice.ZINCBLENDE, List.of("Si", "C"), 4.37, 1000, 1, 32_768, false,
        "vashishta", "* * SiC.vashishta Si C");

    /** How much further than the cutoff both programs' lists reach, Å. */
    static final double SKIN = 1;
    /** Of all that is drawn at random. */
    static final long SEED = 20;

    private final String id;
    private final String title;
    private final Lattice lattice;
    private final List<String> species;
    private final double constant;
    private final double temperature;
    private final double timestep;
    private final int atoms;
    private final boolean hasOpt;
    private final String pairStyle;
    private final String pairCoeff;

    BenchCase(String id, String title, Lattice lattice, List<String> species, double constant, double temperature, double timestep, int atoms,
              boolean hasOpt, String pairStyle, String pairCoeff) {
        this.id = id;
        this.title = title;
        this.lattice = lattice;
        this.species = species;
        this.constant = constant;
        this.temperature = temperature;
        this.timestep = timestep;
        this.atoms = atoms;
        this.hasOpt = hasOpt;
        this.pairStyle = pairStyle;
        this.pairCoeff = pairCoeff;
    }

    /** The case of a name given with {@code --case}. */
    static Optional<BenchCase> named(String id) {
        return Arrays.stream(values()).filter(c -> c.id.equals(id)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(BenchCase::id).toList();
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    List<String> species() {
        return species;
    }

    /** K. */
    double temperature() {
        return temperature;
    }

    /** fs. */
    double timestep() {
        return timestep;
    }

    /** Steps of Langevin dynamics after which the structure is what the title says; a crystal takes a while to melt. */
    int equilibration() {
        return this == LJ ? 1500 : 300;
    }

    /** Whether LAMMPS has this style in its package OPT. */
    boolean hasOpt() {
        return hasOpt;
    }

    String pairStyle() {
        return pairStyle;
    }

    String pairCoeff() {
        return pairCoeff;
    }

    /** The perfect crystal, a cube of cells with about so many atoms; 0 asks for the usual number. */
    Configuration crystal(int wanted) {
        int n = (int) Math.max(1, Math.round(Math.cbrt((wanted == 0 ? atoms : wanted) / (double) lattice.sites())));
        int[] repeat = {n, n, n};
        boolean[] periodic = {true, true, true};
        if (species.size() == lattice.elements()) {
            return lattice.build(species, constant, 0, repeat, periodic, new double[3]);
        }
        Configuration one = lattice.build(species.subList(0, 1), constant, 0, repeat, periodic, new double[3]);
        SplittableRandom random = new SplittableRandom(SEED);
        int[] types = random.ints(one.size(), 0, species.size()).toArray();
        return new Configuration(species, types, one.positions(), one.cell());
    }
}
