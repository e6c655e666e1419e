package org.eutectic.ml.pinn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.ir.NetworkShape;
import org.eutectic.ir.NetworkWeights;
import org.eutectic.model.PotentialData;
import org.eutectic.model.PotentialData.Values;
import org.eutectic.model.PotentialFileException;
import org.eutectic.model.PotentialFileReader;
import org.eutectic.physics.files.SpeciesChoice;

/**
 * {@code from pinn("Al_2020.pinn")}: base parameters, radii and weights of a physically informed neural network, and for a potential that names no form the
 * equations, too. The file has one network for atoms of all elements; an atom asks for the outputs of its own, and sees descriptors of its own where elements have
 * their own. So each element has the part of the network that concerns it: inputs that are always the same for its atoms become part of the biases.
 */
public final class PinnReader implements PotentialFileReader {
    @Override
    public String keyword() {
        return "pinn";
    }

    @Override
    public List<String> forms() {
        return List.of("PINN");
    }

    @Override
    public boolean givesText() {
        return true;
    }

    /** A form with the file's descriptors and layers, and a potential of it whose numbers come from the file. */
    @Override
    public SourceFile text(Path place, String written, List<String> options) throws IOException, PotentialFileException {
        PinnFile file = PinnFile.read(SpeciesChoice.single(List.of(place), keyword()));
        return new SourceFile(written, new PinnEquations(file).text(shape(file), written));
    }

    @Override
    public PotentialData read(List<Path> files, List<String> species) throws IOException, PotentialFileException {
        PinnFile file = PinnFile.read(SpeciesChoice.single(files, keyword()));
        for (String s : species) {
            if (!file.species().contains(s)) {
                throw new PotentialFileException(file.file(), 0, "holds " + String.join(", ", file.species()) + " but not " + s + ", which the potential's species ask for");
            }
        }
        NetworkShape shape = shape(file);
        PinnEquations equations = new PinnEquations(file);
        List<NetworkWeights> networks = IntStream.range(0, file.species().size()).mapToObj(host -> network(file, host, shape)).toList();
        return new PotentialData(file.species(), null, parameters(file, equations), Map.of(), Map.of("N", networks));
    }

    /** Of the part of one element. */
    private static NetworkShape shape(PinnFile file) {
        List<Integer> sizes = new ArrayList<>(Arrays.stream(file.layers()).boxed().toList());
        sizes.set(0, file.layers()[0] / (file.hasInputsForEachElement() ? file.species().size() : 1));
        sizes.set(sizes.size() - 1, file.parameters());
        return NetworkShape.of(sizes, Collections.nCopies(Math.min(1, sizes.size() - 2), file.activation()));
    }

    private static NetworkWeights network(PinnFile file, int host, NetworkShape shape) {
        double[][] weights = Arrays.stream(file.weights()).map(double[]::clone).toArray(double[][]::new);
        double[][] biases = Arrays.stream(file.biases()).map(double[]::clone).toArray(double[][]::new);
        int last = weights.length - 1, own = shape.outputs(), all = biases[last].length, inner = file.layers()[last];
        if (file.hasInputsForEachElement()) {
            int units = biases[0].length, begin = host * shape.inputs();
            for (int in = 0; in < file.layers()[0]; in++) {
                for (int out = 0; out < units && (in < begin || in >= begin + shape.inputs()); out++) {
                    biases[0][out] += weights[0][in * units + out] * file.empty();
                }
            }
            weights[0] = Arrays.copyOfRange(weights[0], begin * units, (begin + shape.inputs()) * units);
            inner = last == 0 ? shape.inputs() : inner;
        }
        double[] outputs = new double[inner * own];
        for (int in = 0; in < inner; in++) {
            System.arraycopy(weights[last], in * all + host * own, outputs, in * own, own);
        }
        weights[last] = outputs;
        biases[last] = Arrays.copyOfRange(biases[last], host * own, (host + 1) * own);
        return new NetworkWeights("N", shape, weights, biases);
    }

    private static Map<String, Values> parameters(PinnFile file, PinnEquations equations) {
        int n = file.species().size(), own = file.parameters();
        Map<String, Values> values = new HashMap<>();
        values.put("rc", number(file.rc()));
        values.put("hc", number(file.hc()));
        values.put("width", number(file.width()));
        values.put(equations.polynomials(), number(1));
        for (int s = 0; s < file.positions().length; s++) {
            values.put("r" + (s + 1), number(file.positions()[s]));
        }
        if (n > 1) {
            values.put("element", new Values(1, IntStream.rangeClosed(1, n).asDoubleStream().toArray()));
        }
        int next = 0;
        for (String name : List.of("A0", "alpha0", "B0", "beta0")) {
            values.put(name, new Values(2, column(file.base(), own, next, n, n)));
            next += n;
        }
        values.put("h0", new Values(3, column(file.base(), own, next, n * n, n)));
        values.put("sigma0", new Values(1, column(file.base(), own, next + n * n, 1, n)));
        values.put("a0", new Values(3, column(file.base(), own, next + n * n + 1, n * n, n)));
        values.put("lambda0", new Values(3, column(file.base(), own, next + 2 * n * n + 1, n * n, n)));
        return values;
    }

    private static Values number(double value) {
        return new Values(0, new double[] {value});
    }

    /** What each host has from {@code first} on. */
    private static double[] column(double[] base, int own, int first, int count, int hosts) {
        double[] values = new double[hosts * count];
        for (int host = 0; host < hosts; host++) {
            System.arraycopy(base, host * own + first, values, host * count, count);
        }
        return values;
    }
}
