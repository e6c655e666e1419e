package org.eutectic.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eutectic.check.Dimension;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.dsl.parser.Parser;

/**
 * The rules of {@code mix}, each as the lines one would write by hand for species i, j and k. Of several lines for a name the first that fits a tuple
 * counts: {@code R[i,j,j]} fits where the last two species are the same.
 */
enum MixRule {
    /** The root of the product, with the sign that both have. */
    GEOMETRIC("geometric", List.of("x"), "param x[i,j] = piecewise { x[i,i] < 0 : -sqrt(x[i,i]*x[j,j]); otherwise : sqrt(x[i,i]*x[j,j]) }"),

    /** Half the sum. */
    ARITHMETIC("arithmetic", List.of("x"), "param x[i,j] = (x[i,i] + x[j,j])/2"),

    /** H. A. Lorentz, Ann. Phys. 248, 127 (1881), for sizes; D. Berthelot, C. R. Acad. Sci. 126, 1703 (1898), for energies. */
    LORENTZ_BERTHELOT("lorentz_berthelot", List.of("epsilon", "sigma"), """
        param epsilon[i,j] = sqrt(epsilon[i,i]*epsilon[j,j])
        param sigma[i,j]   = (sigma[i,i] + sigma[j,j])/2
        """),

    /** M. Waldman and A. T. Hagler, J. Comput. Chem. 14, 1077 (1993): sixth powers of sizes. */
    WALDMAN_HAGLER("waldman_hagler", List.of("epsilon", "sigma"), """
        param epsilon[i,j] = 2*sqrt(epsilon[i,i]*epsilon[j,j])*sigma[i,i]^3*sigma[j,j]^3/(sigma[i,i]^6 + sigma[j,j]^6)
        param sigma[i,j]   = ((sigma[i,i]^6 + sigma[j,j]^6)/2)^(1/6)
        """),

    /**
     * The pair energy of unlike metals: R. A. Johnson, Phys. Rev. B 39, 12554 (1989), as far as the alloy's own cutoff: φ_aa fades as f_a does, so
     * f_b/f_a φ_aa reaches as far as f_b. Nothing where one of the two densities has ended, for the rule divides by both: where it is zero, and
     * beyond an element's cutoff where it is zero there.
     */
    JOHNSON("johnson", List.of("phi", "f"), """
        function phi[i,j](r) = piecewise {
          f[i](cutoff[i,i]) == 0 and r >= cutoff[i,i] : 0
          f[j](cutoff[j,j]) == 0 and r >= cutoff[j,j] : 0
          f[i](r) == 0 or f[j](r) == 0 : 0
          otherwise : 1/2*(f[j](r)/f[i](r)*phi[i,i](r) + f[i](r)/f[j](r)*phi[j,j](r))
        }
        """),

    /**
     * J. Tersoff, Phys. Rev. B 39, 5566 (1989), eqs. 1 to 3: what bonds are made of is a mean, what an atom makes of its surroundings is its own, and
     * bonds fade between the geometric means of the radii R - D and R + D. The factor chi is the form's.
     */
    TERSOFF("tersoff", List.of(), """
        param A[i,j] = sqrt(A[i,i]*A[j,j])
        param B[i,j] = sqrt(B[i,i]*B[j,j])
        param lambda1[i,j] = (lambda1[i,i] + lambda1[j,j])/2
        param lambda2[i,j] = (lambda2[i,i] + lambda2[j,j])/2
        param beta[i,j] = beta[i,i]
        param n[i,j] = n[i,i]
        param gamma[i,j,k] = gamma[i,i,i]
        param c[i,j,k] = c[i,i,i]
        param d[i,j,k] = d[i,i,i]
        param h[i,j,k] = h[i,i,i]
        param lambda3[i,j,k] = lambda3[i,i,i]
        param m[i,j,k] = m[i,i,i]
        param R[i,j,j] = (sqrt((R[i,i,i] + D[i,i,i])*(R[j,j,j] + D[j,j,j])) + sqrt((R[i,i,i] - D[i,i,i])*(R[j,j,j] - D[j,j,j])))/2
        param D[i,j,j] = (sqrt((R[i,i,i] + D[i,i,i])*(R[j,j,j] + D[j,j,j])) - sqrt((R[i,i,i] - D[i,i,i])*(R[j,j,j] - D[j,j,j])))/2
        param R[i,j,k] = R[i,k,k]
        param D[i,j,k] = D[i,k,k]
        cutoff[i,j] max(R[i,j,j] + D[i,j,j], R[j,i,i] + D[j,i,i], R[i,i,j] + D[i,i,j], R[j,j,i] + D[j,j,i])
        """);

    private final String keyword;
    private final List<String> names;
    private final String lines;

    MixRule(String keyword, List<String> names, String lines) {
        this.keyword = keyword;
        this.names = names;
        this.lines = lines;
    }

    static Optional<MixRule> named(String keyword) {
        return Arrays.stream(values()).filter(r -> r.keyword.equals(keyword)).findFirst();
    }

    static List<String> keywords() {
        return Arrays.stream(values()).map(r -> r.keyword).toList();
    }

    String keyword() {
        return keyword;
    }

    /** How it is called, for messages. */
    String usage() {
        return switch (this) {
            case GEOMETRIC, ARITHMETIC -> "mix " + keyword + "(A, B, …)";
            case JOHNSON -> "mix johnson(phi), or with the density by its name: mix johnson(phi, f)";
            default -> "mix " + keyword + (names.isEmpty() ? "" : "(" + String.join(", ", names) + ")");
        };
    }

    /** What its arguments must be where it says so: the dimension of each, by position. */
    List<Dimension> dimensions() {
        return names.contains("epsilon") ? List.of(Dimension.ENERGY, Dimension.LENGTH) : List.of();
    }

    /**
     * The argument lists for which its lines are to be written: one for each parameter of a mean, else the one that was given.
     *
     * @return empty where the number of names does not fit
     */
    List<List<String>> calls(List<String> given) {
        if (this == GEOMETRIC || this == ARITHMETIC) {
            return given.stream().map(List::of).toList();
        }
        if (this == JOHNSON && given.size() == 1) {
            return List.of(List.of(given.getFirst(), "f"));
        }
        return given.size() == names.size() ? List.of(given) : List.of();
    }

    /** Its lines with these names in place of its own. */
    List<Item> lines(List<String> given) {
        Map<String, String> replaced = new HashMap<>();
        for (int k = 0; k < names.size(); k++) {
            replaced.put(names.get(k), given.get(k));
        }
        String text = names.isEmpty() ? lines : Pattern.compile("\\b(" + String.join("|", names) + ")\\b").matcher(lines).replaceAll(m -> replaced.get(m.group()));
        Diagnostics none = new Diagnostics();
        List<Item> items = new ArrayList<>(Parser.parse(new SourceFile("mix " + keyword, "potential X {\n" + text + "\n}"), none).declarations().getFirst().items());
        none.throwIfErrors();
        return items;
    }
}
