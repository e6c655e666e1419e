package org.eutectic.atoms;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The chemical elements: symbol, atomic number and standard atomic weight.
 *
 * <p>Weights are the abridged standard atomic weights of IUPAC (2021), in u; for the twelve elements whose weight IUPAC gives as an interval
 * the conventional value, and for those without a stable isotope the mass number of the longest-lived one.
 */
public final class Elements {
    /** The largest atomic number known here. */
    public static final int LAST = 118;

    private static final String TABLE = """
            H 1.008 He 4.0026 Li 6.94 Be 9.0122 B 10.81 C 12.011 N 14.007 O 15.999 F 18.998 Ne 20.180
            Na 22.990 Mg 24.305 Al 26.982 Si 28.085 P 30.974 S 32.06 Cl 35.45 Ar 39.95 K 39.098 Ca 40.078
            Sc 44.956 Ti 47.867 V 50.942 Cr 51.996 Mn 54.938 Fe 55.845 Co 58.933 Ni 58.693 Cu 63.546 Zn 65.38
            Ga 69.723 Ge 72.630 As 74.922 Se 78.971 Br 79.904 Kr 83.798 Rb 85.468 Sr 87.62 Y 88.906 Zr 91.224
            Nb 92.906 Mo 95.95 Tc 97 Ru 101.07 Rh 102.91 Pd 106.42 Ag 107.87 Cd 112.41 In 114.82 Sn 118.71
            Sb 121.76 Te 127.60 I 126.90 Xe 131.29 Cs 132.91 Ba 137.33 La 138.91 Ce 140.12 Pr 140.91 Nd 144.24
            Pm 145 Sm 150.36 Eu 151.96 Gd 157.25 Tb 158.93 Dy 162.50 Ho 164.93 Er 167.26 Tm 168.93 Yb 173.05
            Lu 174.97 Hf 178.49 Ta 180.95 W 183.84 Re 186.21 Os 190.23 Ir 192.22 Pt 195.08 Au 196.97 Hg 200.59
            Tl 204.38 Pb 207.2 Bi 208.98 Po 209 At 210 Rn 222 Fr 223 Ra 226 Ac 227 Th 232.04
            Pa 231.04 U 238.03 Np 237 Pu 244 Am 243 Cm 247 Bk 247 Cf 251 Es 252 Fm 257
            Md 258 No 259 Lr 262 Rf 267 Db 268 Sg 269 Bh 270 Hs 269 Mt 277 Ds 281
            Rg 282 Cn 285 Nh 286 Fl 290 Mc 290 Lv 293 Ts 294 Og 294
            """;
    private static final String[] SYMBOLS = new String[LAST + 1];
    private static final double[] MASSES = new double[LAST + 1];
    private static final Map<String, Integer> NUMBERS = new HashMap<>();

    static {
        String[] words = TABLE.strip().split("\\s+");
        for (int z = 1; z <= LAST; z++) {
            SYMBOLS[z] = words[2 * z - 2];
            MASSES[z] = Double.parseDouble(words[2 * z - 1]);
            NUMBERS.put(SYMBOLS[z], z);
        }
    }

    private Elements() {}

    /** Whether this is the symbol of an element, written as usual ({@code Cu}, not {@code CU}). */
    public static boolean known(String symbol) {
        return NUMBERS.containsKey(symbol);
    }

    /** The symbol of an atomic number from 1 to {@link #LAST}. */
    public static String symbol(int number) {
        if (number < 1 || number > LAST) {
            throw StructureException.of(StructureException.Kind.UNKNOWN_ELEMENT, "there is no element with atomic number %d", number);
        }
        return SYMBOLS[number];
    }

    /**
     * The atomic number of a symbol.
     *
     * @throws StructureException where no element is called that
     */
    public static int number(String symbol) {
        return find(symbol).orElseThrow(() -> unknown(symbol));
    }

    /** The atomic number of a symbol, or nothing where no element is called that. */
    public static OptionalInt find(String symbol) {
        Integer z = NUMBERS.get(symbol);
        return z == null ? OptionalInt.empty() : OptionalInt.of(z);
    }

    /**
     * The standard atomic weight, u.
     *
     * @throws StructureException where no element is called that
     */
    public static double mass(String symbol) {
        return MASSES[number(symbol)];
    }

    /** The symbol of the element whose standard weight lies nearest to a mass in u, if it lies within {@code tolerance}. */
    public static String nearestByMass(double mass, double tolerance) {
        String best = null;
        double distance = tolerance;
        for (int z = 1; z <= LAST; z++) {
            double d = Math.abs(MASSES[z] - mass);
            if (d < distance) {
                distance = d;
                best = SYMBOLS[z];
            }
        }
        return best;
    }

    private static StructureException unknown(String symbol) {
        String hint = symbol.isEmpty() ? "" : symbol.substring(0, 1).toUpperCase(Locale.ROOT) + symbol.substring(1).toLowerCase(Locale.ROOT);
        return StructureException.of(StructureException.Kind.UNKNOWN_ELEMENT, "'%s' is not the symbol of an element%s", symbol,
                NUMBERS.containsKey(hint) ? "; did you mean '" + hint + "'?" : "; give its mass with the structure");
    }
}
