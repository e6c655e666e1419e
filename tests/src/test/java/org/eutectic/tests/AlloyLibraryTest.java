package org.eutectic.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.cli.Main;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Alloys of the library: on each element alone they are that element's potential to the last bit, and LAMMPS computes the same from the files that
 * {@code eutectic export} writes. The table is printed at the end.
 */
class AlloyLibraryTest {
    private static final Map<String, String> TABLE = Collections.synchronizedMap(new TreeMap<>());

    /**
     * @param elements files of the parents below {@code potentials}, without their ending
     * @param mixed what the alloy says, or the file that says it
     * @param format of the exported file
     * @param lattice constant of the test's crystal, Å
     */
    record Alloy(List<String> elements, String mixed, String format, boolean diamond, double lattice) {
        static Alloy metals(String elements, double lattice) {
            return new Alloy(List.of(elements.split(" ")), "mix johnson(phi)", "setfl", false, lattice);
        }

        String name() {
            return elements.stream().map(Alloy::species).collect(Collectors.joining());
        }

        static String species(String element) {
            return element.replaceFirst("-.*", "");
        }

        /** The text of an alloy, in three lines or four. */
        String text() {
            return "import " + elements.stream().map(e -> "\"" + e + ".eut\"").collect(Collectors.joining(", ")) + "\npotential " + name() + " extends "
                + elements.stream().map(Alloy::species).collect(Collectors.joining(", ")) + " {\n  " + mixed + "\n}\n";
        }

        Potential potential() {
            Path folder = Places.root().resolve("potentials");
            return mixed.endsWith(".eut") ? Potential.load(folder.resolve(mixed), null, Map.of())
                : Potential.parse(new SourceFile(name() + ".eut", text()), folder, null, Map.of());
        }

        @Override
        public String toString() {
            return name() + (mixed.endsWith(".eut") ? " (" + mixed + ")" : "");
        }
    }

    static Stream<Alloy> alloys() {
        return Stream.of(
            Alloy.metals("Cu Ni", 3.6), Alloy.metals("Cu Zr", 4.1), Alloy.metals("Ni Al", 3.75), Alloy.metals("Al Mg", 4.2), Alloy.metals("Ta W", 4.05),
            Alloy.metals("Fe Co", 3.55), Alloy.metals("Pd Pt", 3.9), Alloy.metals("Ag Pb", 4.4), Alloy.metals("Mo Ti", 4.0),
            new Alloy(List.of("Cu-ackland-vitek", "Au-ackland-vitek"), "CuAu-ackland-vitek.eut", "fs", false, 3.85),
            new Alloy(List.of("Si-tersoff-1989", "C-tersoff-1989"), "mix tersoff; param chi[Si,C] = 0.9776", "tersoff", true, 4.5),
            new Alloy(List.of("Si-tersoff-1989", "Ge-tersoff-1989"), "SiGe-tersoff.eut", "tersoff", true, 5.5),
            new Alloy(List.of("Si-erhart-albe", "C-erhart-albe"), "SiC-erhart-albe.eut", "tersoff", true, 4.5),
            new Alloy(List.of("Ar", "Kr"), "mix lorentz_berthelot(epsilon, sigma)", "table", false, 5.5),
            Alloy.metals("Al Co Cu Fe Ni", 3.65));
    }

    @ParameterizedTest
    @MethodSource("alloys")
    void elementsStayWhatTheyAre(Alloy which) {
        Potential alloy = which.potential();
        for (String element : which.elements) {
            Potential parent = Potential.load(Places.root().resolve("potentials/" + element + ".eut"), null, Map.of());
            for (Backend backend : Backend.values()) {
                try (ForceField whole = alloy.forceField(backend, 1); ForceField own = parent.forceField(backend, 1)) {
                    Configuration c = new PropertyCase("", which.diamond, which.lattice).structure(own);
                    Evaluation a = compute(whole, c), b = compute(own, c);
                    assertTrue(Arrays.stream(b.forces()).anyMatch(f -> Math.abs(f) > 1e-4), "something happens");
                    assertEquals(b.energy(), a.energy(), element);
                    assertArrayEquals(b.siteEnergies(), a.siteEnergies(), element);
                    assertArrayEquals(b.forces(), a.forces(), element);
                    assertArrayEquals(b.virial(), a.virial(), element);
                }
            }
        }
        TABLE.merge(which.toString(), "same", (x, y) -> "same" + x);
    }

