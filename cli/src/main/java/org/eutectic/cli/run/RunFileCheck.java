package org.eutectic.cli.run;

import java.util.Arrays;
import java.util.List;
import org.eutectic.cli.run.RunFileReader.Complaint;

/** The rules that types alone do not state: what must be there, and which values make sense. */
final class RunFileCheck {
    private final Complaint complaint;

    RunFileCheck(Complaint complaint) {
        this.complaint = complaint;
    }

    void check(RunFile run) {
        needed("potential", run.potential());
        needed("potential.file", run.potential().file());
        needed("structure", run.structure());
        structure(run.structure());
        needed("stages", run.stages());
        if (run.stages().isEmpty()) {
            throw complaint.about("stages", "stages: at least one is needed");
        }
        positive("timestep", run.timestep());
        notNegative("temperature", run.temperature());
        positive("threads", run.threads());
        notNegative("skin", run.skin());
        for (int k = 0; k < run.stages().size(); k++) {
            stage("stages[" + k + "]", run.stages().get(k), run.timestep() == null ? 1 : run.timestep());
        }
        output(run.output());
        for (int k = 0; run.watch() != null && k < run.watch().size(); k++) {
            watch("watch[" + k + "]", run.watch().get(k));
        }
    }

    private void watch(String path, RunFile.Watch w) {
        needed(path, w);
        needed(path + ".field", w.field());
        positive(path + ".every", w.every());
        if (w.dumpAbove() == null && w.haltAbove() == null) {
            throw complaint.about(path, path + ": dump_above or halt_above is needed");
        }
    }

    private void stage(String path, RunFile.Stage stage, double timestep) {
        needed(path, stage);
        needed(path + ".steps", stage.steps());
        notNegative(path + ".steps", stage.steps());
        positive(path + ".timestep", stage.timestep());
        if (stage.thermostat() != null) {
            String at = path + ".thermostat";
            needed(at + ".temperature", stage.thermostat().temperature());
            notNegative(at + ".temperature", stage.thermostat().temperature());
            notNegative(at + ".end_temperature", stage.thermostat().endTemperature());
            positive(at + ".time", stage.thermostat().time());
        }
        new StageCheck(complaint, path, stage, stage.timestep() == null ? timestep : stage.timestep()).check();
    }

    private void structure(StructureChoice s) {
        if ((s.file() == null) == (s.lattice() == null)) {
            throw complaint.about("structure", "structure: either file or lattice is needed" + (s.file() == null ? "" : ", not both"));
        }
        three("structure.periodic", s.periodic());
        three("structure.vacuum", s.vacuum());
        three("structure.repeat", s.repeat());
        if (s.vacuum() != null) {
            s.vacuum().forEach(v -> notNegative("structure.vacuum", v));
        }
        if (s.repeat() != null) {
            s.repeat().forEach(n -> positive("structure.repeat", n));
        }
        if (s.file() != null) {
            for (Object crystalOnly : Arrays.asList(s.element(), s.elements(), s.a(), s.c())) {
                if (crystalOnly != null) {
                    throw complaint.about("structure", "structure: element, elements, a and c belong to a lattice, not to a file");
                }
            }
            return;
        }
        if (s.frame() != null) {
            throw complaint.about("structure.frame", "structure.frame: a lattice has no frames; they belong to a file");
        }
        needed("structure.a", s.a());
        positive("structure.a", s.a());
        positive("structure.c", s.c());
        List<String> elements = elements(s);
        if (elements.size() != s.lattice().elements()) {
            throw complaint.about("structure", "structure: this lattice takes " + s.lattice().elements() + " element" + (s.lattice().elements() == 1 ? "" : "s")
                + ", given are " + elements.size());
        }
        double atoms = s.lattice().sites();
        for (int n : s.repeat() == null ? List.<Integer>of() : s.repeat()) {
            atoms *= n;
        }
        if (atoms > 5e8) {
            throw complaint.about("structure.repeat", "structure.repeat: %.3g atoms are more than this program can hold".formatted(atoms));
        }
    }

    static List<String> elements(StructureChoice s) {
        return s.elements() != null ? s.elements() : s.element() != null ? List.of(s.element()) : List.of();
    }

    private void output(RunFile.Output output) {
        if (output == null) {
            return;
        }
        if (output.thermo() != null) {
            positive("output.thermo.every", output.thermo().every());
        }
        if (output.restart() != null) {
            needed("output.restart.every", output.restart().every());
            notNegative("output.restart.every", output.restart().every());
        }
        if (output.trajectory() != null) {
            notNegative("output.trajectory.every", output.trajectory().every());
        }
    }

    private void needed(String path, Object value) {
        if (value == null) {
            throw complaint.about(path, path + " is missing");
        }
    }

    private void positive(String path, Number value) {
        if (value != null && !(value.doubleValue() > 0)) {
            throw complaint.about(path, path + ": must be positive, not " + value);
        }
    }

    private void notNegative(String path, Number value) {
        if (value != null && !(value.doubleValue() >= 0)) {
            throw complaint.about(path, path + ": must not be negative, but is " + value);
        }
    }

    private void three(String path, List<?> values) {
        if (values != null && (values.size() != 3 || values.contains(null))) {
            throw complaint.about(path, path + ": three values are needed, given are " + values.size());
        }
    }
}
