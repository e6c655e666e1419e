package org.eutectic.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eutectic.dsl.ast.Declaration;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.Item;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.dsl.parser.Parser;
import org.eutectic.model.Content;
import org.eutectic.model.Definition;
import org.eutectic.model.Field;
import org.eutectic.model.Function;
import org.eutectic.model.Model;
import org.eutectic.model.Parameter;
import org.junit.jupiter.api.Test;

/** The inference of dimensions on its own: models are put together here from one declaration, as written. */
class DimensionCheckerTest {

    @Test
    void lennardJonesIsAnEnergy() {
        assertEquals("", check("""
            potential Argon {
              species Ar
              cutoff 8.5 Å
              param epsilon = 0.0104 eV
              param sigma   = 3.40 Å
              function lj(r: Å) = 4*epsilon*((sigma/r)^12 - (sigma/r)^6)
              energy[i] = 1/2 * sum(j) (lj(r[i,j]) - lj(cutoff))
            }
            """));
    }

    @Test
    void embeddedAtomFormLeavesTheDensityOpen() {
        assertEquals("", check("""
            form EAM {
              function f[j](r: Å)
              function F[i](rho) : eV
              function phi[i,j](r: Å) : eV symmetric
              rho[i]    = sum(j) f[j](r[i,j])
              energy[i] = F[i](rho[i]) + 1/2 * sum(j) phi[i,j](r[i,j])
            }
            """));
    }

    @Test
    void tersoffInfersItsPlainParameters() {
        assertEquals("", check("""
            form Tersoff {
              param A[i,j], B[i,j] : eV; param lambda1[i,j], lambda2[i,j] : 1/Å; param lambda3[i,j,k] : 1/Å
              param beta[i], n[i], c[i], d[i], h[i]; param R[i,j,k], D[i,j,k] : Å; param m = 3
              function fc(r: Å, R: Å, D: Å) = piecewise { r < R - D : 1; r < R + D : 1/2 - 1/2*sin(pi/2*(r - R)/D); otherwise : 0 }
              function g[i](x) = 1 + c[i]^2/d[i]^2 - c[i]^2/(d[i]^2 + (h[i] - x)^2)
              zeta[i,j] = sum(k != j) fc(r[i,k], R[i,j,k], D[i,j,k]) * g[i](cos[j,i,k]) * exp((lambda3[i,j,k]*(r[i,j] - r[i,k]))^m)
              b[i,j]    = (1 + (beta[i]*zeta[i,j])^n[i])^(-1/(2*n[i]))
              energy[i] = 1/2 * sum(j) fc(r[i,j], R[i,j,j], D[i,j,j]) * (A[i,j]*exp(-lambda1[i,j]*r[i,j]) - b[i,j]*B[i,j]*exp(-lambda2[i,j]*r[i,j]))
            }
            """));
    }

    @Test
    void genericFunctionsServeSeveralDimensionsAndExponents() {
        assertEquals("", check("""
            potential P {
              species Ar
              cutoff 5 Å
              function square(x) = x^2
              function power(x, n) = x^n
              function ratio(a, b) = square(a)/square(b)
              energy[i] = 1 eV * sum(j) (ratio(r[i,j], 2 Å) + power(r[i,j], 3)/8 Å^3 + square(2 eV)/1 eV^2 + power(2, r[i,j]/1 Å))
            }
            """));
    }

    @Test
    void zeroFitsAnyDimension() {
        assertEquals("", check("""
            potential P {
              species Ar
              cutoff 5 Å
              param shift = 0
              energy[i] = 0 + sum(j) piecewise { r[i,j] < 0 : 0; r[i,j] - shift < 3 Å : 2 eV; otherwise : 0 }
            }
            """));
    }

    @Test
    void constantsCarryTheirDimensions() {
        assertEquals("", check("""
            potential P {
              species Na
              cutoff 5 Å
              energy[i] = sum(j) (k_e*charge[i]*charge[j]/r[i,j] + kB*300 K + 2 kJ/mol + 1 u*(2 Å/fs)^2 + 1 GPa*1 Å^3)
            }
            """));
    }

    @Test
    void vectorFieldsAndContractions() {
        assertEquals("", check("""
            potential P {
              species Na
              cutoff 5 Å
              mu[i; a in {x,y,z}] = sum(j) d[i,j;a]*exp(-r[i,j]/1 Å)
              energy[i] = 1 eV/Å^2 * sum(a in {x,y,z}) mu[i;a]^2
            }
            """));
    }

