package org.eutectic.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.BiFunction;
import org.eutectic.dsl.ast.Expr;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Span;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.ir.NetworkShape;
import org.eutectic.ir.NetworkWeights;
import org.eutectic.model.Content;
import org.eutectic.model.NetworkReader;
import org.eutectic.model.PotentialFileException;

/** Weights of networks: {@code network N[Cu] = nn("Cu.json")}, and committees of several. */
final class NetworkFiles {
    private static final String COMMITTEE = "committee";
    private static final String ZERO = "zero";

    private final Draft draft;
    private final List<String> species;
    private final Diagnostics diagnostics;
    private final BiFunction<Expr, String, Path> file;

    /**
     * @param species those that the network is to serve
     * @param file finds the file that a text names; null with a diagnostic where there is none
     */
    NetworkFiles(Draft draft, List<String> species, Diagnostics diagnostics, BiFunction<Expr, String, Path> file) {
        this.draft = draft;
        this.species = species;
        this.diagnostics = diagnostics;
        this.file = file;
    }

    /** The weights that a line gives; null with a diagnostic where it gives none. */
    Content of(Item.Network n) {
        List<NetworkWeights> members = new ArrayList<>();
        String name = draft.name + (n.indices().isEmpty() ? "" : "[" + String.join(",", n.indices().stream().map(i -> i.name()).toList()) + "]");
        boolean committee = n.value() instanceof Expr.Call c && isCalled(c, COMMITTEE);
        List<Expr> calls = committee ? ((Expr.Call) n.value()).arguments() : List.of(n.value());
        if (committee && calls.size() < 2) {
            diagnostics.error("committee", n.value().span(), "a committee has two members at least", "write network " + name + " = committee(nn(\"a.json\"), nn(\"b.json\"))");
            return null;
        }
        for (Expr e : calls) {
            NetworkWeights w = read(e);
            if (w == null || !fits(w.shape(), members.isEmpty() ? null : members.getFirst().shape(), e)) {
                return null;
            }
            members.add(w.named(calls.size() == 1 ? name : name + "#" + (members.size() + 1)));
        }
        return new Content.Networks(members);
    }

    private static boolean isCalled(Expr.Call c, String name) {
        return c.callee() instanceof Expr.Name callee && callee.name().equals(name);
    }

    private boolean fits(NetworkShape shape, NetworkShape first, Expr e) {
        if (draft.shape != null && !shape.equals(draft.shape)) {
            diagnostics.error("network-shape", e.span(), "the file holds a network of " + shape + "; '" + draft.name + "' is declared as " + draft.shape, "the declaration stands at " + draft.span);
            return false;
        }
        if (first != null && !shape.equals(first)) {
            diagnostics.error("network-shape", e.span(), "the file holds a network of " + shape + "; the committee's first is one of " + first, "members of a committee have one shape");
            return false;
        }
        return true;
    }

    /** A network whose weights are zero, as are its values: what a form gives for one that need not be there. */
    private NetworkWeights zero(Expr e) {
        if (draft.shape == null) {
            diagnostics.error("network-shape", e.span(), "zero() stands for a network of any size, and '" + draft.name + "' does not say which", "declare it: network " + draft.name + " : 40 -> 16 -> 8, tanh");
            return null;
        }
        double[][] weights = new double[draft.shape.layers()][], biases = new double[draft.shape.layers()][];
        for (int m = 0; m < weights.length; m++) {
            biases[m] = new double[draft.shape.sizes().get(m + 1)];
            weights[m] = new double[draft.shape.sizes().get(m) * biases[m].length];
        }
        return new NetworkWeights(draft.name, draft.shape, weights, biases);
    }

    private NetworkWeights read(Expr e) {
        if (e instanceof Expr.Call c && c.arguments().isEmpty() && isCalled(c, ZERO)) {
            return zero(e);
        }
        List<NetworkReader> readers = ServiceLoader.load(NetworkReader.class).stream().map(ServiceLoader.Provider::get).toList();
        List<String> known = readers.stream().map(NetworkReader::keyword).sorted().toList();
        if (!(e instanceof Expr.Call c && c.callee() instanceof Expr.Name callee)) {
            diagnostics.error("network-value", e.span(), "a network takes its weights from a file", "write network " + draft.name + " = nn(\"weights.json\")");
            return null;
        }
        NetworkReader reader = readers.stream().filter(r -> r.keyword().equals(callee.name())).findFirst().orElse(null);
        if (reader == null) {
            diagnostics.error("unknown-reader", callee.span(), "there is no reader '" + callee.name() + "' of networks", Suggestion.nearest(callee.name(), known)
                .map(n -> "did you mean " + n + "?").orElse(known.isEmpty() ? null : "the readers of networks are " + String.join(", ", known)));
            return null;
        }
        List<Path> files = new ArrayList<>();
        for (Expr a : c.arguments()) {
            Path f = file.apply(a, "a reader takes the names of files: " + reader.keyword() + "(\"…\")");
            if (f == null) {
                return null;
            }
            files.add(f);
        }
        return read(reader, files, c.span());
    }

    private NetworkWeights read(NetworkReader reader, List<Path> files, Span span) {
        try {
            return reader.read(files, species);
        } catch (IOException e) {
            diagnostics.error("unreadable-file", span, "cannot read " + (e.getMessage() == null ? files : e.getMessage()) + ": " + Imports.reason(e), null);
        } catch (PotentialFileException e) {
            diagnostics.error("bad-file", span, e.getMessage(), null);
        }
        return null;
    }
}
