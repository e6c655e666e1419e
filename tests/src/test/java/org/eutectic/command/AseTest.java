package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.build.Atoms;
import org.eutectic.md.dynamics.Velocities;
import org.eutectic.md.file.OutputFile;
import org.eutectic.md.structure.ExtendedXyz;
import org.eutectic.md.structure.Lattice;
import org.eutectic.md.structure.StructureFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ASE, the Atomic Simulation Environment, moves atoms by the forces of {@code eutectic serve}. */
class AseTest {
    /** Steps of 2 fs. */
    private static final int STEPS = 40;

    /** The script of the manual's kind: relaxes, strains, and runs molecular dynamics through one socket. */
    private static final String SCRIPT = """
        import json, sys
        from ase import units
        from ase.calculators.socketio import SocketIOCalculator
        from ase.io import read
        from ase.md.verlet import VelocityVerlet
        from ase.optimize import LBFGS
        atoms = read('start.xyz')
        with SocketIOCalculator(unixsocket=sys.argv[1], timeout=60) as calc:
            atoms.calc = calc
            LBFGS(atoms, logfile=None).run(fmax=1e-4, steps=500)
            relaxed = dict(energy=atoms.get_potential_energy(), positions=atoms.positions.ravel().tolist())
            atoms.set_cell(atoms.cell * [1.0, 1.0, 1.01], scale_atoms=True)
            strained = dict(energy=atoms.get_potential_energy(), stress=atoms.get_stress(voigt=False).ravel().tolist())
            start = read('start.xyz')
            atoms.set_cell(start.cell)
            atoms.positions[:] = start.positions
            atoms.set_velocities(start.arrays['velo'] / units.fs)
            VelocityVerlet(atoms, 2 * units.fs).run(%d)
            moved = dict(positions=atoms.positions.ravel().tolist(), energy=atoms.get_potential_energy(), kinetic=atoms.get_kinetic_energy())
        frames, dumped = read('run/trajectory.xyz', ':'), read('run/t.dump', ':', format='lammps-dump-text')
        files = dict(frames=[len(frames), len(dumped)], symbols=frames[-1].get_chemical_formula() + dumped[-1].get_chemical_formula(), positions=dumped[-1].positions.ravel().tolist(),
                     velocities=(frames[-1].arrays['velo'] - dumped[0].get_velocities() * units.fs).ravel().tolist(), pbc=dumped[-1].pbc.tolist() + frames[-1].pbc.tolist())
        json.dump(dict(files=files, relaxed=relaxed, strained=strained, moved=moved), open('ase.json', 'w'))
        """.formatted(STEPS);

    @TempDir
    private Path folder;

