// DFT-D3: S. Grimme, J. Antony, S. Ehrlich and H. Krieg, J. Chem. Phys. 132, 154104 (2010). Each atom sees all of its neighbors and adds to nobody else. at, ends: by pairs of species, where a table of a
// function of the squared distance begins and the square at which it ends, for damping, then for counts, then for triangles.
#define MOST 5

FUNCTION void add_product(real *w, real x, real y, real z, real dx, real dy, real dz) {
  w[0] -= 0.5 * x * dx;
  w[1] -= 0.5 * y * dy;
  w[2] -= 0.5 * z * dz;
  w[3] -= 0.5 * x * dy;
  w[4] -= 0.5 * x * dz;
  w[5] -= 0.5 * y * dz;
}

// How many neighbors an atom has: eq. 15.
KERNEL void count_bonds(const int step, GLOBAL const int *stopped, const int centers, const int species, const real least, const int shift, const int begin, GLOBAL const real *RESTRICT x,
    GLOBAL const int *RESTRICT types, GLOBAL const int *RESTRICT first, GLOBAL const int *RESTRICT neighbors, GLOBAL const int *RESTRICT at, GLOBAL const real *RESTRICT ends,
    GLOBAL const real *RESTRICT tables, GLOBAL real *RESTRICT numbers) {
  STOP
  for (int i = THREAD; i < centers; i += THREADS) {
    GLOBAL const real *p = x + 4 * (place_t) i;
    const int row = species * species + types[i] * species;
    real sum = 0.0;
    for (int b = first[i]; b < first[i + 1]; b++) {
      const place_t j = neighbors[b];
      const real dx = x[4 * j] - p[0], dy = x[4 * j + 1] - p[1], dz = x[4 * j + 2] - p[2], square = dx * dx + dy * dy + dz * dz;
      const int pair = row + types[j];
      if (square < ends[pair]) {
        sum += value_at(tables + at[pair] + SEGMENT(square, least, shift, begin), square);
      }
    }
    numbers[i] = sum;
  }
}

// Weights of reference compounds and their derivatives by the number of neighbors, and C6 mixed by them for each reference that a neighbor may be: eq. 16, whose weights are products.
KERNEL void weigh(const int step, GLOBAL const int *stopped, const int centers, const int species, GLOBAL const int *RESTRICT types, GLOBAL const int *RESTRICT sizes, GLOBAL const real *RESTRICT counts,
    GLOBAL const real *RESTRICT c6, GLOBAL const real *RESTRICT numbers, GLOBAL real *RESTRICT weights, GLOBAL real *RESTRICT mixed) {
  STOP
  for (int i = THREAD; i < centers; i += THREADS) {
    const int type = types[i], size = sizes[type];
    GLOBAL const real *known = counts + MOST * type;
    const real count = numbers[i];
    real nearest = INFINITY, sum = 0.0, mean = 0.0, w[MOST], slope[MOST];
    for (int a = 0; a < size; a++) {
      nearest = fmin(nearest, fabs(count - known[a]));
    }
    for (int a = 0; a < size; a++) {
      // Against that of the nearest, which would vanish, too, where an atom has more neighbors than any reference.
      const real d = count - known[a];
      w[a] = exp(-4.0 * (d * d - nearest * nearest));
      sum += w[a];
    }
    for (int a = 0; a < size; a++) {
      w[a] /= sum;
      mean -= 8.0 * (count - known[a]) * w[a];
    }
    for (int a = 0; a < MOST; a++) {
      w[a] = a < size ? w[a] : 0.0;
      slope[a] = a < size ? w[a] * (-8.0 * (count - known[a]) - mean) : 0.0;
      weights[2 * (MOST * (place_t) i + a)] = w[a];
      weights[2 * (MOST * (place_t) i + a) + 1] = slope[a];
    }
    for (int t = 0; t < species; t++) {
      GLOBAL const real *c = c6 + (type * species + t) * MOST * MOST;
      for (int b = 0; b < MOST; b++) {
        real value = 0.0, change = 0.0;
        for (int a = 0; a < size; a++) {
          value += w[a] * c[a * MOST + b];
          change += slope[a] * c[a * MOST + b];
        }
        const place_t to = 2 * (((place_t) i * species + t) * MOST + b);
        mixed[to] = value;
        mixed[to + 1] = change;
      }
    }
  }
}

// C6 of an atom and a neighbor whose owner and species are given, and its derivative by the atom's own number of neighbors. It is 0 where one of them has no references.
FUNCTION real c6_of(place_t i, int type, place_t owner, int species, GLOBAL const real *weights, GLOBAL const real *mixed, real *change) {
  GLOBAL const real *m = mixed + 2 * (i * species + type) * MOST, *w = weights + 2 * MOST * owner;
  real value = 0.0, own = 0.0;
  for (int r = 0; r < MOST; r++) {
    value += m[2 * r] * w[2 * r];
    own += m[2 * r + 1] * w[2 * r];
  }
  *change = own;
  return value;
}

