package org.eutectic.cli.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** In which line of a YAML file each field stands: {@code stages[0].thermostat.time} → 12. */
final class SourceLines {
    private final Map<String, Integer> lines = new HashMap<>();

    /** Reads the whole file, so that a syntax error or a field given twice shows here. */
    static SourceLines of(JsonParser parser) throws IOException {
        SourceLines found = new SourceLines();
        try (parser) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                String path = path(parser.getParsingContext());
                // A field's name comes before its value: the first mention is where the user looks.
                found.lines.putIfAbsent(path, parser.currentTokenLocation().getLineNr());
            }
        }
        return found;
    }

    private static String path(JsonStreamContext context) {
        if (context == null || context.inRoot()) {
            return "";
        }
        String parent = path(context.getParent());
        if (context.inArray()) {
            return parent + "[" + Math.max(0, context.getCurrentIndex()) + "]";
        }
        String name = context.getCurrentName();
        return name == null ? parent : parent.isEmpty() ? name : parent + "." + name;
    }

    /** Whether the file holds nothing but blanks and comments. */
    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The line of a field, or of what holds it where it is not written. */
    int line(String path) {
        for (String p = path; !p.isEmpty(); p = parent(p)) {
            Integer line = lines.get(p);
            if (line != null) {
                return line;
            }
        }
        return 1;
    }

    private static String parent(String path) {
        int cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return cut < 0 ? "" : path.substring(0, cut);
    }
}
