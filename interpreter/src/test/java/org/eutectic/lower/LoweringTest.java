package org.eutectic.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The text of a potential against the same energy as a plain loop. */
class LoweringTest {
    private static final double CUT = 4.0;
    private final Atoms two = Atoms.random(7, 12, 6, "Cu", "Ni");
    private final Atoms one = Atoms.random(8, 11, 6, "Cu");

    private static void same(double expected, double actual) {
        assertEquals(expected, actual, 1e-12 * Math.max(1, Math.abs(expected)));
    }

    @Test
    void pairPotentialShiftedAtTheCutoff() {
        double e = one.energy("""
            potential Argon {
              species Cu
              cutoff 4.0 Å
              param epsilon = 10.4 meV
              param sigma   = 0.34 nm
              function lj(r: Å) = 4*epsilon*((sigma/r)^12 - (sigma/r)^6)
              energy[i] = 1/2 * sum(j) (lj(r[i,j]) - lj(cutoff))
            }""");
        same(one.total(i -> 0.5 * one.sum(i, CUT, j -> lj(one.r(i, j)) - lj(CUT))), e);
    }

    private static double lj(double r) {
        double s6 = Math.pow(3.4 / r, 6);
        return 4 * 0.0104 * (s6 * s6 - s6);
    }

    @Test
    void parametersAndFunctionsOfSpecies() {
        double e = two.energy("""
            potential P {
              species Cu, Ni
              cutoff 4.0 Å; cutoff[Cu,Ni] 3.5 Å
              param A[i,j] : eV
              param A[Cu,Cu] = 1 eV, A[Cu,Ni] = 2 eV, A[Ni,Ni] = 3 eV
              param k[i] : 1/Å
              param k[Cu] = 1.1 Å^-1
              param k[Ni] = 1.3 nm^-1
              param K[i,j] = sqrt(k[i]*k[j])
              function F[i](x) : eV
              function F[Cu](x) = 1 eV * sqrt(x)
              function F[Ni](y) = 2 eV * log(1 + y)
              rho[i] = sum(j) exp(-K[i,j]*r[i,j])
              energy[i] = F[i](rho[i]) + 1/2 * sum(j) A[i,j]*(cutoff[i,j] - r[i,j])^2/1 Å^2
            }""");
        double[] k = {1.1, 0.13};
        double[][] a = {{1, 2}, {2, 3}};
        double[][] cut = {{4, 3.5}, {3.5, 4}};
        double expected = two.total(i -> {
            double rho = two.sum(i, 9, j -> two.r(i, j) < cut[two.type(i)][two.type(j)] ? Math.exp(-Math.sqrt(k[two.type(i)] * k[two.type(j)]) * two.r(i, j)) : 0);
            double pair = two.sum(i, 9, j -> {
                double c = cut[two.type(i)][two.type(j)];
                return two.r(i, j) < c ? a[two.type(i)][two.type(j)] * Math.pow(c - two.r(i, j), 2) : 0;
            });
            return (two.type(i) == 0 ? Math.sqrt(rho) : 2 * Math.log(1 + rho)) + pair / 2;
        });
        same(expected, e);
    }

    @Test
    void bondOrder() {
        double e = one.energy("""
            form Bond {
              param A[i,j], B[i,j] : eV; param m = 2
              param n[i], h[i]
              function g[i](x) = 1 + (h[i] - x)^2
              function fc(r: Å) = piecewise { r < 3 Å : 1; r < 4 Å : 1/2 + 1/2*cos(pi*(r - 3 Å)/1 Å); otherwise : 0 }
              zeta[i,j] = sum(k != j) fc(r[i,k]) * g[i](cos[j,i,k]) * exp(((r[i,j] - r[i,k])/1 Å)^m)
              b[i,j]    = (1 + zeta[i,j]^n[i])^(-1/(2*n[i]))
              energy[i] = 1/2 * sum(j) fc(r[i,j]) * (A[i,j]*exp(-2 Å^-1 * r[i,j]) - b[i,j]*B[i,j]*exp(-1 Å^-1 * r[i,j]))
            }
            potential X is Bond {
              species Cu; cutoff 4 Å
              param A = 100 eV, B = 10 eV, n = 0.8, h = -0.3
            }""");
        double expected = one.total(i -> 0.5 * one.sum(i, CUT, j -> {
            double zeta = one.sum(i, CUT, k -> k == j ? 0 : fc(one.r(i, k)) * (1 + Math.pow(-0.3 - one.cos(j, i, k), 2)) * Math.exp(Math.pow(one.r(i, j) - one.r(i, k), 2)));
            double b = Math.pow(1 + Math.pow(zeta, 0.8), -1 / 1.6);
            return fc(one.r(i, j)) * (100 * Math.exp(-2 * one.r(i, j)) - b * 10 * Math.exp(-one.r(i, j)));
        }));
        same(expected, e);
    }

