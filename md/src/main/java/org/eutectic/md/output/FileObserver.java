package org.eutectic.md.output;

import org.eutectic.md.dynamics.Observer;
import org.eutectic.md.file.OutputFile;

import java.nio.file.Path;
import java.util.List;

/** An observer that writes one file, which has its name when the run has ended and is kept under another when it breaks off ({@link OutputFile}). */
abstract class FileObserver implements Observer {
    final OutputFile file;
    private final long interval;

    FileObserver(Path path, long interval) {
        this.file = new OutputFile(path);
        this.interval = interval;
    }

    @Override
    public final long interval() {
        return interval;
    }

    @Override
    public final List<OutputFile> files() {
        return List.of(file);
    }

    @Override
    public final void finish() {
        file.commit();
    }

    @Override
    public final void abandon() {
        file.abandon();
    }
}
