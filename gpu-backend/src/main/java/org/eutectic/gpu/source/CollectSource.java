package org.eutectic.gpu.source;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the kernel in which each atom adds up what the bonds that lead to it have for it, in the order of bonds.
 *
 * @param number of the stage
 * @param bonds numbers that are left with each bond
 * @param receives the place among them of what each field receives
 * @param forces whether the first three are a force, of which the atom gets the negative
 */
record CollectSource(int number, int bonds, Map<Integer, Integer> receives, boolean forces) {

    void write(Lines out) {
        out.line("");
        out.open("KERNEL void collect_" + number + "(ARGUMENTS)");
        out.line(StageSource.STOP);
        out.open("for (int i = THREAD; i < centers; i += THREADS)");
        out.line("wide " + IntStream.range(0, bonds).mapToObj(c -> "s" + c + " = 0.0").collect(Collectors.joining(", ")) + ";");
        out.open("for (int m = incoming_first[i]; m < incoming_first[i + 1]; m++)");
        out.line("const int b = incoming[m];");
        for (int c = 0; c < bonds; c++) {
            out.line("s" + c + " += TO_NEIGHBOR(b, " + c + ");");
        }
        out.close();
        for (int a = 0; a < 3 && forces; a++) {
            out.line("force[3 * (place_t) i + " + a + "] -= s" + a + ";");
        }
        new TreeMap<>(receives).forEach((field, at) -> out.line("FIELD(" + field + ", i) = (real) s" + at + ";"));
        out.close();
        out.close();
    }
}
