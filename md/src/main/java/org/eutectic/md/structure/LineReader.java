package org.eutectic.md.structure;

import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The lines of a text file, with where we are in it, so that every complaint can say so. */
final class LineReader implements AutoCloseable {
    private final Path file;
    private final BufferedReader reader;
    private final ArrayDeque<String> ahead = new ArrayDeque<>();
    private long line;
    private int frame;

    private LineReader(Path file, BufferedReader reader) {
        this.file = file;
        this.reader = reader;
    }

    static LineReader open(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw StructureException.of(Kind.UNREADABLE, "%s is a directory; a structure file is needed", file);
            }
            InputStream in = Files.newInputStream(file);
            if (file.toString().endsWith(".gz")) {
                in = new GZIPInputStream(in, 1 << 16);
            }
            return new LineReader(file, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16));
        } catch (NoSuchFileException e) {
            throw StructureException.of(Kind.UNREADABLE, "there is no file %s", file);
        } catch (IOException e) {
            throw StructureException.of(Kind.UNREADABLE, "%s cannot be read: %s", file, e.getMessage());
        }
    }

    /** The next line, or null at the end. */
    String next() {
        String text = ahead.isEmpty() ? read() : ahead.poll();
        if (text != null) {
            line++;
        }
        return text;
    }

    /** The next line; at the end of the file an error that says what was expected. */
    String need(String what) {
        String text = next();
        if (text == null) {
            throw fail(Kind.TRUNCATED, "the file ends where %s should stand", what);
        }
        return text;
    }

    /** Up to {@code n} coming lines, not yet taken. */
    List<String> peek(int n) {
        while (ahead.size() < n) {
            String text = read();
            if (text == null) {
                break;
            }
            ahead.add(text);
        }
        return new ArrayList<>(ahead);
    }

    private String read() {
        try {
            return reader.readLine();
        } catch (IOException e) {
            throw fail(Kind.UNREADABLE, "the file cannot be read on: %s", e.getMessage());
        }
    }

    void beginFrame() {
        frame++;
    }

    /** File and frame. */
    String place() {
        return frame > 0 ? file + ", frame " + frame : file.toString();
    }

    StructureException fail(Kind kind, String format, Object... arguments) {
        return StructureException.of(kind, format, arguments).at(place() + ", line " + line);
    }

    /** A finite number. */
    double number(String word, String what) {
        double x;
        char last = word.charAt(word.length() - 1);
        if (Character.isLetter(last) && word.matches("(?i)[-+]?(nan|inf|infinity)")) {
            throw fail(Kind.NOT_FINITE, "%s is %s", what, word);
        }
        try {
            x = Double.parseDouble(word);
        } catch (NumberFormatException e) {
            // Fortran writes exponents with D.
            try {
                x = Double.parseDouble(word.replace('D', 'e').replace('d', 'e'));
            } catch (NumberFormatException f) {
                throw fail(Kind.MALFORMED, "%s should be a number, not '%s'", what, word);
            }
        }
        if (!Double.isFinite(x)) {
            throw fail(Kind.NOT_FINITE, "%s is %s", what, word);
        }
        return x;
    }

    /** A whole number from {@code least} on. */
    int count(String word, String what, int least) {
        try {
            int n = Integer.parseInt(word);
            if (n >= least) {
                return n;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw fail(Kind.MALFORMED, "%s should be a whole number from %d, not '%s'", what, least, word);
    }

    /** The words of a line; none for a blank one. */
    static String[] words(String text) {
        String s = text.strip();
        return s.isEmpty() ? new String[0] : s.split("\\s+");
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            // Nothing was written: there is nothing to lose.
        }
    }
}
