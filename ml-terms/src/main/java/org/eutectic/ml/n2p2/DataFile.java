package org.eutectic.ml.n2p2;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eutectic.model.PotentialFileException;

/** A file of a directory of n2p2: lines of words, comments from {@code #} or {@code !}, which knows where each stands so that every complaint can say so. */
final class DataFile {
    private final Path file;
    private final List<String> raw;
    private final List<Line> lines = new ArrayList<>();

    /** @param number of the line, counted from 1 */
    record Line(int number, List<String> words) {
        String word(int k) {
            return words.get(k);
        }
    }

    private DataFile(Path file, List<String> raw) {
        this.file = file;
        this.raw = raw;
        for (int n = 0; n < raw.size(); n++) {
            String content = raw.get(n).replaceFirst("[#!].*", "").strip();
            if (!content.isEmpty()) {
                lines.add(new Line(n + 1, List.of(content.split("\\s+"))));
            }
        }
    }

    /**
     * @param what it is good for, for the message where there is no such file
     * @throws PotentialFileException where there is none
     */
    static DataFile read(Path file, String what) throws IOException, PotentialFileException {
        try {
            return new DataFile(file, Files.readAllLines(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw new PotentialFileException(file, 0, "there is no such file; expected in it " + what);
        }
    }

    Path file() {
        return file;
    }

    /** Lines that hold more than comments. */
    List<Line> lines() {
        return lines;
    }

    /** All lines as they are. */
    List<String> raw() {
        return raw;
    }

    PotentialFileException wrong(int line, String message) {
        return new PotentialFileException(file, line, message);
    }

    /** What is wrong at the end of the file. */
    PotentialFileException endsEarly(String expected) {
        return new PotentialFileException(file, raw.size(), "ends where " + expected + " should follow");
    }

    /** A word of a line, of which {@code what} tells the meaning. */
    String word(Line l, int k, String what) throws PotentialFileException {
        if (k >= l.words.size()) {
            throw wrong(l.number, "expected " + what + " as word " + (k + 1) + ", found the end of the line after '" + l.words.getLast() + "'");
        }
        return l.words.get(k);
    }

    double number(Line l, int k, String what) throws PotentialFileException {
        String text = word(l, k, what);
        char last = text.charAt(text.length() - 1);
        // parseDouble would also take 1.0f and 1.0d, which no such file means.
        if (last == '.' || last >= '0' && last <= '9') {
            try {
                double value = Double.parseDouble(text.replace('D', 'E').replace('d', 'e'));
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // The message below says all that this one could.
            }
        }
        throw wrong(l.number, "expected " + what + " (a number), found '" + text + "'");
    }

    int whole(Line l, int k, String what, int least) throws PotentialFileException {
        String text = word(l, k, what);
        try {
            int value = Integer.parseInt(text);
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The message below says all that this one could.
        }
        throw wrong(l.number, "expected " + what + " (a whole number of at least " + least + "), found '" + text + "'");
    }
}
