package org.eutectic.gpu;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The compiler of NVIDIA's toolkit, {@code nvcc}, found on the path. */
record ToolkitCompiler(Path command, String version) implements CudaCompiler {

    static Optional<CudaCompiler> find() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            for (String name : List.of("nvcc", "nvcc.exe")) {
                Path command = Path.of(folder, name);
                if (Files.isExecutable(command)) {
                    try {
                        List<String> said = run(List.of(command.toString(), "--version")).text().lines().toList();
                        return Optional.of(new ToolkitCompiler(command, said.isEmpty() ? "nvcc" : said.getLast()));
                    } catch (DriverException unusable) {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public Result compile(String source, String architecture) throws DriverException {
        try {
            Path folder = Files.createTempDirectory("eutectic");
            try {
                Path text = Files.writeString(folder.resolve("eutectic.cu"), source), code = folder.resolve("eutectic.cubin");
                List<String> line = new ArrayList<>(List.of(command.toString(), "-cubin", "-arch=" + architecture, "-o", code.toString()));
                line.addAll(OPTIONS);
                line.add(text.toString());
                Said said = run(line);
                return new Result(said.status() == 0 ? Files.readAllBytes(code) : null, said.text().replace(folder + File.separator, ""));
            } finally {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new DriverException("a program for " + command + " cannot be written: " + e.getMessage());
        }
    }

    private record Said(int status, String text) {}

    private static Said run(List<String> command) throws DriverException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text.strip());
        } catch (IOException e) {
            throw new DriverException(command.getFirst() + " cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException(command.getFirst() + " was interrupted");
        }
    }
}
