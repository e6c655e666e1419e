package org.eutectic.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eutectic.cli.CommandException;
import org.eutectic.dsl.diagnostic.Suggestion;

/** Reads a run file and refuses what does not belong there, naming file, line and field. */
public final class RunFileReader {
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .addModule(StrictScalars.module())
        .build();

    private static final Pattern YAML_PLACE = Pattern.compile("in 'reader', line (\\d+)");

    private RunFileReader() {}

    /**
     * @throws IOException where the file cannot be read
     * @throws CommandException for whatever is wrong in it
     */
    public static RunFile read(Path file) throws IOException {
        String text = Files.readString(file);
        SourceLines lines;
        try {
            lines = SourceLines.of(YAML.createParser(text));
        } catch (JsonProcessingException e) {
            throw syntax(file, e);
        }
        if (lines.isEmpty()) {
            throw new CommandException(file + ":1: the file is empty; it needs potential, structure and stages");
        }
        RunFile run;
        try {
            run = YAML.readValue(text, RunFile.class);
        } catch (JsonMappingException e) {
            throw refused(file, lines, e);
        } catch (JsonProcessingException e) {
            throw syntax(file, e);
        }
        new RunFileCheck((path, message) -> new CommandException(file + ":" + lines.line(path) + ": " + message)).check(run);
        return run;
    }

    /** What is wrong with a field of a file that could be read, seen when the potential is known. */
    public static CommandException about(Path file, String path, String message) {
        try {
            return new CommandException(file + ":" + SourceLines.of(YAML.createParser(Files.readString(file))).line(path) + ": " + path + ": " + message);
        } catch (IOException e) {
            return new CommandException(file + ": " + path + ": " + message);
        }
    }

    /** Makes the exception for what is wrong with a field. */
    @FunctionalInterface
    interface Complaint {
        CommandException about(String path, String message);
    }

    private static CommandException syntax(Path file, JsonProcessingException e) {
        List<String> said = e.getOriginalMessage().lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        String message = said.isEmpty() ? "not YAML" : said.getFirst();
        int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        // The YAML parser tells what it was doing and where, then what was wrong and where: the latter is of use.
        for (int k = 1; k < said.size(); k++) {
            Matcher place = YAML_PLACE.matcher(said.get(k));
            if (place.lookingAt()) {
                message = said.get(k - 1);
                line = Integer.parseInt(place.group(1));
            }
        }
        return new CommandException(file + ":" + line + ": " + message.replaceFirst("^Duplicate field", "field given twice:"));
    }

    private static CommandException refused(Path file, SourceLines lines, JsonMappingException e) {
        String path = path(e.getPath());
        String message;
        if (e instanceof UnrecognizedPropertyException unknown) {
            List<String> known = unknown.getKnownPropertyIds().stream().map(Object::toString).sorted().toList();
            String where = path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
            message = "unknown field '" + unknown.getPropertyName() + "'" + (where.isEmpty() ? "" : " in " + where)
                + suggestion(unknown.getPropertyName(), known);
        } else if (e instanceof InvalidFormatException wrong && wrong.getTargetType().isEnum()) {
            List<String> known = Arrays.stream(wrong.getTargetType().getEnumConstants()).map(c -> c.toString().toLowerCase(Locale.ROOT)).toList();
            message = path + ": unknown value '" + wrong.getValue() + "'" + suggestion(String.valueOf(wrong.getValue()), known);
        } else if (e.getOriginalMessage().startsWith("expected")) {
            message = path + ": " + e.getOriginalMessage();
        } else {
            message = (path.isEmpty() ? "" : path + ": ") + expected(e);
        }
        return new CommandException(file + ":" + lines.line(path) + ": " + message);
    }

    /** Jackson speaks of Java classes; a user has lists and objects. */
    private static String expected(JsonMappingException e) {
        if (e instanceof com.fasterxml.jackson.databind.exc.MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            Class<?> type = mismatch.getTargetType();
            return "expected " + (Collection.class.isAssignableFrom(type) ? "a list" : type.isEnum() ? "a name" : "an object with fields of its own");
        }
        return e.getOriginalMessage();
    }

    private static String suggestion(String name, List<String> known) {
        return Suggestion.nearest(name, known).map(n -> "; did you mean '" + n + "'?").orElse("; known: " + String.join(", ", known));
    }

    private static String path(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference r : references) {
            if (r.getFieldName() == null) {
                path.append('[').append(r.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(r.getFieldName());
            }
        }
        return path.toString();
    }
}
