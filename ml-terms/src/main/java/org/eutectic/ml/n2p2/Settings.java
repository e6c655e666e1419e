package org.eutectic.ml.n2p2;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eutectic.atoms.Elements;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.model.PotentialFileException;

/** The settings file {@code input.nn}: its keywords, of which those for training are passed over. */
final class Settings {
    /** Keywords that may stand in several lines. */
    private static final Set<String> REPEATED = Set.of("symfunction_short", "atom_energy", "element_nodes_short", "element_nodes_electrostatic", "initial_hardness", "fixed_gausswidth");

    private static final Set<String> NEEDED = Set.of("number_of_elements", "elements", "atom_energy", "cutoff_type", "symfunction_short", "scale_symmetry_functions", "scale_min_short",
        "scale_max_short", "center_symmetry_functions", "scale_symmetry_functions_sigma", "global_hidden_layers_short", "global_nodes_short", "global_activation_short",
        "element_nodes_short", "normalize_nodes", "mean_energy", "conv_length", "conv_energy", "nnp_type", "nn_type", "nnp_generation", "fixed_gausswidth", "screen_electrostatics",
        "four_pi_epsilon", "global_hidden_layers_electrostatic", "global_nodes_electrostatic", "global_activation_electrostatic", "element_nodes_electrostatic");

    /** Other names of keywords. */
    private static final Map<String, String> ALIASES = Map.of("symfunction", "symfunction_short");

    /** For training and for the programs RuNNer and n2p2 themselves: without effect on energies. */
    private static final Set<String> PASSED_OVER = Set.of("random_seed", "test_fraction", "epochs", "use_short_forces", "use_old_weights_short", "use_old_weights_charge", "weights_min",
        "weights_max", "nguyen_widrow_weights_short", "nguyen_widrow_weights_charge", "precondition_weights", "main_error_metric", "updater_type", "parallel_mode", "jacobian_mode",
        "update_strategy", "selection_mode", "memorize_symfunc_results", "force_weight", "repeated_energy_update", "rmse_threshold", "fixed_short_energy_error_threshold",
        "conv_charge", "mean_charge", "initial_hardness", "ewald_truncation_error_method", "ewald_prec", "cutoff_radius",
        "use_atom_energies", "use_atom_charges",
        "use_short_nn", "use_electrostatics", "use_omp_mkl", "use_hdnn", "nn_type_short", "nn_type_elec", "runner_mode", "debug_mode", "bond_threshold", "points_in_memory",
        "mix_all_points", "check_input_forces", "check_forces", "calculate_forces", "calculate_stress", "calculate_hessian", "energy_threshold", "dynforce_grouping", "short_energy_group",
        "short_force_group", "print_all_short_weights", "write_trainforces", "write_trainpoints", "write_weights_epoch", "write_neuronstats", "write_trainlog", "write_unformatted",
        "write_weightsep", "write_pdb", "write_xyz", "write_pov", "write_pwscf", "write_traincharges", "data_clustering", "analyze_composition", "analyze_error", "write_symfunctions",
        "write_binding_energy_only", "optmode_charge", "optmode_short_energy", "optmode_short_force", "prepare_md", "element_pairsymfunction_short", "detailed_timing", "detailed_timing_epoch");

    /** Families of keywords for training. */
    private static final Pattern FAMILIES = Pattern.compile("(kalman|gradient|task_batch_size|rmse_threshold|selection_mode|write|short_energy|short_force|charge|force|energy|update|use_old|test|"
        + "random|screen|precondition|noise|finalforce|epochs)_.*");

    private final DataFile file;
    private final List<DataFile.Line> lines = new ArrayList<>();
    private final List<String> elements;

