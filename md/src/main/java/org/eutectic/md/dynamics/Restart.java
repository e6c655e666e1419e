package org.eutectic.md.dynamics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.zip.CRC32C;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.md.file.OutputFile;
import org.eutectic.md.structure.ExtendedXyz;
import org.eutectic.md.structure.StructureFile;
import org.eutectic.md.structure.StructureFrame;

/**
 * A state from which a run can be continued, kept as extended XYZ with every digit. A run continued from a state with all that {@link Inner} holds, with the
 * same settings, makes the very steps that it would have made without the break, to the last bit.
 *
 * @param configuration positions, velocities, masses, charges, cell
 * @param step the number of the step
 * @param time time, fs
 * @param heat energy put in by the thermostat so far, eV
 * @param inner what else it takes to go on to the bit, or null where only the atoms are known
 */
public record Restart(Configuration configuration, long step, double time, double heat, Inner inner) {
    /** The version of the format; files of other versions are refused. */
    public static final int VERSION = 1;

    private static final String VERSION_KEY = "restart_version";
    private static final String CHECKSUM_KEY = "checksum";
    private static final String LIST_COLUMN = "listed";
    private static final String NOTE = "note.";

    /**
     * What a simulation knows beside its atoms.
     *
     * @param firstStep the step with which this simulation began
     * @param firstTime the time at that step, fs
     * @param listPositions positions for which the neighbor list was made, Å: the list decides in which order forces are added
     * @param listCell the cell for which it was made
     * @param integrator the kind of integrator
     * @param memory its memory ({@link Integrator#memory})
     * @param energy potential energy, eV: tells whether another potential goes on
     * @param notes whatever whoever has the state written wants to find again
     */
    public record Inner(long firstStep, double firstTime, double[] listPositions, Cell listCell, String integrator, double[] memory, double energy,
                        Map<String, String> notes) {}

    /** A state of which only the atoms are known. */
    public Restart(Configuration configuration, long step, double time, double heat) {
        this(configuration, step, time, heat, null);
    }

    /**
     * Reads a state; a structure without step and time counts as the beginning.
     *
     * @throws StructureException where the file cannot be read, breaks off, was changed after it was written, or is of another version
     */
    public static Restart read(Path file) {
        StructureFrame frame = StructureFile.last(file);
        double step = frame.number("step").orElse(0.0);
        if (step != Math.rint(step)) {
            throw StructureException.of(Kind.MALFORMED, "%s: step should be a whole number, not '%s'", frame.place(), frame.info().get("step"));
        }
        double time = frame.number("time_fs").orElse(0.0), heat = frame.number("heat_eV").orElse(0.0);
        String version = frame.info().get(VERSION_KEY);
        if (version == null) {
            return new Restart(frame.configuration(), (long) step, time, heat);
        }
        if (!version.equals(Integer.toString(VERSION))) {
            throw StructureException.of(Kind.MALFORMED, "%s: a restart of version %s; this program reads version %d. Continue with the program that wrote it, or begin a new run from it as a structure",
                file, version, VERSION);
        }
        Map<String, String> info = new LinkedHashMap<>(frame.info());
        String checksum = info.remove(CHECKSUM_KEY);
        double[] listed = frame.columns().get(LIST_COLUMN);
        Configuration c = inOrder(frame.configuration(), info.getOrDefault("symbols", ""));
        if (listed == null || !checksum(c, listed, info).equals(checksum)) {
            throw StructureException.of(Kind.MALFORMED, "%s: its checksum is not that of its content: the file was changed or damaged after it was written", file);
        }
        Map<String, String> notes = new LinkedHashMap<>();
        info.forEach((key, value) -> {
            if (key.startsWith(NOTE)) {
                notes.put(key.substring(NOTE.length()), value);
            }
        });
        Inner inner = new Inner(frame.number("first_step").orElseThrow().longValue(), frame.number("first_time_fs").orElseThrow(), listed,
            new Cell(frame.numbers("list_cell"), c.cell().periodic()), info.get("integrator"), numbers(info.get("memory")),
            frame.number("energy_eV").orElseThrow(), notes);
        return new Restart(c, (long) step, time, heat, inner);
    }

