package org.eutectic.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eutectic.Potential;
import org.eutectic.physics.files.PairTableWriter;
import org.eutectic.physics.files.SetflWriter;
import org.eutectic.physics.files.TripletWriter;
import org.eutectic.physics.files.UnfitException;

/** The kinds of file that {@code eutectic export} writes. */
enum ExportFormat {
    /** DYNAMO setfl: embedded atoms. */
    SETFL("setfl", "eam/alloy", "eam.eut", "EAM"),
    /** Embedded atoms whose density depends on both atoms. */
    FS("fs", "eam/fs", "eam-fs.eut", "FinnisSinclair"),
    /** Parameters of Tersoff's form. */
    TERSOFF("tersoff", "tersoff", "tersoff.eut", "Tersoff"),
    /** Parameters of Stillinger and Weber's form. */
    SW("sw", "sw", "stillinger-weber.eut", "StillingerWeber"),
    /** Pair energies as a table. */
    TABLE("table", "table", null, null);

    private final String keyword;
    private final String style;
    private final String library;
    private final String form;

    ExportFormat(String keyword, String style, String library, String form) {
        this.keyword = keyword;
        this.style = style;
        this.library = library;
        this.form = form;
    }

    @Override
    public String toString() {
        return keyword;
    }

    boolean isTabulatedDensity() {
        return this == SETFL || this == FS;
    }

    /** Why it cannot hold a potential; empty where it can, as far as its parameters and the shape of its energy tell. */
    Optional<String> obstacle(Potential p) {
        if (!p.builtInTerms().isEmpty()) {
            return Optional.of("no such file holds the built-in term " + p.builtInTerms().keySet().iterator().next());
        }
        try {
            switch (this) {
                case SETFL -> SetflWriter.of(p, false);
                case FS -> SetflWriter.of(p, true);
                case TERSOFF -> TripletWriter.tersoff(p, "");
                case SW -> TripletWriter.stillingerWeber(p, "");
                case TABLE -> PairTableWriter.of(p);
            }
            return Optional.empty();
        } catch (UnfitException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** A potential of this program that reads such a file, or empty where it has no reader for it. */
    Optional<String> reader(Potential p, Path file) {
        String keyword = this == FS ? "eam_fs" : this.keyword;
        return form == null ? Optional.empty() : Optional.of("import \"forms/" + library + "\"\npotential ReadBack is " + form + " {\n  species "
            + String.join(", ", p.species()) + "\n  from " + keyword + "(\"" + file.getFileName() + "\")\n}\n");
    }

    /** The lines of a LAMMPS input that use the file. */
    List<String> lammps(Potential p, Path file, List<PairTableWriter.Section> sections, int points) {
        if (this != TABLE) {
            return List.of("units metal", "pair_style " + style, "pair_coeff * * " + file + " " + String.join(" ", p.species()));
        }
        List<String> all = sections.stream().map(s -> "pair_coeff " + (s.first() + 1) + " " + (s.second() + 1) + " " + file + " " + s.name() + " " + s.cutoff())
            .collect(Collectors.toList());
        all.addFirst("pair_style table spline " + points);
        all.addFirst("units metal");
        String types = IntStream.range(0, p.species().size()).mapToObj(k -> (k + 1) + " " + p.species().get(k)).collect(Collectors.joining(", "));
        all.add("# atom types: " + types);
        return all;
    }
}
