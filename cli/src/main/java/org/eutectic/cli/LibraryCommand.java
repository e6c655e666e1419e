package org.eutectic.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.eutectic.cli.library.PropertyTable;
import org.eutectic.cli.library.PublishedCrystal;
import org.eutectic.md.file.OutputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The tables of properties of a library. */
@Command(name = "library", description = "Compute the crystals of a library of potentials and set them beside what was published.", mixinStandardHelpOptions = true,
    sortOptions = false, footerHeading = "%nFiles in the folder: ", footer = {"reference/published.json says which crystals and what was published (see its README.md);",
        "README.md holds the tables between two marked lines."},
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done", "1:done, and a value lies further from the published one than it may", "2:bad input"})
final class LibraryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FOLDER", defaultValue = "potentials", description = "The library. Default: ${DEFAULT-VALUE}.")
    private Path folder;

    @Option(names = "--write", description = "Write the tables into the folder's README.md; without it they are printed.")
    private boolean write;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path list = folder.resolve("reference/published.json"), page = folder.resolve("README.md");
        PotentialOptions.requireFile(list, "list of crystals");
        List<PropertyTable.Row> rows = new ArrayList<>();
        List<String> deviations = new ArrayList<>();
        for (PublishedCrystal p : PublishedCrystal.read(list)) {
            rows.add(PropertyTable.compute(folder, p));
            deviations.addAll(rows.getLast().deviations());
        }
        String table = PropertyTable.markdown(rows);
        if (write) {
            String text = PropertyTable.replace(Files.readString(page), table, page);
            OutputFile.write(page, to -> to.append(text));
            out.println("wrote " + rows.size() + " crystals into " + page);
        } else {
            out.print(table);
        }
        deviations.forEach(spec.commandLine().getErr()::println);
        return deviations.isEmpty() ? Main.DONE : Main.NO;
    }
}
