// Sums over charges. Charges and potentials stand by place; forces and virials are added with a factor, k_e as a rule, so that all before is in e and Å. Sums run over atoms, neighbors, waves or
// points of a mesh in a fixed order, by whatever thread.
// A wave's −dE/dε: E (1 − 2 (1/k² + 1/4α²) k k), as xx, yy, zz, xy, xz, yz.
FUNCTION void add_wave(real x, real y, real z, real quarter, real energy, real *sum) {
  const real f = 2.0 * (1.0 / (x * x + y * y + z * z) + quarter) * energy;
  sum[0] += energy - f * x * x;
  sum[1] += energy - f * y * y;
  sum[2] += energy - f * z * z;
  sum[3] -= f * x * y;
  sum[4] -= f * x * z;
  sum[5] -= f * y * z;
}

// Charges of all places, and potentials set to zero. by_species: charges, or where source gives them 1 for species that take part and 0 for others.
KERNEL void take_charges(const int step, GLOBAL const int *stopped, const int centers, const int total, const int fixed, GLOBAL const int *RESTRICT types, GLOBAL const int *RESTRICT owners,
    GLOBAL const real *RESTRICT by_species, GLOBAL const real *source, GLOBAL real *RESTRICT q, GLOBAL real *RESTRICT potential) {
  STOP
  for (int p = THREAD; p < total; p += THREADS) {
    q[p] = fixed ? by_species[types[p]] : by_species[types[p]] * source[owners[p]];
    if (p < centers) {
      potential[p] = 0.0;
    }
  }
}

// ends: for each pair of species the square of the cutoff; at: where its table begins.

// Sums over pairs inside a cutoff of q_i q_j V(r): each atom sees all of its neighbors. want: 0 potentials alone, 1 forces, too, 2 also the virial.
KERNEL void pairs(const int step, GLOBAL const int *stopped, const int centers, const int species, const real least, const int shift, const int first_segment, const int want, const real factor,
    GLOBAL const real *RESTRICT x, GLOBAL const int *RESTRICT types, GLOBAL const int *RESTRICT first, GLOBAL const int *RESTRICT neighbors, GLOBAL const int *RESTRICT at,
    GLOBAL const real *RESTRICT ends, GLOBAL const real *RESTRICT tables, GLOBAL const real *RESTRICT q, GLOBAL real *RESTRICT potential, GLOBAL real *RESTRICT force, GLOBAL real *RESTRICT virial) {
  STOP
  for (int i = THREAD; i < centers; i += THREADS) {
    const real xi = x[4 * (place_t) i], yi = x[4 * (place_t) i + 1], zi = x[4 * (place_t) i + 2], twice = 2.0 * q[i];
    const int row = types[i] * species;
    real sum = 0.0, fx = 0.0, fy = 0.0, fz = 0.0, w[6] = {0.0, 0.0, 0.0, 0.0, 0.0, 0.0};
    for (int b = first[i]; b < first[i + 1]; b++) {
      const place_t j = neighbors[b];
      const real dx = x[4 * j] - xi, dy = x[4 * j + 1] - yi, dz = x[4 * j + 2] - zi, square = dx * dx + dy * dy + dz * dz;
      const int pair = row + types[j];
      if (square < ends[pair]) {
        GLOBAL const real *c = tables + at[pair] + SEGMENT(square, least, shift, first_segment);
        sum += q[j] * value_at(c, square);
        if (want > 0) {
          const real g = twice * q[j] * slope_at(c, square);
          const real gx = g * dx, gy = g * dy, gz = g * dz;
          fx += gx;
          fy += gy;
          fz += gz;
          if (want > 1) {
            w[0] -= gx * dx;
            w[1] -= gy * dy;
            w[2] -= gz * dz;
            w[3] -= gx * dy;
            w[4] -= gx * dz;
            w[5] -= gy * dz;
          }
        }
      }
    }
    potential[i] += sum;
    if (want > 0) {
      force[3 * (place_t) i] += factor * fx;
      force[3 * (place_t) i + 1] += factor * fy;
      force[3 * (place_t) i + 2] += factor * fz;
    }
    if (want > 1) {
      // Both atoms of a pair see it.
      add_virial(virial + 9 * (place_t) i, 0.5 * factor, w);
    }
  }
}