    @Test
    void eachKindOfDisagreementHasItsCode() {
        expect("dimension-sum", "r[i,j]", "energy[i] = sum(j) (1 eV + r[i,j])");
        expect("dimension-sum", "3", "energy[i] = 1 eV * sum(j) exp(-(r[i,j] - 3)/2 Å)");
        expect("dimension-argument", "-r[i,j]", "energy[i] = 1 eV * sum(j) exp(-r[i,j])");
        expect("dimension-comparison", "3", "energy[i] = sum(j) piecewise { r[i,j] < 3 : 1 eV; otherwise : 0 }");
        expect("dimension-branches", "2 Å", "energy[i] = sum(j) piecewise { r[i,j] < 3 Å : 1 eV; otherwise : 2 Å }");
        expect("dimension-energy", "sum(j) r[i,j]", "energy[i] = sum(j) r[i,j]");
        expect("dimension-range", "3 eV", "energy[i] = sum(j within 3 eV) 1 eV");
        expect("dimension-exponent", "r[i,j]", "energy[i] = sum(j) 2 eV^r[i,j]".replace("2 eV^", "2^").replace("sum(j) 2", "1 eV * sum(j) 2"));
        expect("exponent-not-constant", "cos[j,i,k]", "energy[i] = sum(j,k) (1 eV)^cos[j,i,k]");
        expect("dimension-product", "r[i,j]", "energy[i] = 1 eV * prod(j) r[i,j]");
        expect("condition-as-number", "r[i,j] < 2 Å", "energy[i] = sum(j) 1 eV * (r[i,j] < 2 Å)");
        expect("number-as-condition", "r[i,j]", "energy[i] = sum(j) piecewise { r[i,j] : 1 eV; otherwise : 0 }");
        expect("dimension-parameter", "3", "param A : eV = 3\nenergy[i] = A");
        expect("dimension-parameter", "3 eV", "param A : Å = 3 eV\nenergy[i] = 1 eV * A/1 Å");
        expect("dimension-result", "2 Å", "function f(x) : eV = 2 Å\nenergy[i] = f(1)");
        expect("dimension-argument", "2", "function f(x: Å) : eV = x * 1 eV/Å\nenergy[i] = f(2)");
    }

    private static void expect(String code, String at, String line) {
        Diagnostics d = new Diagnostics();
        Model m = model("potential P {\n  species Ar\n  cutoff 5 Å\n  " + line + "\n}\n", d);
        DimensionChecker.check(m, d);
        assertEquals(code + " " + at, d.all().stream().map(x -> x.code() + " " + x.span().text()).collect(Collectors.joining("; ")), line);
    }

    private static String check(String text) {
        Diagnostics d = new Diagnostics();
        DimensionChecker.check(model(text, d), d);
        return d.render();
    }

    private static Model model(String text, Diagnostics d) {
        Declaration decl = Parser.parse(new SourceFile("test.eut", text), d).declarations().get(0);
        assertTrue(d.all().isEmpty(), d.render());
        List<Field> fields = new ArrayList<>();
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        Map<String, Function> functions = new LinkedHashMap<>();
        for (Item item : decl.items()) {
            switch (item) {
                case Item.Field f -> fields.add(new Field(f.span(), f.name().name(), names(f.indices()), f.components(), f.value(), f.monitored()));
                case Item.Param p -> parameters.put(p.name().name(), new Parameter(p.span(), p.name().name(), names(p.indices()), p.dimension(),
                    p.value() == null ? List.of() : List.of(new Definition(p.span(), List.of(), names(p.indices()), List.of(), p.dimension(),
                        new Content.Written(p.value()), null))));
                case Item.Function f -> functions.put(f.name().name(), new Function(f.span(), f.name().name(), names(f.indices()), f.formals(), f.result(),
                    f.symmetric(), f.body() == null ? List.of() : List.of(new Definition(f.span(), List.of(), names(f.indices()), f.formals(), f.result(),
                        new Content.Written(f.body()), null))));
                case Item.Cutoff c -> parameters.put(Model.CUTOFF, new Parameter(c.span(), Model.CUTOFF, List.of("i", "j"), null,
                    List.of(new Definition(c.span(), List.of(), List.of(), List.of(), null, new Content.Written(c.value()), null))));
                default -> { }
            }
        }
        return new Model(decl.name().span(), decl.name().name(), null, List.of("X"), fields, parameters, functions, List.of(), List.of(), List.of());
    }

    private static List<String> names(List<Identifier> all) {
        return all.stream().map(Identifier::name).toList();
    }
}