// Pairs. want: 0 energies and dE/dN, 1 forces, too, 2 also the virial.
KERNEL void attract(const int step, GLOBAL const int *stopped, const int centers, const int species, const real least, const int shift, const int begin, const int want, GLOBAL const real *RESTRICT x,
    GLOBAL const int *RESTRICT types, GLOBAL const int *RESTRICT owners, GLOBAL const int *RESTRICT first, GLOBAL const int *RESTRICT neighbors, GLOBAL const int *RESTRICT at,
    GLOBAL const real *RESTRICT ends, GLOBAL const real *RESTRICT tables, GLOBAL const real *RESTRICT weights, GLOBAL const real *RESTRICT mixed, GLOBAL real *RESTRICT energy,
    GLOBAL real *RESTRICT slopes, GLOBAL real *RESTRICT force, GLOBAL real *RESTRICT virial) {
  STOP
  for (int i = THREAD; i < centers; i += THREADS) {
    GLOBAL const real *p = x + 4 * (place_t) i;
    const int row = types[i] * species;
    real sum = 0.0, slope = 0.0, fx = 0.0, fy = 0.0, fz = 0.0, w[6] = {0.0, 0.0, 0.0, 0.0, 0.0, 0.0};
    for (int b = first[i]; b < first[i + 1]; b++) {
      const place_t j = neighbors[b];
      const real dx = x[4 * j] - p[0], dy = x[4 * j + 1] - p[1], dz = x[4 * j + 2] - p[2], square = dx * dx + dy * dy + dz * dz;
      const int type = types[j], pair = row + type;
      if (square < ends[pair]) {
        real change;
        const real c6 = c6_of(i, type, owners[j], species, weights, mixed, &change);
        GLOBAL const real *c = tables + at[pair] + SEGMENT(square, least, shift, begin);
        const real value = value_at(c, square);
        sum -= 0.5 * c6 * value;
        slope -= change * value;
        if (want > 0) {
          const real g = -2.0 * c6 * slope_at(c, square), gx = g * dx, gy = g * dy, gz = g * dz;
          fx += gx;
          fy += gy;
          fz += gz;
          if (want > 1) {
            add_product(w, gx, gy, gz, dx, dy, dz);
          }
        }
      }
    }
    energy[i] += sum;
    slopes[i] = slope;
    if (want > 0) {
      force[3 * (place_t) i] += fx;
      force[3 * (place_t) i + 1] += fy;
      force[3 * (place_t) i + 2] += fz;
    }
    if (want > 1) {
      add_virial(virial + 9 * (place_t) i, 1.0, w);
    }
  }
}

// d/da of (a+b-c)(a-b+c)(-a+b+c).
FUNCTION real slope_of_angles(real a, real b, real c) {
  return 2.0 * a * (b + c) - 3.0 * a * a + (b - c) * (b - c);
}

