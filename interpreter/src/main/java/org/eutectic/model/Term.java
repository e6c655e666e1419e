package org.eutectic.model;

import org.eutectic.dsl.diagnostic.Span;

/** A summand of a potential that is another potential. Its species are a subset of the sum's; atoms of others do not exist for it. */
public record Term(Span span, String name, Model potential) {}
