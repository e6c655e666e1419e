package org.eutectic.physics.files;

import java.util.List;
import org.eutectic.Potential;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.lower.Lowering;
import org.eutectic.lower.Tuples;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;

/**
 * Writes the parameters of a Tersoff or Stillinger-Weber potential as the files of LAMMPS' {@code pair_style tersoff} and {@code sw}, every number with all its
 * digits. Whether the potential's equations are those that the file means is not looked at here: read the file back and compare.
 */
public final class TripletWriter {
    private final Potential potential;
    private final Lowering numbers = new Lowering(new Diagnostics(), false);

    private TripletWriter(Potential potential) {
        this.potential = potential;
    }

    /**
     * A file for {@code pair_style tersoff}.
     *
     * @throws UnfitException where the potential lacks a parameter of Tersoff's form
     */
    public static String tersoff(Potential potential, String title) throws UnfitException {
        TripletWriter w = new TripletWriter(potential);
        w.require("Tersoff", List.of("A", "B", "lambda1", "lambda2", "beta", "n"), List.of("m", "gamma", "lambda3", "c", "d", "h", "R", "D"));
        return w.text(title, "element1 element2 element3  m gamma lambda3 c d costheta0 n beta lambda2 B R D lambda1 A", t -> {
            String i = t.get(0), j = t.get(1), k = t.get(2);
            boolean pair = j.equals(k);
            // What belongs to the pair i-j is read from the entry i j j alone.
            return new double[] {w.value("m", i, j, k), w.value("gamma", i, j, k), w.value("lambda3", i, j, k), w.value("c", i, j, k), w.value("d", i, j, k),
                w.value("h", i, j, k), w.value("n", i, j), pair ? w.value("beta", i, j) : 0, pair ? w.value("lambda2", i, j) : 0, pair ? w.attraction(i, j) : 0,
                w.value("R", i, j, k), w.value("D", i, j, k), pair ? w.value("lambda1", i, j) : 0, pair ? w.value("A", i, j) : 0};
        });
    }

    /**
     * A file for {@code pair_style sw}.
     *
     * @throws UnfitException where the potential lacks a parameter of Stillinger and Weber's form
     */
    public static String stillingerWeber(Potential potential, String title) throws UnfitException {
        TripletWriter w = new TripletWriter(potential);
        w.require("Stillinger-Weber", List.of("epsilon", "sigma", "a", "A", "B", "p", "q", "gamma"), List.of("epsilon3", "lambda", "cos0"));
        return w.text(title, "element1 element2 element3  epsilon sigma a lambda gamma costheta0 A B p q tol", t -> {
            String i = t.get(0), j = t.get(1), k = t.get(2);
            boolean pair = j.equals(k);
            double unit = pair ? w.value("epsilon", i, j) : w.value("epsilon3", i, j, k);
            double strength = w.value("lambda", i, j, k) * w.value("epsilon3", i, j, k);
            double lambda = w.value("epsilon3", i, j, k) == unit ? w.value("lambda", i, j, k) : strength / unit;
            return new double[] {unit, pair ? w.value("sigma", i, j) : 0, pair ? w.value("a", i, j) : 0, lambda, pair ? w.value("gamma", i, j) : 0,
                w.value("cos0", i, j, k), pair ? w.value("A", i, j) : 0, pair ? w.value("B", i, j) : 0, pair ? w.value("p", i, j) : 0, pair ? w.value("q", i, j) : 0, 0};
        });
    }

    private void require(String form, List<String> pairs, List<String> triplets) throws UnfitException {
        Model m = potential.model();
        for (String name : pairs) {
            require(form, m, name, 2);
        }
        for (String name : triplets) {
            require(form, m, name, 3);
        }
    }

    private static void require(String form, Model m, String name, int indices) throws UnfitException {
        if (m.parameter(name).map(p -> p.indices().size()).orElse(-1) != indices) {
            throw new UnfitException("it has no parameter " + name + (indices == 2 ? "[i,j]" : "[i,j,k]") + ", so it is no " + form + " potential");
        }
    }

    /** B, with the form's factor for unlike species in it: files have no column for that. */
    private double attraction(String i, String j) {
        double factor = potential.model().parameter("chi").filter(p -> p.indices().size() == 2).isPresent() ? value("chi", i, j) : 1;
        return factor * value("B", i, j);
    }

    private double value(String name, String... tuple) {
        Parameter p = potential.model().parameter(name).orElseThrow();
        return numbers.value(potential.model(), p, List.of(tuple));
    }

    /** A row of numbers for a tuple of species. */
    @FunctionalInterface
    private interface Row {
        double[] of(List<String> tuple);
    }

    private String text(String title, String columns, Row row) {
        StringBuilder out = new StringBuilder();
        List<String> citations = potential.citations();
        out.append("# UNITS: metal CONTRIBUTOR: eutectic export CITATION: ").append(SetflWriter.ascii(citations.isEmpty() ? "none" : String.join("; ", citations))).append('\n');
        out.append("# ").append(SetflWriter.ascii(title)).append('\n');
        out.append("# ").append(columns).append('\n');
        for (List<String> t : Tuples.all(potential.species(), 3)) {
            out.append(String.join(" ", t));
            for (double x : row.of(t)) {
                out.append(' ').append(x == Math.rint(x) && Math.abs(x) < 1e15 ? Long.toString((long) x) : Double.toString(x));
            }
            out.append('\n');
        }
        return out.toString();
    }
}
