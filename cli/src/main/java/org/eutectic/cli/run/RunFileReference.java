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
    private static final Map<Class<?>, String> TITLES = Map.ofEntries(
        Map.entry(RunFile.class, "The run"),
        Map.entry(PotentialChoice.class, "`potential`"),
        Map.entry(StructureChoice.class, "`structure`"),
        Map.entry(RunFile.Stage.class, "An entry of `stages`"),
        Map.entry(RunFile.Thermostat.class, "`thermostat`"),
        Map.entry(RunFile.Barostat.class, "`barostat`"),
        Map.entry(RunFile.StrainRates.class, "`strain_rate`"),
        Map.entry(RunFile.Hold.class, "An entry of `hold`"),
        Map.entry(RunFile.MonteCarlo.class, "`mc`"),
        Map.entry(RunFile.Removal.class, "`remove`"),
        Map.entry(RunFile.StageOutput.class, "`output` of a stage"),
        Map.entry(RunFile.Output.class, "`output`"),
        Map.entry(RunFile.Thermo.class, "`output.thermo`"),
        Map.entry(RunFile.Trajectory.class, "`trajectory`"),
        Map.entry(RunFile.RestartOutput.class, "`output.restart`"),
        Map.entry(RunFile.Watch.class, "An entry of `watch`"));

    private RunFileReference() {}

    /** The page {@code docs/run-file.md}. */
    public static String markdown() {
        StringBuilder page = new StringBuilder("""
            # The run file

            `eutectic md RUN.yaml` reads one YAML file. A field that is not listed here is refused, with the nearest name that is. Units: Å, fs, K, eV, GPa. Potential and
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

            A stage is what goes on at one time: equilibrate, ramp, compress, produce.

            ```yaml
            stages:
              - {name: equilibrate, steps: 5000, thermostat: {temperature: 300}, barostat: {pressure: 0}}
              - {name: ramp, steps: 20000, thermostat: {temperature: 300, end_temperature: 900}, barostat: {pressure: 0, end_pressure: 5}}
              - {name: compress, steps: 10000, thermostat: {temperature: 900}, strain_rate: {zz: -0.005}}
              - {name: produce, steps: 20000, output: {thermo: 10, trajectory: {every: 50, file: produce.xyz, velocities: true}}}
            ```

            | ensemble | write | after |
            |---|---|---|
            | NVE | neither | velocity Verlet |
            | NVT | `thermostat` | `csvr`: Bussi, Donadio and Parrinello, J. Chem. Phys. 126, 014101 (2007); `langevin`: Leimkuhler and Matthews, Appl. Math. Res. Express 2013, 34; `nosehoover`: Martyna, Klein and Tuckerman, J. Chem. Phys. 97, 2635 (1992) |
            | NPT | `thermostat` and `barostat` | `rescaling`: Bernetti and Bussi, J. Chem. Phys. 153, 114107 (2020), for shapes del Tatto, Raiteri, Bernetti and Bussi, Appl. Sci. 12, 1139 (2022); `mtk`: Martyna, Tobias and Klein, J. Chem. Phys. 101, 4177 (1994) |

            The column `conserved_eV` of `thermo.csv` is the energy less all that thermostats and barostats have put in; its drift tells how good the time step is. What a rate of strain does is work and stays in it.
            A stage begins with the atoms, velocities and cell that the one before left.

            Alloys find their order sooner where atoms may change places: `mc` tries some moves every so many steps, with the temperature of the thermostat, and accepts them after Metropolis and others,
            J. Chem. Phys. 21, 1087 (1953). `swap` keeps the composition. `chemical_potentials` does not: atoms become others (semi-grand ensemble, Kofke and Glandt, Mol. Phys. 64, 1105 (1988)), and what
            is found is the composition that goes with differences of chemical potentials. The elements need not be in the structure yet. The energy that moves bring or take is heat to the column `conserved_eV`.

            ```yaml
            stages:
              - {name: order, steps: 20000, thermostat: {temperature: 600}, mc: {every: 20, trials: 10, swap: [Cu, Au]}}
              - {name: compose, steps: 20000, thermostat: {temperature: 600}, barostat: {pressure: 0}, mc: {every: 20, trials: 10, chemical_potentials: {Cu: 0, Au: -0.1}}}
            output:
              thermo: {every: 100, columns: [standard, atoms.Au, mc.acceptance]}
            ```

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
            return p.getRawType() == Map.class ? nested(type) == Double.class ? "names with numbers" : "names with texts" : "list of " + type(nested(type));
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
