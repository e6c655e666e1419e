package org.eutectic.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Graphs printed as equations. */
class PrinterTest {
    private final Graph g = new Graph(1, false);
    private final Range six = Range.uniform(1, 6);

    private List<String> print(Node root) {
        return Printer.print(List.of("Cu"), Map.of("energy", root));
    }

    @Test
    void operatorsKeepTheirOrder() {
        Node r = g.distance();
        Node x = g.subtract(g.constant(2), g.subtract(r, g.constant(3)));
        Node y = g.divide(x, g.multiply(r, g.apply(Fn.EXP, g.negate(r))));
        Node energy = g.sum(Frame.of(six), 0, g.pow(y, g.constant(1.5)));
        assertEquals(List.of("energy[i] = sum(j within 6 Å) ((2 - (r[i,j] - 3))/(r[i,j]*exp(-r[i,j])))^1.5"), print(energy));
    }

    @Test
    void sharedValuesHaveALineOfTheirOwn() {
        Node rho = g.sum(Frame.of(six), 0, g.apply(Fn.EXP, g.negate(g.distance())));
        Node energy = g.subtract(g.multiply(rho, rho), g.apply(Fn.SQRT, rho));
        assertEquals(List.of("t1[i] = sum(j within 6 Å) exp(-r[i,j])", "energy[i] = t1[i]*t1[i] - sqrt(t1[i])"), print(energy));
    }

    @Test
    void triplesNameTheirNeighbors() {
        Node f = g.apply(Fn.EXP, g.negate(g.distance()));
        Node body = g.multiply(g.at(f, new int[] {1}, 2), g.apply(Fn.SIN, g.cosine()));
        Frame frame = new Frame(java.util.Arrays.asList(null, six), List.of(Relation.DISTINCT));
        Node zeta = g.sum(frame, 1, body);
        Node energy = g.sum(Frame.of(six), 0, g.multiply(f, zeta));
        assertEquals(List.of("t1[i,j] = exp(-r[i,j])",
            "energy[i] = sum(j within 6 Å) t1[i,j]*sum(k != j within 6 Å) t1[i,k]*sin(cos[j,i,k])"), print(energy));
    }

    @Test
    void aSumBeforeAFactorIsHeldTogether() {
        Node rho = g.sum(Frame.of(six), 0, g.apply(Fn.EXP, g.negate(g.distance())));
        Node e = g.property(Node.Property.Kind.CHARGE);
        assertEquals(List.of("energy[i] = (sum(j within 6 Å) exp(-r[i,j]))/charge[i]"), print(g.divide(rho, e)));
    }

    @Test
    void neighborsValuesAreNamed() {
        Node rho = g.sum(Frame.of(six), 0, g.apply(Fn.EXP, g.negate(g.distance())));
        Node energy = g.sum(Frame.of(six), 0, g.neighbor(rho));
        assertEquals(List.of("t1[i] = sum(j within 6 Å) exp(-r[i,j])", "energy[i] = sum(j within 6 Å) t1[j]"), print(energy));
    }
}
