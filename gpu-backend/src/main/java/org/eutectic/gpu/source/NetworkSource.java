package org.eutectic.gpu.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eutectic.ir.NetworkWeights;
import org.eutectic.kernel.Expression;
import org.eutectic.kernel.Statement;

/** Writes the networks and moments of a stage: loops of one thread, whose weights all threads read at the same time, or of a group, each of whose members has neurons of its own. */
final class NetworkSource {
    /**
     * Where a network's numbers stand among a thread's values.
     *
     * @param layers the inputs, and the outputs of each layer
     * @param slopes of the activations of each layer
     */
    private record Room(NetworkWeights weights, int[] layers, int[] slopes) {}

    /**
     * Where moments stand.
     *
     * @param columns the first of as many arrays as there are harmonics
     */
    private record MomentRoom(HarmonicsSource harmonics, int columns) {}

    private final ExpressionSource expressions;
    private final NumberTables tables;
    private final Lines out;
    private final String neighbors;
    private final Team team;
    private final Map<Integer, Room> rooms = new HashMap<>();
    private final Map<Integer, MomentRoom> moments = new HashMap<>();
    private int lanes;
    private int values;

    /**
     * @param lanes arrays that the stage has itself
     * @param neighbors the number of neighbors in the largest range
     * @param team whose members share neurons and harmonics
     */
    NetworkSource(ExpressionSource expressions, NumberTables tables, Lines out, int lanes, String neighbors, Team team) {
        this.team = team;
        this.expressions = expressions;
        this.tables = tables;
        this.out = out;
        this.lanes = lanes;
        this.neighbors = neighbors;
    }

    /** Arrays with those of moments. */
    int lanes() {
        return lanes;
    }

    /** Numbers that each thread keeps. */
    int values() {
        return values;
    }

    private int take(int count) {
        int at = values;
        values += count;
        return at;
    }

    private void set(int begin, List<Expression> numbers) {
        team.meet(out);
        team.first(out, () -> {
            for (int k = 0; k < numbers.size(); k++) {
                out.line("V(" + (begin + k) + ") = " + expressions.write(numbers.get(k)) + ";");
            }
        });
        team.meet(out);
    }

    void run(Statement.RunNetwork s) {
        NetworkWeights w = s.weights();
        int count = w.shape().layers();
        int[] layers = new int[count + 1], slopes = new int[count];
        for (int m = 0; m <= count; m++) {
            layers[m] = take(w.shape().sizes().get(m));
            if (m > 0 && s.keepsSlopes()) {
                slopes[m - 1] = take(w.shape().sizes().get(m));
            }
        }
        rooms.put(s.number(), new Room(w, layers, slopes));
        expressions.setValues(s.number(), layers[count]);
        out.line("// " + w.name() + ": " + w.shape());
        set(layers[0], s.inputs());
        for (int m = 0; m < count; m++) {
            int ins = w.shape().sizes().get(m), outs = w.shape().sizes().get(m + 1);
            String activation = w.shape().activations().get(m).name().toLowerCase(Locale.ROOT);
            out.open(team.loop("o", Integer.toString(outs)));
            out.line("real s = data[" + tables.place(w.biases(m)) + " + o];");
            out.line("for (int k = 0; k < " + ins + "; k++) { s += V(" + layers[m] + " + k) * data[" + tables.place(w.weights(m)) + " + k * " + outs + " + o]; }");
            out.line("V(" + layers[m + 1] + " + o) = value_" + activation + "(s);");
            if (s.keepsSlopes()) {
                out.line("V(" + slopes[m] + " + o) = slope_" + activation + "(s);");
            }
            out.close();
            team.meet(out);
        }
    }

