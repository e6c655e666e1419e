package org.eutectic.md.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.LennardJones;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that goes on from a saved state, and files that hold none. */
class RestartTest {
    private static final Potential ARGON = Potential.parse("""
        potential Argon {
          species Ar
          cutoff 6 Å
          function fade(r: Å) = (1 - (r/(6 Å))^2)^3
          energy[i] = 1/2*sum(j) 0.0416 eV*((3.4 Å/r[i,j])^12 - (3.4 Å/r[i,j])^6)*fade(r[i,j])
        }
        """);
    /** No multiple of anything: lists of all ages are met. */
    private static final long BREAK = 137;
    private static final long END = 240;

    @TempDir
    private Path folder;

    private static Integrator integrator(String kind) {
        TemperatureProgram t = TemperatureProgram.ramp(80, 120, 0, END);
        return switch (kind) {
            case "constant energy" -> new VelocityVerlet();
            case "Langevin" -> new Langevin(t, 300, 3);
            case "CSVR", "rescaling" -> new Csvr(t, 100, 3);
            case "Nosé-Hoover" -> new NoseHoover(t, 100);
            case "MTK" -> new MartynaTobiasKlein(CellShape.FULL, PressureProgram.constant(0.1), t, 100, 400);
            default -> throw new AssertionError(kind);
        };
    }

    private static Configuration argon(int cells) {
        Configuration c = LennardJones.crystal(cells, 5.4, 0.02);
        Velocities.maxwellBoltzmann(c, 90, 42);
        c.positions()[0] -= 0.3;
        return c;
    }

    private static Simulation.Builder run(Configuration c, ForceField field, String kind, int threads) {
        Simulation.Builder b = Simulation.of(c, field).timestep(4).skin(0.5).threads(threads).integrator(integrator(kind));
        return kind.equals("rescaling") ? b.cell(new StochasticCell(CellShape.FULL, PressureProgram.constant(0.1), TemperatureProgram.constant(100), 300, 3, 4, 5)) : b;
    }

    /** The run that is not broken off writes no state: writing one changes nothing. */
    @ParameterizedTest
    @CsvSource({"constant energy,1", "Langevin,1", "CSVR,1", "Nosé-Hoover,1", "rescaling,1", "MTK,1", "constant energy,3", "Langevin,3", "rescaling,3", "MTK,3"})
    void goesOnToTheBit(String kind, int threads) {
        int cells = threads == 1 ? 3 : 9;
        Path file = folder.resolve("restart.xyz");
        try (ForceField field = ARGON.forceField(Backend.TRUFFLE, threads)) {
            Configuration whole = argon(cells);
            Simulation uninterrupted = run(whole, field, kind, threads).steps(END).build();
            assertTrue(uninterrupted.run().listBuilds() > 4, "no list was made on the way");

            Configuration first = argon(cells);
            run(first, field, kind, threads).steps(BREAK).observe(new RestartWriter(file, 1000)).build().run();
            Restart restart = Restart.read(file);
            assertEquals(BREAK, restart.step());
            assertEquals(4 * BREAK, restart.time());
            Configuration second = restart.configuration();
            Simulation rest = run(second, field, kind, threads).steps(END - BREAK).continuing(restart).build();
            rest.run();

            assertEquals(END, rest.state().step());
            assertEquals(uninterrupted.state().time(), rest.state().time());
            assertEquals(whole.cell(), second.cell());
            assertArrayEquals(whole.positions(), second.positions());
            assertArrayEquals(whole.velocities(), second.velocities());
            assertEquals(uninterrupted.state().potentialEnergy(), rest.state().potentialEnergy());
            assertEquals(uninterrupted.state().heat(), rest.state().heat());
        }
    }

    @Test
    void keepsTheStateBefore() {
        Path file = folder.resolve("state.xyz");
        run(argon(2), new LennardJones(), "Langevin", 1).steps(50).observe(new RestartWriter(file, 20)).build().run();
        assertEquals(50, Restart.read(file).step());
        assertEquals(40, Restart.read(folder.resolve("state.previous.xyz")).step());
    }

    @Test
    void speciesKeepTheirNumbersAndNotesTheirText() {
        Configuration c = new Configuration(List.of("Cu", "Ni", "Ar"), new int[] {2, 1}, new double[] {0.1, 0, 0, 3, 1.0 / 3, 2}, org.eutectic.atoms.Cell.orthorhombic(7, 8, 9));
        c.setVelocities(new double[6]);
        c.masses();
        Map<String, String> notes = Map.of("file", "a \"b\" \\c=d");
        Path file = folder.resolve("r.xyz");
        new Restart(c, 7, 3.5, -1.0 / 3, new Restart.Inner(2, 1, c.positions(), c.cell(), "Some", new double[] {1e-300, -0.0}, -2.0 / 3, notes)).write(file);
        Restart r = Restart.read(file);
        assertEquals(c.symbols(), r.configuration().symbols());
        assertArrayEquals(c.types(), r.configuration().types());
        assertArrayEquals(c.masses(), r.configuration().masses());
        assertEquals(notes, r.inner().notes());
        assertArrayEquals(new double[] {1e-300, -0.0}, r.inner().memory());
        assertEquals(-2.0 / 3, r.inner().energy());
        assertEquals(-1.0 / 3, r.heat());
        assertEquals(2, r.inner().firstStep());
    }

    private String refusal(String changed) throws IOException {
        Files.writeString(folder.resolve("r.xyz"), changed);
        return assertThrows(StructureException.class, () -> Restart.read(folder.resolve("r.xyz"))).getMessage().replace(folder + "/", "");
    }

    private String written() throws IOException {
        Path file = folder.resolve("good.xyz");
        run(argon(2), new LennardJones(), "CSVR", 1).steps(3).observe(new RestartWriter(file, 100)).build().run();
        return Files.readString(file);
    }

    @Test
    void refusesWhatWasTruncated() throws IOException {
        String good = written();
        assertEquals("r.xyz, frame 1, line 12: the frame announces 32 atoms, but the file ends after 10",
            refusal(String.join("\n", good.lines().limit(12).toList()) + "\n"));
        assertEquals("r.xyz, frame 1, line 0: the file is empty", refusal(""));
    }

    /** A digit that is another one, wherever it stands. */
    @ParameterizedTest
    @ValueSource(strings = {"step=3 ", "time_fs=12.0 ", "first_step=0 ", "39.9"})
    void refusesWhatWasChanged(String what) throws IOException {
        String good = written();
        assertTrue(good.contains(what), good);
        String digit = what.replaceAll(".*?(\\d).*", "$1");
        assertEquals("r.xyz: its checksum is not that of its content: the file was changed or damaged after it was written",
            refusal(good.replaceFirst(what, what.replaceFirst(digit, digit.equals("9") ? "8" : Integer.toString(Integer.parseInt(digit) + 1)))));
    }

    @Test
    void refusesAnotherVersion() throws IOException {
        assertEquals("r.xyz: a restart of version 2; this program reads version 1. Continue with the program that wrote it, or begin a new run from it as a structure",
            refusal(written().replace("restart_version=1", "restart_version=2")));
    }
}
