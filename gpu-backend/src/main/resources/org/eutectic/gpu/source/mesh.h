// Smooth particle-mesh Ewald: U. Essmann, L. Perera, M. L. Berkowitz, T. Darden, H. Lee and L. G. Pedersen, J. Chem. Phys. 103, 8577 (1995). A point of the mesh looks for the atoms whose splines reach
// it: these stand in the order of the mesh's cells, those of a cell in the order of the list, so that no two threads write to one place and sums have one order. basis: b1, b2, b3 in rows, times 1/2π.
#define WIDEST 12

// The cell of the mesh in which each atom lies, and how far.
KERNEL void find_cells(const int step, GLOBAL const int *stopped, const int centers, const int n1, const int n2, const int n3, GLOBAL const real *RESTRICT x, GLOBAL const real *RESTRICT basis,
    GLOBAL int *RESTRICT cells, GLOBAL int *counts, GLOBAL real *RESTRICT places) {
  STOP
  const int n[3] = {n1, n2, n3};
  for (int i = THREAD; i < centers; i += THREADS) {
    int cell = 0;
    for (int d = 0; d < 3; d++) {
      const real s = (x[4 * (place_t) i] * basis[3 * d] + x[4 * (place_t) i + 1] * basis[3 * d + 1] + x[4 * (place_t) i + 2] * basis[3 * d + 2]) / 6.283185307179586, u = (s - floor(s)) * n[d];
      // An atom that is lost stands somewhere.
      const real at = u >= 0.0 && u < n[d] ? u : 0.0;
      places[3 * (place_t) i + d] = at;
      cell = cell * n[d] + (int) at;
    }
    cells[i] = cell;
    INCREMENT(counts + cell);
  }
}

// From M_{k−1} to M_k by (k−1) M_k(u) = u M_{k−1}(u) + (k−u) M_{k−1}(u−1).
FUNCTION void raise(real t, int k, real *v) {
  const real f = 1.0 / (k - 1);
  v[k - 1] = f * t * v[k - 2];
  for (int j = 1; j < k - 1; j++) {
    v[k - 1 - j] = f * ((t + j) * v[k - 2 - j] + (k - j - t) * v[k - 1 - j]);
  }
  v[0] *= f * (1.0 - t);
}

// Values of the splines of each atom along each direction, and their slopes; for atoms in the order of cells.
KERNEL void make_splines(const int step, GLOBAL const int *stopped, const int centers, const int order, GLOBAL const int *RESTRICT sorted, GLOBAL const real *RESTRICT places, GLOBAL real *RESTRICT splines) {
  STOP
  for (int k = THREAD; k < centers; k += THREADS) {
    for (int d = 0; d < 3; d++) {
      const real u = places[3 * (place_t) sorted[k] + d], t = u - (int) u;
      GLOBAL real *out = splines + 6 * (place_t) order * k + d * order;
      real v[WIDEST];
      v[0] = 1.0 - t;
      v[1] = t;
      for (int p = 3; p < order; p++) {
        raise(t, p, v);
      }
      // dM_p(u)/du = M_{p−1}(u) − M_{p−1}(u − 1)
      out[3 * order] = -v[0];
      for (int j = 1; j < order - 1; j++) {
        out[3 * order + j] = v[j - 1] - v[j];
      }
      out[3 * order + order - 1] = v[order - 2];
      raise(t, order, v);
      for (int j = 0; j < order; j++) {
        out[j] = v[j];
      }
    }
  }
}

// Adds what atoms of some cells of a row bring to a piece of a line of the mesh. around: how far beyond the row's border those cells are.
FUNCTION void add_row(int begin, int end, int around, int row, int order, int from, int to, GLOBAL const int *sorted, GLOBAL const int *cells, GLOBAL const real *splines, int first, int second,
    GLOBAL const real *q, GLOBAL real *line) {
  for (int k = begin; k < end; k++) {
    const int i = sorted[k], start = cells[i] - row + around - order + 1;
    GLOBAL const real *w = splines + 6 * (place_t) order * k, *third = w + 2 * order - start;
    const real share = q[i] * w[first] * w[order + second];
    for (int m = max(from, start); m < min(to, start + order); m++) {
      line[m] += share * third[m];
    }
  }
}

