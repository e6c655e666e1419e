package org.eutectic.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.cli.plot.Curve;
import org.eutectic.cli.plot.Plot;
import org.eutectic.md.build.Atoms;
import org.eutectic.md.dynamics.Simulation;
import org.eutectic.md.dynamics.Velocities;
import org.eutectic.md.property.RestingCrystal;
import org.eutectic.md.thermal.BlockSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The largest system that memory allows. */
@Command(name = "memory", description = "How many atoms a run can have in the memory that Java is given: tried out.", mixinStandardHelpOptions = true, sortOptions = false,
    footerHeading = "%nMethod: ", footer = {MemoryCommand.METHOD, "Give another limit with EUTECTIC_OPTS=-Xmx2g."}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "2:bad input, or no such crystal"})
final class MemoryCommand implements Callable<Integer> {
    static final String METHOD = "crystals of more and more atoms make a few steps at constant energy, neighbor lists with a skin of 1 Å included, until the memory does not suffice; then sizes between.";
    private static final long FIRST = 20_000;
    private static final int STEPS = 3;
    private static final double STRIDE = 1.3;
    private static final double CLOSE = 1.06;
    private static final double WARM = 300;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CrystalInput input;

    @Option(names = "--most", paramLabel = "N", description = "Try no more atoms than that.")
    private Long most;

    @Mixin
    private PropertyOutput output;

    /** A crystal that was tried; the memory in use is that of what cannot be thrown away, bytes, 0 where it did not fit. */
    private record Trial(long atoms, boolean fits, long used, double seconds) {}

    private final List<Trial> trials = new ArrayList<>();

    @Override
    public Integer call() {
        output.check();
        if (most != null && most < 1000) {
            throw new CommandException("--most must be at least 1000, not " + most);
        }
        PrintWriter out = spec.commandLine().getOut();
        return input.calculate(spec.commandLine().getErr(), (potential, field, crystal) -> {
            out.println(PropertyOutput.title(potential, crystal));
            out.println(PropertyOutput.line("# Java may take %d MiB", Runtime.getRuntime().maxMemory() >> 20));
            out.println("       atoms              memory in use, MiB   bytes for each atom   s for " + STEPS + " steps");
            long largest = search(out, field, crystal);
            boolean limited = trials.stream().allMatch(Trial::fits);
            out.println();
            out.println(limited ? "all of these fit; " + largest + " atoms are as many as --most allows" : "largest that fits: " + largest + " atoms");
            output.write(json(potential, crystal, largest, limited), plot(potential));
            return Main.DONE;
        });
    }

    private long search(PrintWriter out, ForceField field, RestingCrystal crystal) {
        long base = used(), limit = most == null ? Long.MAX_VALUE : most;
        Trial t = attempt(out, field, crystal, Math.min(FIRST, limit));
        if (!t.fits) {
            throw new CommandException("not even " + t.atoms + " atoms fit into " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB; give Java more with EUTECTIC_OPTS=-Xmx2g");
        }
        // What comes for a while and goes again is about as much as what stays.
        double each = Math.max(1, t.used - base) / (double) t.atoms;
        long next = (long) (0.5 * (Runtime.getRuntime().maxMemory() - base) / each), low = t.atoms, high = Long.MAX_VALUE;
        while (low < limit && high / (double) low > CLOSE) {
            long size = Math.min(limit, Math.max(next, (long) (1.01 * low)));
            long atoms = atoms(crystal, repeat(crystal, size));
            if (atoms <= low || atoms >= high) {
                // Blocks of cells come in steps; there is none between.
                break;
            }
            t = attempt(out, field, crystal, size);
            if (t.fits) {
                low = t.atoms;
            } else {
                high = t.atoms;
            }
            next = high == Long.MAX_VALUE ? (long) (low * STRIDE) : low * STRIDE < high / STRIDE ? (long) (high / STRIDE) : (long) Math.sqrt((double) low * high);
        }
        return low;
    }

    /** A block as near to a cube as its number of atoms allows. */
    private static int[] repeat(RestingCrystal crystal, long atoms) {
        Configuration cell = crystal.configuration();
        int[] repeat = BlockSize.repeat(cell, Math.max(1, (long) (0.9 * atoms)), 1);
        repeat[2] = (int) Math.max(1, Math.ceilDiv(atoms, (long) repeat[0] * repeat[1] * cell.size()));
        return repeat;
    }

    private static long atoms(RestingCrystal crystal, int[] repeat) {
        return (long) repeat[0] * repeat[1] * repeat[2] * crystal.configuration().size();
    }

    private Trial attempt(PrintWriter out, ForceField field, RestingCrystal crystal, long atoms) {
        int[] repeat = repeat(crystal, atoms);
        long n = atoms(crystal, repeat);
        Trial t;
        try {
            t = run(field, crystal, repeat, n);
        } catch (OutOfMemoryError e) {
            t = new Trial(n, false, 0, 0);
        }
        trials.add(t);
        out.println(t.fits ? PropertyOutput.line("%12d fits %23.1f %21.0f %15.2f", n, t.used / 1048576.0, t.used / (double) n, t.seconds) : PropertyOutput.line("%12d does not fit", n));
        out.flush();
        return t;
    }

    private static Trial run(ForceField field, RestingCrystal crystal, int[] repeat, long n) {
        Configuration block = Atoms.supercell(crystal.configuration(), repeat);
        Velocities.maxwellBoltzmann(block, WARM, 1);
        Simulation s = Simulation.of(block, field).timestep(1).steps(STEPS).threads(Runtime.getRuntime().availableProcessors()).build();
        double seconds = s.run().seconds();
        long used = used();
        // Until here the run is held on to.
        if (s.state().size() != n) {
            throw new IllegalStateException("another number of atoms");
        }
        return new Trial(n, true, used, seconds);
    }

    private static long used() {
        System.gc();
        Runtime r = Runtime.getRuntime();
        return r.totalMemory() - r.freeMemory();
    }

    private ObjectNode json(Potential potential, RestingCrystal crystal, long largest, boolean limited) {
        ObjectNode root = PropertyOutput.head(potential).put("method", METHOD).put("heap_bytes", Runtime.getRuntime().maxMemory());
        PropertyOutput.put(root.putObject("crystal"), crystal);
        root.put("largest_atoms", largest).put("limited_by_most", limited);
        ArrayNode list = root.putArray("trials");
        trials.forEach(t -> list.addObject().put("atoms", t.atoms).put("fits", t.fits).put("used_bytes", t.used).put("seconds", t.seconds));
        return root;
    }

    private Plot plot(Potential potential) {
        List<Trial> fit = trials.stream().filter(Trial::fits).toList();
        return new Plot(potential.name() + ", memory", "atoms", "memory in use, MiB",
            List.of(new Curve("fits", fit.stream().mapToDouble(Trial::atoms).toArray(), fit.stream().mapToDouble(t -> t.used / 1048576.0).toArray(), true)));
    }
}