// All pairs of a structure that is not periodic, as points; and what their clouds lack against points, where there are clouds.
KERNEL void all_pairs(const int step, GLOBAL const int *stopped, const int centers, const int species, const real least, const int shift, const int first_segment, const int clouds, const int want,
    const real factor, GLOBAL const real *RESTRICT x, GLOBAL const int *RESTRICT types, GLOBAL const int *RESTRICT at, GLOBAL const real *RESTRICT ends, GLOBAL const real *RESTRICT tables,
    GLOBAL const real *RESTRICT q, GLOBAL real *RESTRICT potential, GLOBAL real *RESTRICT force, GLOBAL real *RESTRICT virial) {
  STOP
  for (int i = THREAD; i < centers; i += THREADS) {
    const real xi = x[4 * (place_t) i], yi = x[4 * (place_t) i + 1], zi = x[4 * (place_t) i + 2], qi = q[i];
    real sum = 0.0, f[3] = {0.0, 0.0, 0.0}, w[6] = {0.0, 0.0, 0.0, 0.0, 0.0, 0.0};
    for (int j = 0; j < centers; j++) {
      if (j == i) {
        continue;
      }
      const real dx = x[4 * (place_t) j] - xi, dy = x[4 * (place_t) j + 1] - yi, dz = x[4 * (place_t) j + 2] - zi, square = dx * dx + dy * dy + dz * dz, r = sqrt(square);
      real value = 1.0 / r, slope = -value / square;
      const int pair = types[i] * species + types[j];
      if (clouds && square < ends[pair]) {
        GLOBAL const real *c = tables + at[pair] + SEGMENT(square, least, shift, first_segment);
        value += value_at(c, square);
        slope += 2.0 * slope_at(c, square);
      }
      sum += q[j] * value;
      const real g = qi * q[j] * slope;
      f[0] += g * dx;
      f[1] += g * dy;
      f[2] += g * dz;
      w[0] -= g * dx * dx;
      w[1] -= g * dy * dy;
      w[2] -= g * dz * dz;
      w[3] -= g * dx * dy;
      w[4] -= g * dx * dz;
      w[5] -= g * dy * dz;
    }
    potential[i] += sum;
    for (int d = 0; d < 3 && want > 0; d++) {
      force[3 * (place_t) i + d] += factor * f[d];
    }
    if (want > 1) {
      add_virial(virial + 9 * (place_t) i, 0.5 * factor, w);
    }
  }
}

// What each of the threads has of Σq, Σq s with the spread s of an atom's charge, Σq², and how many charges are beyond what an atom can have.
KERNEL void charge_shares(const int step, GLOBAL const int *stopped, const int centers, const int clouds, const real most, GLOBAL const int *RESTRICT types, GLOBAL const real *RESTRICT spread,
    GLOBAL const real *RESTRICT q, GLOBAL real *RESTRICT sums) {
  STOP
  real total = 0.0, wide = 0.0, squares = 0.0, wild = 0.0;
  for (int i = THREAD; i < centers; i += THREADS) {
    total += q[i];
    squares += q[i] * q[i];
    wide += clouds ? q[i] * spread[types[i]] : 0.0;
    wild += fabs(q[i]) <= most ? 0.0 : 1.0;
  }
  sums[4 * THREAD] = total;
  sums[4 * THREAD + 1] = wide;
  sums[4 * THREAD + 2] = squares;
  sums[4 * THREAD + 3] = wild;
}

// Adds what all threads have, up to six numbers each; in a single group.
FUNCTION void add_shares(int shares, int width, GLOBAL const real *sums, SHARED_AT real *part) {
  for (int c = 0; c < width; c++) {
    part[6 * MEMBER + c] = 0.0;
    for (int k = MEMBER; k < shares; k += MEMBERS) {
      part[6 * MEMBER + c] += sums[k * width + c];
    }
  }
  WAIT;
}

FUNCTION real share_total(int c, SHARED_AT const real *part) {
  real sum = 0.0;
  for (int m = 0; m < MEMBERS; m++) {
    sum += part[6 * m + c];
  }
  return sum;
}

KERNEL void total_shares(const int step, GLOBAL const int *stopped, const int shares, const int width, GLOBAL const real *RESTRICT sums, GLOBAL real *RESTRICT totals) {
  SHARED real part[6 * 64];
  add_shares(shares, width, sums, part);
  if (stopped[0] > step && MEMBER < width) {
    totals[MEMBER] = share_total(MEMBER, part);
  }
}

