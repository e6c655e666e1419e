package org.eutectic.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.eutectic.md.file.OutputFile;

/** The results as JSON: for each case and program medians, ratios and every round. */
final class BenchJson {
    private static final Map<String, ToDoubleFunction<Sample>> QUANTITIES = Map.of("force_ns_per_atom", Sample::force, "step_ns_per_atom", Sample::step,
        "list_ns_per_atom", Sample::list, "memory_bytes_per_atom", Sample::memory);
    private static final List<String> ORDER = List.of("force_ns_per_atom", "step_ns_per_atom", "list_ns_per_atom", "memory_bytes_per_atom");

    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectNode root = mapper.createObjectNode();
    private final ArrayNode cases = mapper.createArrayNode();

    /** @param lammps its version, or null where it is not measured */
    BenchJson(int threads, int steps, int repeat, String lammps) {
        root.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        root.put("java", Runtime.version().toString());
        root.put("processors", Runtime.getRuntime().availableProcessors());
        root.put("threads", threads).put("steps", steps).put("repeat", repeat).put("lammps", lammps);
        root.set("cases", cases);
    }

    void add(CaseResult r) {
        ObjectNode node = cases.addObject();
        node.put("case", r.what().id()).put("title", r.what().title()).put("atoms", r.atoms()).put("species", String.join(" ", r.what().species()))
            .put("temperature_K", r.what().temperature()).put("timestep_fs", r.what().timestep()).put("cutoff_A", r.cutoff())
            .put("skin_A", BenchCase.SKIN).put("neighbors", r.neighbors());
        ObjectNode programs = node.putObject("programs");
        r.rounds().forEach((program, samples) -> {
            ObjectNode p = programs.putObject(program);
            for (String name : ORDER) {
                ToDoubleFunction<Sample> quantity = QUANTITIES.get(name);
                ObjectNode q = p.putObject(name);
                put(q, "median", r.median(program, quantity));
                if (!program.equals(BenchCommand.EUTECTIC)) {
                    put(q, "ratio", r.ratio(program, quantity));
                }
                ArrayNode rounds = q.putArray("rounds");
                samples.forEach(s -> {
                    double x = quantity.applyAsDouble(s);
                    if (Double.isNaN(x)) {
                        rounds.addNull();
                    } else {
                        rounds.add(x);
                    }
                });
            }
            p.put("list_builds", samples.getFirst().builds());
            put(p, "energy_eV", samples.getFirst().energy());
            if (!program.equals(BenchCommand.EUTECTIC)) {
                put(p, "energy_deviation", r.energyDeviation(program));
            }
        });
    }

    private static void put(ObjectNode node, String name, double x) {
        // JSON has no NaN.
        node.put(name, Double.isFinite(x) ? Double.valueOf(x) : null);
    }

    void write(Path path) {
        OutputFile file = new OutputFile(path);
        file.append(root.toPrettyString() + "\n");
        file.commit();
    }
}
