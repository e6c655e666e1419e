package org.eutectic.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eutectic.md.dynamics.StepProfile;
import org.eutectic.md.file.OutputFile;

/** Where the time of a run went: as a table for people, as JSON for programs. */
final class ProfileReport {
    private final MdRun.Totals totals;
    private final int atoms;
    private final int threads;
    private final Map<String, Double> parts = new LinkedHashMap<>();

    /** @param totals of a run of at least one step, with a profile */
    ProfileReport(MdRun.Totals totals, int atoms, int threads) {
        this.totals = totals;
        this.atoms = atoms;
        this.threads = threads;
        StepProfile p = totals.profile();
        parts.put("pair", p.pair());
        parts.put("neigh", p.neighbor());
        parts.put("integrate", p.integrate());
        parts.put("output", p.output());
        parts.put("other", p.other());
        parts.put("total", p.total());
    }

    private double perStep(double seconds) {
        return 1e6 * seconds / totals.steps();
    }

    private double percent(double seconds) {
        return 100 * seconds / totals.profile().total();
    }

    private double atomStepsPerSecond() {
        return (double) totals.steps() * atoms / totals.profile().total();
    }

    private double nanosecondsPerDay() {
        return 1e-6 * totals.time() / totals.profile().total() * 86400;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("# profile     seconds      µs/step        %");
        parts.forEach((name, seconds) -> lines.add(String.format(Locale.ROOT, "#   %-9s %9.3f %12.2f %8.1f", name, seconds, perStep(seconds), percent(seconds))));
        lines.add(String.format(Locale.ROOT, "#   %.4g ns/atom/step, %.3g atom-steps/s, %.3g ns/day; %d neighbor lists, one in %.3g steps",
            1e9 / atomStepsPerSecond(), atomStepsPerSecond(), nanosecondsPerDay(), totals.listBuilds(), totals.steps() / (double) Math.max(1, totals.listBuilds())));
        return lines;
    }

    void write(Path path) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("atoms", atoms).put("threads", threads).put("steps", totals.steps()).put("time_fs", totals.time()).put("compile_s", totals.compiling())
            .put("list_builds", totals.listBuilds()).put("ns_per_atom_step", 1e9 / atomStepsPerSecond()).put("atom_steps_per_s", atomStepsPerSecond())
            .put("ns_per_day", nanosecondsPerDay());
        ObjectNode table = root.putObject("parts");
        parts.forEach((name, seconds) -> table.putObject(name).put("s", seconds).put("us_per_step", perStep(seconds)).put("percent", percent(seconds)));
        OutputFile file = new OutputFile(path);
        file.append(root.toPrettyString() + "\n");
        file.commit();
    }
}
