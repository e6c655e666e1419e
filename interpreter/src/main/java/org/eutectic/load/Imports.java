package org.eutectic.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eutectic.dsl.ast.Declaration;
import org.eutectic.dsl.ast.SourceUnit;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.dsl.parser.Parser;

/** Reads a file and all that it imports: relative files first, then the library on the class path. */
final class Imports {
    private static final String LIBRARY = "/org/eutectic/library/";

    private final Defines defines;
    private final Diagnostics diagnostics;
    private final Map<String, Declared> declarations = new LinkedHashMap<>();
    /** Files read, by identity; the value is false while their own imports are being read. */
    private final Map<String, Boolean> files = new LinkedHashMap<>();

    Imports(Defines defines, Diagnostics diagnostics) {
        this.defines = defines;
        this.diagnostics = diagnostics;
    }

    /** Everything declared, by name. */
    Map<String, Declared> declarations() {
        return declarations;
    }

    /**
     * Reads a file and its imports.
     *
     * @param directory where the file's relative imports lie, or null for a file of the library
     * @return the declarations of the file itself
     */
    List<Declaration> read(SourceFile file, Path directory, String identity) {
        files.put(identity, false);
        SourceUnit unit = Parser.parse(file, diagnostics);
        for (SourceUnit.Import i : unit.imports()) {
            String path = defines.fill(i.path(), i.span());
            if (path != null) {
                follow(i, path, directory);
            }
        }
        FileEquations equations = new FileEquations(directory, defines, diagnostics, text -> {
            text.imports().forEach(i -> follow(i, i.path(), null));
            // Forms of what stands last; two files with one form have the same text of it.
            text.declarations().subList(0, text.declarations().size() - 1).forEach(d -> declarations.putIfAbsent(d.name().name(), new Declared(d, directory)));
        });
        List<Declaration> all = unit.declarations().stream().map(equations::with).toList();
        for (Declaration d : all) {
            Declared earlier = declarations.putIfAbsent(d.name().name(), new Declared(d, directory));
            if (earlier != null) {
                diagnostics.error("duplicate-declaration", d.name().span(), "'" + d.name().name() + "' is declared twice",
                    "the other one stands at " + earlier.declaration().name().span());
            }
        }
        files.put(identity, true);
        return all;
    }

    private void follow(SourceUnit.Import i, String path, Path directory) {
        Path relative = directory == null ? null : directory.resolve(path);
        if (relative != null && !Files.isRegularFile(relative)) {
            // The folder of a file that is still to be written need not be there.
            relative = relative.normalize();
        }
        if (relative != null && Files.isRegularFile(relative)) {
            String identity = identity(relative);
            if (enter(i, identity)) {
                try {
                    read(new SourceFile(relative.normalize().toString(), Files.readString(relative)), directory(relative), identity);
                } catch (IOException e) {
                    diagnostics.error("unreadable-file", i.span(), "cannot read " + relative + ": " + reason(e), null);
                }
            }
            return;
        }
        String inLibrary = directory == null && path.startsWith("./") ? path.substring(2) : path;
        try (InputStream in = Imports.class.getResourceAsStream(LIBRARY + inLibrary)) {
            if (in == null) {
                diagnostics.error("missing-import", i.span(), "there is no file '" + path + "'", suggestion(path, directory));
            } else if (enter(i, LIBRARY + inLibrary)) {
                read(new SourceFile(inLibrary, new String(in.readAllBytes(), StandardCharsets.UTF_8)), null, LIBRARY + inLibrary);
            }
        } catch (IOException e) {
            diagnostics.error("unreadable-file", i.span(), "cannot read " + path + ": " + reason(e), null);
        }
    }

    /** Whether a file is to be read now: not if it was read before, nor if it is being read, which is an error. */
    private boolean enter(SourceUnit.Import i, String identity) {
        Boolean done = files.get(identity);
        if (Boolean.FALSE.equals(done)) {
            diagnostics.error("import-cycle", i.span(), "this file is being read already: files import each other in a circle", "remove this import");
        }
        return done == null;
    }

    /** Where a file lies, as the user wrote it, so that messages name imported files the same way. */
    static Path directory(Path file) {
        return file.getParent() == null ? Path.of("") : file.getParent();
    }

    static String identity(Path file) {
        try {
            return file.toRealPath().toString();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize().toString();
        }
    }

    static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException ? "no such file" : e instanceof java.nio.file.AccessDeniedException ? "access denied"
            : e instanceof java.nio.charset.CharacterCodingException ? "it is no UTF-8 text" : e.getMessage();
    }

    private static String suggestion(String path, Path directory) {
        List<String> candidates = new ArrayList<>(library());
        Path folder = directory == null ? null : directory.resolve(path).getParent();
        if (folder != null && Files.isDirectory(folder)) {
            try (Stream<Path> s = Files.list(folder)) {
                s.filter(f -> f.toString().endsWith(".eut")).forEach(f -> candidates.add(directory.relativize(f).toString()));
            } catch (IOException unlisted) {
                // Only the suggestion is lost.
            }
        }
        return Suggestion.nearest(path, candidates).map(n -> "did you mean \"" + n + "\"?")
            .orElse("looked beside the importing file and in the library");
    }

    /** The library's files, from its table of contents. */
    private static List<String> library() {
        try (InputStream in = Imports.class.getResourceAsStream(LIBRARY + "contents")) {
            return in == null ? List.of() : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> !l.isBlank()).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
