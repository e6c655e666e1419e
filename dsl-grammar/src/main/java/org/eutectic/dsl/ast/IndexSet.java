package org.eutectic.dsl.ast;

import java.util.List;
import org.eutectic.dsl.diagnostic.Span;

/** The set that an index runs over: {@code {x,y,z}}, {@code {0,1,2,4,6}}, {@code 1..12}, {@code Na}, {@code {Na,Cl}}. Elements are names or whole numbers as text; a range is expanded. */
public record IndexSet(Span span, List<String> elements) {}
