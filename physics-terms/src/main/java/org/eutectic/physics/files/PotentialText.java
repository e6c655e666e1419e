package org.eutectic.physics.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eutectic.model.PotentialFileException;

/** A potential file as lines and blank-separated words, which knows where it stands so that every complaint can say so. */
public final class PotentialText {
    private static final Pattern UNITS = Pattern.compile("\\bUNITS:\\s*(\\S+)");

    private final Path file;
    private final List<String> lines;
    private final boolean hashStartsComment;
    private int line;
    private String[] words = new String[0];
    private int word;

    private PotentialText(Path file, List<String> lines, boolean hashStartsComment) {
        this.file = file;
        this.lines = lines;
        this.hashStartsComment = hashStartsComment;
    }

    /**
     * @param hashStartsComment whether {@code #} hides the rest of its line, as in parameter files but not in tables
     * @throws PotentialFileException where there is no such file, or its first line names units other than metal
     */
    public static PotentialText open(Path file, boolean hashStartsComment) throws IOException, PotentialFileException {
        if (Files.isDirectory(file)) {
            throw new PotentialFileException(file, 0, "is a folder; expected a potential file");
        }
        List<String> lines;
        try {
            // Latin-1 takes any byte: comment lines hold names and Å in whatever encoding their author used.
            lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new PotentialFileException(file, 0, "there is no such file");
        }
        PotentialText text = new PotentialText(file, lines, hashStartsComment);
        Matcher units = UNITS.matcher(lines.isEmpty() ? "" : lines.getFirst());
        if (units.find() && !units.group(1).equals("metal")) {
            throw text.wrong(1, "is in LAMMPS units '" + units.group(1) + "'; expected 'metal' (eV and Å): convert the file");
        }
        return text;
    }

    public Path file() {
        return file;
    }

    /** The line of the word last read, counted from 1. */
    public int line() {
        return line;
    }

    public PotentialFileException wrong(int atLine, String message) {
        return new PotentialFileException(file, atLine, message);
    }

    public PotentialFileException wrong(String message) {
        return wrong(line, message);
    }

    /** Skips a line of any content. */
    public void skipLine(String what) throws PotentialFileException {
        if (line >= lines.size()) {
            throw wrong(lines.size(), "ends where " + what + " should be");
        }
        line++;
        words = new String[0];
        word = 0;
    }

    /** The words of the next line, which must begin where the last read ended. */
    public String[] wordsOfLine(String what, int atLeast) throws PotentialFileException {
        endOfLine(what);
        skipLine(what);
        String[] found = split(lines.get(line - 1));
        if (found.length < atLeast) {
            throw wrong("expected " + what + " (" + atLeast + " words), found " + (found.length == 0 ? "an empty line" : "'" + lines.get(line - 1).strip() + "'"));
        }
        return found;
    }

    private void endOfLine(String what) throws PotentialFileException {
        if (word < words.length) {
            throw wrong("expected the line to end and " + what + " to follow on the next, found '" + words[word] + "'");
        }
    }

    /** Whether any word is left. */
    public boolean hasWord() {
        while (word >= words.length) {
            if (line >= lines.size()) {
                return false;
            }
            words = split(lines.get(line++));
            word = 0;
        }
        return true;
    }

    /** The next word, on this line or a later one. */
    public String word(String what) throws PotentialFileException {
        if (!hasWord()) {
            throw wrong(lines.size(), "ends where " + what + " should be");
        }
        return words[word++];
    }

    /** The next word as a number; Fortran's {@code 1.0D+00} is one. */
    public double number(String what) throws PotentialFileException {
        return number(word(what), what);
    }

    public double number(String text, String what) throws PotentialFileException {
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
        throw wrong("expected " + what + " (a number), found '" + text + "'");
    }

    /** A whole number of at least {@code least}. */
    public int count(String text, String what, int least) throws PotentialFileException {
        try {
            int value = Integer.parseInt(text);
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The message below says all that this one could.
        }
        throw wrong("expected " + what + " (a whole number of at least " + least + "), found '" + text + "'");
    }

    /** The next {@code count} numbers, over as many lines as they take. */
    public double[] numbers(int count, String what) throws PotentialFileException {
        double[] values = new double[count];
        for (int m = 0; m < count; m++) {
            if (!hasWord()) {
                throw wrong(lines.size(), "ends after " + m + " of the " + count + " numbers of " + what);
            }
            values[m] = number(words[word++], "number " + (m + 1) + " of " + count + " of " + what);
        }
        return values;
    }

    private String[] split(String text) {
        int hash = hashStartsComment ? text.indexOf('#') : -1;
        String content = (hash >= 0 ? text.substring(0, hash) : text).strip();
        return content.isEmpty() ? new String[0] : content.split("\\s+");
    }
}
