package org.eutectic.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.eutectic.Potential;
import org.eutectic.atoms.ForceField;
import org.eutectic.cli.plot.Curve;
import org.eutectic.cli.plot.Plot;
import org.eutectic.md.Units;
import org.eutectic.md.file.OutputFile;
import org.eutectic.md.property.BandPath;
import org.eutectic.md.property.ForceConstants;
import org.eutectic.md.property.PhononMesh;
import org.eutectic.md.property.Phonons;
import org.eutectic.md.property.RestingCrystal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Vibrations. */
@Command(name = "phonons", description = "Phonons of a crystal at rest by finite displacements: bands, density of states, free energy, entropy and heat capacity.",
    mixinStandardHelpOptions = true, sortOptions = false, footerHeading = "%nThe crystal: ",
    footer = {"a structure file, relaxed first; or a prototype with --structure; with neither, the prototype with the lowest energy.",
        "Points of the Brillouin zone are those of Setyawan and Curtarolo (2010). Imaginary frequencies are shown as negative ones."},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "1:done, and some frequencies are imaginary: the crystal is not stable", "2:bad input, or no such crystal"})
final class PhononsCommand implements Callable<Integer> {
    private static final int DENSITY_POINTS = 401;
    /** What rounding may leave of a frequency that is zero, THz. */
    private static final double ROUNDING = 0.02;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CrystalInput input;

    @Option(names = "--supercell", paramLabel = "N|NxNxN", description = "How often the crystal's cell is repeated. Default: until its faces are four cutoffs apart, in at most 2000 atoms.")
    private String supercell;

    @Option(names = "--displacement", paramLabel = "L", defaultValue = "" + ForceConstants.DISPLACEMENT, description = "Step of the differences, Å. Default: ${DEFAULT-VALUE}.")
    private double displacement;

    @Option(names = "--path", paramLabel = "POINTS", description = "Way through the Brillouin zone, as in GXWKGL or GX|UX. Default: the lattice's standard way.")
    private String path;

    @Option(names = "--points", paramLabel = "N", defaultValue = "300", description = "Points along the way. Default: ${DEFAULT-VALUE}.")
    private int points;

    @Option(names = "--mesh", paramLabel = "L", defaultValue = "60", description = "Waves of the density of states: those of a box of this edge, Å. Default: ${DEFAULT-VALUE}.")
    private double mesh;

    @Option(names = "--temperatures", paramLabel = "LOW:HIGH:STEP", defaultValue = "0:1000:100", description = "Temperatures of the thermal properties, K. Default: ${DEFAULT-VALUE}.")
    private String temperatures;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the bands to a file.")
    private Path csv;

    @Option(names = "--dos-csv", paramLabel = "FILE", description = "Write the density of states to a file.")
    private Path densityCsv;

    @Option(names = "--thermal-csv", paramLabel = "FILE", description = "Write the thermal properties to a file.")
    private Path thermalCsv;

    @Option(names = "--dos-plot", paramLabel = "FILE", description = "Draw the density of states: FILE.svg or FILE.png.")
    private Path densityPlot;

    @Mixin
    private PropertyOutput output;

    /** All that is calculated. */
    private record Result(ForceConstants constants, Phonons.Bands bands, PhononMesh mesh, PhononMesh.Density density, List<PhononMesh.Thermal> thermal) {
        double lowest() {
            return Math.min(bands.lowest(), mesh.lowest());
        }

        double highest() {
            return Math.max(bands.highest(), mesh.highest());
        }
    }

    @Override
    public Integer call() {
        output.check();
        Plot.requireFormat(densityPlot);
        double[] heat = temperatures();
        if (points < 2 || points > 100_000) {
            throw new CommandException("--points must be from 2 to 100000, not " + points);
        }
        if (!(mesh >= 5) || mesh > 1000) {
            throw new CommandException("--mesh: a box from 5 to 1000 Å is needed, not " + mesh);
        }
        PrintWriter out = spec.commandLine().getOut();
        return input.calculate(spec.commandLine().getErr(), (potential, field, crystal) -> {
            Result r = calculate(out, field, crystal, heat);
            print(out, potential, crystal, field, r);
            tables(r);
            output.write(json(potential, crystal, r), plot(potential, crystal, r.bands));
            if (densityPlot != null) {
                new Plot(potential.name() + ", " + crystal.name(), "frequency, THz", "states for each atom and THz", List.of(new Curve("density of states", r.density.frequency(),
                    r.density.states(), false))).write(densityPlot);
            }
            return r.lowest() < -ROUNDING ? Main.NO : Main.DONE;
        });
    }