    private static Optional<String> pythonWithAse() {
        return List.of("python3", "/usr/bin/python3").stream().filter(p -> {
            try {
                Process q = new ProcessBuilder(p, "-c", "import importlib.util, sys; sys.exit(importlib.util.find_spec('ase') is None)").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
                return q.waitFor(60, TimeUnit.SECONDS) && q.exitValue() == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }).findFirst();
    }

    private static void assertClose(JsonNode expected, double[] found, double tolerance) {
        assertEquals(expected.size(), found.length);
        for (int k = 0; k < found.length; k++) {
            assertEquals(expected.get(k).doubleValue(), found[k], tolerance, "number " + k);
        }
    }

    @Test
    void relaxationAndDynamicsAgreeWithOurs() throws IOException, InterruptedException {
        Optional<String> python = pythonWithAse();
        assumeTrue(python.isPresent(), "skipped: there is no python3 with ase here (Debian's package python3-ase), which this test has move atoms");
        // Warm copper: atoms away from their places, and velocities.
        Configuration warm = Atoms.rattled(Lattice.FCC.build(List.of("Cu"), 3.65, 3.65, new int[] {2, 2, 2}, new boolean[] {true, true, true}, new double[3]), 0.1, 5);
        Velocities.maxwellBoltzmann(warm, 600, 5);
        Path start = folder.resolve("start.xyz");
        OutputFile.write(start, text -> ExtendedXyz.appendExact(text::append, warm, ""));
        Path run = Files.writeString(folder.resolve("run.yaml"), """
            potential: %s
            structure: %s
            timestep: 2
            backend: reference
            stages: [{steps: %d}, {steps: %d, output: {trajectory: {every: 10, file: t.dump, format: dump, velocities: true}}}]
            output: {folder: '%s', thermo: {every: 1000}, trajectory: {every: 10, velocities: true}}
            """.formatted(Command.potential("Cu.eut"), start, STEPS / 2, STEPS - STEPS / 2, folder.resolve("run")));
        Command.succeed("md", run.toString());
        Files.writeString(folder.resolve("host.py"), SCRIPT);
        String name = "eutectic-test-" + ProcessHandle.current().pid();
        Process host = new ProcessBuilder(python.get(), "host.py", name).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(folder.resolve("host.log").toFile()).start();
        try {
            Command served = Command.succeed("serve", Command.potential("Cu.eut"), start.toString(), "--unix", name, "--threads", "1", "--backend", "reference");
            assertTrue(host.waitFor(60, TimeUnit.SECONDS), "ASE does not end");
            assertEquals(0, host.exitValue(), () -> log());
            assertTrue(served.out().contains("# 32 atoms, potential Cu, periodic; connecting to the socket /tmp/ipi_" + name), served.out());
            assertTrue(served.out().contains("# the other program has ended; "), served.out());
        } finally {
            host.destroyForcibly();
        }
        JsonNode ase = new ObjectMapper().readTree(folder.resolve("ase.json").toFile());
        double bulk = ase.get("relaxed").get("energy").doubleValue();

        // The lowest place is found to the square of the forces left; ASE 3.22 has the constants of CODATA 2014, whose Hartree differs by 8e-9.
        Path relaxed = folder.resolve("relaxed.xyz");
        Command.succeed("relax", Command.potential("Cu.eut"), start.toString(), "-o", relaxed.toString(), "--force-tolerance", "1e-4", "--backend", "reference");
        assertEquals(StructureFile.last(relaxed).number("energy").orElseThrow(), bulk, 1e-8 * Math.abs(bulk) + 1e-6);
        assertClose(ase.get("relaxed").get("positions"), StructureFile.last(relaxed).configuration().positions(), 1e-3);

        // Sign and axes of the stress, to the difference of the constants: lengths that differ by 4e-10 strain a crystal of 0.9 eV/Å³ bulk modulus.
        JsonNode strained = ase.get("strained");
        Configuration c = StructureFile.last(relaxed).configuration();
        System.arraycopy(numbers(ase.get("relaxed").get("positions")), 0, c.positions(), 0, c.positions().length);
        Configuration longer = c.strained(new double[] {0, 0, 0, 0, 0, 0, 0, 0, 0.01});
        OutputFile.write(folder.resolve("longer.xyz"), text -> ExtendedXyz.appendExact(text::append, longer, ""));
        JsonNode ours = new ObjectMapper().readTree(Command.succeed("eval", "--json", Command.potential("Cu.eut"), folder.resolve("longer.xyz").toString(), "--backend", "reference").out());
        assertEquals(ours.get("energy").doubleValue(), strained.get("energy").doubleValue(), 1e-8 * Math.abs(bulk));
        double[] stress = numbers(ours.get("stress"));
        assertTrue(stress[8] > 0.005, "pulled along z");
        assertClose(strained.get("stress"), stress, 5e-9);

        // Velocity Verlet of both: what differs is constants (masses, 1e-8) and rounding, over 80 fs.
        JsonNode moved = ase.get("moved");
        assertClose(moved.get("positions"), StructureFile.last(folder.resolve("run/final.xyz")).configuration().positions(), 1e-6);
        List<String> thermo = Files.readAllLines(folder.resolve("run/thermo.csv"));
        List<String> head = List.of(thermo.getFirst().split(",")), last = List.of(thermo.getLast().split(","));
        assertEquals(moved.get("energy").doubleValue(), Double.parseDouble(last.get(head.indexOf("potential_eV"))), 2e-6);
        assertEquals(moved.get("kinetic").doubleValue(), Double.parseDouble(last.get(head.indexOf("kinetic_eV"))), 2e-6);

        // Trajectories are read, in both formats: three frames each, of which the last of one and the first of the other are of the same step.
        JsonNode files = ase.get("files");
        assertEquals("[3,3]", files.get("frames").toString());
        assertEquals("Cu32Cu32", files.get("symbols").textValue());
        assertEquals("[true,true,true,true,true,true]", files.get("pbc").toString());
        assertClose(files.get("positions"), StructureFile.last(folder.resolve("run/final.xyz")).configuration().positions(), 1e-8);
        // To the digits of the files, 1e-8 Å/ps in one and 1e-10 Å/fs in the other, and the difference of the units of time.
        assertClose(files.get("velocities"), new double[96], 1e-9);
    }

    /** The script of the manual, with the client here rather than in a process of its own. */
    @Test
    void theManualsScriptRuns() throws IOException, InterruptedException {
        Optional<String> python = pythonWithAse();
        assumeTrue(python.isPresent(), "skipped: there is no python3 with ase here (Debian's package python3-ase), whose script this test runs");
        String page = Files.readString(Command.root().resolve("docs/other-tools.md")), script = page.substring(page.indexOf("```python\n") + 10);
        String name = "eutectic-manual-" + ProcessHandle.current().pid();
        Files.writeString(folder.resolve("host.py"), script.substring(0, script.indexOf("```")).replaceAll(".*Popen.*\n", "").replace("unixsocket='copper'", "unixsocket='" + name + "'"));
        Process host = new ProcessBuilder(python.get(), "host.py").directory(folder.toFile()).redirectErrorStream(true).redirectOutput(folder.resolve("host.log").toFile()).start();
        try {
            // It writes the structure before it listens.
            while (!Files.exists(Path.of("/tmp/ipi_" + name)) && host.isAlive()) {
                Thread.sleep(20);
            }
            Command.succeed("serve", Command.potential("Cu.eut"), folder.resolve("copper.xyz").toString(), "--unix", name, "--threads", "1", "--backend", "reference");
            assertTrue(host.waitFor(60, TimeUnit.SECONDS), "ASE does not end");
            assertEquals(0, host.exitValue(), () -> log());
        } finally {
            host.destroyForcibly();
        }
        assertTrue(log().contains("BFGS:"), log());
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("host.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The numbers of a list, or of a list of lists. */
    private static double[] numbers(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false).flatMapToDouble(n -> n.isArray() ? Arrays.stream(numbers(n)) : DoubleStream.of(n.doubleValue())).toArray();
    }
}
