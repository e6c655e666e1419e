package org.eutectic.load;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.model.Model;

/** What is at hand where an expression stands, while its names are checked. */
final class NameScope {
    final Model model;
    private final Diagnostics diagnostics;
    /** Index variables at hand: the center, the neighbor of a bond field, what sums run over. */
    final Set<String> indices = new LinkedHashSet<>();
    /** Of indices that run over atoms of some species only, those. */
    final Map<String, List<String>> species = new HashMap<>();
    final Map<String, List<String>> components = new HashMap<>();
    final Set<String> locals = new HashSet<>();
    /** Index variables of sums that have ended, for the message. */
    final Set<String> ended = new HashSet<>();
    /** The index of the center, null where no atoms are at hand. */
    String center;
    /** How many fields the expression is the value of; 0 where it is that of one. */
    int parts;
    /** Whether atoms are at hand: in equations, not in functions and numbers. */
    boolean atoms;

    NameScope(Model model, Diagnostics diagnostics) {
        this.model = model;
        this.diagnostics = diagnostics;
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    /** Reports an error once: a form's text is read again for every potential that is of that form. */
    void error(String code, Span span, String message, String help) {
        if (diagnostics.all().stream().noneMatch(d -> d.code().equals(code) && d.span().equals(span))) {
            diagnostics.error(code, span, message, help);
        }
    }

    static String nearest(String name, Collection<String> known, String otherwise) {
        return Suggestion.nearest(name, known).map(n -> "did you mean " + n + "?").orElse(otherwise);
    }
}
