package org.eutectic.load;

import java.nio.file.Path;
import org.eutectic.dsl.ast.Declaration;

/**
 * A form or potential with where it was found.
 *
 * @param directory where its relative files lie; null for the built-in library
 */
record Declared(Declaration declaration, Path directory) {}
