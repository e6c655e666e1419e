package org.eutectic.check;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.eutectic.Potential;
import org.eutectic.dsl.diagnostic.SourceException;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.junit.jupiter.api.Test;

/** Whatever a file holds, the answer is a message for people: programs with words left out, doubled, exchanged never end in another exception. */
class DamagedProgramsTest {
    private static final Path ERRORS = Path.of("src/test/resources/errors");
    private static final int DAMAGES = Integer.getInteger("damages", 12);

    @Test
    void damageGivesMessagesOnly() throws IOException {
        List<Path> sources;
        try (Stream<Path> all = Files.list(ERRORS)) {
            sources = all.filter(p -> p.toString().endsWith(".eut")).sorted().toList();
        }
        Random random = new Random(11);
        for (Path source : sources) {
            String text = Files.readString(source);
            for (int n = 0; n < DAMAGES; n++) {
                String damaged = damage(text, random);
                try {
                    Potential.parse(new SourceFile("damaged.eut", damaged), source.toAbsolutePath().getParent(), null, Map.of());
                } catch (SourceException e) {
                    assertFalse(e.getMessage().isBlank());
                } catch (RuntimeException | StackOverflowError e) {
                    fail(source + ":\n" + damaged, e);
                }
            }
        }
    }

    private static String damage(String text, Random random) {
        List<String> words = new ArrayList<>(List.of(text.split("(?<=\\W)|(?=\\W)")));
        for (int k = 0; k <= random.nextInt(3); k++) {
            int a = random.nextInt(words.size()), b = random.nextInt(words.size());
            switch (random.nextInt(4)) {
                case 0 -> words.remove(a);
                case 1 -> words.add(a, words.get(b));
                case 2 -> words.set(a, words.get(b));
                default -> words.set(b, words.set(a, words.get(b)));
            }
        }
        return String.join("", words);
    }
}
