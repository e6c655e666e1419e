package org.eutectic.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import org.eutectic.atoms.ForceFieldException;
import org.eutectic.atoms.StructureException;
import org.eutectic.dsl.diagnostic.SourceException;
import org.eutectic.md.analysis.AnalysisException;
import org.eutectic.md.build.BuildException;
import org.eutectic.md.dynamics.SimulationException;
import org.eutectic.md.file.OutputException;
import org.eutectic.md.property.PropertyException;
import org.eutectic.md.serve.HostException;
import org.eutectic.model.PotentialFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever ended a command into one message and an exit code. Users never see a stack trace: that of a bug goes to a file. */
final class Failure {
    private Failure() {}

    /** A command line that makes no sense. */
    static int reportUsage(ParameterException e) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("eutectic: " + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return Main.BAD_INPUT;
    }

    /** Anything that a command threw. */
    static int report(Throwable e, CommandLine command, String[] arguments) {
        command.getOut().flush();
        PrintWriter err = command.getErr();
        Optional<String> message = forPeople(e);
        if (message.isPresent()) {
            err.println(message.get());
        } else {
            err.println("eutectic: an error inside eutectic itself: " + e + saved(e, arguments));
        }
        err.flush();
        return message.isPresent() ? Main.BAD_INPUT : Main.INTERNAL_ERROR;
    }

    /** What to say about an error that a user can mend; empty for a bug. */
    private static Optional<String> forPeople(Throwable e) {
        return Optional.ofNullable(switch (e) {
            case SourceException s -> s.getMessage() + "\n\n" + count(s);
            case CommandException c -> "eutectic: " + c.getMessage();
            case PotentialFileException p -> "eutectic: " + p.getMessage();
            case ForceFieldException x -> "eutectic: " + x.getMessage();
            case StructureException x -> "eutectic: " + x.getMessage();
            case SimulationException x -> "eutectic: " + x.getMessage();
            case AnalysisException x -> "eutectic: " + x.getMessage();
            case PropertyException x -> "eutectic: " + x.getMessage();
            case BuildException x -> "eutectic: " + x.getMessage();
            case HostException x -> "eutectic: " + x.getMessage();
            case OutputException x -> "eutectic: " + x.getMessage();
            case UncheckedIOException u -> "eutectic: " + describe(u.getCause());
            case IOException io -> "eutectic: " + describe(io);
            case OutOfMemoryError m -> "eutectic: not enough memory: the limit is " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MiB; give more with EUTECTIC_OPTS=-Xmx8g, or use a smaller system";
            default -> null;
        });
    }

    private static String count(SourceException e) {
        int n = e.diagnostics().errorCount();
        return "eutectic: " + n + (n == 1 ? " error" : " errors");
    }

    /** Java's file exceptions hold only a path; this says what is wrong with it. */
    static String describe(IOException e) {
        return switch (e) {
            case NoSuchFileException f -> f.getFile() + ": no such file or folder";
            case AccessDeniedException f -> f.getFile() + ": no permission";
            case NotDirectoryException f -> f.getFile() + ": not a folder";
            case FileSystemException f -> f.getFile() + ": " + (f.getReason() == null ? "cannot be read or written" : f.getReason());
            case CharacterCodingException c -> "a file that should be UTF-8 text is not: " + c.getMessage();
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }

    private static String saved(Throwable e, String[] arguments) {
        StringWriter text = new StringWriter();
        PrintWriter to = new PrintWriter(text);
        to.println("eutectic " + Version.current() + ", Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
            + System.getProperty("os.arch"));
        to.println("command: eutectic " + String.join(" ", arguments));
        e.printStackTrace(to);
        to.flush();
        try {
            Path file = Files.createTempFile("eutectic-error-", ".txt");
            Files.writeString(file, text.toString());
            return "\nA report is in " + file + "; please send it with the input that led here.";
        } catch (IOException unwritable) {
            return "\nNo report could be saved: " + describe(unwritable);
        }
    }
}
