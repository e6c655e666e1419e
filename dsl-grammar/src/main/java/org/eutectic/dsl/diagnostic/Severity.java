package org.eutectic.dsl.diagnostic;

/** How bad it is: an error stops everything after checking, a warning is valid but likely unintended. */
public enum Severity {
    ERROR, WARNING;

    @Override
    public String toString() {
        return name().toLowerCase();
    }
}