// Adds a virial xx, yy, zz, xy, xz, yz to that of the first atom.
KERNEL void keep_virial(const int step, GLOBAL const int *stopped, const real factor, GLOBAL const real *RESTRICT totals, GLOBAL real *RESTRICT virial) {
  STOP
  for (int c = THREAD; c < 9; c += THREADS) {
    const int a = c / 3, b = c % 3;
    virial[c] += factor * totals[a == b ? a : 2 + a + b];
  }
}

// Potentials with what an atom gives itself and what a uniform density gives that neutralises the cell (volume 0: none), eV/e; energies; the density's virial. totals: Σq, Σq s.
KERNEL void finish_potentials(const int step, GLOBAL const int *stopped, const int centers, const int clouds, const int want_energy, const int want_virial, const real factor, const real volume, const real alpha,
    GLOBAL const int *RESTRICT types, GLOBAL const real *RESTRICT self, GLOBAL const real *RESTRICT spread, GLOBAL const real *RESTRICT totals, GLOBAL const real *RESTRICT q,
    GLOBAL real *RESTRICT potential, GLOBAL real *RESTRICT energy, GLOBAL real *RESTRICT virial) {
  STOP
  const real pi = 3.141592653589793, density = volume > 0.0 ? pi / (volume * alpha * alpha) : 0.0, wide = volume > 0.0 ? 2.0 * pi / volume : 0.0;
  for (int i = THREAD; i < centers; i += THREADS) {
    const real own = clouds ? spread[types[i]] : 0.0;
    const real v = factor * (potential[i] + self[types[i]] * q[i] - density * totals[0] + wide * (totals[0] * own + totals[1]));
    potential[i] = v;
    if (want_energy) {
      energy[i] += 0.5 * q[i] * v;
    }
    if (i == 0 && want_virial) {
      const real e = factor * (-0.5 * density * totals[0] * totals[0] + wide * totals[0] * totals[1]);
      virial[0] += e;
      virial[4] += e;
      virial[8] += e;
    }
  }
}

// The energy's derivatives with respect to charges that are a field, where species take part (1, not 0).
KERNEL void add_slopes(const int step, GLOBAL const int *stopped, const int centers, GLOBAL const int *RESTRICT types, GLOBAL const real *RESTRICT by_species, GLOBAL const real *RESTRICT potential,
    GLOBAL real *RESTRICT slopes) {
  STOP
  for (int i = THREAD; i < centers; i += THREADS) {
    slopes[i] += by_species[types[i]] * potential[i];
  }
}

// Ewald's sum, wave by wave (P. P. Ewald, Ann. Phys. 369, 253 (1921)): E = (1/2V) Σ_k (4π/k²) exp(−k²/4α²) |S(k)|², S(k) = Σ_i q_i exp(i k·r_i). basis: b1, b2, b3 in rows.
// exp(2πi n s) of each atom for n = 0 … most along each direction, one after the other; real and imaginary parts side by side.
KERNEL void phases(const int step, GLOBAL const int *stopped, const int centers, const int most1, const int most2, const int most3, GLOBAL const real *RESTRICT x, GLOBAL const real *RESTRICT basis,
    GLOBAL real *RESTRICT phase) {
  STOP
  const int most[3] = {most1, most2, most3};
  const place_t width = 2 * (most1 + most2 + most3 + 3);
  for (int i = THREAD; i < centers; i += THREADS) {
    GLOBAL real *p = phase + width * i;
    for (int d = 0; d < 3; d++) {
      const real angle = x[4 * (place_t) i] * basis[3 * d] + x[4 * (place_t) i + 1] * basis[3 * d + 1] + x[4 * (place_t) i + 2] * basis[3 * d + 2];
      const real c1 = cos(angle), s1 = sin(angle);
      real c = 1.0, s = 0.0;
      for (int n = 0; n <= most[d]; n++) {
        if (n > 1 && (n & 15) == 0) {
          // Products of phases lose digits: a fresh one now and then.
          c = cos(n * angle);
          s = sin(n * angle);
        }
        p[0] = c;
        p[1] = s;
        p += 2;
        const real next = c * c1 - s * s1;
        s = s * c1 + c * s1;
        c = next;
      }
    }
  }
}

FUNCTION void wave_phase(GLOBAL const real *p, GLOBAL const int *number, int most1, int most2, real *re, real *im) {
  const int n2 = number[1], n3 = number[2];
  GLOBAL const real *a = p + 2 * number[0], *b = p + 2 * (most1 + 1 + (n2 < 0 ? -n2 : n2)), *c = p + 2 * (most1 + most2 + 2 + (n3 < 0 ? -n3 : n3));
  const real sb = n2 < 0 ? -b[1] : b[1], sc = n3 < 0 ? -c[1] : c[1], u = a[0] * b[0] - a[1] * sb, v = a[0] * sb + a[1] * b[0];
  *re = u * c[0] - v * sc;
  *im = u * sc + v * c[0];
}

