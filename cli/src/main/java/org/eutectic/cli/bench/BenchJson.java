package org.eutectic.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.eutectic.md.file.OutputFile;

/** The results as JSON: for each case and program medians, ratios and every round. */
final class BenchJson {
    private static final List<Quantity> QUANTITIES = List.of(new Quantity("force_ns_per_atom", Sample::force), new Quantity("step_ns_per_atom", Sample::step),
        new Quantity("list_ns_per_atom", Sample::list), new Quantity("comm_ns_per_atom", Sample::ghosts), new Quantity("memory_bytes_per_atom", Sample::memory));

    private record Quantity(String name, ToDoubleFunction<Sample> of) {}

    private BenchJson() {}

    static void write(Path path, BenchSetting setting, List<CaseResult> results) {
        String text = of(setting, results).toPrettyString() + "\n";
        OutputFile.write(path, out -> out.append(text));
    }

    private static ObjectNode of(BenchSetting s, List<CaseResult> results) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("date", s.date()).put("processor", s.processor()).put("processors", s.processors()).put("java", s.java()).put("lammps", s.lammps())
            .put("steps", s.steps()).put("repeat", s.repeat());
        ArrayNode cases = root.putArray("cases");
        results.forEach(r -> add(cases.addObject(), r));
        return root;
    }

    private static void add(ObjectNode node, CaseResult r) {
        node.put("case", r.what().id()).put("title", r.what().title()).put("atoms", r.atoms()).put("species", String.join(" ", r.what().species()))
            .put("temperature_K", r.what().temperature()).put("timestep_fs", r.what().timestep()).put("cutoff_A", r.cutoff())
            .put("skin_A", BenchCase.SKIN).put("neighbors", r.neighbors()).put("steps", r.steps());
        ArrayNode series = node.putArray("series");
        r.series().forEach(s -> add(series.addObject(), r, s));
        ArrayNode goals = node.putArray("goals");
        for (Goal g : Goal.of(r)) {
            ObjectNode goal = goals.addObject().put("goal", g.what()).put(g.atLeast() ? "at_least" : "at_most", g.limit());
            put(goal, "found", g.found());
            goal.put("met", g.met());
        }
    }

    private static void add(ObjectNode node, CaseResult r, Series s) {
        node.put("program", s.program()).put("threads", s.threads());
        Series fewest = r.fewestThreads(s.program());
        for (Quantity quantity : QUANTITIES) {
            ObjectNode q = node.putObject(quantity.name);
            put(q, "median", s.median(quantity.of));
            if (!s.isEutectic()) {
                put(q, "ratio", r.eutecticFor(s).ratio(s, quantity.of));
            }
            if (s != fewest) {
                put(q, "speed_up", fewest.ratio(s, quantity.of));
            }
            ArrayNode rounds = q.putArray("rounds");
            s.rounds().forEach(x -> rounds.add(number(quantity.of.applyAsDouble(x))));
        }
        Sample first = s.rounds().getFirst();
        node.put("list_builds", first.builds());
        put(node, "first_energy_eV", first.energy());
        put(node, "last_energy_eV", first.lastEnergy());
        if (!s.isEutectic()) {
            put(node, "energy_deviation", r.energyDeviation(s));
        }
    }

    private static void put(ObjectNode node, String name, double x) {
        node.put(name, number(x));
    }

    /** JSON has no NaN. */
    private static Double number(double x) {
        return Double.isFinite(x) ? Double.valueOf(x) : null;
    }
}
