package org.eutectic.dsl.ast;

import java.util.List;
import org.eutectic.dsl.diagnostic.Span;

/** A form or a potential. */
public sealed interface Declaration {
    Span span();

    Identifier name();

    List<Item> items();

    /** {@code form EAM { … }} or {@code form PINN is BOP { … }} ({@code parent} null without {@code is}). */
    record Form(Span span, Identifier name, Identifier parent, List<Item> items) implements Declaration {}

    /** {@code potential Cu is EAM { … }} ({@code form}), {@code potential CuNi extends Cu, Ni { … }} ({@code parents}), or neither: a potential with equations of its own. */
    record Potential(Span span, Identifier name, Identifier form, List<Identifier> parents, List<Item> items) implements Declaration {}
}
