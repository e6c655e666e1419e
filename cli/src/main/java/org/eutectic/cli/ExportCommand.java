package org.eutectic.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eutectic.Potential;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.md.file.OutputFile;
import org.eutectic.physics.files.PairTableWriter;
import org.eutectic.physics.files.SetflGrid;
import org.eutectic.physics.files.SetflWriter;
import org.eutectic.physics.files.TripletWriter;
import org.eutectic.physics.files.UnfitException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a potential as a file of the field, which LAMMPS runs. */
@Command(name = "export", description = "Write a potential as a file that LAMMPS and others read, and print the lines that use it there. What was written is read back and compared.",
    mixinStandardHelpOptions = true, sortOptions = false, exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:written", "2:bad input, or a potential that this kind of file cannot hold"})
final class ExportCommand implements Runnable {
    /** A file of parameters is the potential itself: what is read back differs by rounding, or it was another form. */
    private static final double SAME_ENERGY = 1e-10, SAME_FORCE = 1e-8;
    /** eV for each atom; a table that misses more is of no use. */
    private static final double LARGEST_MISS = 1e-3;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "POTENTIAL", description = "File in the Eutectic language.")
    private Path potentialFile;

    @Option(names = "--to", paramLabel = "FORMAT", required = true, description = "setfl (LAMMPS eam/alloy), fs (eam/fs), tersoff, sw or table (pair table).")
    private ExportFormat format;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", required = true, description = "Where it goes.")
    private Path output;

    @Option(names = "--points", paramLabel = "N", description = "Number of distances. Default: 5001 for setfl and fs; for a table as many as --accuracy asks for.")
    private Integer points;

    @Option(names = "--rho-points", paramLabel = "N", description = "setfl, fs: number of densities. Default: that of distances.")
    private Integer densityPoints;

    @Option(names = "--rho-max", paramLabel = "X", description = "setfl, fs: largest density. Default: that of close-packed atoms at half the volume which they have at rest.")
    private Double largestDensity;

    @Option(names = "--accuracy", paramLabel = "E", defaultValue = "1e-8",
        description = "table: the largest error of an energy halfway between samples, in eV and above 1 eV relative. Default: ${DEFAULT-VALUE}.")
    private double accuracy;

    @Mixin
    private PotentialOptions options;

    @Override
    public void run() {
        checkOptions();
        PrintWriter out = spec.commandLine().getOut();
        Potential p = options.load(potentialFile, spec.commandLine().getErr());
        if (!p.builtInTerms().isEmpty()) {
            throw unfit(p, format.obstacle(p).orElseThrow());
        }
        List<String> report = new ArrayList<>();
        String title = p.name() + " from " + potentialFile.getFileName();
        try {
            switch (format) {
                case SETFL, FS -> density(p, title, report);
                case TERSOFF -> write(p, TripletWriter.tersoff(p, title), report, true);
                case SW -> write(p, TripletWriter.stillingerWeber(p, title), report, true);
                case TABLE -> table(p, title, report);
            }
        } catch (UnfitException e) {
            throw unfit(p, e.getMessage());
        }
        report.forEach(out::println);
        out.flush();
    }

    private void checkOptions() {
        for (Integer n : Arrays.asList(points, densityPoints)) {
            if (n != null && (n < 100 || n > 10_000_000)) {
                throw new CommandException("--points and --rho-points must lie between 100 and 10000000, not " + n);
            }
        }
        if (largestDensity != null && !(largestDensity > 0 && largestDensity < 1e12)) {
            throw new CommandException("--rho-max must be a positive number, not " + largestDensity);
        }
        if (!(accuracy > 0 && accuracy < 1)) {
            throw new CommandException("--accuracy must be a positive number below 1, not " + accuracy);
        }
        if (!format.isTabulatedDensity() && (densityPoints != null || largestDensity != null)) {
            throw new CommandException("--rho-points and --rho-max are for --to setfl and --to fs");
        }
        if ((format == ExportFormat.TERSOFF || format == ExportFormat.SW) && points != null) {
            throw new CommandException("--points is for tables; " + format + " is a file of parameters");
        }
    }

    private CommandException unfit(Potential p, String why) {
        List<String> fitting = Arrays.stream(ExportFormat.values()).filter(f -> f != format && f.obstacle(p).isEmpty()).map(ExportFormat::toString).toList();
        return new CommandException(potentialFile + ": " + p.name() + " cannot be written as " + format + ": " + why + "\n  what fits it: "
            + (fitting.isEmpty() ? "no other format" : "--to " + String.join(", --to ", fitting)));
    }

    private void density(Potential p, String title, List<String> report) throws UnfitException {
        SetflWriter writer = SetflWriter.of(p, format == ExportFormat.FS);
        int distances = points != null ? points : 5001;
        double needed = writer.largestDensity(), largest = largestDensity != null ? largestDensity : needed;
        SetflGrid grid = new SetflGrid(distances, densityPoints != null ? densityPoints : distances, largest);
        String text = writer.text(grid, title, p.citations());
        report.add(String.format(Locale.ROOT, "%d distances up to %.6g Å, %d densities up to %.6g; between samples energies are off by up to %.1e eV", grid.points(), p.cutoff(),
            grid.densityPoints(), largest, writer.interpolationError()));
        if (largest < needed) {
            report.add(String.format(Locale.ROOT, "warning: close-packed atoms at half their volume meet a density of %.4g; above --rho-max the embedding energy goes on as a straight line",
                needed));
        }
        writer.notes().forEach(n -> report.add("note: " + n));
        write(p, text, report, false);
    }

    private void table(Potential p, String title, List<String> report) throws UnfitException {
        PairTableWriter writer = PairTableWriter.of(p);
        int n = points != null ? points : writer.points(accuracy);
        report.add(String.format(Locale.ROOT, "%d distances in each section; between samples energies are off by up to %.1e eV (above 1 eV relative)", n, writer.error(n)));
        for (PairTableWriter.Section s : writer.sections()) {
            report.add(String.format(Locale.ROOT, "section %s from %.4g Å (nearer pairs stop LAMMPS) to %.6g Å", s.name(), s.nearest(), s.cutoff()));
        }
        OutputFile.write(output, b -> b.append(writer.text(n, title)));
        finish(p, report, writer.sections(), n);
    }

    /** Reads a text back from a temporary file, compares, and only then gives it its name. */
    private void write(Potential p, String text, List<String> report, boolean parameters) throws UnfitException {
        ReadBack difference = readBack(p, text);
        boolean missed = parameters ? difference.energy() > SAME_ENERGY * Math.max(1, difference.largestForce()) || difference.force() > SAME_FORCE * Math.max(1, difference.largestForce())
            : !(difference.energy() < LARGEST_MISS);
        String measured = String.format(Locale.ROOT, "energies by up to %.1e eV/atom, forces by up to %.1e eV/Å", difference.energy(), difference.force());
        if (missed && parameters) {
            throw new UnfitException("its equations are not those that the file stands for: read back, it differs in " + measured.replace("energies by", "energy by")
                .replace("forces by", "in forces by"));
        }
        if (missed) {
            throw new UnfitException("the table misses the potential: " + measured + "; take more --points, or a larger --rho-max");
        }
        OutputFile.write(output, b -> b.append(text));
        report.add("read back from the file: " + measured.replace("energies by", "energies differ by") + String.format(Locale.ROOT, " (%d distorted crystals of %d atoms)",
            difference.structures(), difference.atoms()));
        finish(p, report, List.of(), 0);
    }

    private ReadBack readBack(Potential p, String text) {
        try {
            Path folder = Files.createTempDirectory("eutectic-export"), file = folder.resolve("written." + format);
            try {
                Files.writeString(file, text);
                Optional<String> reader = format.reader(p, file);
                Potential read = Potential.parse(new SourceFile("read-back.eut", reader.orElseThrow()), folder, null, Map.of());
                return ReadBack.compare(p, read, !format.isTabulatedDensity());
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new CommandException("cannot write to the folder for temporary files: " + Failure.describe(e), e);
        }
    }

    private void finish(Potential p, List<String> report, List<PairTableWriter.Section> sections, int n) {
        report.addFirst("wrote " + output + ": " + p.name() + " as " + format);
        report.add("in LAMMPS:");
        format.lammps(p, output, sections, n).forEach(l -> report.add("  " + l));
    }
}
