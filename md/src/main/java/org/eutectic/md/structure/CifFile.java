package org.eutectic.md.structure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eutectic.atoms.StructureException.Kind;

/** The values of the first data block with atoms in a CIF (S. R. Hall, F. H. Allen and I. D. Brown, Acta Cryst. A 47, 655 (1991)), by their lower-case names. */
final class CifFile {
    private final LineReader lines;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private CifFile(LineReader lines) {
        this.lines = lines;
    }

    /** Reads the file: for each name its values, one outside of loops. */
    static Map<String, List<String>> read(LineReader lines) {
        CifFile file = new CifFile(lines);
        file.split();
        return file.block();
    }

    /** What begins with a quote is kept with it, so that it is never taken for a name. */
    private void split() {
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.startsWith(";")) {
                StringBuilder text = new StringBuilder("'").append(line.substring(1));
                for (line = lines.need("the end of a text (;)"); !line.startsWith(";"); line = lines.need("the end of a text (;)")) {
                    text.append('\n').append(line);
                }
                tokens.add(text.toString());
                line = line.substring(1);
            }
            split(line);
        }
    }

    private void split(String line) {
        for (int k = 0; k < line.length(); ) {
            char c = line.charAt(k);
            if (c == '#') {
                return;
            }
            if (Character.isWhitespace(c)) {
                k++;
            } else if (c == '\'' || c == '"') {
                int end = k + 1;
                // A quote ends only before a blank: 'O'5' is O'5.
                while (end < line.length() && !(line.charAt(end) == c && (end + 1 == line.length() || Character.isWhitespace(line.charAt(end + 1))))) {
                    end++;
                }
                if (end == line.length()) {
                    throw lines.fail(Kind.MALFORMED, "a quote is not closed");
                }
                tokens.add("'" + line.substring(k + 1, end));
                k = end + 1;
            } else {
                int end = k;
                while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
                    end++;
                }
                tokens.add(line.substring(k, end));
                k = end;
            }
        }
    }

    private Map<String, List<String>> block() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (; at < tokens.size(); at++) {
            String token = tokens.get(at).toLowerCase(Locale.ROOT);
            if (token.startsWith("data_")) {
                if (values.containsKey("_atom_site_fract_x")) {
                    return values;
                }
                values.clear();
            } else if (token.equals("loop_")) {
                loop(values);
            } else if (token.startsWith("_")) {
                if (at + 1 == tokens.size()) {
                    throw lines.fail(Kind.TRUNCATED, "the file ends where the value of %s should stand", token);
                }
                values.put(token, List.of(plain(tokens.get(++at))));
            }
        }
        return values;
    }

    private void loop(Map<String, List<String>> values) {
        List<List<String>> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (at++; at < tokens.size() && tokens.get(at).startsWith("_"); at++) {
            columns.add(new ArrayList<>());
            names.add(tokens.get(at).toLowerCase(Locale.ROOT));
            values.put(names.getLast(), columns.getLast());
        }
        int k = 0;
        for (; at < tokens.size() && !columns.isEmpty() && isValue(tokens.get(at)); at++) {
            columns.get(k++ % columns.size()).add(plain(tokens.get(at)));
        }
        at--;
        if (!columns.isEmpty() && k % columns.size() != 0) {
            throw lines.fail(Kind.TRUNCATED, "the loop of %s breaks off: %d values for %d columns", names.getFirst(), k, columns.size());
        }
    }

    private static boolean isValue(String token) {
        String lower = token.toLowerCase(Locale.ROOT);
        return !token.startsWith("_") && !lower.equals("loop_") && !lower.startsWith("data_") && !lower.startsWith("save_");
    }

    private static String plain(String token) {
        return token.startsWith("'") ? token.substring(1) : token;
    }
}
