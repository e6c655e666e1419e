package org.eutectic.dsl.diagnostic;

import java.util.Collection;
import java.util.Optional;

/** Finds what a misspelt name was probably meant to be. */
public final class Suggestion {
    private Suggestion() {}

    /**
     * The candidate nearest to {@code name} by the number of characters inserted, left out, exchanged or swapped with their neighbor
     * (Damerau-Levenshtein), a change of case alone counting least. Empty where none is near: more than one edit for each three characters.
     */
    public static Optional<String> nearest(String name, Collection<String> candidates) {
        String best = null;
        // In half edits, so that a mere change of case ranks before a true edit.
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            if (candidate.equals(name)) {
                continue;
            }
            int distance = candidate.equalsIgnoreCase(name) ? 1 : 2 * distance(name, candidate);
            boolean near = distance == 1 || distance <= 2 * Math.max(1, Math.max(name.length(), candidate.length()) / 3) && distance < 2 * Math.max(name.length(), candidate.length());
            if (near && (distance < bestDistance || distance == bestDistance && candidate.compareTo(best) < 0)) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Edits from {@code a} to {@code b}: insertion, deletion, substitution, swap of neighbors. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
