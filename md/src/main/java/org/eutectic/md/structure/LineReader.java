package org.eutectic.md.structure;

import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
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
import org.eutectic.md.file.Compression;

/** The lines of a text file, with where we are in it, so that every complaint can say so. */
final class LineReader implements AutoCloseable {
    private final Path file;
    private final BufferedReader reader;
    private final LastByte last;
    private final ArrayDeque<String> ahead = new ArrayDeque<>();
    private long line;
    private int frame;

    private final Counted packed;

    private LineReader(Path file, BufferedReader reader, LastByte last, Counted packed) {
        this.packed = packed;
        this.last = last;
        this.file = file;
        this.reader = reader;
    }

    private static InputStream unpacked(InputStream packed, Path file) throws IOException {
        try {
            return Compression.of(file.getFileName().toString()).unpack(packed);
        } catch (EOFException e) {
            return InputStream.nullInputStream();
        } catch (IOException | RuntimeException e) {
            packed.close();
            throw e;
        }
    }

    /** Counts the bytes that went by. */
    private static final class Counted extends FilterInputStream {
        private final long size;
        private volatile long read;

        Counted(InputStream in, long size) {
            super(in);
            this.size = size;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            read += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int n = super.read(to, offset, length);
            read += Math.max(0, n);
            return n;
        }
    }

    /** Which part of the file has been read, packed bytes where it is packed. */
    double part() {
        return packed.size == 0 ? 1 : Math.min(1, (double) packed.read / packed.size);
    }

    /** Remembers the last byte of a stream, and whether it is packed and breaks off there: what came before is good. */
    private static final class LastByte extends FilterInputStream {
        private int value = '\n';
        private boolean broken;

        LastByte(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            try {
                int n = broken ? -1 : super.read(to, offset, length);
                value = n > 0 ? to[offset + n - 1] : value;
                return n;
            } catch (EOFException e) {
                broken = true;
                return -1;
            }
        }
    }

    static LineReader open(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw StructureException.of(Kind.UNREADABLE, "%s is a directory; a structure file is needed", file);
            }
            Counted packed = new Counted(Files.newInputStream(file), Files.size(file));
            LastByte last = new LastByte(unpacked(packed, file));
            return new LineReader(file, new BufferedReader(new InputStreamReader(last, StandardCharsets.UTF_8), 1 << 16), last, packed);
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

    /** Whether the line taken last is the file's last and has no end, as where writing was broken off. */
    boolean isCut() {
        return peek(1).isEmpty() && last.value != '\n' && last.value != '\r';
    }

    /** Whether the file is packed and breaks off; known at its end. */
    boolean isBroken() {
        return peek(1).isEmpty() && last.broken;
    }

    /** Complains of a line in frames that follow each other, of which only the first must be whole. */
    Kind kindOfShortLine() {
        return isCut() ? Kind.TRUNCATED : Kind.MALFORMED;
    }

    /** Says so where a frame after the first ends in the middle of a line: its last number may be another one. */
    void requireWholeLine() {
        if (frame > 1 && isCut()) {
            throw fail(Kind.TRUNCATED, "the file ends in the middle of a line");
        }
    }

    private String read() {
        try {
            return reader.readLine();
        } catch (IOException e) {
            // Not by fail, which looks whether more comes.
            throw StructureException.of(Kind.UNREADABLE, "the file cannot be read on: %s", e.getMessage()).at(place() + ", line " + line);
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
        // Whatever is wrong with a line that was cut off, in a frame after the first, is no mistake of the file's.
        Kind why = frame > 1 && isCut() ? Kind.TRUNCATED : kind;
        return StructureException.of(why, format, arguments).at(place() + ", line " + line);
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
        int n = 0, length = text.length();
        for (int k = 0; k < length; k++) {
            n += !blank(text.charAt(k)) && (k == 0 || blank(text.charAt(k - 1))) ? 1 : 0;
        }
        String[] words = new String[n];
        int from = 0;
        for (int w = 0; w < n; w++) {
            while (blank(text.charAt(from))) {
                from++;
            }
            int to = from + 1;
            while (to < length && !blank(text.charAt(to))) {
                to++;
            }
            words[w] = text.substring(from, to);
            from = to;
        }
        return words;
    }

    private static boolean blank(char c) {
        return c <= ' ' || c > '~' && Character.isWhitespace(c);
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
