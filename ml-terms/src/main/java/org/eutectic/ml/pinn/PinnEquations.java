package org.eutectic.ml.pinn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eutectic.ir.NetworkShape;

/**
 * The equations of a PINN file as a form of the language, which depends on its header alone: its polynomials and Gaussians, its elements by number, the layers of
 * its network.
 */
final class PinnEquations {
    private final PinnFile file;
    private final int elements;

    PinnEquations(PinnFile file) {
        this.file = file;
        this.elements = file.species().size();
    }

    /**
     * The form, what it imports, and a potential of it.
     *
     * @param written the file's name in the potential
     */
    String text(NetworkShape shape, String written) {
        List<String> lines = new ArrayList<>(List.of("import \"forms/pinn.eut\"", "", "form " + name(shape) + " is NetworkBOP {"));
        lines.add("  param " + names("r", file.positions().length) + " : Å  // positions of the Gaussians");
        lines.add("  param " + polynomials() + " = 1");
        if (elements > 1) {
            lines.add("  param element[i]  // its number in the file");
        }
        lines.add("  function g(r: Å, s) = radial(r, " + position() + ")");
        lines.add("  network N[i] : " + shape);
        descriptors(lines);
        String inputs = elements == 1 ? "G[i]" : pairs().map(p -> "G" + p[0] + "_" + p[1] + "[i]").collect(Collectors.joining(", "));
        lines.add("  (" + names("n", shape.outputs()) + ")[i] = N[i](" + inputs + ")");
        parameters(lines);
        lines.add("}");
        lines.add("");
        lines.add("potential Numbers is " + name(shape) + " {");
        lines.add("  species " + String.join(", ", file.species()));
        lines.add("  from pinn(\"" + written + "\")");
        lines.add("}");
        return String.join("\n", lines) + "\n";
    }

    /** A name that says what the form depends on. */
    private String name(NetworkShape shape) {
        String transform = (file.inverseSine() ? "asinh_" : "") + (file.reference() == 0 ? "" : Long.toHexString(Double.doubleToLongBits(file.reference())) + "_");
        return "PINN_" + elements + "_" + transform + polynomials() + "_" + file.positions().length + "_" + shape.toString().replace(" -> ", "_").replace(", ", "_");
    }

    /** The parameter that says of which polynomials the descriptors are. */
    String polynomials() {
        return "legendre_" + Arrays.stream(file.orders()).mapToObj(Integer::toString).collect(Collectors.joining("_"));
    }

    private static String names(String stem, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(k -> stem + k).collect(Collectors.joining(", "));
    }

    private String position() {
        int last = file.positions().length;
        return last == 1 ? "r1" : "piecewise { " + IntStream.range(1, last).mapToObj(s -> "s == " + s + " : r" + s + "; ").collect(Collectors.joining()) + "otherwise : r" + last + " }";
    }

    private java.util.stream.Stream<int[]> pairs() {
        return IntStream.rangeClosed(1, elements).boxed().flatMap(b -> IntStream.rangeClosed(b, elements).mapToObj(c -> new int[] {b, c}));
    }

    private void descriptors(List<String> lines) {
        String orders = Arrays.stream(file.orders()).mapToObj(Integer::toString).collect(Collectors.joining(",", "{", "}"));
        String components = "; l in " + orders + ", s in {" + IntStream.rangeClosed(1, file.positions().length).mapToObj(Integer::toString).collect(Collectors.joining(",")) + "}] = ";
        String reference = file.reference() == 0 ? "" : file.reference() + " + ";
        if (elements == 1) {
            lines.add("  G[i" + components + transformed(reference + "sum(j,k) legendre(l, cos[j,i,k])*g(r[i,j], s)*g(r[i,k], s)"));
            return;
        }
        lines.add("  function of(r: Å, s, e, b) = piecewise { e == b : g(r, s); otherwise : 0 }");
        // Of unlike elements each pair of neighbors counts in both orders.
        pairs().forEach(p -> lines.add("  G" + p[0] + "_" + p[1] + "[i" + components + transformed(reference + (p[0] == p[1] ? "" : "2*")
            + "sum(j,k) legendre(l, cos[j,i,k])*of(r[i,j], s, element[j], " + p[0] + ")*of(r[i,k], s, element[k], " + p[1] + ")")));
    }

    private String transformed(String sum) {
        return file.inverseSine() ? "asinh(" + sum + ")" : sum;
    }

    /** For each host A, alpha, B and beta of its neighbors, h of pairs of them, sigma, a and lambda of pairs of them. */
    private void parameters(List<String> lines) {
        int next = 1;
        for (String name : List.of("A", "alpha", "B", "beta")) {
            lines.add("  " + name + "[i,j] = " + name + "0[i,j] + " + chosen(next, List.of("j")) + unit(name));
            next += elements;
        }
        next = triplets("h", next, lines);
        lines.add("  sigma[i] = sigma0[i] + n" + next++ + "[i]*1 eV");
        next = triplets("a", next, lines);
        triplets("lambda", next, lines);
    }

    private int triplets(String name, int next, List<String> lines) {
        lines.add("  " + name + "[i,j,k] = " + name + "0[i,j,k] + " + chosen(next, List.of("j", "k")) + unit(name));
        return next + elements * elements;
    }

    private static String unit(String name) {
        return name.equals("alpha") || name.equals("beta") || name.equals("lambda") ? "*1 1/Å" : "";
    }

    /** One of the network's outputs from the first on, by the elements of neighbors. */
    private String chosen(int first, List<String> neighbors) {
        int count = neighbors.size() == 1 ? elements : elements * elements;
        if (count == 1) {
            return "n" + first + "[i]";
        }
        StringBuilder cases = new StringBuilder("piecewise { ");
        for (int k = 0; k < count - 1; k++) {
            int[] numbers = neighbors.size() == 1 ? new int[] {k + 1} : new int[] {k / elements + 1, k % elements + 1};
            cases.append(IntStream.range(0, numbers.length).mapToObj(m -> "element[" + neighbors.get(m) + "] == " + numbers[m]).collect(Collectors.joining(" and ")))
                .append(" : n").append(first + k).append("[i]; ");
        }
        return cases.append("otherwise : n").append(first + count - 1).append("[i] }").toString();
    }
}
