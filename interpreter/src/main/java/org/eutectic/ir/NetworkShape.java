package org.eutectic.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The layers of a feed-forward network.
 *
 * @param sizes units of each layer, the inputs first, the outputs last; two at least
 * @param activations of each layer after the inputs
 */
public record NetworkShape(List<Integer> sizes, List<Activation> activations) {

    /** @throws IllegalArgumentException for fewer than two layers, an empty one, or as many activations as there are not layers after the inputs */
    public NetworkShape {
        sizes = List.copyOf(sizes);
        activations = List.copyOf(activations);
        if (sizes.size() < 2 || sizes.stream().anyMatch(n -> n < 1) || activations.size() != sizes.size() - 1) {
            throw new IllegalArgumentException("no network: layers of " + sizes + " with " + activations);
        }
    }

    /**
     * The shape as the language writes it: one activation is that of all hidden layers, one for each hidden layer leaves the outputs linear.
     *
     * @throws IllegalArgumentException for a number of activations that says neither
     */
    public static NetworkShape of(List<Integer> sizes, List<Activation> written) {
        int layers = sizes.size() - 1;
        List<Activation> all = new ArrayList<>(written);
        if (written.size() == 1 && layers > 1) {
            all = new ArrayList<>(java.util.Collections.nCopies(layers - 1, written.getFirst()));
        }
        if (all.size() == layers - 1) {
            all.add(Activation.LINEAR);
        }
        return new NetworkShape(sizes, all);
    }

    public int inputs() {
        return sizes.getFirst();
    }

    public int outputs() {
        return sizes.getLast();
    }

    /** Layers of units that compute: hidden ones and the outputs. */
    public int layers() {
        return activations.size();
    }

    /** As the language writes it: {@code 40 -> 16 -> 8, tanh}. */
    @Override
    public String toString() {
        String units = sizes.stream().map(Object::toString).collect(Collectors.joining(" -> "));
        List<Activation> hidden = activations.subList(0, layers() - 1);
        boolean usual = activations.getLast() == Activation.LINEAR && hidden.stream().distinct().count() <= 1;
        List<Activation> written = !usual ? activations : hidden.isEmpty() ? List.of() : hidden.subList(0, 1);
        return units + written.stream().map(a -> ", " + a.keyword()).collect(Collectors.joining());
    }
}