// Axilrod's, Teller's and Muto's energy of triangles, damped: eqs. 11 to 14, with squared sides a, b, c. Each corner sees a triangle: it takes a third of the energy, and half of the virial of its two sides.
KERNEL void triangles(const int step, GLOBAL const int *stopped, const int centers, const int species, const real least, const int shift, const int begin, const int want, const real weight,
    const real exponent, const real limit, GLOBAL const real *RESTRICT x, GLOBAL const int *RESTRICT types, GLOBAL const int *RESTRICT owners, GLOBAL const int *RESTRICT first,
    GLOBAL const int *RESTRICT neighbors, GLOBAL const int *RESTRICT sizes, GLOBAL const int *RESTRICT at, GLOBAL const real *RESTRICT tables, GLOBAL const real *RESTRICT weights,
    GLOBAL const real *RESTRICT mixed, GLOBAL real *RESTRICT energy, GLOBAL real *RESTRICT slopes, GLOBAL real *RESTRICT force, GLOBAL real *RESTRICT virial) {
  STOP
  for (int i = THREAD; i < centers; i += THREADS) {
    GLOBAL const real *p = x + 4 * (place_t) i;
    const int third = 2 * species * species;
    real sum = 0.0, slope = 0.0, fx = 0.0, fy = 0.0, fz = 0.0, w[6] = {0.0, 0.0, 0.0, 0.0, 0.0, 0.0};
    for (int u = first[i]; u < first[i + 1] && sizes[types[i]] > 0; u++) {
      const place_t j = neighbors[u];
      const real jx = x[4 * j] - p[0], jy = x[4 * j + 1] - p[1], jz = x[4 * j + 2] - p[2], a = jx * jx + jy * jy + jz * jz;
      if (a >= limit || sizes[types[j]] == 0) { continue; }
      real change_j, other;
      const real c6_j = c6_of(i, types[j], owners[j], species, weights, mixed, &change_j);
      const real t_j = value_at(tables + at[third + types[i] * species + types[j]] + SEGMENT(a, least, shift, begin), a), root = weight * sqrt(c6_j);
      for (int v = u + 1; v < first[i + 1]; v++) {
        const place_t k = neighbors[v];
        const real kx = x[4 * k] - p[0], ky = x[4 * k + 1] - p[1], kz = x[4 * k + 2] - p[2], b = kx * kx + ky * ky + kz * kz;
        const real dx = kx - jx, dy = ky - jy, dz = kz - jz, c = dx * dx + dy * dy + dz * dz;
        if (b >= limit || c >= limit || sizes[types[k]] == 0) { continue; }
        real change_k;
        const real c6_k = c6_of(i, types[k], owners[k], species, weights, mixed, &change_k), c6 = c6_of(owners[j], types[k], owners[k], species, weights, mixed, &other);
        const real t = t_j * value_at(tables + at[third + types[i] * species + types[k]] + SEGMENT(b, least, shift, begin), b) * value_at(tables + at[third + types[j] * species + types[k]] + SEGMENT(c, least, shift, begin), c);
        const real damping = 1.0 / (1.0 + 6.0 * t), inverse = 1.0 / (a * b * c), cube = inverse * sqrt(inverse);
        const real angles = (a + b - c) * (a - b + c) * (b + c - a), sides = 0.375 * cube * inverse, angular = sides * angles + cube;
        const real c9 = root * sqrt(c6_k) * sqrt(c6) * damping, e = c9 * angular;
        // d ln/d ln a of the damping and of abc, the same for all sides.
        const real common = angular * exponent * t * damping - 2.5 * sides * angles - 1.5 * cube;
        const real da = 2.0 * c9 * (common / a + sides * slope_of_angles(a, b, c)), db = 2.0 * c9 * (common / b + sides * slope_of_angles(b, a, c));
        sum += e / 3.0;
        slope += 0.5 * e * (change_j / c6_j + change_k / c6_k);
        fx += da * jx + db * kx;
        fy += da * jy + db * ky;
        fz += da * jz + db * kz;
        if (want > 1) {
          add_product(w, da * jx, da * jy, da * jz, jx, jy, jz);
          add_product(w, db * kx, db * ky, db * kz, kx, ky, kz);
        }
      }
    }
    energy[i] += sum;
    slopes[i] += slope;
    if (want > 0) {
      force[3 * (place_t) i] += fx;
      force[3 * (place_t) i + 1] += fy;
      force[3 * (place_t) i + 2] += fz;
    }
    if (want > 1) {
      add_virial(virial + 9 * (place_t) i, 1.0, w);
    }
  }
}

// Forces that follow from dE/dN.
KERNEL void push_bonds(const int step, GLOBAL const int *stopped, const int centers, const int species, const real least, const int shift, const int begin, const int want, GLOBAL const real *RESTRICT x,
    GLOBAL const int *RESTRICT types, GLOBAL const int *RESTRICT owners, GLOBAL const int *RESTRICT first, GLOBAL const int *RESTRICT neighbors, GLOBAL const int *RESTRICT at,
    GLOBAL const real *RESTRICT ends, GLOBAL const real *RESTRICT tables, GLOBAL const real *RESTRICT slopes, GLOBAL real *RESTRICT force, GLOBAL real *RESTRICT virial) {
  STOP
  for (int i = THREAD; i < centers; i += THREADS) {
    GLOBAL const real *p = x + 4 * (place_t) i;
    const int row = species * species + types[i] * species;
    real fx = 0.0, fy = 0.0, fz = 0.0, w[6] = {0.0, 0.0, 0.0, 0.0, 0.0, 0.0};
    for (int b = first[i]; b < first[i + 1]; b++) {
      const place_t j = neighbors[b];
      const real dx = x[4 * j] - p[0], dy = x[4 * j + 1] - p[1], dz = x[4 * j + 2] - p[2], square = dx * dx + dy * dy + dz * dz;
      const int pair = row + types[j];
      if (square < ends[pair]) {
        const real g = 2.0 * (slopes[i] + slopes[owners[j]]) * slope_at(tables + at[pair] + SEGMENT(square, least, shift, begin), square), gx = g * dx, gy = g * dy, gz = g * dz;
        fx += gx;
        fy += gy;
        fz += gz;
        if (want > 1) {
          add_product(w, gx, gy, gz, dx, dy, dz);
        }
      }
    }
    force[3 * (place_t) i] += fx;
    force[3 * (place_t) i + 1] += fy;
    force[3 * (place_t) i + 2] += fz;
    if (want > 1) {
      add_virial(virial + 9 * (place_t) i, 1.0, w);
    }
  }
}
