package org.eutectic.load;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eutectic.dsl.diagnostic.Diagnostic;
import org.eutectic.dsl.diagnostic.Diagnostics;

/** Errors that only follow from earlier ones: what a broken line was to declare is missing, what an import was to bring is unknown. */
final class FollowOns {
    private static final Set<String> ABSENCES = Set.of("no-energy", "no-potential", "missing-species", "missing-cutoff", "missing-values", "missing-cross-terms",
        "unknown-form", "unknown-potential", "unknown-term", "unused-parameter");

    private FollowOns() {}

    /** What is left of the later messages once those that follow from the earlier ones are taken out. */
    static List<Diagnostic> drop(Diagnostics earlier, Diagnostics later) {
        if (!earlier.hasErrors()) {
            return later.all();
        }
        return later.all().stream().filter(d -> !follows(d)).toList();
    }

    private static boolean follows(Diagnostic d) {
        return ABSENCES.contains(d.code()) || d.code().startsWith("unknown-") && isDeclared(d.span().file().text(), d.span().text());
    }

    /** Whether some line, perhaps a broken one, looks as if it declared this name. */
    private static boolean isDeclared(String text, String name) {
        String word = Pattern.quote(name);
        return Pattern.compile("(?m)\\b(param|function|network|let|form|potential|species|term)\\b.*" + word + "|^\\s*" + word + "\\s*\\[").matcher(text).find();
    }
}