    private static double fc(double r) {
        return r < 3 ? 1 : r < 4 ? 0.5 + 0.5 * Math.cos(Math.PI * (r - 3)) : 0;
    }

    @Test
    void dipolesAndQuadrupoles() {
        double e = one.energy("""
            potential ADP {
              species Cu; cutoff 4 Å
              function u(r: Å) = exp(-r/1 Å)
              mu[i; a in {x,y,z}] = sum(j) u(r[i,j]) * d[i,j;a]
              lambda[i; a in {x,y,z}, b in {x,y,z}] = sum(j) u(r[i,j]) * d[i,j;a] * d[i,j;b]
              nu[i] = sum(a in {x,y,z}) lambda[i;a,a]
              energy[i] = 0.5 eV/Å^2 * sum(a in {x,y,z}) mu[i;a]^2 + 0.5 eV/Å^4 * sum(a in {x,y,z}, b in {x,y,z}) lambda[i;a,b]^2
                - 1 eV/Å^4 * nu[i]^2/6 + 1 eV/Å^2 * mu[i;x]*mu[i].y
            }""");
        double expected = one.total(i -> {
            double[] mu = new double[3];
            double[][] q = new double[3][3];
            for (int a = 0; a < 3; a++) {
                int p = a;
                mu[a] = one.sum(i, CUT, j -> Math.exp(-one.r(i, j)) * one.d(i, j, p));
                for (int b = 0; b < 3; b++) {
                    int s = b;
                    q[a][b] = one.sum(i, CUT, j -> Math.exp(-one.r(i, j)) * one.d(i, j, p) * one.d(i, j, s));
                }
            }
            double dipole = 0, quadrupole = 0;
            for (int a = 0; a < 3; a++) {
                dipole += mu[a] * mu[a];
                for (int b = 0; b < 3; b++) {
                    quadrupole += q[a][b] * q[a][b];
                }
            }
            double trace = q[0][0] + q[1][1] + q[2][2];
            return dipole / 2 + quadrupole / 2 - trace * trace / 6 + mu[0] * mu[1];
        });
        same(expected, e);
    }

    @Test
    void fieldsOfNeighbors() {
        double e = two.energy("""
            potential Stages {
              species Cu, Ni; cutoff 4 Å
              param w[Cu] = 1, w[Ni] = 2
              rho[i] = sum(j) w[j]*(4 Å - r[i,j])^2/1 Å^2
              s[i] = sum(j) rho[j]*w[i]*exp(-r[i,j]/1 Å)
              energy[i] = 1 eV * sqrt(1 + s[i]) + 1 eV * sum(j in Ni) s[j]/Z[j]*mass[i]/1 u
            }""");
        double[] w = {1, 2};
        java.util.function.IntToDoubleFunction rho = i -> two.sum(i, CUT, j -> w[two.type(j)] * Math.pow(4 - two.r(i, j), 2));
        java.util.function.IntToDoubleFunction s = i -> two.sum(i, CUT, j -> rho.applyAsDouble(j) * w[two.type(i)] * Math.exp(-two.r(i, j)));
        double[] mass = {org.eutectic.atoms.Elements.mass("Cu"), org.eutectic.atoms.Elements.mass("Ni")};
        double expected = two.total(i -> Math.sqrt(1 + s.applyAsDouble(i))
            + two.sum(i, CUT, j -> two.type(j) == 1 ? s.applyAsDouble(j) / 28 * mass[two.type(i)] : 0));
        same(expected, e);
    }

