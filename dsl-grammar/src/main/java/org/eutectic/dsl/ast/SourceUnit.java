package org.eutectic.dsl.ast;

import java.util.List;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.dsl.diagnostic.Span;

/** One parsed file. */
public record SourceUnit(SourceFile file, List<Import> imports, List<Declaration> declarations) {

    /** One path of an {@code import} line. */
    public record Import(Span span, String path) {}
}
