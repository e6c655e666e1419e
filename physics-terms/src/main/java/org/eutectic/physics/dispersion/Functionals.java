package org.eutectic.physics.dispersion;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Published damping parameters of density functionals. Names are taken without regard to case, hyphens and the like: {@code PBE0}, {@code B3-LYP}, {@code LC-ωPBE}. */
public final class Functionals {
    private static final Map<String, Map<Damping, DampingParameters>> ALL = read();
    private static final Map<String, String> OTHER_NAMES = Map.of("bp86", "bp");

    private Functionals() {}

    private static Map<String, Map<Damping, DampingParameters>> read() {
        Map<String, Map<Damping, DampingParameters>> all = new TreeMap<>();
        for (String line : ReferenceTable.lines("parameters.txt")) {
            String[] w = line.split(" ");
            Damping damping = Damping.of(w[1]);
            Map<String, Double> numbers = new HashMap<>();
            numbers.put("s6", Double.parseDouble(w[2]));
            List<String> names = damping.parameters();
            for (int k = 0; k < names.size(); k++) {
                numbers.put(names.get(k), Double.parseDouble(w[3 + k]));
            }
            String source = w[3 + names.size()];
            all.computeIfAbsent(w[0], n -> new LinkedHashMap<>()).put(damping, DampingParameters.of(damping, numbers, source.equals("-") ? "" : source));
        }
        return all;
    }

    /** A name as it stands in the list. */
    static String plain(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace("ω", "w").replace("²", "2").replaceAll("[^a-z0-9]", "");
        return OTHER_NAMES.getOrDefault(plain, plain);
    }

    /** The parameters of a functional with a damping; empty where none were published. */
    public static Optional<DampingParameters> find(String functional, Damping damping) {
        return Optional.ofNullable(ALL.getOrDefault(plain(functional), Map.of()).get(damping));
    }

    /** With which dampings there are parameters for a functional. */
    public static Set<Damping> dampings(String functional) {
        return ALL.getOrDefault(plain(functional), Map.of()).keySet();
    }

    /** All functionals, in alphabetical order. */
    public static Set<String> names() {
        return ALL.keySet();
    }
}
