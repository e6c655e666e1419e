package org.eutectic.term;

import java.util.LinkedHashMap;
import java.util.Map;

/** The fields on atoms that the terms of one potential hand each other. */
public final class FieldExchange {
    private final Map<TermValue, AtomField> fields = new LinkedHashMap<>();

    /** The field that a value stands for: the same object for the term that publishes it and all that read it. */
    public AtomField field(TermValue.OfTerm of) {
        return fields.computeIfAbsent(of, f -> new AtomField());
    }

    /** The field of the potential itself. */
    public AtomField field(TermValue.OfPotential of) {
        return fields.computeIfAbsent(of, f -> new AtomField());
    }

    /** Readies all fields for an evaluation. */
    public void reset(int atoms) {
        fields.values().forEach(f -> f.reset(atoms));
    }
}