    private Settings(DataFile file) throws PotentialFileException {
        this.file = file;
        for (DataFile.Line l : file.lines()) {
            String keyword = keyword(l);
            if (NEEDED.contains(keyword)) {
                Optional<DataFile.Line> earlier = lines.stream().filter(x -> keyword(x).equals(keyword)).findFirst();
                if (earlier.isPresent() && !REPEATED.contains(keyword)) {
                    throw file.wrong(l.number(), "the keyword " + keyword + " stands here again; the first is in line " + earlier.get().number());
                }
                lines.add(l);
            } else if (!PASSED_OVER.contains(keyword) && !FAMILIES.matcher(keyword).matches()) {
                throw file.wrong(l.number(), "expected a keyword of n2p2, found '" + keyword + "'" + Suggestion.nearest(keyword, NEEDED).map(n -> "; did you mean " + n + "?")
                    .orElse("; put a # before it if energies do not depend on it"));
            }
        }
        elements = readElements();
    }

    private static String keyword(DataFile.Line l) {
        return ALIASES.getOrDefault(l.word(0), l.word(0));
    }

    static Settings read(Path directory) throws IOException, PotentialFileException {
        return new Settings(DataFile.read(directory.resolve("input.nn"), "the settings of n2p2: elements, symmetry functions, layers of the networks"));
    }

    DataFile file() {
        return file;
    }

    /** The elements in the order of their atomic numbers, which is that of numbers in other files. */
    List<String> elements() {
        return elements;
    }

    /** Where the elements are listed. */
    int lineOfElements() {
        return line("elements").map(DataFile.Line::number).orElse(0);
    }

    Optional<DataFile.Line> line(String keyword) {
        return lines.stream().filter(l -> keyword(l).equals(keyword)).findFirst();
    }

    List<DataFile.Line> lines(String keyword) {
        return lines.stream().filter(l -> keyword(l).equals(keyword)).toList();
    }

    boolean has(String keyword) {
        return line(keyword).isPresent();
    }

    /** The number after a keyword. */
    double number(String keyword, double otherwise) throws PotentialFileException {
        Optional<DataFile.Line> l = line(keyword);
        return l.isPresent() ? file.number(l.get(), 1, "the value of " + keyword) : otherwise;
    }

    DataFile.Line needed(String keyword) throws PotentialFileException {
        return line(keyword).orElseThrow(() -> file.wrong(0, "expected a line '" + keyword + " …', found none"));
    }

    /** The place of the element that word {@code k} names. */
    int element(DataFile.Line l, int k) throws PotentialFileException {
        String symbol = file.word(l, k, "an element");
        int at = elements.indexOf(symbol);
        if (at < 0) {
            throw file.wrong(l.number(), "expected an element of this network (" + String.join(", ", elements) + "), found '" + symbol + "'");
        }
        return at;
    }

    private List<String> readElements() throws PotentialFileException {
        DataFile.Line l = needed("elements");
        List<String> symbols = l.words().subList(1, l.words().size());
        for (String s : symbols) {
            if (!Elements.known(s)) {
                throw file.wrong(l.number(), "expected the symbol of an element, found '" + s + "'");
            }
        }
        if (symbols.isEmpty() || symbols.stream().distinct().count() < symbols.size()) {
            throw file.wrong(l.number(), "expected elements, each once, found " + (symbols.isEmpty() ? "none" : String.join(" ", symbols)));
        }
        if (has("number_of_elements")) {
            DataFile.Line count = needed("number_of_elements");
            if (file.whole(count, 1, "the number of elements", 1) != symbols.size()) {
                throw file.wrong(count.number(), "expected " + symbols.size() + ", as many as there are elements in line " + l.number() + ", found " + count.word(1));
            }
        }
        return symbols.stream().sorted(Comparator.comparingInt(Elements::number)).toList();
    }

    /** What a comment says, as those of n2p2's own examples do: {@code # Length unit     : Bohr}. */
    Optional<String> comment(String what) {
        Pattern p = Pattern.compile("^#\\s*" + what + "\\s*:\\s*(\\S+)\\s*$", Pattern.CASE_INSENSITIVE);
        return file.raw().stream().map(p::matcher).filter(Matcher::matches).map(m -> m.group(1)).findFirst();
    }
}
