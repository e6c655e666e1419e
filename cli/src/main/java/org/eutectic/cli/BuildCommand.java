package org.eutectic.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Elements;
import org.eutectic.md.build.Atoms;
import org.eutectic.md.build.MillerIndices;
import org.eutectic.md.build.Polycrystal;
import org.eutectic.md.build.SurfaceSlab;
import org.eutectic.md.symmetry.BravaisLattice;
import org.eutectic.md.structure.StructureWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes structures. */
@Command(name = "build", description = "Make a structure: a crystal or a block of a file's cells, an alloy, a polycrystal, with vacancies (docs/build.md).", mixinStandardHelpOptions = true, sortOptions = false,
    footerHeading = "%nFor example:%n", footer = {"  eutectic build fcc Cu 10x10x10 --a 3.615 --alloy Ni:0.3 --vacancies 1%% -o cuni.xyz", "  eutectic build b1 Na,Cl 4x4x4 --potential potentials/NaCl.eut -o nacl.xyz",
        "  eutectic build bcc Fe 30x30x30 --a 2.866 --grains 5 -o grains.xyz", "The same seed gives the same structure."})
final class BuildCommand implements Callable<Integer> {
    private static final Pattern REPEAT = Pattern.compile("(\\d{1,6})[x×](\\d{1,6})[x×](\\d{1,6})");
    /** One u/Å³ in g/cm³. */
    private static final double DENSITY = 1.66053906660;
    /** Å. */
    private static final double SLAB_VACUUM = 10;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CRYSTAL", description = "sc, fcc, bcc, hcp, diamond; b1 (rock salt), b2, b3, b4, l10, l12 of two elements; or a structure file.")
    private String what;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ELEMENT,… NxNxN", description = "The crystal's elements in the order of its sites, and how often the cell is repeated along each edge. Default: once.")
    private List<String> more = List.of();

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "FILE", description = "Where the structure goes: .xyz (extended XYZ), .lmp (LAMMPS data), .dump or POSCAR, also .gz or .zst.")
    private Path output;

    @Mixin
    private CrystalCell crystal;

    @Option(names = {"--grains", "--grain"}, paramLabel = "N", description = "A polycrystal: so many grains with orientations of their own in a box as large as the block would be.")
    private Integer grains;

    @Option(names = "--closest", paramLabel = "PART", defaultValue = "0.7", description = "Atoms of two grains are at least so far apart, in parts of the distance of nearest neighbors. Default: ${DEFAULT-VALUE}.")
    private double closest;

    @Option(names = "--surface", paramLabel = "HKL", description = "A slab cut along this lattice plane, 111, 1-10 or 10-10: NxNxN are cells in the plane, and planes on top of each other. It is open along c.")
    private String surface;

    @Option(names = "--cut", paramLabel = "N", description = "Where a crystal can be cut in several ways along a plane: which of them, that with the widest gap first. Default: 1.")
    private Integer cut;

    @Mixin
    private AlloyOptions alloy;

    @Option(names = "--vacancies", paramLabel = "N|P%%", description = "Take away so many atoms, or this percentage of them, at random.")
    private String vacancies;

    @Option(names = "--vacuum", split = ",", paramLabel = "LENGTH", description = "Empty space along c, Å; or along a, b and c: 0,0,15. Default: none, for slabs 10.")
    private double[] vacuum;

    @Option(names = "--open", paramLabel = "EDGES", description = "Edges along which the structure is not periodic: c, or abc for a cluster.")
    private String open;

    @Option(names = "--rattle", paramLabel = "LENGTH", description = "Displace atoms at random, with this standard deviation of each coordinate, Å.")
    private Double rattle;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of all random numbers. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        check();
        int[] repeat = {1, 1, 1};
        List<String> elements = new ArrayList<>();
        for (String m : more) {
            Matcher r = REPEAT.matcher(m);
            if (r.matches()) {
                Arrays.setAll(repeat, k -> Integer.parseInt(r.group(k + 1)));
            } else {
                elements.addAll(List.of(m.split("[,-]")));
            }
        }
        Configuration cell = crystal.make(what, elements, out, spec.commandLine().getErr());
        Configuration atoms = grains != null ? polycrystal(cell, repeat, out) : surface != null ? slab(cell, repeat, out) : Atoms.supercell(cell, repeat);
        atoms = alloy.fill(atoms, seed, out);
        atoms = withVacancies(atoms, out);
        atoms.setCell(cell(atoms.cell()));
        if (rattle != null) {
            atoms = Atoms.rattled(atoms, rattle, seed);
        }
        describe(atoms, out);
        write(atoms);
        out.println("wrote " + output);
        return Main.DONE;
    }

    private void check() {
        if (grains != null && surface != null) {
            throw new CommandException("either --grains or --surface, not both");
        }
        if (cut != null && surface == null) {
            throw new CommandException("--cut is for surfaces; say which with --surface");
        }
        if (vacuum == null && surface != null) {
            vacuum = new double[] {SLAB_VACUUM};
        }
        StructureWriter.format(output);
        if (!(closest >= 0 && closest < 1)) {
            throw new CommandException("--closest must lie from 0 to below 1, not " + closest);
        }
        if (vacuum != null && (vacuum.length != 1 && vacuum.length != 3 || Arrays.stream(vacuum).anyMatch(v -> !(v >= 0) || Double.isInfinite(v)))) {
            throw new CommandException("--vacuum: one length or three are needed, from 0 Å on");
        }
        if (open != null && !open.matches("[abc]{1,3}")) {
            throw new CommandException("--open: edges are called a, b and c, not " + open);
        }
    }

    /** A box as large as the block of cells, with right angles. */
    private Configuration polycrystal(Configuration cell, int[] repeat, PrintWriter out) {
        double[] edges = new double[3], v = cell.cell().vectors();
        for (int k = 0; k < 3; k++) {
            edges[k] = repeat[k] * Math.sqrt(v[3 * k] * v[3 * k] + v[3 * k + 1] * v[3 * k + 1] + v[3 * k + 2] * v[3 * k + 2]);
        }
        Polycrystal.Result made = Polycrystal.of(cell, edges, grains, closest * Atoms.nearestDistance(cell), seed);
        out.println("# " + grains + (grains == 1 ? " grain" : " grains") + " of " + Arrays.stream(made.sizes()).min().orElseThrow() + " to " + Arrays.stream(made.sizes()).max().orElseThrow() + " atoms; " + made.leftOut()
            + " atoms left out that stood too near others");
        return made.configuration();
    }

    private Configuration slab(Configuration cell, int[] repeat, PrintWriter out) {
        boolean[] p = cell.cell().periodic();
        if (!(p[0] && p[1] && p[2])) {
            throw new CommandException("--surface: a crystal is needed, periodic in all three directions");
        }
        boolean hexagonal = BravaisLattice.of(cell).hexagonalAxes();
        SurfaceSlab cutter = new SurfaceSlab(cell, MillerIndices.parse(surface, hexagonal));
        int ways = cutter.cutCount(), chosen = cut == null ? 1 : cut;
        String said = ways == 1 ? "one way to cut" : ways + " ways to cut";
        if (chosen < 1 || chosen > ways) {
            throw new CommandException("--cut: there " + (ways == 1 ? "is " : "are ") + said + " along " + surface + ", not " + chosen);
        }
        out.println(String.format(Locale.ROOT, "# surface %s: planes of %d %s in %.4f Å², %.4f Å apart; %s", cutter.plane().text(hexagonal), cutter.atomsInPlane(), cutter.atomsInPlane() == 1 ? "atom" : "atoms", cutter.area(),
            cutter.spacing(), said));
        return Atoms.supercell(cutter.build(chosen - 1, repeat[2], 0), new int[] {repeat[0], repeat[1], 1});
    }

    private Configuration withVacancies(Configuration atoms, PrintWriter out) {
        if (vacancies == null) {
            return atoms;
        }
        try {
            int count = vacancies.endsWith("%") ? (int) Math.round(0.01 * Double.parseDouble(vacancies.substring(0, vacancies.length() - 1)) * atoms.size()) : Integer.parseInt(vacancies);
            out.println("# " + count + (count == 1 ? " vacancy" : " vacancies"));
            return Atoms.withVacancies(atoms, count, seed);
        } catch (NumberFormatException e) {
            throw new CommandException("--vacancies: a number of atoms is needed, or a percentage as in 1%, not " + vacancies);
        }
    }

    private Cell cell(Cell from) {
        double[] v = from.vectors();
        boolean[] periodic = from.periodic();
        for (int row = 0; row < 3; row++) {
            double more = vacuum == null ? 0 : vacuum.length == 3 ? vacuum[row] : row == 2 ? vacuum[0] : 0;
            double length = Math.sqrt(v[3 * row] * v[3 * row] + v[3 * row + 1] * v[3 * row + 1] + v[3 * row + 2] * v[3 * row + 2]);
            for (int k = 3 * row; k < 3 * row + 3 && more > 0; k++) {
                v[k] *= 1 + more / length;
            }
            periodic[row] &= open == null || open.indexOf("abc".charAt(row)) < 0;
        }
        return new Cell(v, periodic);
    }

    private static void describe(Configuration c, PrintWriter out) {
        out.println(c.size() + (c.size() == 1 ? " atom: " : " atoms: ") + Atoms.composition(c).entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue() + " (" + new BigDecimal(100.0 * e.getValue() / c.size()).round(new MathContext(4)).stripTrailingZeros().toPlainString() + " %)").collect(Collectors.joining(", ")));
        double[] v = c.cell().vectors();
        String edges = IntStream.range(0, 3).mapToObj(k -> String.format(Locale.ROOT, "%.5f", Math.sqrt(v[3 * k] * v[3 * k] + v[3 * k + 1] * v[3 * k + 1] + v[3 * k + 2] * v[3 * k + 2]))).collect(Collectors.joining(" × "));
        String density = "";
        if (c.cell().volume() > 0 && c.symbols().stream().allMatch(Elements::known)) {
            double mass = Arrays.stream(c.masses()).sum();
            density = String.format(Locale.ROOT, ", %.4f g/cm³", DENSITY * mass / c.cell().volume());
        }
        out.println("cell " + edges + " Å" + density + String.format(Locale.ROOT, "; nearest neighbors %.4f Å apart", Atoms.nearestDistance(c)));
    }

    private void write(Configuration atoms) {
        StructureWriter.write(output, atoms, Map.of("made_by", "eutectic " + String.join(" ", spec.commandLine().getParseResult().originalArgs()).replace("\\", "").replace("\"", "")));
    }
}
