package org.eutectic.dsl.diagnostic;

/** Source text that cannot be used; the message is the rendered diagnostics, ready for a user. */
public final class SourceException extends RuntimeException {
    private final transient Diagnostics diagnostics;

    public SourceException(Diagnostics diagnostics) {
        super(diagnostics.render());
        this.diagnostics = diagnostics;
    }

    public Diagnostics diagnostics() {
        return diagnostics;
    }
}
