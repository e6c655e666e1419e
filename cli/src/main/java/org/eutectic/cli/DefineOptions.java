package org.eutectic.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Values for the names in a file's strings. */
final class DefineOptions {
    @Option(names = {"-D", "--define"}, paramLabel = "NAME=VALUE", description = "Value for $${NAME} in the file's strings; may be given several times.")
    private Map<String, String> defines = new LinkedHashMap<>();

    /** The values given; one that names a file or folder from where the user stands means that one, not one beside the potential. */
    Map<String, String> values() {
        Map<String, String> absolute = new LinkedHashMap<>();
        defines.forEach((key, value) -> absolute.put(key, isPath(value) ? Path.of(value).toAbsolutePath().normalize().toString() : value));
        return absolute;
    }

    private static boolean isPath(String value) {
        try {
            return Files.exists(Path.of(value));
        } catch (java.nio.file.InvalidPathException e) {
            return false;
        }
    }
}
