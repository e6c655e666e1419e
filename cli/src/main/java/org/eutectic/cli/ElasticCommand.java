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
import java.util.stream.IntStream;
import org.eutectic.Potential;
import org.eutectic.cli.plot.Curve;
import org.eutectic.cli.plot.Plot;
import org.eutectic.md.file.OutputFile;
import org.eutectic.md.property.Elasticity;
import org.eutectic.md.property.RestingCrystal;
import org.eutectic.md.property.Stiffness;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Elastic constants. */
@Command(name = "elastic", description = "Elastic constants of a crystal at rest, from the stress under small strains.", mixinStandardHelpOptions = true, sortOptions = false,
    footerHeading = "%nThe crystal: ", footer = {"a structure file, relaxed first; or a prototype with --structure; with neither, the prototype with the lowest energy.",
        "Voigt's order xx yy zz yz xz xy in the axes of the structure, engineering shear, at zero stress."},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "1:done, and the crystal is not stable", "2:bad input, or no such crystal"})
final class ElasticCommand implements Callable<Integer> {
    private static final int DRAWN = 361;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CrystalInput input;

    @Option(names = "--strain", paramLabel = "E", defaultValue = "" + Elasticity.DEFAULT_STRAIN, description = "Step of the differences. Default: ${DEFAULT-VALUE}.")
    private double strain;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the 6×6 matrix to a file.")
    private Path csv;

    @Mixin
    private PropertyOutput output;

    @Override
    public Integer call() {
        output.check();
        return input.calculate(spec.commandLine().getErr(), (potential, field, crystal) -> {
            Elasticity e = Elasticity.of(crystal, field, strain);
            print(spec.commandLine().getOut(), potential, crystal, e);
            if (csv != null) {
                OutputFile.write(csv, text -> rows(text, e.relaxed(), "%s", ","));
            }
            output.write(json(potential, crystal, e), plot(potential, crystal, e.relaxed()));
            return e.relaxed().stable() ? Main.DONE : Main.NO;
        });
    }

    private static void print(PrintWriter out, Potential potential, RestingCrystal crystal, Elasticity e) {
        out.println(PropertyOutput.title(potential, crystal));
        Stiffness c = e.relaxed();
        boolean moves = Arrays.stream(differences(c, e.clamped())).anyMatch(d -> Math.abs(d) > 1e-4);
        out.println();
        out.println(moves ? "stiffness, GPa (atoms relaxed at each strain)" : "stiffness, GPa");
        StringBuilder text = new StringBuilder();
        rows(text, c, "%11.4f", "");
        if (moves) {
            text.append("\nwith clamped atoms, GPa\n");
            rows(text, e.clamped(), "%11.4f", "");
        }
        out.println(text);
        out.println("                       Voigt       Reuss        Hill");
        out.println(PropertyOutput.line("bulk modulus, GPa %11.4f %11.4f %11.4f", c.bulkVoigt(), c.bulkReuss(), c.bulkHill()));
        out.println(PropertyOutput.line("shear modulus, GPa%11.4f %11.4f %11.4f", c.shearVoigt(), c.shearReuss(), c.shearHill()));
        out.println(PropertyOutput.line("of polycrystals (Hill): Young's modulus %.4f GPa, Poisson's ratio %.4f; anisotropy %.4f", c.youngHill(), c.poissonHill(), c.anisotropy()));
        String eigenvalues = Arrays.stream(c.eigenvalues()).mapToObj(v -> String.format(Locale.ROOT, "%.3f", v)).collect(Collectors.joining(" "));
        out.println((c.stable() ? "stable: all eigenvalues of the stiffness are positive, GPa: " : "NOT STABLE: eigenvalues of the stiffness, GPa: ") + eigenvalues);
        out.println(PropertyOutput.line("averaged over the symmetry %s, which changed nothing by more than %.1e GPa; differences of second order deviate by %.1e GPa",
            e.laueClass().symbol(), e.asymmetry(), e.error()));
    }

    private static double[] differences(Stiffness a, Stiffness b) {
        double[] d = a.values();
        for (int k = 0; k < d.length; k++) {
            d[k] -= b.values()[k];
        }
        return d;
    }

