package org.eutectic.cli.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.structure.Lattice;

/** What the benchmark measures: a potential, a hot structure, the lines that say the same to LAMMPS, and how fast Eutectic should be. */
enum BenchCase {
    LJ("lj", "Lennard-Jones Ar, melt", Crystal.fcc(5.708, "Ar"), 120, 2, withOpt("lj/cut 8.5", "* * 0.0104 3.40"), new Limits(0.55, 0.45, 1000)),
    EAM_CU("eam-cu", "EAM Cu, table", Crystal.fcc(3.69, "Cu"), 1200, 2, withOpt("eam/alloy", "* * Cu.eam.alloy Cu"), new Limits(0.65, 0.60, 1000)),
    /** LAMMPS has the table only; the functions are the same. */
    EAM_CU_ANALYTIC("eam-cu-analytic", "EAM Cu, analytic", Crystal.fcc(3.69, "Cu"), 1200, 2, withOpt("eam/alloy", "* * Cu.eam.alloy Cu"),
        new Limits(0.65, Double.NaN, 1000)),
    /** Half of each at random. */
    EAM_CUNI("eam-cuni", "EAM CuNi, table", Crystal.fcc(3.63, "Cu", "Ni"), 1000, 2, withOpt("eam/alloy", "* * CuNi.eam.alloy Cu Ni"),
        new Limits(0.65, 0.60, 1000)),
    SW_SI("sw-si", "Stillinger-Weber Si", new Crystal(Lattice.DIAMOND, 5.45, List.of("Si")), 1000, 1, List.of(LammpsStyle.plain("sw", "* * Si.sw Si")),
        new Limits(0.45, 0.40, Double.NaN)),
    TERSOFF_SI("tersoff-si", "Tersoff Si", new Crystal(Lattice.DIAMOND, 5.45, List.of("Si")), 1000, 1,
        List.of(LammpsStyle.plain("tersoff", "* * Si.tersoff Si")), new Limits(0.50, 0.50, Double.NaN)),
    TERSOFF_SIC("tersoff-sic", "Tersoff SiC", new Crystal(Lattice.ZINCBLENDE, 4.34, List.of("Si", "C")), 1000, 1,
        List.of(LammpsStyle.plain("tersoff", "* * SiC.tersoff Si C")), new Limits(0.50, 0.50, Double.NaN)),
    /** The style vashishta/table takes pairs, not triplets, from a table. */
    VASHISHTA_SIC("vashishta-sic", "Vashishta SiC", new Crystal(Lattice.ZINCBLENDE, 4.37, List.of("Si", "C")), 1000, 1,
        List.of(LammpsStyle.plain("vashishta", "* * SiC.vashishta Si C"),
            new LammpsStyle(LammpsStyle.TABLE, "vashishta/table 16000 1.0", "* * SiC.vashishta Si C", 1)), new Limits(0.50, 0.50, Double.NaN)),
    /** An energy of a user's own, which LAMMPS knows from a table or from Python alone. */
    LJ_TWIST("lj-twist", "Lennard-Jones with a bump, switched off smoothly", Crystal.fcc(5.708, "Ar"), 120, 2,
        List.of(new LammpsStyle(LammpsStyle.TABLE, "table linear " + TwistedPair.SAMPLES, "* * " + TwistedPair.TABLE + " TWIST", 1),
            new LammpsStyle(LammpsStyle.PYTHON, "python 8.5", "* * twisted_lj.TwistedLJ Ar", 20)), new Limits(1 / 3.0, Double.NaN, Double.NaN)),
    /** LAMMPS has lost this style. */
    BOP_AL("bop-al", "Screened bond-order potential Al", Crystal.fcc(4.05, "Al"), 300, 1, List.of(), Limits.NONE),
    PINN_AL("pinn-al", "Physically informed neural network Al", Crystal.fcc(4.05, "Al"), 300, 1, List.of(), Limits.NONE),
    /** Debian's LAMMPS is built without this style. */
    SNAP_SI("snap-si", "SNAP Si, linear, twojmax 8", new Crystal(Lattice.DIAMOND, 5.45, List.of("Si")), 300, 1, List.of(LammpsStyle.plain("snap", "* * Si.snapcoeff Si.snapparam Si")), Limits.NONE);

    /** How much further than the cutoff both programs' lists reach, Å. */
    static final double SKIN = 1;
    /** Of all that is drawn at random. */
    static final long SEED = 20;

    private static final int FCC_ATOMS = 32_000;
    private static final int DIAMOND_ATOMS = 32_768;
    /** Of potentials that take a hundred times as long as a pair potential. */
    private static final int FEW_ATOMS = 4_000;

    private final String id;
    private final String title;
    private final Crystal crystal;
    private final double temperature;
    private final double timestep;
    private final List<LammpsStyle> styles;
    private final Limits limits;

    /** Before it is hot; with more species than the lattice has places for, each site draws one. */
    private record Crystal(Lattice lattice, double constant, List<String> species) {
        static Crystal fcc(double constant, String... species) {
            return new Crystal(Lattice.FCC, constant, List.of(species));
        }
    }

    /**
     * What the project wants to reach; NaN where it wants nothing.
     *
     * @param fastest time of the forces over that of LAMMPS's fastest style
     * @param plain time of the forces over that of LAMMPS's plain style
     * @param memory bytes for each atom
     */
    record Limits(double fastest, double plain, double memory) {
        private static final Limits NONE = new Limits(Double.NaN, Double.NaN, Double.NaN);
    }

    BenchCase(String id, String title, Crystal crystal, double temperature, double timestep, List<LammpsStyle> styles, Limits limits) {
        this.id = id;
        this.title = title;
        this.crystal = crystal;
        this.temperature = temperature;
        this.timestep = timestep;
        this.styles = styles;
        this.limits = limits;
    }

    private static List<LammpsStyle> withOpt(String pair, String coefficients) {
        LammpsStyle plain = LammpsStyle.plain(pair, coefficients);
        return List.of(plain, plain.opt());
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
        return crystal.species;
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
        return this == LJ || this == LJ_TWIST ? 1500 : 300;
    }

    /** What LAMMPS has for this, the plain style first. */
    List<LammpsStyle> styles() {
        return styles;
    }

    Limits limits() {
        return limits;
    }

    /** Cells along each edge of a cube with about so many atoms; 0 asks for the usual number. */
    int cells(int wanted) {
        int atoms = wanted > 0 ? wanted : this == BOP_AL || this == PINN_AL || this == SNAP_SI ? FEW_ATOMS : crystal.lattice == Lattice.FCC ? FCC_ATOMS : DIAMOND_ATOMS;
        return (int) Math.max(1, Math.round(Math.cbrt(atoms / (double) crystal.lattice.sites())));
    }

    /** In a cube of so many cells along each edge. */
    int atoms(int cells) {
        return crystal.lattice.sites() * cells * cells * cells;
    }

    /** The perfect crystal, a cube of so many cells along each edge. */
    Configuration crystal(int cells) {
        int[] repeat = {cells, cells, cells};
        boolean[] periodic = {true, true, true};
        List<String> species = crystal.species;
        if (species.size() == crystal.lattice.elements()) {
            return crystal.lattice.build(species, crystal.constant, 0, repeat, periodic, new double[3]);
        }
        Configuration one = crystal.lattice.build(species.subList(0, 1), crystal.constant, 0, repeat, periodic, new double[3]);
        SplittableRandom random = new SplittableRandom(SEED);
        int[] types = random.ints(one.size(), 0, species.size()).toArray();
        return new Configuration(species, types, one.positions(), one.cell());
    }
}
