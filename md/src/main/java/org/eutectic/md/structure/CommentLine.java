package org.eutectic.md.structure;

import java.util.LinkedHashMap;
import java.util.Map;

/** The second line of an extended XYZ frame: {@code key=value} pairs, values perhaps in quotes, braces or brackets, and bare keys. */
final class CommentLine {
    private final String text;
    private int at;

    private CommentLine(String text) {
        this.text = text;
    }

    /** The pairs in order; a bare key has the value {@code T}. Text that follows no rule is taken as bare keys, as in plain XYZ. */
    static Map<String, String> parse(String text) {
        return new CommentLine(text).pairs();
    }

    private Map<String, String> pairs() {
        Map<String, String> map = new LinkedHashMap<>();
        while (true) {
            skipBlanks();
            if (at >= text.length()) {
                return map;
            }
            String key = token(true);
            skipBlanksBefore('=');
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                skipBlanks();
                map.put(key, at < text.length() ? token(false) : "");
            } else {
                map.put(key, "T");
            }
        }
    }

    private String token(boolean key) {
        char c = text.charAt(at);
        char close = c == '"' ? '"' : c == '\'' ? '\'' : c == '{' ? '}' : !key && c == '[' ? ']' : 0;
        if (close == 0) {
            int from = at;
            while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && !(key && text.charAt(at) == '=')) {
                at++;
            }
            if (at == from) {
                // A stray '=': step over it, or we should stand here for ever.
                at++;
            }
            return text.substring(from, at);
        }
        StringBuilder out = new StringBuilder();
        at++;
        int depth = 1;
        while (at < text.length()) {
            char d = text.charAt(at++);
            if (d == '\\' && at < text.length() && close == '"') {
                out.append(text.charAt(at++));
                continue;
            }
            depth += d == close ? -1 : d == c ? 1 : 0;
            if (depth == 0) {
                break;
            }
            out.append(d);
        }
        return out.toString();
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** {@code key = value} with blanks round the sign is common enough to be understood. */
    private void skipBlanksBefore(char sign) {
        int k = at;
        while (k < text.length() && Character.isWhitespace(text.charAt(k))) {
            k++;
        }
        if (k < text.length() && text.charAt(k) == sign) {
            at = k;
        }
    }
}
