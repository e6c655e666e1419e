package org.eutectic.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed page says what the reader takes. */
class RunFileReferenceTest {

    @Test
    void pageIsUpToDate() throws IOException {
        Path page = Path.of("../docs/run-file.md");
        if (Boolean.getBoolean("eutectic.update")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, RunFileReference.markdown());
        }
        assertEquals(RunFileReference.markdown(), Files.readString(page), "run the tests with -DargLine=-Deutectic.update=true to write the page anew");
    }
}
