package org.eutectic.dsl.diagnostic;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects messages, so that one run reports every error of a file. */
public final class Diagnostics {
    private final Set<Diagnostic> all = new LinkedHashSet<>();

    /** Adds a message, once however often it is reported. */
    public void report(Diagnostic d) {
        all.add(d);
    }

    public void error(String code, Span span, String message, String help) {
        report(Diagnostic.error(code, span, message, help));
    }

    public void warning(String code, Span span, String message, String help) {
        report(Diagnostic.warning(code, span, message, help));
    }

    public boolean hasErrors() {
        return all.stream().anyMatch(Diagnostic::isError);
    }

    public int errorCount() {
        return (int) all.stream().filter(Diagnostic::isError).count();
    }

    /** All messages in order of file and place. */
    public List<Diagnostic> all() {
        return all.stream().sorted((a, b) -> {
            int f = a.span().file().name().compareTo(b.span().file().name());
            return f != 0 ? f : Integer.compare(a.span().start(), b.span().start());
        }).toList();
    }

    /** All messages as a user sees them, an empty line between two. */
    public String render() {
        return all().stream().map(Diagnostic::render).collect(Collectors.joining("\n\n"));
    }

    /** Throws what was collected if there is an error in it. */
    public void throwIfErrors() {
        if (hasErrors()) {
            throw new SourceException(this);
        }
    }
}
