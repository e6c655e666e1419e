package org.eutectic.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A module knows only those that the architecture lets it know. */
class ModuleOrderTest {
    /** What each module may use, itself aside. */
    private static final Map<String, Set<String>> MAY_USE = Map.of(
        "dsl-grammar", Set.of(),
        "interpreter", Set.of("dsl-grammar"),
        "physics-terms", Set.of("dsl-grammar", "interpreter"),
        "ml-terms", Set.of("dsl-grammar", "interpreter", "physics-terms"),
        "md", Set.of("dsl-grammar", "interpreter"),
        "gpu-backend", Set.of("dsl-grammar", "interpreter", "physics-terms", "md"),
        "cli", Set.of("dsl-grammar", "interpreter", "physics-terms", "ml-terms", "md", "gpu-backend"));
    private static final Pattern PLACE = Pattern.compile("/(" + String.join("|", MAY_USE.keySet()) + ")(?:-[0-9][^/]*\\.jar|/target/classes)[!/]");
    private static final Set<String> VAGUE = Set.of("Util", "Utils", "Helper", "Manager", "Impl");

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.eutectic");
    }

    private static String module(JavaClass c) {
        return c.getSource().map(s -> PLACE.matcher(s.getUri().toString())).filter(Matcher::find).map(m -> m.group(1)).orElse("");
    }

    @Test
    void everyModuleWithCodeIsSeen() {
        Set<String> seen = classes.stream().map(ModuleOrderTest::module).collect(Collectors.toSet());
        assertTrue(seen.containsAll(Set.of("dsl-grammar", "interpreter", "physics-terms", "md", "gpu-backend", "cli")), seen::toString);
    }

    @Test
    void modulesUseOnlyThoseTheyMay() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass c : classes) {
            String from = module(c);
            for (Dependency d : c.getDirectDependenciesFromSelf()) {
                String to = module(d.getTargetClass().getBaseComponentType());
                if (!from.isEmpty() && !to.isEmpty() && !from.equals(to) && !MAY_USE.get(from).contains(to)) {
                    wrong.add(from + " must not use " + to + ": " + d.getDescription());
                }
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void namesSayWhatAClassIs() {
        List<String> vague = classes.stream().map(JavaClass::getSimpleName).filter(n -> VAGUE.stream().anyMatch(n::endsWith)).toList();
        assertEquals(List.of(), vague);
    }
}
