package org.eutectic.md.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.PeriodicFrame;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighborSearchTest {
    /** Each pair and image within reach is found once, whatever the cell and however far the reach, as by going through all images. */
    @ParameterizedTest
    @CsvSource({
        "9 0 0 0 8 0 0 0 10,          TTT, 3.1,  60",
        "9 0 0 0 8 0 0 0 10,          TTT, 11.5, 60",
        "6 0 0 2 7 0 -1 3 5,          TTT, 4,    40",
        "6 0 0 5.9 7 0 -5 6.5 5,      TTT, 7,    15",
        "3 0 0 0 3 0 0 0 40,          TTF, 5,    30",
        "0 0 0 0 0 0 0 0 0,           FFF, 4,    80",
        "0 0 0 0 7 1 0 0 0,           FTF, 6,    50",
        "2 0 0 0 2 0 0 0 2,           TTT, 5,    1",
    })
    void findsWhatGoingThroughAllImagesFinds(String vectors, String periodic, double reach, int atoms) {
        Random random = new Random(atoms);
        double[] x = random.doubles(3 * atoms, -12, 12).toArray();
        boolean[] p = {periodic.charAt(0) == 'T', periodic.charAt(1) == 'T', periodic.charAt(2) == 'T'};
        Cell cell = new Cell(Arrays.stream(vectors.split(" ")).mapToDouble(Double::parseDouble).toArray(), p);
        Configuration c = new Configuration(List.of("Ar"), new int[atoms], x, cell);
        List<Double> wanted = new ArrayList<>();
        PeriodicFrame frame = PeriodicFrame.of(cell);
        double thinnest = 100;
        for (int k = 0; k < 3; k++) {
            thinnest = p[k] ? Math.min(thinnest, frame.height(k)) : thinnest;
        }
        // Places differ by 24 √3 Å at most.
        int far = (int) Math.ceil((42 + reach) / thinnest);
        for (int i = 0; i < atoms; i++) {
            for (int j = 0; j < atoms; j++) {
                for (int a = p[0] ? -far : 0; a <= (p[0] ? far : 0); a++) {
                    for (int b = p[1] ? -far : 0; b <= (p[1] ? far : 0); b++) {
                        for (int d = p[2] ? -far : 0; d <= (p[2] ? far : 0); d++) {
                            double s = 0;
                            for (int k = 0; k < 3; k++) {
                                double u = x[3 * j + k] - x[3 * i + k] + a * cell.get(0, k) + b * cell.get(1, k) + d * cell.get(2, k);
                                s += u * u;
                            }
                            if (s < reach * reach && !(i == j && a == 0 && b == 0 && d == 0)) {
                                wanted.add(Math.sqrt(s));
                            }
                        }
                    }
                }
            }
        }
        NeighborSearch search = new NeighborSearch(reach);
        search.open(c);
        List<Double> all = new ArrayList<>(), half = new ArrayList<>();
        for (int k = 0; k < search.centers(); k++) {
            search.neighbors(k, (i, j, dx, dy, dz, s) -> {
                assertEquals(s, dx * dx + dy * dy + dz * dz, 1e-12);
                all.add(Math.sqrt(s));
            });
        }
        search.pairs(0, atoms, (i, j, dx, dy, dz, s) -> half.add(Math.sqrt(s)));
        assertArrayEquals(sorted(wanted), sorted(all), 1e-9);
        half.addAll(List.copyOf(half));
        assertArrayEquals(sorted(wanted), sorted(half), 1e-9);
    }

    private static double[] sorted(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
}
