package org.eutectic.md.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.eutectic.Backend;
import org.eutectic.MonitoredForceField;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.md.LennardJones;
import org.eutectic.md.dynamics.Observer;
import org.eutectic.md.dynamics.Simulation;
import org.eutectic.md.dynamics.Velocities;
import org.eutectic.md.structure.StructureFile;
import org.eutectic.md.structure.StructureFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Monitored fields in logs and trajectories, frames above a limit, runs that halt above one: all against the field computed anew on the atoms that were written. */
class MonitoringTest {
    private static final Potential CROWDED = Potential.parse("""
        potential Crowded {
          species Ar
          cutoff 6 Å
          monitor crowd[i] = sum(j) (1 - r[i,j]/cutoff)^2 - 1.65
          energy[i] = 0.05 eV*sum(j) (1 - (r[i,j]/cutoff)^2)^3
        }
        """);

    @TempDir
    private Path folder;

    private static Configuration atoms() {
        Configuration c = LennardJones.crystal(2, 5.4, 0.1);
        Velocities.maxwellBoltzmann(c, 60, 3);
        return c;
    }

    private static double[] crowd(Configuration c) {
        try (MonitoredForceField field = CROWDED.forceField(Backend.REFERENCE, 1, List.of("crowd"))) {
            double[] out = new double[c.size()];
            field.monitor(NeighborListBuilder.build(c, field), "crowd", out);
            return out;
        }
    }

    private static double largest(double[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).max().orElseThrow();
    }

    private Simulation simulation(List<Observer> observers, MonitoredForceField field, long steps) {
        Simulation.Builder b = Simulation.of(atoms(), field).timestep(4).steps(steps);
        observers.forEach(b::observe);
        return b.build();
    }

    private record Frame(long step, double[] crowd) {}

    /** The field on every frame of a run of 40 steps. */
    private List<Frame> frames() {
        Path all = folder.resolve("all.xyz");
        try (MonitoredForceField field = CROWDED.forceField(Backend.REFERENCE, 1, List.of("crowd"))) {
            simulation(List.of(new XyzTrajectory(all, 2, false, false)), field, 40).run();
        }
        return StructureFile.all(all).stream().map(f -> new Frame(f.number("step").orElseThrow().longValue(), crowd(f.configuration()))).toList();
    }

    @Test
    void logsAndTrajectoriesTellTheField() throws IOException {
        Path csv = folder.resolve("thermo.csv"), xyz = folder.resolve("run.xyz"), dump = folder.resolve("run.dump");
        List<String> screen = new ArrayList<>();
        try (MonitoredForceField field = CROWDED.forceField(Backend.REFERENCE, 1, List.of("crowd"))) {
            FieldMonitor monitor = new FieldMonitor(field);
            List<ThermoColumn> columns = List.of(ThermoColumn.named("step").orElseThrow(), ThermoColumn.largest(monitor, "crowd"), ThermoColumn.mean(monitor, "crowd"), ThermoColumn.count(monitor, "crowd"),
                ThermoColumn.named("total").orElseThrow());
            Observer log = new ThermoCsv(csv, 8, columns);
            assertFalse(log.needsVirial());
            simulation(List.of(log, ThermoTable.lines(screen::add, 8, columns), new XyzTrajectory(xyz, 8, false, true, monitor, List.of("crowd")),
                new DumpTrajectory(dump, 8, false, false, monitor, List.of("crowd"))), field, 40).run();
        }
        List<StructureFrame> frames = StructureFile.all(xyz);
        List<String> rows = Files.readAllLines(csv), dumped = Files.readAllLines(dump);
        assertEquals("step,crowd.max,crowd.mean,crowd.count,total_eV", rows.getFirst());
        assertEquals("ITEM: ATOMS id type element xu yu zu crowd", dumped.get(10));
        assertEquals(7, rows.size());
        assertTrue(screen.stream().allMatch(l -> l.length() == screen.getFirst().length()), String.join("\n", screen));
        for (int k = 0; k < 6; k++) {
            double[] crowd = crowd(frames.get(k).configuration());
            assertArrayEquals(crowd, frames.get(k).columns().get("crowd"), 2e-8);
            String[] row = rows.get(k + 1).split(",");
            assertEquals(8 * k + "", row[0]);
            assertEquals(largest(crowd), Double.parseDouble(row[1]), 1e-7);
            assertEquals(IntStream.range(0, 32).mapToDouble(i -> crowd[i]).sum() / 32, Double.parseDouble(row[2]), 1e-7);
            assertEquals(IntStream.range(0, 32).filter(i -> crowd[i] > 0).count() + "", row[3]);
            assertEquals(crowd[4], Double.parseDouble(dumped.get(k * (11 + 32) + 11 + 4).split(" ")[6]), 2e-8);
        }
        assertTrue(rows.stream().skip(1).map(r -> Integer.parseInt(r.split(",")[3])).distinct().count() > 1, "numbers of atoms that differ from row to row: " + rows);
    }

