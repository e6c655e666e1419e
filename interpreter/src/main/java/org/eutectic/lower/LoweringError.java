package org.eutectic.lower;

import org.eutectic.dsl.diagnostic.Diagnostic;
import org.eutectic.dsl.diagnostic.Span;

/** Stops the lowering of one equation; whoever started it reports the diagnostic and goes on with the next. */
final class LoweringError extends RuntimeException {
    private final transient Diagnostic diagnostic;

    LoweringError(String code, Span span, String message, String help) {
        super(message);
        this.diagnostic = Diagnostic.error(code, span, message, help);
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
