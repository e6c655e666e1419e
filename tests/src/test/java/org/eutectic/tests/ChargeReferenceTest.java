package org.eutectic.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.check.Units;
import org.eutectic.physics.charges.ChargeEquilibration;
import org.eutectic.physics.coulomb.TaperedSum;
import org.junit.jupiter.api.Test;

/** Equilibrated charges against LAMMPS's {@code fix qeq/shielded}, which {@code shared/data/qeq} holds. */
class ChargeReferenceTest {
    /** LAMMPS's figure, eV Å/e²: minima are the same if electronegativities and hardnesses are scaled instead. */
    private static final double LAMMPS_COULOMB = 14.4;

    @Test
    void shieldedCharges() throws IOException {
        Path file = Places.shared().map(s -> s.resolve("data/qeq/lammps-qeq-reference.json")).orElse(null);
        assumeTrue(file != null && Files.exists(file), "skipped: there is no ../shared/data/qeq here, whose charges this test compares with");
        JsonNode all = new ObjectMapper().readTree(file.toFile()), s = all.get("systems").get("shielded");
        double[] chi = new double[2], hardness = new double[2], gamma = new double[2];
        all.get("params").asText().lines().filter(l -> !l.isBlank() && !l.startsWith("#")).map(l -> l.strip().split("\\s+")).forEach(w -> {
            int type = Integer.parseInt(w[0]) - 1;
            double scale = Units.COULOMB / LAMMPS_COULOMB;
            chi[type] = scale * Double.parseDouble(w[1]);
            hardness[type] = scale * Double.parseDouble(w[2]);
            gamma[type] = Double.parseDouble(w[3]);
        });
        int n = s.get("type").size();
        int[] types = new int[n];
        double[] x = new double[3 * n];
        for (int i = 0; i < n; i++) {
            types[i] = s.get("type").get(i).asInt() - 1;
            for (int k = 0; k < 3; k++) {
                x[3 * i + k] = s.get("pos").get(i).get(k).asDouble();
            }
        }
        double[] edge = new double[3];
        for (int k = 0; k < 3; k++) {
            String[] w = s.get("box").get(k).asText().strip().split("\\s+");
            edge[k] = Double.parseDouble(w[1]) - Double.parseDouble(w[0]);
        }
        Configuration c = new Configuration(List.of("A", "B"), types, x, Cell.orthorhombic(edge[0], edge[1], edge[2]));
        TaperedSum interaction = new TaperedSum(gamma, 6, 1);
        NeighborList list = new NeighborListBuilder(c.symbols(), interaction.neighborhoods(), 0, 1).build(c);
        double[] byPlace = new double[n], charges = new double[n];
        for (int i = 0; i < n; i++) {
            byPlace[i] = chi[list.types()[i]];
        }
        new ChargeEquilibration(interaction, hardness, 0).solve(list, byPlace, false, false, charges);
        double worst = 0;
        for (int i = 0; i < n; i++) {
            worst = Math.max(worst, Math.abs(charges[i] - s.get("charge").get(list.atoms()[i]).asDouble()));
        }
        System.out.printf("qeq/shielded: %d charges, off by at most %.1e e%n", n, worst);
        assertEquals(0, worst, 1e-6);
    }
}