// The charge at each point of the mesh. A thread has a piece of a line, and looks through the rows of cells from which splines reach it.
#define PIECE 16

KERNEL void spread_charges(const int step, GLOBAL const int *stopped, const int order, const int n1, const int n2, const int n3, GLOBAL const int *RESTRICT cell_first, GLOBAL const int *RESTRICT sorted,
    GLOBAL const int *RESTRICT cells, GLOBAL const real *RESTRICT splines, GLOBAL const real *RESTRICT q, GLOBAL real *RESTRICT mesh) {
  STOP
  const int pieces = (n3 + PIECE - 1) / PIECE;
  const place_t work = (place_t) n1 * n2 * pieces;
  for (place_t t = THREAD; t < work; t += THREADS) {
    const int from = (int) (t % pieces) * PIECE, to = min(n3, from + PIECE), end = to + order - 1, m2 = (int) (t / pieces % n2), m1 = (int) (t / pieces / n2);
    GLOBAL real *line = mesh + ((place_t) m1 * n2 + m2) * n3;
    for (int m = from; m < to; m++) {
      line[m] = 0.0;
    }
    for (int a = 0; a < order; a++) {
      const int c1 = m1 + order - 1 - a, plane = (c1 < n1 ? c1 : c1 - n1) * n2;
      for (int b = 0; b < order; b++) {
        const int c2 = m2 + order - 1 - b, row = (plane + (c2 < n2 ? c2 : c2 - n2)) * n3;
        add_row(cell_first[row + from], cell_first[row + min(end, n3)], 0, row, order, from, to, sorted, cells, splines, a, b, q, line);
        if (end > n3) {
          add_row(cell_first[row], cell_first[row + end - n3], n3, row, order, from, to, sorted, cells, splines, a, b, q, line);
        }
      }
    }
  }
}

FUNCTION int signed_wave(int m, int n) { return 2 * m > n ? m - n : m; }

// (4π/V k²) exp(−k²/4α²) |b1 b2 b3|²: Essmann's eqs. 3.9 and 4.8. moduli: of the waves along each direction, one after the other.
KERNEL void make_influence(const int n1, const int n2, const int n3, const real factor, const real quarter, GLOBAL const real *RESTRICT basis, GLOBAL const real *RESTRICT moduli, GLOBAL real *RESTRICT weights) {
  const int halved = n3 / 2 + 1;
  const place_t points = (place_t) n1 * n2 * halved;
  for (place_t m = THREAD; m < points; m += THREADS) {
    const int m3 = (int) (m % halved), m2 = (int) (m / halved % n2), m1 = (int) (m / halved / n2), w1 = signed_wave(m1, n1), w2 = signed_wave(m2, n2), w3 = signed_wave(m3, n3);
    const real x = w1 * basis[0] + w2 * basis[3] + w3 * basis[6], y = w1 * basis[1] + w2 * basis[4] + w3 * basis[7], z = w1 * basis[2] + w2 * basis[5] + w3 * basis[8];
    const real square = x * x + y * y + z * z;
    weights[m] = m == 0 ? 0.0 : factor / square * exp(-quarter * square) * moduli[m1] * moduli[n1 + m2] * moduli[n1 + n2 + m3];
  }
}

// Multiplies the waves of the mesh by the influence function; what each thread has of the virial.
KERNEL void weigh_mesh(const int step, GLOBAL const int *stopped, const int n1, const int n2, const int n3, const int want_virial, const real quarter, GLOBAL const real *RESTRICT basis,
    GLOBAL const real *RESTRICT weights, GLOBAL real *RESTRICT mesh, GLOBAL real *RESTRICT sums) {
  STOP
  const int halved = n3 / 2 + 1;
  const place_t points = (place_t) n1 * n2 * halved;
  real own[6] = {0.0, 0.0, 0.0, 0.0, 0.0, 0.0};
  for (place_t m = THREAD; m < points; m += THREADS) {
    const real weight = weights[m], re = mesh[2 * m], im = mesh[2 * m + 1];
    if (want_virial && weight != 0.0) {
      const int m3 = (int) (m % halved), m2 = (int) (m / halved % n2), m1 = (int) (m / halved / n2), w1 = signed_wave(m1, n1), w2 = signed_wave(m2, n2), w3 = signed_wave(m3, n3);
      // Of k and −k both count, but where they are one.
      add_wave(w1 * basis[0] + w2 * basis[3] + w3 * basis[6], w1 * basis[1] + w2 * basis[4] + w3 * basis[7], w1 * basis[2] + w2 * basis[5] + w3 * basis[8], quarter,
        (m3 == 0 || 2 * m3 == n3 ? 0.5 : 1.0) * weight * (re * re + im * im), own);
    }
    mesh[2 * m] = weight * re;
    mesh[2 * m + 1] = weight * im;
  }
  for (int c = 0; c < 6 && want_virial; c++) {
    sums[6 * THREAD + c] = own[c];
  }
}