    /** Writes the state whole or not at all. */
    public void write(Path file) {
        write(file, null);
    }

    /**
     * The same, keeping the file that had the name before under another name. There is a readable state under one of both names at any moment, also where power
     * fails.
     *
     * @param previous the other name, or null not to keep it
     */
    public void write(Path file, Path previous) {
        try (OutputFile out = new OutputFile(file)) {
            if (inner == null) {
                ExtendedXyz.appendExact(out::append, configuration, ExtendedXyz.info(info()));
            } else {
                Map<String, String> info = info();
                info.put(CHECKSUM_KEY, checksum(configuration, inner.listPositions, info));
                ExtendedXyz.appendExact(out::append, configuration, Map.of(LIST_COLUMN, inner.listPositions), ExtendedXyz.info(info));
                out.force();
            }
            out.commit(previous);
        }
    }

    private Map<String, String> info() {
        Map<String, String> info = new LinkedHashMap<>();
        info.put("step", Long.toString(step));
        info.put("time_fs", Double.toString(time));
        info.put("heat_eV", Double.toString(heat));
        if (inner != null) {
            info.put(VERSION_KEY, Integer.toString(VERSION));
            info.put("first_step", Long.toString(inner.firstStep));
            info.put("first_time_fs", Double.toString(inner.firstTime));
            info.put("energy_eV", Double.toString(inner.energy));
            info.put("symbols", String.join(" ", configuration.symbols()));
            info.put("list_cell", text(inner.listCell.vectors()));
            info.put("integrator", inner.integrator);
            info.put("memory", text(inner.memory));
            inner.notes.forEach((key, value) -> info.put(NOTE + key, value));
        }
        return info;
    }

    private static String text(double[] values) {
        StringBuilder text = new StringBuilder();
        for (double v : values) {
            text.append(text.isEmpty() ? "" : " ").append(v);
        }
        return text.toString();
    }

    private static double[] numbers(String text) {
        return text.isBlank() ? new double[0] : Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    /** The same atoms, with species numbered as they were: files tell them by first appearance. */
    private static Configuration inOrder(Configuration c, String symbols) {
        List<String> wanted = List.of(symbols.split(" "));
        if (c.symbols().equals(wanted) || !wanted.containsAll(c.symbols())) {
            return c;
        }
        int[] types = new int[c.size()];
        Arrays.setAll(types, i -> wanted.indexOf(c.symbol(i)));
        Configuration same = new Configuration(wanted, types, c.positions(), c.cell());
        same.setVelocities(c.velocities());
        same.setMasses(c.masses());
        same.setCharges(c.charges());
        return same;
    }

    /** CRC-32C of all numbers, bit by bit, and of the entries of the comment line. */
    private static String checksum(Configuration c, double[] listed, Map<String, String> info) {
        CRC32C sum = new CRC32C();
        BiConsumer<String, double[]> add = (what, values) -> {
            sum.update(what.getBytes(StandardCharsets.UTF_8));
            if (values != null) {
                update(sum, values);
            }
        };
        info.forEach((key, value) -> add.accept(key + "=" + value + "\n", null));
        add.accept("cell " + Arrays.toString(c.cell().periodic()), c.cell().vectors());
        add.accept("types", Arrays.stream(c.types()).asDoubleStream().toArray());
        add.accept("positions", c.positions());
        add.accept("velocities", c.velocities());
        add.accept("masses", c.massesIfKnown());
        add.accept("charges", c.charges());
        add.accept("listed", listed);
        return "%08x".formatted(sum.getValue());
    }

    private static void update(CRC32C sum, double[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        for (int k = 0; k < values.length; ) {
            buffer.clear();
            for (; k < values.length && buffer.hasRemaining(); k++) {
                buffer.putDouble(values[k]);
            }
            sum.update(buffer.flip());
        }
    }
}
