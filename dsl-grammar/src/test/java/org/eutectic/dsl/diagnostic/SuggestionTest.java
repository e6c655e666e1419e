package org.eutectic.dsl.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestionTest {

    @Test
    void countsEdits() {
        assertEquals(0, Suggestion.distance("sigma", "sigma"));
        assertEquals(1, Suggestion.distance("sigma", "sgima"));
        assertEquals(1, Suggestion.distance("sigma", "sima"));
        assertEquals(1, Suggestion.distance("sigma", "sigmma"));
        assertEquals(2, Suggestion.distance("", "ab"));
        assertEquals(3, Suggestion.distance("kitten", "sitting"));
    }

    @Test
    void findsTheNearest() {
        List<String> names = List.of("epsilon", "sigma", "lambda1", "lambda2", "r", "R");
        assertEquals(Optional.of("epsilon"), Suggestion.nearest("epsilom", names));
        assertEquals(Optional.of("sigma"), Suggestion.nearest("Sigma", names));
        assertEquals(Optional.of("lambda1"), Suggestion.nearest("lambda", names));
        assertEquals(Optional.of("R"), Suggestion.nearest("r", List.of("R", "x")));
    }

    @Test
    void isSilentWhenNothingIsNear() {
        assertEquals(Optional.empty(), Suggestion.nearest("a", List.of("b", "c", "xyz")));
        assertEquals(Optional.empty(), Suggestion.nearest("temperature", List.of("sigma", "epsilon")));
        assertEquals(Optional.empty(), Suggestion.nearest("sigma", List.of()));
        assertEquals(Optional.empty(), Suggestion.nearest("", List.of("a")));
    }
}