// Potentials of atoms from that on the mesh; where they are wanted, forces, which are kept apart until their sum is known.
KERNEL void read_mesh(const int step, GLOBAL const int *stopped, const int centers, const int order, const int n1, const int n2, const int n3, const int want, GLOBAL const int *RESTRICT sorted,
    GLOBAL const int *RESTRICT cells, GLOBAL const real *RESTRICT splines, GLOBAL const real *RESTRICT basis, GLOBAL const real *RESTRICT mesh, GLOBAL const real *RESTRICT q, GLOBAL real *RESTRICT potential,
    GLOBAL real *RESTRICT forces) {
  STOP
  for (int k = THREAD; k < centers; k += THREADS) {
    const int i = sorted[k], cell = cells[i], c3 = cell % n3 - order + 1, c2 = cell / n3 % n2 - order + 1, c1 = cell / n3 / n2 - order + 1;
    GLOBAL const real *w = splines + 6 * (place_t) order * k, *s = w + 3 * order;
    real value = 0.0, g1 = 0.0, g2 = 0.0, g3 = 0.0;
    for (int a = 0; a < order; a++) {
      const int m1 = c1 + a < 0 ? c1 + a + n1 : c1 + a;
      real plane = 0.0, slope2 = 0.0, slope3 = 0.0;
      for (int b = 0; b < order; b++) {
        const int m2 = c2 + b < 0 ? c2 + b + n2 : c2 + b;
        GLOBAL const real *row = mesh + ((place_t) m1 * n2 + m2) * n3;
        real line = 0.0, slope = 0.0;
        for (int c = 0; c < order; c++) {
          const real v = row[c3 + c < 0 ? c3 + c + n3 : c3 + c];
          line += w[2 * order + c] * v;
          slope += want ? s[2 * order + c] * v : 0.0;
        }
        plane += w[order + b] * line;
        slope2 += want ? s[order + b] * line : 0.0;
        slope3 += w[order + b] * slope;
      }
      value += w[a] * plane;
      g1 += want ? s[a] * plane : 0.0;
      g2 += w[a] * slope2;
      g3 += w[a] * slope3;
    }
    potential[i] += value;
    if (want) {
      const real scale = q[i] / 6.283185307179586;
      g1 *= n1;
      g2 *= n2;
      g3 *= n3;
      for (int d = 0; d < 3; d++) {
        forces[3 * (place_t) i + d] = -scale * (g1 * basis[d] + g2 * basis[3 + d] + g3 * basis[6 + d]);
      }
    }
  }
}

// Forces on a mesh do not sum to zero exactly; what is left over is taken from all atoms alike, as Essmann and others advise.
KERNEL void force_shares(const int step, GLOBAL const int *stopped, const int centers, GLOBAL const real *RESTRICT forces, GLOBAL real *RESTRICT sums) {
  STOP
  real own[3] = {0.0, 0.0, 0.0};
  for (int i = THREAD; i < centers; i += THREADS) {
    for (int d = 0; d < 3; d++) {
      own[d] += forces[3 * (place_t) i + d];
    }
  }
  for (int d = 0; d < 3; d++) {
    sums[3 * THREAD + d] = own[d];
  }
}

KERNEL void balance_forces(const int step, GLOBAL const int *stopped, const int centers, const real factor, GLOBAL const real *RESTRICT totals, GLOBAL const real *RESTRICT forces, GLOBAL real *RESTRICT force) {
  STOP
  for (int i = THREAD; i < centers; i += THREADS) {
    for (int d = 0; d < 3; d++) {
      force[3 * (place_t) i + d] += factor * (forces[3 * (place_t) i + d] - totals[d] / centers);
    }
  }
}