    void reverse(Statement.ReverseNetwork s) {
        Room room = rooms.get(s.network());
        NetworkWeights w = room.weights;
        int last = w.shape().layers();
        int[] adjoints = new int[last + 1];
        for (int m = 0; m <= last; m++) {
            adjoints[m] = take(w.shape().sizes().get(m));
        }
        expressions.setValues(s.number(), adjoints[0]);
        set(adjoints[last], s.adjoints());
        for (int m = last - 1; m >= 0; m--) {
            int ins = w.shape().sizes().get(m), outs = w.shape().sizes().get(m + 1);
            out.line(team.loop("o", Integer.toString(outs)) + " { V(" + adjoints[m + 1] + " + o) *= V(" + room.slopes[m] + " + o); }");
            team.meet(out);
            out.open(team.loop("k", Integer.toString(ins)));
            out.line("real s = 0.0;");
            out.line("for (int o = 0; o < " + outs + "; o++) { s += V(" + adjoints[m + 1] + " + o) * data[" + tables.place(w.weights(m)) + " + k * " + outs + " + o]; }");
            out.line("V(" + adjoints[m] + " + k) = s;");
            out.close();
            team.meet(out);
        }
    }

    void run(Statement.RunMoments s) {
        HarmonicsSource harmonics = new HarmonicsSource(s.orders());
        int columns = lanes, count = harmonics.columns(), at = take(s.rows().size() * count);
        lanes += count;
        moments.put(s.number(), new MomentRoom(harmonics, columns));
        expressions.setValues(s.number(), at);
        out.line("// Sums over j of " + s.rows().size() + " functions times the harmonics of orders " + s.orders() + ".");
        out.open(team.loop("m", neighbors));
        out.line("const real x_u = LANE(" + s.direction().get(0) + ", m), y_u = LANE(" + s.direction().get(1) + ", m), z_u = LANE(" + s.direction().get(2) + ", m);");
        harmonics.writeValues(out, column -> "LANE(" + (columns + column) + ", m)");
        out.close();
        team.meet(out);
        out.open(team.loop("c", Integer.toString(count)));
        out.line("real " + sums(s.rows().size()) + ";");
        out.open("for (int m = 0; m < " + neighbors + "; m++)");
        out.line("const real q = LANE(" + columns + " + c, m);");
        for (int r = 0; r < s.rows().size(); r++) {
            out.line("s" + r + " += q * LANE(" + s.rows().get(r) + ", m);");
        }
        out.close();
        for (int r = 0; r < s.rows().size(); r++) {
            out.line("V(" + (at + r * count) + " + c) = s" + r + ";");
        }
        out.close();
        team.meet(out);
    }

    private static String sums(int count) {
        List<String> names = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            names.add("s" + r + " = 0.0");
        }
        return String.join(", ", names);
    }

    void reverse(Statement.ReverseMoments s) {
        MomentRoom room = moments.get(s.moments());
        int count = room.harmonics.columns(), rows = s.rows().size(), at = take(rows * count);
        set(at, s.adjoints());
        out.open(team.loop("m", neighbors));
        out.line("real bar[" + count + "];");
        out.line("real " + sums(rows) + ";");
        out.open("for (int c = 0; c < " + count + "; c++)");
        out.line("const real q = LANE(" + room.columns + " + c, m);");
        out.line("real sum = 0.0;");
        for (int r = 0; r < rows; r++) {
            out.line("s" + r + " += V(" + (at + r * count) + " + c) * q;");
            out.line("sum += V(" + (at + r * count) + " + c) * LANE(" + s.rows().get(r) + ", m);");
        }
        out.line("bar[c] = sum;");
        out.close();
        for (int r = 0; r < rows; r++) {
            out.line("LANE(" + s.slopes().get(r) + ", m) = s" + r + ";");
        }
        out.line("const real x_u = LANE(" + s.direction().get(0) + ", m), y_u = LANE(" + s.direction().get(1) + ", m), z_u = LANE(" + s.direction().get(2) + ", m);");
        room.harmonics.writeSlopes(out, axis -> "LANE(" + s.slopes().get(rows + axis) + ", m)");
        out.close();
        team.meet(out);
    }
}
