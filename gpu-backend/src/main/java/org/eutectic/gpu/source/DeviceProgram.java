package org.eutectic.gpu.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eutectic.kernel.Kernel;
import org.eutectic.kernel.Stage;
import org.eutectic.kernel.Statement;

/**
 * A potential's routine as the source of a device's program, and what must be at hand to run it.
 *
 * <p>For each stage there is a kernel {@code stage_n}, in which a thread computes what one center gives; where it gives something to its neighbors, it leaves that with each bond, and {@code collect_n}
 * then adds up for each atom what the bonds that lead to it have. So no two threads write to the same place, and sums have one order. Routines for half lists run on full ones: each
 * of two atoms computes what their pair means to itself, and nothing is handed over. Where a center is much work, a group of threads takes the place of a thread: see {@link Team}.
 *
 * @param source the text
 * @param name of the potential, for messages
 * @param precision of fields, bonds, lanes, values and data
 * @param collects for each stage whether its collecting kernel is to run
 * @param teams for each stage whether a group of threads computes each center, not one thread
 * @param fields how many fields over all atoms it works on
 * @param bonds numbers for each bond
 * @param lanes arrays over the neighbors of one center, for each thread
 * @param values numbers that networks and moments leave, for each thread
 * @param data tables of parameters, splines and networks that kernels read
 */
public record DeviceProgram(String source, String name, Precision precision, List<Boolean> collects, List<Boolean> teams, int fields, int bonds, int lanes, int values, double[] data) {

    /** Prints a routine that was made for many threads, and gives energy, forces and virial; with groups of threads where they serve. */
    public static DeviceProgram of(Kernel kernel, Dialect dialect, Precision precision) {
        return of(kernel, dialect, precision, Teams.BY_WORK.serve(kernel), false);
    }

    /**
     * Prints a routine that was made for many threads.
     *
     * @param together whether a group of threads computes each center in the stages in which there is anything to share
     * @param ofOne whether such a group has one member
     */
    public static DeviceProgram of(Kernel kernel, Dialect dialect, Precision precision, boolean together, boolean ofOne) {
        NumberTables tables = new NumberTables();
        List<Boolean> collects = new ArrayList<>(), teams = new ArrayList<>();
        StringBuilder kernels = new StringBuilder();
        int lanes = 0, values = 0, bonds = 0;
        for (int s = 0; s < kernel.stages().size(); s++) {
            StageSource stage = new StageSource(kernel, s, tables, precision, together);
            kernels.append(stage.write());
            lanes = Math.max(lanes, stage.lanes());
            values = Math.max(values, stage.values());
            bonds = Math.max(bonds, stage.bonds());
            collects.add(stage.bonds() > 0);
            teams.add(stage.isForTeams());
        }
        String head = "// " + kernel.name() + ": " + (kernel.outputs().forces() ? kernel.outputs().virial() ? "energy, forces and virial" : "energy and forces" : "energy") + ", for "
            + String.join(", ", kernel.species()) + "\n\n";
        String source = head + (together && ofOne ? "#define ONE_MEMBER\n" : "") + dialect.prelude(precision) + "#define LANES " + lanes + "\n#define VALUES " + values + "\n#define BONDS " + bonds + "\n" + precision.numbers(kernels.toString());
        return new DeviceProgram(source, kernel.name(), precision, List.copyOf(collects), List.copyOf(teams), kernel.fields(), bonds, lanes, values, tables.all());
    }

    /** The program that lists neighbors and moves atoms. */
    public static DeviceProgram motion(Dialect dialect) {
        return of(dialect, "the motion of atoms", "Neighbor lists and motion of atoms.", "lists.h", "landing.h", "motion.h");
    }

    /** The program that takes atoms downhill. */
    public static DeviceProgram descent(Dialect dialect) {
        return of(dialect, "the relaxation of atoms", "Relaxation of atoms.", "landing.h", "descent.h");
    }

    /**
     * A program whose kernels are written by hand, in double precision.
     *
     * @param name for messages
     * @param head its first line
     * @param files resources beside this class that are its text
     */
    public static DeviceProgram of(Dialect dialect, String name, String head, String... files) {
        StringBuilder text = new StringBuilder("// " + head + "\n\n" + dialect.prelude(Precision.DOUBLE));
        for (String file : files) {
            text.append(Dialect.text(file));
        }
        return new DeviceProgram(text.toString(), name, Precision.DOUBLE, List.of(), List.of(), 0, 0, 0, 0, new double[0]);
    }

    /** Whether masses of atoms are read. */
    public boolean readsMasses() {
        return source.contains("masses[i]");
    }

    /** Whether the neighbors of a center are visited one by one and nothing is kept of them, so that they need not be gathered. */
    static boolean streams(Kernel kernel, Stage stage) {
        Set<Integer> arrays = new HashSet<>();
        Mentions.of(stage.body()).lanes().forEach(lane -> arrays.add(lane.getFirst()));
        return kernel.ranges().size() == 1 && arrays.stream().allMatch(a -> a < Stage.FIRST_FREE) && stage.body().stream().allMatch(DeviceProgram::streams);
    }

    private static boolean streams(Statement statement) {
        return switch (statement) {
            case Statement.Loop l -> l.position() == 0 && l.body().stream().allMatch(DeviceProgram::streams);
            case Statement.SetLane s -> false;
            case Statement.AddLane s -> false;
            case Statement.Fill s -> false;
            case Statement.ProductsOfOthers s -> false;
            case Statement.RunMoments s -> false;
            case Statement.ReverseMoments s -> false;
            default -> statement.blocks().stream().flatMap(List::stream).allMatch(DeviceProgram::streams);
        };
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof DeviceProgram p && source.equals(p.source) && Arrays.equals(data, p.data);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }
}