    @Test
    void framesAboveALimitAreWritten() {
        List<Frame> all = frames();
        double limit = all.stream().mapToDouble(f -> largest(f.crowd)).sorted().skip(all.size() / 2).findFirst().orElseThrow() - 1e-6;
        List<Frame> above = all.stream().filter(f -> f.step % 4 == 0 && largest(f.crowd) > limit).toList();
        assertTrue(above.size() > 1 && above.size() < 10, above.size() + " of 11 frames");
        Path file = folder.resolve("above.xyz");
        List<FieldWatch.Alarm> alarms = new ArrayList<>();
        try (MonitoredForceField field = CROWDED.forceField(Backend.REFERENCE, 1, List.of("crowd"))) {
            FieldWatch watch = new FieldWatch(new FieldMonitor(field), "crowd", 4, OptionalDouble.of(limit), file, OptionalDouble.empty(), alarms::add);
            assertFalse(watch.needsEnergy());
            simulation(List.of(watch), field, 40).run();
        }
        List<StructureFrame> written = StructureFile.all(file);
        assertEquals(above.stream().map(Frame::step).toList(), written.stream().map(f -> f.number("step").orElseThrow().longValue()).toList());
        for (int k = 0; k < above.size(); k++) {
            assertArrayEquals(above.get(k).crowd, written.get(k).columns().get("crowd"), 1e-7);
        }
        assertTrue(alarms.isEmpty());
    }

    @Test
    void aboveALimitTheRunHalts() {
        List<Frame> all = frames();
        double limit = all.stream().skip(3).mapToDouble(f -> largest(f.crowd)).max().orElseThrow() - 1e-6;
        Frame first = all.stream().filter(f -> largest(f.crowd) > limit).findFirst().orElseThrow();
        List<FieldWatch.Alarm> alarms = new ArrayList<>();
        try (MonitoredForceField field = CROWDED.forceField(Backend.REFERENCE, 1, List.of("crowd"))) {
            Simulation[] run = new Simulation[1];
            FieldWatch watch = new FieldWatch(new FieldMonitor(field), "crowd", 2, OptionalDouble.empty(), null, OptionalDouble.of(limit), a -> {
                alarms.add(a);
                run[0].stop();
            });
            run[0] = simulation(List.of(watch), field, 400);
            assertTrue(run[0].run().stopped());
            assertEquals(first.step, run[0].state().step());
            assertEquals(largest(first.crowd), largest(crowd(run[0].state().configuration())), 1e-7);
        }
        FieldWatch.Alarm a = alarms.getFirst();
        assertEquals(1, alarms.size());
        assertEquals(largest(first.crowd), a.value(), 1e-7);
        assertEquals(first.crowd[a.atom()], a.value(), 1e-7);
        assertEquals("Ar", a.symbol());
        assertEquals(first.step, a.step());
    }

    @Test
    void lookingChangesNothing() throws IOException {
        Path plain = folder.resolve("plain.csv"), watched = folder.resolve("watched.csv");
        try (MonitoredForceField field = CROWDED.forceField(Backend.TRUFFLE, 1, List.of("crowd")); var alone = CROWDED.forceField(Backend.TRUFFLE, 1)) {
            FieldMonitor monitor = new FieldMonitor(field);
            simulation(List.of(new ThermoCsv(watched, 10), new XyzTrajectory(folder.resolve("run.xyz"), 3, false, false, monitor, List.of("crowd"))), field, 40).run();
            Simulation.of(atoms(), alone).timestep(4).steps(40).observe(new ThermoCsv(plain, 10)).observe(new XyzTrajectory(folder.resolve("other.xyz"), 3, false, false)).build().run();
        }
        assertEquals(Files.readString(plain), Files.readString(watched));
    }
}