    /**
     * Three things are held against each other: the potential, LAMMPS with the exported file, and this program reading that file. The last two do the same
     * arithmetic. The first differs by what the file leaves out: nothing but rounding for parameters; for tables the interpolation. That of setfl misses
     * smooth functions by some 1e-10 eV with 5001 samples, and the embedding functions of Zhou, Johnson and Wadley, whose pieces meet to 5e-7 eV only, by that
     * much where an atom's density lies in the segment of the jump, which is then a slope of 5e-7 eV over a step of some 0.02; besides, metals whose own cutoff is
     * shorter than the alloy's longest go on to that one, with less than 1e-6 eV a pair.
     */
    @ParameterizedTest
    @MethodSource("alloys")
    void lammpsRunsWhatIsExported(Alloy which, @TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(LammpsRun.isAtHand(), "skipped: there is no program lmp here, with which exported files are compared");
        Path written = folder.resolve("exported." + which.format), source;
        if (which.mixed.endsWith(".eut")) {
            source = Places.root().resolve("potentials").resolve(which.mixed);
        } else {
            for (String e : which.elements) {
                Files.copy(Places.root().resolve("potentials/" + e + ".eut"), folder.resolve(e + ".eut"));
            }
            source = Files.writeString(folder.resolve("alloy.eut"), which.text());
        }
        List<String> style = export(source, which.format, written);
        Potential potential = which.potential();
        Configuration c;
        Evaluation ours;
        try (ForceField field = potential.forceField(Backend.REFERENCE, 1)) {
            c = new PropertyCase("", which.diamond, which.lattice).structure(field);
            ours = compute(field, c);
        }
        LammpsRun lammps = LammpsRun.of(folder, c, style);
        double energy = Math.abs(ours.energy() - lammps.energy()) / c.size(), force = largestDifference(ours.forces(), lammps.forces());
        boolean parameters = which.format.equals("tersoff");
        assertTrue(energy < (parameters ? 1e-12 : 1e-6), () -> "energy: " + energy);
        assertTrue(force < (parameters ? 1e-10 : 1e-5), () -> "forces: " + force);
        String row = String.format(Locale.ROOT, "  %-8s %4d   %8.1e  %8.1e", which.format, c.size(), energy, force);
        Evaluation read = readBack(which, written, c);
        if (read != null) {
            double energyRead = Math.abs(read.energy() - lammps.energy()) / c.size(), forceRead = largestDifference(read.forces(), lammps.forces());
            assertTrue(energyRead < 1e-12, () -> "energy, read back: " + energyRead);
            assertTrue(forceRead < 1e-10, () -> "forces, read back: " + forceRead);
            row += String.format(Locale.ROOT, "   %8.1e  %8.1e", energyRead, forceRead);
        }
        TABLE.merge(which.toString(), row, (x, y) -> x.startsWith("same") ? x + y : y + x);
    }

    private static List<String> export(Path source, String format, Path target) {
        StringWriter out = new StringWriter(), err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), "export", source.toString(), "--to", format, "-o", target.toString());
        assertEquals(0, code, err + "" + out);
        return out.toString().lines().dropWhile(l -> !l.equals("in LAMMPS:")).skip(1).map(String::strip).filter(l -> !l.startsWith("#") && !l.startsWith("units")).toList();
    }

    private static Evaluation readBack(Alloy which, Path file, Configuration c) {
        Map<String, List<String>> readers = Map.of("setfl", List.of("eam", "EAM", "setfl"), "fs", List.of("eam-fs", "FinnisSinclair", "eam_fs"),
            "tersoff", List.of("tersoff", "Tersoff", "tersoff"));
        List<String> reader = readers.get(which.format);
        if (reader == null) {
            return null;
        }
        String text = "import \"forms/" + reader.get(0) + ".eut\"\npotential P is " + reader.get(1) + " { species " + String.join(", ", c.symbols()) + "; from " + reader.get(2) + "(\""
            + file.getFileName() + "\") }\n";
        try (ForceField field = Potential.parse(new SourceFile("p.eut", text), file.getParent(), null, Map.of()).forceField(Backend.REFERENCE, 1)) {
            return compute(field, c);
        }
    }

    private static double largestDifference(double[] a, double[] b) {
        double largest = 0;
        for (int k = 0; k < a.length; k++) {
            largest = Math.max(largest, Math.abs(a[k] - b[k]));
        }
        return largest;
    }

    private static Evaluation compute(ForceField field, Configuration c) {
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(c, field), true, true, true, out);
        return out;
    }

    @AfterAll
    static void printTable() {
        System.out.println("                                           alone               LAMMPS - potential   LAMMPS - file read here");
        System.out.println("alloy                                      elements file  atoms  |dE|/N eV |dF| eV/Å   |dE|/N eV |dF| eV/Å");
        alloys().forEach(a -> System.out.printf(Locale.ROOT, "%-42s %s%n", a, TABLE.getOrDefault(a.toString(), "")));
    }
}
