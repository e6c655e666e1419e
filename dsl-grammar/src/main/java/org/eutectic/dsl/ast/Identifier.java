package org.eutectic.dsl.ast;

import org.eutectic.dsl.diagnostic.Span;

/** A name where it stands in the source. */
public record Identifier(Span span, String name) {
    @Override
    public String toString() {
        return name;
    }
}