// S(k) of a share of the atoms, for each wave.
KERNEL void structure_factors(const int step, GLOBAL const int *stopped, const int centers, const int waves, const int shares, const int most1, const int most2, const int most3,
    GLOBAL const int *RESTRICT numbers, GLOBAL const real *RESTRICT phase, GLOBAL const real *RESTRICT q, GLOBAL real *RESTRICT factors) {
  STOP
  const place_t width = 2 * (most1 + most2 + most3 + 3), work = (place_t) waves * shares;
  for (place_t t = THREAD; t < work; t += THREADS) {
    const int wave = (int) (t % waves), share = (int) (t / waves), from = (int) ((place_t) centers * share / shares), to = (int) ((place_t) centers * (share + 1) / shares);
    real re = 0.0, im = 0.0;
    for (int i = from; i < to; i++) {
      real c, s;
      wave_phase(phase + width * i, numbers + 3 * wave, most1, most2, &c, &s);
      re += q[i] * c;
      im += q[i] * s;
    }
    factors[2 * t] = re;
    factors[2 * t + 1] = im;
  }
}

// Adds up the shares and weighs the sums; what each thread has of the virial.
KERNEL void weigh_waves(const int step, GLOBAL const int *stopped, const int waves, const int shares, const int want_virial, const real quarter, GLOBAL const int *RESTRICT numbers, GLOBAL const real *RESTRICT basis,
    GLOBAL const real *RESTRICT weights, GLOBAL const real *RESTRICT factors, GLOBAL real *RESTRICT weighted, GLOBAL real *RESTRICT sums) {
  STOP
  real own[6] = {0.0, 0.0, 0.0, 0.0, 0.0, 0.0};
  for (int k = THREAD; k < waves; k += THREADS) {
    real re = 0.0, im = 0.0;
    for (int share = 0; share < shares; share++) {
      re += factors[2 * ((place_t) share * waves + k)];
      im += factors[2 * ((place_t) share * waves + k) + 1];
    }
    if (want_virial) {
      const real n1 = numbers[3 * k], n2 = numbers[3 * k + 1], n3 = numbers[3 * k + 2];
      add_wave(n1 * basis[0] + n2 * basis[3] + n3 * basis[6], n1 * basis[1] + n2 * basis[4] + n3 * basis[7], n1 * basis[2] + n2 * basis[5] + n3 * basis[8], quarter,
        0.5 * weights[k] * (re * re + im * im), own);
    }
    weighted[2 * k] = weights[k] * re;
    weighted[2 * k + 1] = weights[k] * im;
  }
  for (int c = 0; c < 6; c++) {
    sums[6 * THREAD + c] = own[c];
  }
}

// Potentials and forces of atoms from the weighted S(k).
KERNEL void read_waves(const int step, GLOBAL const int *stopped, const int centers, const int waves, const int most1, const int most2, const int most3, const int want, const real factor,
    GLOBAL const int *RESTRICT numbers, GLOBAL const real *RESTRICT basis, GLOBAL const real *RESTRICT phase, GLOBAL const real *RESTRICT weighted, GLOBAL const real *RESTRICT q, GLOBAL real *RESTRICT potential,
    GLOBAL real *RESTRICT force) {
  STOP
  const place_t width = 2 * (most1 + most2 + most3 + 3);
  for (int i = THREAD; i < centers; i += THREADS) {
    real sum = 0.0, f1 = 0.0, f2 = 0.0, f3 = 0.0;
    for (int k = 0; k < waves; k++) {
      real c, s;
      wave_phase(phase + width * i, numbers + 3 * k, most1, most2, &c, &s);
      const real re = weighted[2 * k], im = weighted[2 * k + 1];
      sum += c * re + s * im;
      // Im(S exp(−i k·r)), whose product with k is the field.
      const real slope = c * im - s * re;
      f1 -= numbers[3 * k] * slope;
      f2 -= numbers[3 * k + 1] * slope;
      f3 -= numbers[3 * k + 2] * slope;
    }
    potential[i] += sum;
    for (int d = 0; d < 3 && want > 0; d++) {
      force[3 * (place_t) i + d] += factor * q[i] * (f1 * basis[d] + f2 * basis[3 + d] + f3 * basis[6 + d]);
    }
  }
}
