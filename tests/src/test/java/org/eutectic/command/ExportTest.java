package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code export}: what it says, what it refuses, and that nothing is left where it refuses. What LAMMPS makes of the files is AlloyLibraryTest's. */
class ExportTest {
    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private String target(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void saysWhatItWroteAndHowLammpsUsesIt() throws IOException {
        String target = target("Cu.eam.alloy");
        List<String> said = Command.succeed("export", Command.potential("Cu.eut"), "--to", "setfl", "-o", target, "--points", "2001").out().lines().toList();
        assertEquals("wrote " + target + ": Cu as setfl", said.get(0));
        assertTrue(said.get(1).matches("2001 distances up to 6\\.0* Å, 2001 densities up to \\d\\d\\.\\d+; between samples energies are off by up to \\d\\.\\de-0\\d eV"), said.get(1));
        assertTrue(said.get(2).startsWith("read back from the file: energies differ by up to "), said.get(2));
        assertEquals(List.of("in LAMMPS:", "  units metal", "  pair_style eam/alloy", "  pair_coeff * * " + target + " Cu"), said.subList(3, 7));
        List<String> text = Files.readAllLines(Path.of(target));
        assertTrue(text.get(0).startsWith("UNITS: metal ") && text.get(0).contains("Phys. Rev. B 69, 144113 (2004)"), text.get(0));
        assertEquals("1 Cu", text.get(3));
        assertTrue(text.get(4).startsWith("2001 ") && text.get(4).endsWith(" 6.0"), text.get(4));
        assertEquals("29 63.546 0.0 none", text.get(5));
    }

    /** Equations of one's own, in any order, with factors before the sums; several terms; a pair potential as embedded atoms. */
    @ParameterizedTest
    @CsvSource({"copper, fs", "copper, setfl", "sum, setfl", "pairs, table", "pairs, setfl"})
    void seesWhatAPotentialIsWhateverItLooksLike(String name, String format) throws IOException {
        String text = switch (name) {
            case "copper" -> """
                potential Copper {
                  species Cu
                  cutoff 5 Å
                  param A = 0.0855 eV, xi = 1.224 eV, p = 10.96, q = 2.278, r0 = 2.556 Å
                  function fade(r: Å) = piecewise { r < 4 Å : 1; otherwise : 1/2 + 1/2*cos(pi*(r - 4 Å)/(1 Å)) }
                  rho[i]    = sum(j) fade(r[i,j])*exp(-2*q*(r[i,j]/r0 - 1))
                  energy[i] = A * sum(j) fade(r[i,j])*exp(-p*(r[i,j]/r0 - 1)) - xi*sqrt(rho[i])
                }
                """;
            case "sum" -> """
                import "forms/zbl.eut"
                potential Core is ZBL { species Cu, Ni; param inner = 1.2 Å, outer = 2 Å }
                potential Bonds {
                  species Cu, Ni
                  cutoff 4.2 Å
                  n[i] = sum(j) (1 - r[i,j]/(4.2 Å))^4
                  energy[i] = 0.2 eV*n[i]^2 - 2 eV*n[i]
                }
                potential CuNi { species Cu, Ni; term core = Core; term bonds = Bonds }
                """;
            default -> """
                import "forms/morse.eut"
                potential Metals is MorseShifted {
                  species Cu, Al
                  cutoff 6 Å
                  param D0[Cu,Cu] = 0.3429 eV, D0[Al,Al] = 0.2703 eV, alpha[Cu,Cu] = 1.3588 1/Å, alpha[Al,Al] = 1.1646 1/Å, r0[Cu,Cu] = 2.866 Å, r0[Al,Al] = 3.253 Å
                  mix geometric(D0, alpha), arithmetic(r0)
                }
                """;
        };
        Path source = file(name + ".eut", text);
        String target = target(name + "." + format);
        String out = Command.succeed("export", source.toString(), "--to", format, "-o", target).out();
        assertTrue(Files.size(Path.of(target)) > 10_000);
        if (!format.equals("table")) {
            double energy = Double.parseDouble(out.replaceFirst("(?s).*energies differ by up to (\\S+) eV/atom.*", "$1"));
            double force = Double.parseDouble(out.replaceFirst("(?s).*forces by up to (\\S+) eV/Å.*", "$1"));
            // Cubics through samples a thousandth of an Å apart; curvatures that jump cost some 1e-6 eV/Å.
            assertTrue(energy < 1e-9 && force < 1e-5, out);
        } else {
            assertTrue(out.contains("pair_coeff 1 2 " + target + " Cu_Al 6.0\n"), out);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Si-sw.eut | setfl | depends on more than distances: on angles, directions, charges or the surroundings of neighbors | --to sw",
        "Cu.eut | table | its atoms are embedded in a density: it is no sum of pair energies | --to setfl, --to fs",
        "Ar.eut | tersoff | it has no parameter A[i,j], so it is no Tersoff potential | --to setfl, --to fs, --to table",
        "CuAu-ackland-vitek.eut | setfl | the density that an atom of Cu gives depends on the atom it is given to | --to fs",
    })
    void refusesWhatDoesNotFit(String potential, String format, String why, String fitting) {
        String said = Command.refusal(folder, "export", Command.potential(potential), "--to", format, "-o", target("x"));
        assertTrue(said.contains("cannot be written as " + format + ": ") && said.contains(why), said);
        assertTrue(said.endsWith("what fits it: " + fitting), said);
        assertFalse(Files.exists(folder.resolve("x")));
    }

    /** Tersoff's parameters in other equations: found by reading the file back. */
    @Test
    void refusesOtherEquationsUnderTheSameNames() throws IOException {
        Path source = file("odd.eut", """
            import "forms/tersoff.eut"
            form Odd is Tersoff {
              override function g(x, gamma, c, d, h) = gamma*(1 + c^2/d^2 - c^2/(d^2 + (x + h)^2))
            }
            potential Si is Odd {
              species Si
              cutoff 3.0 Å
              param A = 1830.8 eV, B = 471.18 eV, lambda1 = 2.4799 1/Å, lambda2 = 1.7322 1/Å, lambda3 = 0
              param beta = 1.1e-6, n = 0.78734, c = 1.0039e5, d = 16.217, h = -0.59825, R = 2.85 Å, D = 0.15 Å
            }
            """);
        String said = Command.refusal(folder, "export", source.toString(), "--to", "tersoff", "-o", target("x.tersoff"));
        assertTrue(said.contains("Si cannot be written as tersoff: its equations are not those that the file stands for"), said);
        assertTrue(said.endsWith("what fits it: no other format"), said);
        assertFalse(Files.exists(folder.resolve("x.tersoff")));
    }

    @Test
    void keepsWhatIsThereWhereItRefuses() throws IOException {
        Path old = file("old.sw", "old\n");
        Command.refusal(folder, "export", Command.potential("Cu.eut"), "--to", "sw", "-o", old.toString());
        assertEquals("old\n", Files.readString(old));
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(List.of("old.sw"), all.map(p -> p.getFileName().toString()).toList());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Cu.eut | --to setfl --points 10 | --points and --rho-points must lie between 100 and 10000000, not 10",
        "Cu.eut | --to setfl --rho-max -1 | --rho-max must be a positive number, not -1.0",
        "Ar.eut | --to table --rho-max 5 | --rho-points and --rho-max are for --to setfl and --to fs",
        "Ar.eut | --to table --accuracy 2 | --accuracy must be a positive number below 1, not 2.0",
        "Si-sw.eut | --to sw --points 500 | --points is for tables; sw is a file of parameters",
    })
    void optionsThatMakeNoSense(String potential, String options, String message) {
        String[] line = (Command.potential(potential) + " " + options).split(" ");
        String[] all = Stream.concat(Stream.of("export"), Stream.concat(Stream.of(line), Stream.of("-o", target("x")))).toArray(String[]::new);
        assertEquals("eutectic: " + message, Command.refusal(folder, all));
    }

    @Test
    void warnsOfTooSmallADensity() {
        String said = Command.succeed("export", Command.potential("Cu.eut"), "--to", "setfl", "-o", target("Cu.eam.alloy"), "--rho-max", "30", "--points", "2001").out();
        assertTrue(said.contains("warning: close-packed atoms at half their volume meet a density of "), said);
    }
}