    private static void rows(StringBuilder text, Stiffness c, String format, String between) {
        double smallest = 1e-6 * Math.abs(c.get(1, 1));
        for (int i = 1; i <= 6; i++) {
            for (int j = 1; j <= 6; j++) {
                // What symmetry makes zero is not shown as rounding, nor as minus zero.
                double v = Math.abs(c.get(i, j)) < smallest ? 0 : c.get(i, j);
                text.append(j > 1 ? between : "").append(String.format(Locale.ROOT, format, v));
            }
            text.append('\n');
        }
    }

    private ObjectNode json(Potential potential, RestingCrystal crystal, Elasticity e) {
        ObjectNode root = PropertyOutput.head(potential);
        PropertyOutput.put(root.putObject("crystal"), crystal);
        Stiffness c = e.relaxed();
        root.put("strain", strain).put("asymmetry_GPa", e.asymmetry()).put("second_order_deviation_GPa", e.error()).put("stable", c.stable());
        PropertyOutput.put(root.putArray("stiffness_GPa"), c.values(), 6);
        PropertyOutput.put(root.putArray("clamped_stiffness_GPa"), e.clamped().values(), 6);
        ArrayNode eigenvalues = root.putArray("eigenvalues_GPa");
        Arrays.stream(c.eigenvalues()).forEach(eigenvalues::add);
        moduli(root.putObject("voigt"), c.bulkVoigt(), c.shearVoigt());
        moduli(root.putObject("reuss"), c.bulkReuss(), c.shearReuss());
        ObjectNode hill = root.putObject("hill");
        moduli(hill, c.bulkHill(), c.shearHill());
        PropertyOutput.put(hill, "young_GPa", c.youngHill());
        PropertyOutput.put(hill, "poisson", c.poissonHill());
        PropertyOutput.put(root, "anisotropy", c.anisotropy());
        return root;
    }

    private static void moduli(ObjectNode to, double bulk, double shear) {
        PropertyOutput.put(to, "bulk_GPa", bulk);
        PropertyOutput.put(to, "shear_GPa", shear);
    }

    /** Young's modulus along the directions of four planes, as the distance from the middle; planes that symmetry makes alike share a curve. */
    private static Plot plot(Potential potential, RestingCrystal crystal, Stiffness c) {
        double half = Math.sqrt(0.5);
        List<Curve> all = List.of(young("xy", c, new double[] {1, 0, 0}, new double[] {0, 1, 0}), young("yz", c, new double[] {0, 1, 0}, new double[] {0, 0, 1}),
            young("zx", c, new double[] {0, 0, 1}, new double[] {1, 0, 0}), young("(x+y)z", c, new double[] {half, half, 0}, new double[] {0, 0, 1}));
        double most = all.stream().mapToDouble(ElasticCommand::reach).max().orElseThrow();
        List<Curve> distinct = new ArrayList<>();
        for (Curve curve : all) {
            int same = 0;
            while (same < distinct.size() && distance(distinct.get(same), curve) > 1e-6 * most) {
                same++;
            }
            if (same < distinct.size()) {
                distinct.set(same, new Curve(distinct.get(same).title() + ", " + curve.title(), curve.x(), curve.y(), false));
            } else {
                distinct.add(new Curve("plane " + curve.title(), curve.x(), curve.y(), false));
            }
        }
        return new Plot(potential.name() + ", " + crystal.name() + ": Young's modulus by direction", "GPa", "GPa", distinct).square(1.05 * most);
    }

    private static double reach(Curve c) {
        return IntStream.range(0, DRAWN).mapToDouble(k -> Math.hypot(c.x()[k], c.y()[k])).max().orElseThrow();
    }

    private static double distance(Curve a, Curve b) {
        return IntStream.range(0, DRAWN).mapToDouble(k -> Math.hypot(a.x()[k] - b.x()[k], a.y()[k] - b.y()[k])).max().orElseThrow();
    }

    private static Curve young(String title, Stiffness c, double[] right, double[] up) {
        double[] x = new double[DRAWN], y = new double[DRAWN];
        for (int k = 0; k < DRAWN; k++) {
            double cos = Math.cos(2 * Math.PI * k / (DRAWN - 1)), sin = Math.sin(2 * Math.PI * k / (DRAWN - 1));
            double young = c.young(cos * right[0] + sin * up[0], cos * right[1] + sin * up[1], cos * right[2] + sin * up[2]);
            x[k] = young * cos;
            y[k] = young * sin;
        }
        return new Curve(title, x, y, false);
    }
}
