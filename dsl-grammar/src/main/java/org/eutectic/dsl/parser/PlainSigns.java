package org.eutectic.dsl.parser;

/** The sign on every keyboard for a sign of printed mathematics. */
public final class PlainSigns {
    private PlainSigns() {}

    /** {@code sign} itself unless it has a plainer spelling. */
    public static String of(String sign) {
        return switch (sign) {
            case "−", "–" -> "-";
            case "·", "×", "⋅" -> "*";
            case "≤" -> "<=";
            case "≥" -> ">=";
            case "≠" -> "!=";
            default -> sign;
        };
    }
}
