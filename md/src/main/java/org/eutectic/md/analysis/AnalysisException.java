package org.eutectic.md.analysis;

/** A trajectory that does not hold what an analysis needs. The message is one line for the user. */
public final class AnalysisException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public AnalysisException(String message) {
        super(message);
    }
}
