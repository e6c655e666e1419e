package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code eutectic rdf}, {@code msd}, {@code vacf}, {@code adf} and {@code convert}: against LAMMPS and against plain calculations in Python with ASE, on a run of our own. */
class TrajectoryAnalysisTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    @TempDir
    private static Path folder;

    /** 108 atoms of two isotopes' names in a hot fluid; frames every 20 fs, packed, with velocities. */
    @BeforeAll
    static void run() throws IOException {
        Path run = Files.writeString(folder.resolve("fluid.yaml"), """
            potential: %s
            structure: {lattice: fcc, element: Ar, a: 6, repeat: [3, 3, 3]}
            temperature: 400
            timestep: 5
            threads: 1
            stages: [{steps: 402}]
            output: {folder: '%s', thermo: {every: 100}, trajectory: {every: 4, velocities: true, file: fluid.xyz.zst}, final: final.lmp}
            """.formatted(Command.potential("Ar.eut"), folder.resolve("out")));
        Command.succeed("md", run.toString());
    }

    private String trajectory() {
        return folder.resolve("out/fluid.xyz.zst").toString();
    }

    private JsonNode json(String... arguments) throws IOException {
        return Command.json(folder, arguments);
    }

    private static double[] array(JsonNode node) {
        return node.valueStream().mapToDouble(JsonNode::doubleValue).toArray();
    }

    private JsonNode python(String program) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PYTHON), "no /usr/bin/python3");
        Files.writeString(folder.resolve("check.py"), program);
        Process p = new ProcessBuilder(PYTHON.toString(), "check.py").directory(folder.toFile()).redirectError(folder.resolve("python.err").toFile()).start();
        String said = new String(p.getInputStream().readAllBytes());
        assertTrue(p.waitFor(100, TimeUnit.SECONDS), "Python does not end");
        String wrong = Files.readString(folder.resolve("python.err"));
        assumeTrue(!wrong.contains("ModuleNotFoundError"), "no ASE (python3-ase) to compare with");
        assertEquals(0, p.exitValue(), wrong);
        return JSON.readTree(said);
    }

    /** Displacements, velocity correlations, angles and coordination numbers, each by the plainest sum there is. */
    @Test
    void agreesWithPlainPython() throws IOException, InterruptedException {
        Command.succeed("convert", trajectory(), folder.resolve("plain.xyz").toString(), "--frames", ":101");
        JsonNode plain = python("""
            import json
            import numpy as np
            from ase.io import read
            from ase.neighborlist import neighbor_list
            frames = read('plain.xyz', index=':')
            x = np.array([f.get_positions() for f in frames])
            v = np.array([f.arrays['velo'] for f in frames])
            n = len(x)
            msd = [float(np.mean([np.sum((x[o + k] - x[o])**2, axis=1).mean() for o in range(n - k)])) for k in range(n)]
            vacf = [float(np.mean([np.sum(v[o + k]*v[o], axis=1).mean() for o in range(0, n - k)])) for k in range(31)]
            counts, angles = np.zeros(40), np.zeros(36)
            for f in frames[10::10]:
                i, d = neighbor_list('iD', f, 5.0)
                for a in range(len(f)):
                    e = d[i == a]
                    counts[len(e)] += 1
                    e = e/np.linalg.norm(e, axis=1)[:, None]
                    c = np.clip((e @ e.T)[np.triu_indices(len(e), 1)], -1, 1)
                    angles += np.histogram(np.degrees(np.arccos(c)), bins=36, range=(0, 180))[0]
            print(json.dumps(dict(msd=msd, vacf=vacf, counts=list(counts/counts.sum()), angles=list(angles/angles.sum()/5))))
            """);
        JsonNode msd = json("msd", trajectory(), "--origins", "200", "--fit", "0.5:1");
        assertEquals(101, msd.get("frames").intValue());
        assertEquals(20, msd.get("interval_fs").doubleValue(), 1e-9);
        close(array(plain.get("msd")), array(msd.get("curves").get("msd_Ar_A2")), 1e-9);
        // Velocities are written with ten digits.
        JsonNode vacf = json("vacf", trajectory(), "--window", "600", "--threads", "2");
        double[] c = array(vacf.get("correlation").get("vacf_Ar_A2_fs2"));
        assertEquals(31, c.length);
        close(array(plain.get("vacf")), c, 1e-6 * c[0]);
        JsonNode adf = json("adf", trajectory(), "--cutoff", "5", "--bins", "36", "--frames", "11:101:10");
        close(Arrays.copyOf(array(plain.get("counts")), 20), Arrays.copyOf(array(adf.get("coordination").get("all_around_Ar")), 20), 1e-12);
        // Not of the crystal in the beginning, whose angles are on edges. An angle on the edge of two parts may fall into either.
        close(array(plain.get("angles")), array(adf.get("angles").get("adf_Ar_Ar_Ar_per_degree")), 2e-6);
    }

    private static void close(double[] wanted, double[] found, double tolerance) {
        assertEquals(wanted.length, found.length);
        for (int k = 0; k < wanted.length; k++) {
            assertEquals(wanted[k], found[k], tolerance + 1e-9 * Math.abs(wanted[k]), "at " + k);
        }
    }

    /** Partial g(r) and coordination numbers of two species in a tilted cell, which LAMMPS reads from the data file that convert writes. */
    @Test
    void agreesWithLammps() throws IOException, InterruptedException {
        assumeTrue(Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).anyMatch(d -> Files.isExecutable(Path.of(d, "lmp"))), "no lmp on the path");
        StringBuilder text = new StringBuilder("500\nLattice=\"21 0 0 6 22 0 -5 3 23\" Properties=species:S:1:pos:R:3\n");
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            double a = random.nextDouble(), b = random.nextDouble(), c = random.nextDouble();
            text.append(i % 4 == 0 ? "Ni " : "Cu ").append(21 * a + 6 * b - 5 * c).append(' ').append(22 * b + 3 * c).append(' ').append(23 * c).append('\n');
        }
        Path frame = Files.writeString(folder.resolve("gas.xyz"), text.toString());
        Command.succeed("convert", frame.toString(), folder.resolve("gas.lmp").toString());
        Files.writeString(folder.resolve("in.rdf"), """
            units metal
            atom_style atomic
            boundary p p p
            read_data gas.lmp
            pair_style zero 9
            pair_coeff * *
            compute g all rdf 90 1 1 1 2 2 1 2 2 cutoff 9
            comm_modify cutoff 11
            fix f all ave/time 1 1 1 c_g[*] file rdf.txt mode vector format " %.14g"
            run 0
            """);
        Process p = new ProcessBuilder("lmp", "-in", "in.rdf", "-log", "none").directory(folder.toFile()).redirectErrorStream(true).redirectOutput(folder.resolve("lmp.out").toFile()).start();
        p.getOutputStream().close();
        assertTrue(p.waitFor(100, TimeUnit.SECONDS));
        assertEquals(0, p.exitValue(), Files.readString(folder.resolve("lmp.out")));
        List<double[]> rows = Files.readAllLines(folder.resolve("rdf.txt")).stream().filter(l -> !l.startsWith("#")).skip(1)
            .map(l -> Arrays.stream(l.strip().split(" +")).mapToDouble(Double::parseDouble).toArray()).toList();
        assertEquals(90, rows.size());
        // The first species of LAMMPS is the first that comes up in the file: Ni.
        JsonNode curves = json("rdf", frame.toString(), "--reach", "9", "--bins", "90").get("curves");
        String[] names = {"r_A", "g_Ni_Ni", "n_Ni_around_Ni", "g_Ni_Cu", "n_Cu_around_Ni", "g_Ni_Cu", "n_Ni_around_Cu", "g_Cu_Cu", "n_Cu_around_Cu"};
        for (int column = 0; column < names.length; column++) {
            double[] ours = array(curves.get(names[column]));
            for (int k = 0; k < 90; k++) {
                assertEquals(rows.get(k)[column + 1], ours[k], 1e-6 + 1e-6 * Math.abs(ours[k]), names[column] + " in part " + k);
            }
        }
    }

    @Test
    void tablesAndDiagrams() throws IOException {
        Path csv = folder.resolve("t/a.csv"), svg = folder.resolve("t/a.svg"), other = folder.resolve("t/b.csv");
        for (List<String> command : List.of(List.of("rdf"), List.of("msd"), List.of("vacf", "--spectrum-csv", other.toString()), List.of("adf", "--cutoff", "5", "--coordination-csv", other.toString()))) {
            List<String> all = new ArrayList<>(command);
            all.add(1, trajectory());
            all.addAll(List.of("--csv", csv.toString(), "--plot", svg.toString()));
            Command c = Command.succeed(all.toArray(String[]::new));
            assertTrue(Files.readAllLines(csv).size() > 50, command.toString());
            assertTrue(Files.readString(svg).contains("</svg"), command.toString());
            assertTrue(c.out().contains("fluid.xyz.zst: ") && c.out().contains("Ar"), c.out());
        }
        assertTrue(Files.readString(other).startsWith("neighbors,all_around_Ar\n0,"), Files.readString(other));
    }

    /** The last frame of a run of 402 steps comes 10 fs after the one before: it does not count where times matter. */
    @Test
    void whatIsSaidOfFrames() throws IOException {
        Command c = Command.succeed("msd", trajectory());
        assertTrue(c.out().contains("frame 102 comes 10 fs after the one before, those before it are 20 fs apart; it is left out"), c.out());
        assertTrue(c.out().contains("101 frames, 0.02 ps apart; 108 atoms"), c.out());
        Command far = Command.succeed("rdf", trajectory(), "--reach", "12");
        assertTrue(far.out().contains("# beyond 9.000 Å, half of the cell's thickness, atoms meet several images of the same neighbor"), far.out());
        Path cut = folder.resolve("cut.xyz.zst");
        byte[] bytes = Files.readAllBytes(Path.of(trajectory()));
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 100));
        Command whole = Command.succeed("rdf", cut.toString(), "--frames", "::50");
        assertTrue(whole.out().contains("frame 102") && whole.out().contains("; the frames before it are whole"), whole.out());
        assertTrue(whole.out().contains("g(r) of 3 frames"), whole.out());
    }

    /** A run from a trajectory that breaks off begins with the last whole frame, and says so; one that could not write its last structure does not begin. */
    @Test
    void runsFromTrajectories() throws IOException {
        Path cut = folder.resolve("begin.xyz");
        Command.succeed("convert", trajectory(), cut.toString(), "--frames", ":3");
        String text = Files.readString(cut);
        Files.writeString(cut, text.substring(0, text.length() - 1000));
        String run = "potential: %s\nstructure: begin.xyz\ntimestep: 4\nbackend: reference\nstages: [{steps: 2}]\noutput: {folder: '%s', trajectory: {every: 0}, final: %s}\n";
        Path file = Files.writeString(folder.resolve("begin.yaml"), run.formatted(Command.potential("Ar.eut"), folder.resolve("begun"), "last.dump"));
        Command c = Command.succeed("md", file.toString());
        assertTrue(c.out().contains("begin.xyz, frame 3, line ") && c.out().contains("; the frames before it are whole"), c.out());
        assertTrue(Files.readString(folder.resolve("begun/last.dump")).startsWith("ITEM: TIME\n0.008\nITEM: TIMESTEP\n2\n"));
        Files.writeString(file, run.formatted(Command.potential("Ar.eut"), folder.resolve("never"), "last.cif"));
        assertEquals("eutectic: never/last.cif: CIF can be read, but not written; name it .xyz (extended XYZ), .lmp (LAMMPS data), .dump (LAMMPS dump) or POSCAR, with .gz or .zst behind to pack it",
            Command.refusal(folder, "md", file.toString()));
        assertTrue(!Files.exists(folder.resolve("never")));
    }

    /** A last structure that LAMMPS reads. */
    @Test
    void theRunWroteForLammps() throws IOException {
        String last = Files.readString(folder.resolve("out/final.lmp"));
        assertTrue(last.startsWith("step 402, units = metal\n\n108 atoms\n1 atom types\n"), last.substring(0, 100));
        assertTrue(last.contains("\nVelocities\n"));
    }

    @Test
    void convertsOneFrameOrMany() throws IOException {
        Command one = Command.succeed("convert", trajectory(), folder.resolve("POSCAR").toString());
        assertTrue(one.out().endsWith("POSCAR: 1 frame, the last of 102\n"), one.out());
        Command many = Command.succeed("convert", trajectory(), folder.resolve("a.dump.gz").toString(), "--frames", "2:14:4");
        assertTrue(many.out().endsWith("a.dump.gz: 4 frames\n"), many.out());
        JsonNode a = json("msd", folder.resolve("a.dump.gz").toString(), "--fit", "0:0.08", "--blocks", "1");
        assertEquals(80, a.get("interval_fs").doubleValue(), 1e-9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "rdf none.xyz                       | none.xyz: there is no such trajectory file",
        "rdf IN --reach -3                  | --reach must be a distance from 0 to 1000 Å, not -3.0",
        "rdf IN --bins 1                    | --bins must be from 2 to 1000000, not 1",
        "rdf IN --frames 5                  | --frames: first, last and step are needed, counted from 1, as in 101:500:2 or 101:, not 5",
        "rdf IN --frames 200:               | out/fluid.xyz.zst holds 102 frames; none of them is asked for by --frames 200:",
        "rdf molecule.xyz                   | molecule.xyz, frame 1: g(r) compares with an even density, which takes a volume, and this structure has no cell; bond angles and coordination numbers do without: eutectic adf",
        "rdf IN --plot a.gif                | --plot: the name must end in .svg or .png, not a.gif",
        "msd molecule.xyz                   | molecule.xyz, frame 1: the file does not say at which time; give the time between two frames with --interval",
        "msd molecule.xyz --interval 5      | molecule.xyz: 2 frames; at least 4 are needed to speak of a slope",
        "msd molecule.xyz --interval 0      | --interval must be a positive time, not 0.0 fs",
        "msd IN --fit 1                     | --fit: two times in ps are needed, the shorter one first and a frame or more apart, as in 1:5, not 1",
        "msd IN --fit 1:5                   | --fit: the trajectory lasts 2 ps; no slope can be taken up to 5 ps",
        "msd IN --blocks 0                  | --blocks must be from 1 to 1000, not 0",
        "msd IN --origins 1                 | --origins must be from 2 to 100000, not 1",
        "msd other.xyz --interval 5         | other.xyz, frame 2: atom 2 is Kr, but Ar in the first frame; atoms can be followed only while their order stays (for LAMMPS dumps: write the column id)",
        "msd uneven.xyz                     | uneven.xyz, frame 3 comes 3 fs after the one before, those before it are 2 fs apart: frames must lie evenly in time; choose a stretch that does with --frames",
        "vacf molecule.xyz --interval 5     | molecule.xyz, frame 1: the file holds no velocities; have the run write them: trajectory: {velocities: true}",
        "vacf IN --window 0                 | --window must be a positive time, not 0.0 fs",
        "adf IN --cutoff far                | --cutoff: a distance from 0 to 100 Å is needed, not 'far'",
        "adf IN --cutoff Si-O=2             | --cutoff: there is no Si in the trajectory; there are Ar",
        "adf IN --cutoff 3,Ar-Ar=2          | --cutoff: one distance for all pairs, or each with its pair as in Si-O=2.2,O-O=3.0, not 3,Ar-Ar=2",
        "convert IN a.cif                   | a.cif: CIF can be read, but not written; name it .xyz (extended XYZ), .lmp (LAMMPS data), .dump (LAMMPS dump) or POSCAR, with .gz or .zst behind to pack it",
        "convert molecule.xyz POSCAR.m      | a POSCAR file needs a cell, and this structure is open without one; give it one, or write extended XYZ",
    })
    void refusals(String line, String message) throws IOException {
        Files.writeString(folder.resolve("molecule.xyz"), "2\n\nAr 0 0 0\nAr 0 0 3\n".repeat(2));
        Files.writeString(folder.resolve("other.xyz"), "2\n\nAr 0 0 0\nAr 0 0 3\n2\n\nAr 0 0 0\nKr 0 0 3\n");
        StringBuilder uneven = new StringBuilder();
        for (int t : new int[] {0, 2, 5, 7}) {
            uneven.append("1\ntime_fs=").append(t).append("\nAr 0 0 0\n");
        }
        Files.writeString(folder.resolve("uneven.xyz"), uneven.toString());
        List<String> arguments = new ArrayList<>(List.of(line.strip().split(" +")));
        arguments.replaceAll(a -> a.equals("IN") ? trajectory() : a.matches(".*\\.(xyz|gif|cif)|POSCAR.*") ? folder.resolve(a).toString() : a);
        assertEquals("eutectic: " + message, Command.refusal(folder, arguments.toArray(String[]::new)));
    }
}
