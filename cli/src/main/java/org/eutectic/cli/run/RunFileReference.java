package org.eutectic.cli.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The description of run files, made from the records that read them, so that the two never differ. */
public final class RunFileReference {
    private static final Map<Class<?>, String> TITLES = Map.of(
        RunFile.class, "The run",
        PotentialChoice.class, "`potential`",
        StructureChoice.class, "`structure`",
        RunFile.Stage.class, "An entry of `stages`",
        RunFile.Thermostat.class, "`thermostat`",
        RunFile.Output.class, "`output`",
        RunFile.Thermo.class, "`output.thermo`",
        RunFile.Trajectory.class, "`output.trajectory`",
        RunFile.RestartOutput.class, "`output.restart`",
        RunFile.Watch.class, "An entry of `watch`");

    private RunFileReference() {}

    /** The page {@code docs/run-file.md}. */
    public static String markdown() {
        StringBuilder page = new StringBuilder("""
            # The run file

            `eutectic md RUN.yaml` reads one YAML file. A field that is not listed here is refused, with the nearest name that is. Units: Å, fs, K, eV. Potential and
            structure files are sought from the run file's folder, output goes to a folder where the command is run.

            ```yaml
            potential: ../potentials/Cu.eut
            structure: {lattice: fcc, element: Cu, a: 3.615, repeat: [10, 10, 10]}
            temperature: 300
            timestep: 2
            stages:
              - {name: warm up, steps: 1000, thermostat: {type: csvr, temperature: 300}}
              - {name: watch, steps: 5000}
            output:
              thermo: {every: 100}
              trajectory: {every: 500}
            ```

            A potential is compiled before the first step, where the run is long enough for that to pay, so that speeds are those of compiled code. With
            `--profile` the command tells at the end where the time of the steps went (`pair` forces, `neigh` neighbor lists, `integrate` velocities, positions
            and thermostats, `output`, `other`), and writes the same as `profile.json` in the output folder.

            A run that was interrupted (Ctrl-C, `kill`) leaves a state in `restart.xyz`, one that was killed outright the states asked for with
            `output: {restart: {every: 1000}}`; `eutectic md --continue RUN.yaml` goes on from there and writes the same files on. In the end they are those of a run that was never broken off, to the
            last bit (on the same kind of machine; [charges](long-range.md) of more than 500 atoms that are found by iteration differ in their last digits). What is still to come may be changed before: more steps, another
            thermostat. `--continue-from FILE` takes another state. A restart that is damaged, of another potential, or does not fit the stages is refused.

            This page is made by the tests from the records that read the file; change it there.
            """);
        Deque<Class<?>> open = new ArrayDeque<>(Set.of(RunFile.class));
        Set<Class<?>> seen = new LinkedHashSet<>(open);
        while (!open.isEmpty()) {
            Class<?> record = open.removeFirst();
            page.append("\n## ").append(TITLES.get(record)).append("\n\n| field | is | meaning |\n|---|---|---|\n");
            for (RecordComponent c : record.getRecordComponents()) {
                page.append("| `").append(name(record, c)).append("` | ").append(type(c.getGenericType())).append(" | ")
                    .append(description(record, c)).append(" |\n");
                Class<?> nested = nested(c.getGenericType());
                if (nested.isRecord() && seen.add(nested)) {
                    open.addLast(nested);
                }
            }
        }
        return page.toString();
    }

    // Annotations of a record's components are kept on their fields.
    private static <A extends java.lang.annotation.Annotation> A annotation(Class<?> record, RecordComponent c, Class<A> kind) {
        try {
            return record.getDeclaredField(c.getName()).getAnnotation(kind);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(Class<?> record, RecordComponent c) {
        JsonProperty written = annotation(record, c, JsonProperty.class);
        return written == null || written.value().isEmpty() ? c.getName() : written.value();
    }

    private static String description(Class<?> record, RecordComponent c) {
        JsonPropertyDescription d = annotation(record, c, JsonPropertyDescription.class);
        if (d == null) {
            throw new IllegalStateException(record.getSimpleName() + "." + c.getName() + " has no description");
        }
        return d.value();
    }

    private static Class<?> nested(Type type) {
        return type instanceof ParameterizedType p ? nested(p.getActualTypeArguments()[p.getActualTypeArguments().length - 1]) : (Class<?>) type;
    }

    private static String type(Type type) {
        if (type instanceof ParameterizedType p) {
            return p.getRawType() == Map.class ? "names with texts" : "list of " + type(nested(type));
        }
        Class<?> c = (Class<?>) type;
        if (c.isEnum()) {
            StringBuilder names = new StringBuilder();
            for (Object constant : c.getEnumConstants()) {
                names.append(names.isEmpty() ? "" : ", ").append('`').append(constant.toString().toLowerCase(Locale.ROOT)).append('`');
            }
            return names.toString();
        }
        return c == Double.class ? "number" : c == Long.class || c == Integer.class ? "whole number" : c == Boolean.class ? "true or false"
            : c == String.class ? "text" : "object";
    }
}
