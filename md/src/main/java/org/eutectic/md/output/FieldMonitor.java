package org.eutectic.md.output;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.MonitoredForceField;
import org.eutectic.md.dynamics.SimulationState;

/** Monitored fields of the atoms in motion: computed when somebody asks, once for a step, whoever asks again. */
public final class FieldMonitor {
    private final MonitoredForceField field;
    private final Map<String, Values> known = new HashMap<>();

    private static final class Values {
        SimulationState state;
        long step;
        double[] values = new double[0];
    }

    /** @param field the force field of the run, for which its neighbor lists are made */
    public FieldMonitor(MonitoredForceField field) {
        this.field = field;
    }

    /**
     * The values at the present step, one for each atom, internal units (eV, Å, u, e). Good until the next step; not to be changed.
     *
     * @throws IllegalArgumentException for a name that the force field was not made with
     */
    public double[] values(SimulationState state, String name) {
        Values v = known.computeIfAbsent(name, n -> new Values());
        if (v.state != state || v.step != state.step()) {
            if (v.values.length != state.size()) {
                v.values = new double[state.size()];
            }
            field.monitor(state.neighborList(), name, v.values);
            v.state = state;
            v.step = state.step();
        }
        return v.values;
    }

    /** What there is to write of each atom: what terms found for it, such as charges, then monitored fields. */
    static Map<String, double[]> columns(SimulationState state, FieldMonitor monitor, List<String> fields) {
        Map<String, double[]> columns = new LinkedHashMap<>();
        state.evaluation().fields().forEach(name -> columns.put(name, state.evaluation().field(name)));
        fields.forEach(name -> columns.put(name, monitor.values(state, name)));
        return columns;
    }

    /** The atom with the largest value, the first of several; one whose value is no number counts as larger than all. −1 where there are no atoms. */
    static int largest(double[] values) {
        int at = values.length == 0 ? -1 : 0;
        for (int i = 1; i < values.length; i++) {
            if (!(values[i] <= values[at]) && !Double.isNaN(values[at])) {
                at = i;
            }
        }
        return at;
    }
}