    @Test
    void screeningByProducts() {
        double e = one.energy("""
            potential Screened {
              species Cu; cutoff 4 Å
              S[i,j] = prod(k != j) (1 - exp(-((r[i,k] + r[j,k] - r[i,j])/1 Å)^2))
              energy[i] = 0.5 eV * sum(j) S[i,j]*exp(-r[i,j]/1 Å)
            }""");
        double expected = one.total(i -> 0.5 * one.sum(i, CUT, j -> Math.exp(-one.r(i, j))
            * one.prod(i, CUT, k -> k == j ? 1 : 1 - Math.exp(-Math.pow(one.r(i, k) + one.r(j, k) - one.r(i, j), 2)))));
        same(expected, e);
    }

    @Test
    void fourBodies() {
        double e = one.energy("""
            potential Four {
              species Cu; cutoff 4 Å
              energy[i] = 1 meV * sum(j) sum(k != j) sum(l != j != k within 3.5 Å) cos[i,j,k]*cos[k,i,l]*cos[k,j,l]*d[j,k].x*d[l,i].y/r[k,l]/1 Å
            }""");
        double expected = one.total(i -> 1e-3 * one.sum(i, CUT, j -> one.sum(i, CUT, k -> k == j ? 0 : one.sum(i, 3.5, l -> l == j || l == k ? 0
            : one.cos(i, j, k) * one.cos(k, i, l) * one.cos(k, j, l) * one.d(j, k, 0) * one.d(l, i, 1) / one.r(k, l)))));
        same(expected, e);
    }

    @Test
    void eachTripleOnce() {
        double e = one.energy("""
            potential Each {
              species Cu; cutoff 4 Å
              energy[i] = 1 meV * sum(j < k < l) cos[j,i,k]*cos[k,i,l]*cos[l,i,j]*(r[j,k] + r[k,l] + r[j,l])/1 Å
            }""");
        // Which of the three comes first is not said: only a body that does not mind makes sense.
        double expected = one.total(i -> 1e-3 * one.sum(i, CUT, j -> one.sum(i, CUT, k -> k <= j ? 0 : one.sum(i, CUT, l -> l <= k ? 0 : one.cos(j, i, k) * one.cos(k, i, l) * one.cos(l, i, j) * (one.r(j, k) + one.r(k, l) + one.r(j, l))))));
        same(expected, e);
    }

    @Test
    void bothIndicesMayBeOneAtom() {
        double e = one.energy("""
            potential Both {
              species Cu; cutoff 4 Å
              energy[i] = 1 meV * sum(j, k) cos[j,i,k]
            }""");
        same(one.total(i -> 1e-3 * one.sum(i, CUT, j -> one.sum(i, CUT, k -> j == k ? 1 : one.cos(j, i, k)))), e);
    }

    @Test
    void fourBodiesTogether() {
        double e = one.energy("""
            potential Four {
              species Cu; cutoff 4 Å
              energy[i] = 1 meV * sum(j) sum(k != j) sum(l != j != k within 3.5 Å) cos[i,j,k]*cos[k,i,l]*cos[k,j,l]*d[j,k].x*d[l,i].y/r[k,l]/1 Å
                + 1 meV * sum(j < k < l) cos[j,i,k]*cos[k,i,l]*cos[l,i,j]*(r[j,k] + r[k,l] + r[j,l])/1 Å + 1 meV * sum(j, k) cos[j,i,k]
            }""");
        double expected = one.total(i -> 1e-3 * one.sum(i, CUT, j -> one.sum(i, CUT, k -> k == j ? 0 : one.sum(i, 3.5, l -> l == j || l == k ? 0
            : one.cos(i, j, k) * one.cos(k, i, l) * one.cos(k, j, l) * one.d(j, k, 0) * one.d(l, i, 1) / one.r(k, l))))
            + 1e-3 * one.sum(i, CUT, j -> one.sum(i, CUT, k -> k <= j ? 0 : one.sum(i, CUT, l -> l <= k ? 0 : one.cos(j, i, k) * one.cos(k, i, l) * one.cos(l, i, j) * (one.r(j, k) + one.r(k, l) + one.r(j, l)))))
            + 1e-3 * one.sum(i, CUT, j -> one.sum(i, CUT, k -> one.cos(j, i, k))));
        same(expected, e);
    }

