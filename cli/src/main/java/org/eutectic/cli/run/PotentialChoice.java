package org.eutectic.cli.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Map;

/** Which potential of which file. */
public record PotentialChoice(
    @JsonPropertyDescription("The file, relative to the run file. Needed.")
    String file,
    @JsonPropertyDescription("Which potential of the file. Default: the last one.")
    String name,
    @JsonPropertyDescription("Values for the ${names} in the file's strings, as --define gives them.")
    Map<String, String> define) {

    @JsonCreator
    public PotentialChoice(@JsonProperty("file") String file, @JsonProperty("name") String name, @JsonProperty("define") Map<String, String> define) {
        this.file = file;
        this.name = name;
        this.define = define == null ? Map.of() : Map.copyOf(define);
    }

    /** A potential given by its file alone. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PotentialChoice of(String file) {
        return new PotentialChoice(file, null, null);
    }
}