    private Result calculate(PrintWriter out, ForceField field, RestingCrystal crystal, double[] heat) {
        int[] repeat = supercell == null ? ForceConstants.repeat(crystal, field) : CrystalOptions.repeat(supercell);
        Screen screen = Screen.of(out);
        try {
            ForceConstants constants = ForceConstants.of(crystal, field, repeat, displacement, screen::progress);
            Phonons phonons = new Phonons(constants);
            Phonons.Bands bands = phonons.bands(path == null ? BandPath.of(constants.lattice()) : BandPath.along(constants.lattice(), path), points);
            PhononMesh waves = PhononMesh.of(phonons, mesh, screen::progress);
            return new Result(constants, bands, waves, waves.density(DENSITY_POINTS), Arrays.stream(heat).mapToObj(waves::thermal).toList());
        } finally {
            screen.end();
        }
    }

    private double[] temperatures() {
        String[] words = temperatures.split(":", -1);
        try {
            double low = Double.parseDouble(words[0]), high = Double.parseDouble(words[1]), step = Double.parseDouble(words[2]);
            if (words.length == 3 && low >= 0 && high >= low && step > 0 && (high - low) / step < 1e5) {
                double[] t = new double[(int) Math.floor((high - low) / step + 1e-9) + 1];
                Arrays.setAll(t, k -> low + k * step);
                return t;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // The message below says what is needed.
        }
        throw new CommandException("--temperatures: lowest, highest and step in K are needed, none of them negative, as in 0:1000:100, not " + temperatures);
    }

    private static void print(PrintWriter out, Potential potential, RestingCrystal crystal, ForceField field, Result r) {
        out.println(PropertyOutput.title(potential, crystal));
        ForceConstants c = r.constants;
        out.println(PropertyOutput.line("supercell of %s cells, %d atoms; force constants reach %.3f Å%s", words(c.repeat(), "×"), c.supercellSize(), c.reach(),
            c.reach() < 2 * field.cutoff() - 1e-6 ? line(", the potential up to %.3f Å: see what a larger --supercell changes", 2 * field.cutoff()) : ""));
        out.println();
        out.println("  frequencies, THz, at points of the " + c.lattice().type().title() + " lattice, in reciprocal vectors of its " + (BandPath.conventional(c.lattice()) ? "conventional" : "primitive") + " cell");
        List<String> seen = new ArrayList<>();
        for (Phonons.Corner corner : r.bands.corners()) {
            if (!seen.contains(corner.point().name())) {
                seen.add(corner.point().name());
                double[] p = corner.point().place();
                out.println(line("  %s  %6.4f %6.4f %6.4f   ", corner.point().name(), p[0], p[1], p[2]) + Arrays.stream(r.bands.frequencies()[corner.index()])
                    .mapToObj(f -> line(" %9.4f", Math.abs(f) < 1e-3 ? 0 : f)).collect(Collectors.joining()));
            }
        }
        out.println();
        out.println(line("  highest frequency %.4f THz; zero-point energy %.4f meV/atom; %s waves", r.highest(), 1e3 * r.mesh.zeroPointEnergy(), words(r.mesh.size(), "×")));
        out.println();
        out.println("     T, K    free energy, eV/atom    entropy, kB/atom    heat capacity, kB/atom");
        for (PhononMesh.Thermal t : r.thermal) {
            out.println(line("  %7.1f  %22.7f  %18.5f  %24.5f", t.temperature(), t.freeEnergy(), t.entropy() / Units.BOLTZMANN, t.heatCapacity() / Units.BOLTZMANN));
        }
        out.println();
        if (r.lowest() < -ROUNDING) {
            out.println(line("NOT STABLE: the lowest frequency is imaginary, %.4f i THz; so are %.2g %% of all, which are not in the sums above", -r.lowest(), 100 * r.mesh.imaginaryPart()));
        } else {
            out.println("stable: no frequency is imaginary");
        }
        out.println(line("force constants up to %.4g eV/Å²; restoring their symmetry and the rule that they sum to zero changed none by more than %.1e eV/Å²", c.largest(), c.correction()));
    }

    private void tables(Result r) {
        if (csv != null) {
            OutputFile.write(csv, text -> {
                text.append("point,distance_1_per_A,qx_1_per_A,qy_1_per_A,qz_1_per_A");
                for (int b = 1; b <= 3 * r.constants.sites(); b++) {
                    text.append(",f").append(b).append("_THz");
                }
                text.append('\n');
                for (int k = 0; k < r.bands.q().length; k++) {
                    int at = k;
                    text.append(r.bands.corners().stream().filter(c -> c.index() == at).map(c -> c.point().name()).findFirst().orElse("")).append(',').append(r.bands.distance()[k]);
                    Arrays.stream(r.bands.q()[k]).forEach(x -> text.append(',').append(x));
                    Arrays.stream(r.bands.frequencies()[k]).forEach(x -> text.append(',').append(x));
                    text.append('\n');
                }
            });
        }
        if (densityCsv != null) {
            OutputFile.write(densityCsv, text -> {
                text.append("frequency_THz,states_per_atom_THz\n");
                for (int k = 0; k < r.density.frequency().length; k++) {
                    text.append(r.density.frequency()[k]).append(',').append(r.density.states()[k]).append('\n');
                }
            });
        }
        if (thermalCsv != null) {
            OutputFile.write(thermalCsv, text -> {
                text.append("temperature_K,free_energy_eV_per_atom,entropy_eV_per_K_atom,heat_capacity_eV_per_K_atom\n");
                r.thermal.forEach(t -> text.append(t.temperature()).append(',').append(t.freeEnergy()).append(',').append(t.entropy()).append(',').append(t.heatCapacity()).append('\n'));
            });
        }
    }

    private ObjectNode json(Potential potential, RestingCrystal crystal, Result r) {
        ObjectNode root = PropertyOutput.head(potential);
        PropertyOutput.put(root.putObject("crystal"), crystal);
        root.put("method", "finite displacements: K. Parlinski, Z. Q. Li and Y. Kawazoe, Phys. Rev. Lett. 78, 4063 (1997)");
        root.put("displacement_A", displacement).put("supercell_atoms", r.constants.supercellSize()).put("reach_A", r.constants.reach())
            .put("correction_eV_A2", r.constants.correction()).put("stable", r.lowest() >= -ROUNDING).put("lattice", r.constants.lattice().type().symbol());
        ArrayNode repeat = root.putArray("supercell");
        Arrays.stream(r.constants.repeat()).forEach(repeat::add);
        PropertyOutput.put(root.putArray("primitive_cell_A"), r.constants.lattice().primitive(), 3);
        ObjectNode bands = root.putObject("bands");
        ArrayNode corners = bands.putArray("points");
        for (Phonons.Corner c : r.bands.corners()) {
            ObjectNode node = corners.addObject().put("name", c.point().name()).put("index", c.index()).put("begins", c.begins());
            add(node.putArray("place"), c.point().place());
            add(node.putArray("frequencies_THz"), r.bands.frequencies()[c.index()]);
        }
        add(bands.putArray("distance_1_per_A"), r.bands.distance());
        ArrayNode q = bands.putArray("q_1_per_A"), f = bands.putArray("frequencies_THz");
        Arrays.stream(r.bands.q()).forEach(v -> add(q.addArray(), v));
        Arrays.stream(r.bands.frequencies()).forEach(v -> add(f.addArray(), v));
        ObjectNode density = root.putObject("density_of_states");
        add(density.putArray("frequency_THz"), r.density.frequency());
        add(density.putArray("states_per_atom_THz"), r.density.states());
        root.put("zero_point_energy_eV_per_atom", r.mesh.zeroPointEnergy()).put("highest_frequency_THz", r.highest());
        ArrayNode thermal = root.putArray("thermal");
        r.thermal.forEach(t -> thermal.addObject().put("temperature_K", t.temperature()).put("free_energy_eV_per_atom", t.freeEnergy())
            .put("entropy_eV_per_K_atom", t.entropy()).put("heat_capacity_eV_per_K_atom", t.heatCapacity()));
        return root;
    }

    private static void add(ArrayNode to, double[] values) {
        Arrays.stream(values).forEach(to::add);
    }

    private static Plot plot(Potential potential, RestingCrystal crystal, Phonons.Bands bands) {
        List<Curve> curves = new ArrayList<>();
        List<Plot.Mark> marks = new ArrayList<>();
        List<Phonons.Corner> corners = bands.corners();
        for (int k = 0; k < corners.size(); k++) {
            Phonons.Corner c = corners.get(k);
            if (c.begins() && k > 0) {
                Plot.Mark last = marks.removeLast();
                marks.add(new Plot.Mark(last.name() + "|" + c.point().name(), last.x()));
            } else {
                marks.add(new Plot.Mark(c.point().name(), bands.distance()[c.index()]));
            }
            if (c.begins()) {
                int end = k + 1;
                while (end + 1 < corners.size() && !corners.get(end + 1).begins()) {
                    end++;
                }
                int from = c.index(), to = corners.get(end).index() + 1;
                for (int b = 0; b < bands.frequencies()[0].length; b++) {
                    int branch = b;
                    curves.add(new Curve(String.format(Locale.ROOT, "%d-%d", k, b), Arrays.copyOfRange(bands.distance(), from, to),
                        Arrays.stream(bands.frequencies(), from, to).mapToDouble(f -> f[branch]).toArray(), false));
                }
            }
        }
        return new Plot(potential.name() + ", " + crystal.name() + ": phonons", "", "frequency, THz", curves).marked(marks);
    }

    private static String words(int[] numbers, String between) {
        return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(between));
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