    @Test
    void polynomialsOfAngles() {
        // The addition theorem ties the harmonics to the Legendre polynomials.
        double e = one.energy("""
            potential Angles {
              species Cu; cutoff 4 Å
              G[i; l in {0,1,2,4,6}, s in 1..2] = sum(j, k) legendre(l, cos[j,i,k])*exp(-s*(r[i,j] + r[i,k])/1 Å)
              q[i; m in -3..3] = sum(j) ylm(3, m, d[i,j])*exp(-r[i,j]/1 Å)
              p[i] = sum(j, k) legendre(3, cos[j,i,k])*exp(-(r[i,j] + r[i,k])/1 Å)
              energy[i] = 1 eV * sum(l in {0,1,2,4,6}, s in 1..2) G[i;l,s]/(1 + l) + 1 eV * (4*pi/7 * sum(m in -3..3) q[i;m]^2 - p[i])
            }""");
        double expected = one.total(i -> {
            double sum = 0;
            for (int l : new int[] {0, 1, 2, 4, 6}) {
                for (int s = 1; s <= 2; s++) {
                    int order = l, width = s;
                    sum += one.sum(i, CUT, j -> one.sum(i, CUT, k -> legendre(order, j == k ? 1 : one.cos(j, i, k)) * Math.exp(-width * (one.r(i, j) + one.r(i, k))))) / (1 + l);
                }
            }
            return sum;
        });
        same(expected, e);
    }

    private static double legendre(int l, double x) {
        return l == 0 ? 1 : l == 1 ? x : ((2 * l - 1) * x * legendre(l - 1, x) - (l - 1) * legendre(l - 2, x)) / l;
    }

    @Test
    void sumsOfPotentialsOverFewerSpecies() {
        double e = two.energy("""
            potential Pair {
              species Ni; cutoff 4 Å
              energy[i] = 1/2 * sum(j) 1 eV * exp(-r[i,j]/1 Å) + 0.25 eV
            }
            potential Ring {
              species Ni, Cu; cutoff 3 Å
              param A[Cu,Cu] = 1, A[Ni,Cu] = 3, A[Ni,Ni] = 5
              energy[i] = 1 eV * sum(j) A[i,j]/(r[i,j]/1 Å)
            }
            potential Sum {
              species Cu, Ni
              term pair = Pair
              term ring = Ring
            }""");
        double[][] a = {{1, 3}, {3, 5}};
        double expected = two.total(i -> (two.type(i) == 1 ? 0.25 + 0.5 * two.sum(i, CUT, j -> two.type(j) == 1 ? Math.exp(-two.r(i, j)) : 0) : 0)
            + two.sum(i, 3, j -> a[two.type(i)][two.type(j)] / two.r(i, j)));
        same(expected, e);
    }

    @Test
    void localNamesAndConditions() {
        double e = one.energy("""
            potential Local {
              species Cu; cutoff 4 Å
              function f(r: Å) {
                let x = r/1 Å
                let y = x*x
                y + (let z = 2 in z*x)
              }
              n[i] = sum(j) piecewise { r[i,j] < 2.5 Å and not (d[i,j].x > 0 Å) : 1; d[i,j].y < 0 Å or d[i,j].z < 0 Å : 2; otherwise : max(1, 2, r[i,j]/1 Å) }
              energy[i] = 1 eV * (let a = n[i] in sum(j) (let b = a*f(r[i,j]) in sum(k != j) b*r[i,k]/1 Å)) + min(1 eV, 2 eV)*atan2(n[i], 2)
            }""");
        double expected = one.total(i -> {
            double n = one.sum(i, CUT, j -> one.r(i, j) < 2.5 && !(one.d(i, j, 0) > 0) ? 1 : one.d(i, j, 1) < 0 || one.d(i, j, 2) < 0 ? 2 : Math.max(2, one.r(i, j)));
            return one.sum(i, CUT, j -> one.sum(i, CUT, k -> k == j ? 0 : n * (one.r(i, j) * one.r(i, j) + 2 * one.r(i, j)) * one.r(i, k))) + Math.atan2(n, 2);
        });
        same(expected, e);
    }
}
