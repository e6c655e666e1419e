package org.eutectic.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eutectic.check.Dimension;
import org.eutectic.check.Units;
import org.eutectic.dsl.ast.UnitExpr;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.lower.Tuples;
import org.eutectic.model.Function;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;

/** What a potential still lacks for some of its species, and the lines that would give it, ready to be filled in. */
final class CrossTerms {
    private final Model model;
    /** The tuples of species that each parameter lacks, by its name; the cutoff is not among them. */
    private final Map<Parameter, List<List<String>>> parameters = new LinkedHashMap<>();
    private final Map<Function, List<List<String>>> functions = new LinkedHashMap<>();

    CrossTerms(Model model) {
        this.model = model;
        for (Parameter p : model.parameters().values()) {
            if (!p.name().equals(Model.CUTOFF)) {
                List<List<String>> lacking = lacking(p.indices().size(), p.indices().size() == 2).stream().filter(t -> p.definition(t).isEmpty()).toList();
                if (!lacking.isEmpty()) {
                    parameters.put(p, lacking);
                }
            }
        }
        for (Function f : model.functions().values()) {
            List<List<String>> lacking = lacking(f.indices().size(), f.symmetric()).stream().filter(t -> f.definition(t).isEmpty()).toList();
            if (!lacking.isEmpty()) {
                functions.put(f, lacking);
            }
        }
    }

    /** All tuples, or of each pair one order. */
    private List<List<String>> lacking(int indices, boolean bothWays) {
        List<String> species = model.species();
        return Tuples.all(species, indices).stream().filter(t -> !bothWays || species.indexOf(t.get(0)) <= species.indexOf(t.get(1))).toList();
    }

    boolean isEmpty() {
        return parameters.isEmpty() && functions.isEmpty();
    }

    boolean hasNetworks() {
        return functions.keySet().stream().anyMatch(Function::isNetwork);
    }

    /** Everything by name: {@code phi[Cu,Ni], D0[Cu,Ni]}. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        parameters.forEach((p, tuples) -> tuples.forEach(t -> names.add(written(p.name(), t))));
        functions.forEach((f, tuples) -> tuples.forEach(t -> names.add(written(f.name(), t))));
        return names;
    }

    private static String written(String name, List<String> tuple) {
        return tuple.isEmpty() ? name : name + "[" + String.join(",", tuple) + "]";
    }

    /** Declarations that lack their values only; those of three species share a line. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        parameters.forEach((p, tuples) -> {
            String dimension = p.dimension() == null ? "" : " : " + p.dimension().span().text();
            List<String> names = tuples.stream().map(t -> written(p.name(), t)).toList();
            if (p.indices().size() > 2) {
                lines.add("param " + String.join(", ", names) + dimension);
            } else {
                names.forEach(n -> lines.add("param " + n + dimension));
            }
        });
        functions.forEach((f, tuples) -> {
            String formals = f.formals().stream().map(a -> a.span().text()).collect(Collectors.joining(", "));
            String result = f.result() == null ? "" : " : " + f.result().span().text();
            tuples.forEach(t -> lines.add(f.isNetwork() ? "network " + written(f.name(), t) + " = nn(\"…\")" : "function " + written(f.name(), t) + "(" + formals + ")" + result));
        });
        return lines;
    }

    /** A rule that would fill all or some of it, as a line. */
    Optional<String> rule() {
        List<String> pairs = parameters.keySet().stream().filter(p -> p.indices().size() == 2).map(Parameter::name).toList();
        if (MixRule.TERSOFF.lines(List.of()).stream().map(Mixing::name).filter(n -> !n.equals(Model.CUTOFF)).allMatch(n -> model.parameter(n).isPresent()) && !pairs.isEmpty()) {
            return Optional.of("mix tersoff");
        }
        List<String> johnson = functions.keySet().stream().filter(f -> f.symmetric() && model.function("f").filter(d -> d.indices().size() == 1).isPresent())
            .map(f -> "johnson(" + f.name() + ")").toList();
        if (!johnson.isEmpty() && pairs.isEmpty()) {
            return Optional.of("mix " + String.join(", ", johnson));
        }
        if (pairs.size() == 2 && pairs.contains("epsilon") && pairs.contains("sigma")) {
            return Optional.of("mix lorentz_berthelot(epsilon, sigma)");
        }
        String energies = pairs.stream().filter(n -> isEnergy(model.parameter(n).orElseThrow().dimension())).collect(Collectors.joining(", "));
        String others = pairs.stream().filter(n -> !isEnergy(model.parameter(n).orElseThrow().dimension())).collect(Collectors.joining(", "));
        return pairs.isEmpty() ? Optional.empty() : Optional.of("mix " + (energies.isEmpty() ? "" : "geometric(" + energies + ")") + (energies.isEmpty() || others.isEmpty() ? "" : ", ")
            + (others.isEmpty() ? "" : "arithmetic(" + others + ")"));
    }

    private static boolean isEnergy(UnitExpr unit) {
        return unit != null && Units.parse(unit, new Diagnostics()).dimension().equals(Dimension.ENERGY);
    }
}
