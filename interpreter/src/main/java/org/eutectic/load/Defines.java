package org.eutectic.load;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.dsl.diagnostic.Suggestion;

/** Puts {@code --define name=value} in place of <code>${name}</code>. */
final class Defines {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    private final Map<String, String> values;
    private final Diagnostics diagnostics;

    Defines(Map<String, String> values, Diagnostics diagnostics) {
        this.values = Map.copyOf(values);
        this.diagnostics = diagnostics;
    }

    /** The text with its placeholders filled, or null, with a diagnostic, where one has no value. */
    String fill(String text, Span span) {
        Matcher m = PLACEHOLDER.matcher(text);
        StringBuilder out = new StringBuilder();
        boolean complete = true;
        while (m.find()) {
            String value = values.get(m.group(1));
            if (value == null) {
                complete = false;
                String near = Suggestion.nearest(m.group(1), values.keySet()).map(n -> "did you mean ${" + n + "}?\n").orElse("");
                diagnostics.error("undefined-define", span, "${" + m.group(1) + "} has no value", near + "give it one on the command line: --define " + m.group(1) + "=…");
            } else {
                m.appendReplacement(out, Matcher.quoteReplacement(value));
            }
        }
        m.appendTail(out);
        return complete ? out.toString() : null;
    }
}
