package org.eutectic.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eutectic.cli.run.RunFileReader.Complaint;
import org.eutectic.md.dynamics.CellShape;

/** What may stand together in a stage. */
final class StageCheck {
    private final Complaint complaint;
    private final String path;
    private final RunFile.Stage stage;
    private final double timestep;

    /** @param timestep that of the stage, fs */
    StageCheck(Complaint complaint, String path, RunFile.Stage stage, double timestep) {
        this.timestep = timestep;
        this.complaint = complaint;
        this.path = path;
        this.stage = stage;
    }

    void check() {
        RunFile.Thermostat t = stage.thermostat();
        boolean chains = t != null && t.type() == RunFile.ThermostatType.NOSEHOOVER || mtk();
        if (t != null && chains && (t.temperature() == 0 || t.endTemperature() != null && t.endTemperature() == 0)) {
            refuse(".thermostat.temperature", "nosehoover needs temperatures above 0 K");
        }
        if (stage.barostat() != null) {
            barostat(stage.barostat());
        }
        if (stage.strainRate() != null) {
            strainRate(stage.strainRate());
        }
        for (int k = 0; stage.hold() != null && k < stage.hold().size(); k++) {
            hold(".hold[" + k + "]", stage.hold().get(k));
        }
        if (stage.mc() != null) {
            monteCarlo(stage.mc());
        }
        if (stage.remove() != null) {
            needed(".remove.every", stage.remove().every());
            positive(".remove.every", stage.remove().every());
            if (stage.hold() != null) {
                refuse(".remove", "the center of mass cannot be kept at rest while atoms are held; leave out remove or hold");
            }
        }
        output();
    }

    private boolean mtk() {
        return stage.barostat() != null && stage.barostat().type() == RunFile.BarostatType.MTK;
    }

    private void barostat(RunFile.Barostat b) {
        if (stage.thermostat() == null) {
            refuse(".barostat", "volumes at a constant pressure belong to a temperature; give the stage a thermostat, too");
        }
        if (stage.strainRate() != null) {
            refuse(".strain_rate", "the cell cannot follow a barostat and a rate of strain at once");
        }
        if (mtk() && stage.thermostat().type() != null && stage.thermostat().type() != RunFile.ThermostatType.NOSEHOOVER) {
            refuse(".barostat.type", "mtk goes with the thermostat nosehoover only; rescaling goes with all");
        }
        if (mtk() && stage.hold() != null) {
            refuse(".barostat.type", "mtk moves all atoms; with hold take rescaling");
        }
        if (mtk() && (b.every() != null || b.bulkModulus() != null)) {
            refuse(".barostat", "every and bulk_modulus are for rescaling, not for mtk");
        }
        if (b.pressure() == null && b.pressures() == null) {
            refuse(".barostat.pressure", "is missing");
        }
        if (b.pressure() != null && b.pressures() != null || b.endPressure() != null && b.endPressures() != null) {
            refuse(".barostat", "either pressure or pressures, not both");
        }
        tensor(".barostat.pressures", b.pressures());
        tensor(".barostat.end_pressures", b.endPressures());
        positive(".barostat.time", b.time());
        positive(".barostat.bulk_modulus", b.bulkModulus());
        positive(".barostat.every", b.every());
    }

    private void tensor(String field, List<Double> p) {
        if (p == null) {
            return;
        }
        if (p.size() != 6 || p.contains(null)) {
            refuse(field, "six values are needed (xx, yy, zz, xy, xz, yz), given are " + p.size());
        }
        CellShape shape = stage.barostat().shape();
        if (shape == null || shape == CellShape.ISOTROPIC) {
            refuse(field, "a cell of shape isotropic holds one pressure; give pressure, or the shape anisotropic or full");
        }
        if (shape == CellShape.ANISOTROPIC && p.subList(3, 6).stream().anyMatch(x -> x != 0)) {
            refuse(field, "a cell of shape anisotropic does not shear; give zeros for xy, xz and yz, or the shape full");
        }
    }

    private void strainRate(RunFile.StrainRates r) {
        double fs = stage.steps() * timestep;
        List<Double> lengths = Stream.of(r.xx(), r.yy(), r.zz()).map(x -> x == null ? 0 : x).toList();
        if (Stream.of(r.xx(), r.yy(), r.zz(), r.xy(), r.xz(), r.yz()).allMatch(x -> x == null)) {
            refuse(".strain_rate", "at least one rate is needed: xx, yy, zz, xy, xz or yz");
        }
        for (int k = 0; k < 3; k++) {
            if (1 + 1e-3 * fs * lengths.get(k) <= 0.01) {
                refuse(".strain_rate." + List.of("xx", "yy", "zz").get(k), "nothing would be left of the cell at the stage's end");
            }
        }
    }

    private void monteCarlo(RunFile.MonteCarlo mc) {
        if (stage.thermostat() == null) {
            refuse(".mc", "moves are accepted at a temperature; give the stage a thermostat, too");
        }
        needed(".mc.every", mc.every());
        positive(".mc.every", mc.every());
        needed(".mc.trials", mc.trials());
        positive(".mc.trials", mc.trials());
        if ((mc.swap() == null) == (mc.chemicalPotentials() == null)) {
            refuse(".mc", "either swap or chemical_potentials is needed" + (mc.swap() == null ? "" : ", not both"));
        }
        String field = mc.swap() != null ? ".mc.swap" : ".mc.chemical_potentials";
        List<String> elements = mc.swap() != null ? mc.swap() : new ArrayList<>(mc.chemicalPotentials().keySet());
        if (elements.contains(null) || elements.size() < 2 || elements.stream().distinct().count() < elements.size()) {
            refuse(field, "at least two elements are needed, each once");
        }
        if (mc.swap() == null && mc.chemicalPotentials().containsValue(null)) {
            refuse(field, "each element needs its chemical potential, eV");
        }
    }

    private void hold(String at, RunFile.Hold h) {
        needed(at, h);
        if (h.atoms() == null && h.elements() == null && h.x() == null && h.y() == null && h.z() == null) {
            refuse(at, "say which atoms: by atoms, elements, x, y or z");
        }
        range(at + ".x", h.x());
        range(at + ".y", h.y());
        range(at + ".z", h.z());
        if (h.velocity() != null && (h.velocity().size() != 3 || h.velocity().contains(null))) {
            refuse(at + ".velocity", "three values are needed, given are " + h.velocity().size());
        }
    }

    private void range(String field, List<Double> r) {
        if (r != null && (r.size() != 2 || r.contains(null) || !(r.get(0) <= r.get(1)))) {
            refuse(field, "expected two numbers, the lower first");
        }
    }

    private void output() {
        RunFile.StageOutput o = stage.output();
        if (o == null) {
            return;
        }
        positive(".output.thermo", o.thermo());
        if (o.trajectory() != null) {
            needed(".output.trajectory.every", o.trajectory().every());
            if (o.trajectory().every() < 0) {
                refuse(".output.trajectory.every", "must not be negative, but is " + o.trajectory().every());
            }
            if (o.trajectory().every() > 0) {
                needed(".output.trajectory.file", o.trajectory().file());
            }
        }
    }

    private void needed(String field, Object value) {
        if (value == null) {
            throw complaint.about(path + field, path + field + " is missing");
        }
    }

    private void positive(String field, Number value) {
        if (value != null && !(value.doubleValue() > 0)) {
            refuse(field, "must be positive, not " + value);
        }
    }

    private void refuse(String field, String why) {
        throw complaint.about(path + field, path + field + (why.startsWith("is ") ? " " : ": ") + why);
    }
}
