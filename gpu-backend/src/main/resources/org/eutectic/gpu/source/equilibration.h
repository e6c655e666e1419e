// Charges that minimise Σ χ_i q_i + ½ Σ η_i q_i² + ½ Σ_ij q_i K_ij q_j at a given sum, by conjugate gradients for H x + μ = b, preconditioned by the hardness and projected onto changes that sum to
// zero (N. I. M. Gould, M. E. Hribar and J. Nocedal, SIAM J. Sci. Comput. 23, 1376 (2001), algorithm 6.2). The host asks for some turns ahead: done stands in the place of stopped, and holds the step
// itself as soon as nothing is left to do. search: the product of residual and preconditioned residual, Σ1/η, the step along the direction, the new direction's share of the old, the mean that
// the constraint makes up for; state: what became of it, and how many turns were made.
#define FOUND 1
#define INDEFINITE 2
#define LOST 3

KERNEL void open_search(const int step, GLOBAL const int *stopped, GLOBAL int *done, GLOBAL int *state) {
  if (THREAD == 0) {
    done[0] = stopped[0] <= step ? stopped[0] : 2147483647;
    state[0] = 0;
    state[1] = 0;
  }
}

// What charges are, by those of the steps before (J. Kolafa, J. Comput. Chem. 25, 335 (2004), of the simplest kind), as far as they are known. past: by atom.
KERNEL void guess_charges(const int step, GLOBAL const int *stopped, const int centers, const int known, GLOBAL const int *RESTRICT atoms, GLOBAL const real *RESTRICT last, GLOBAL const real *RESTRICT before,
    GLOBAL const real *RESTRICT first, GLOBAL real *RESTRICT charges) {
  STOP
  for (int i = THREAD; i < centers; i += THREADS) {
    const place_t a = atoms[i];
    charges[i] = known == 0 ? 0.0 : known == 1 ? last[a] : known == 2 ? 2.0 * last[a] - before[a] : 3.0 * last[a] - 3.0 * before[a] + first[a];
  }
}

KERNEL void keep_charges(const int step, GLOBAL const int *stopped, const int centers, GLOBAL const int *RESTRICT atoms, GLOBAL const real *RESTRICT charges, GLOBAL real *RESTRICT past) {
  STOP
  for (int i = THREAD; i < centers; i += THREADS) {
    past[atoms[i]] = charges[i];
  }
}

KERNEL void value_shares(const int step, GLOBAL const int *stopped, const int centers, GLOBAL const real *RESTRICT values, GLOBAL real *RESTRICT sums) {
  STOP
  real own = 0.0;
  for (int i = THREAD; i < centers; i += THREADS) {
    own += values[i];
  }
  sums[THREAD] = own;
}

// Moves all charges alike, so that they have their sum.
KERNEL void meet_total(const int step, GLOBAL const int *stopped, const int centers, const real total, GLOBAL const real *RESTRICT totals, GLOBAL real *RESTRICT charges) {
  STOP
  for (int i = THREAD; i < centers; i += THREADS) {
    charges[i] += (total - totals[0]) / centers;
  }
}

// b: minus the electronegativity, by species or as a field, or minus a field's slopes.
KERNEL void set_right(const int step, GLOBAL const int *stopped, const int centers, const int of_species, GLOBAL const int *RESTRICT types, GLOBAL const real *RESTRICT by_species, GLOBAL const real *RESTRICT values,
    GLOBAL real *RESTRICT right) {
  STOP
  for (int i = THREAD; i < centers; i += THREADS) {
    right[i] = of_species ? -by_species[types[i]] : -values[i];
  }
}

// The residual b − H x, and what each thread has of Σ r/η and Σ 1/η.
KERNEL void begin_residual(const int step, GLOBAL const int *stopped, const int centers, GLOBAL const int *RESTRICT types, GLOBAL const real *RESTRICT hardness, GLOBAL const real *RESTRICT right,
    GLOBAL const real *RESTRICT potential, GLOBAL const real *RESTRICT x, GLOBAL real *RESTRICT residual, GLOBAL real *RESTRICT sums) {
  STOP
  real own = 0.0, inverse = 0.0;
  for (int i = THREAD; i < centers; i += THREADS) {
    const real h = hardness[types[i]];
    residual[i] = right[i] - (potential[i] + h * x[i]);
    own += residual[i] / h;
    inverse += 1.0 / h;
  }
  sums[2 * THREAD] = own;
  sums[2 * THREAD + 1] = inverse;
}

KERNEL void find_mean(const int step, GLOBAL const int *stopped, const int shares, const int width, GLOBAL const real *RESTRICT sums, GLOBAL real *RESTRICT search) {
  SHARED real part[6 * 64];
  add_shares(shares, width, sums, part);
  if (stopped[0] > step && MEMBER == 0) {
    if (width > 1) {
      search[1] = share_total(1, part);
    }
    search[4] = share_total(0, part) / search[1];
  }
}

// The residual, too, is taken without what the constraint makes up for, so that it goes to zero. Shares of its product with the preconditioned one, and how many components are too large.
KERNEL void project_residual(const int step, GLOBAL const int *stopped, const int centers, const real tolerance, GLOBAL const int *RESTRICT types, GLOBAL const real *RESTRICT hardness,
    GLOBAL const real *RESTRICT search, GLOBAL real *RESTRICT residual, GLOBAL real *RESTRICT sums) {
  STOP
  real own = 0.0, large = 0.0;
  for (int i = THREAD; i < centers; i += THREADS) {
    const real r = residual[i] - search[4];
    residual[i] = r;
    own += r * (r / hardness[types[i]]);
    large += fabs(r) < tolerance ? 0.0 : 1.0;
  }
  sums[2 * THREAD] = own;
  sums[2 * THREAD + 1] = large;
}

KERNEL void judge(const int step, GLOBAL int *stopped, const int shares, const int first, const int most, GLOBAL const real *RESTRICT sums, GLOBAL real *RESTRICT search, GLOBAL int *state) {
  SHARED real part[6 * 64];
  add_shares(shares, 2, sums, part);
  if (stopped[0] > step && MEMBER == 0) {
    const real next = share_total(0, part), large = share_total(1, part);
    search[3] = first ? 0.0 : next / search[0];
    search[0] = next;
    state[1] += first ? 0 : 1;
    if (large == 0.0 || state[1] >= most) {
      state[0] = large == 0.0 ? FOUND : LOST;
      stopped[0] = step;
    }
  }
}

KERNEL void turn_direction(const int step, GLOBAL const int *stopped, const int centers, const int first, GLOBAL const int *RESTRICT types, GLOBAL const real *RESTRICT hardness, GLOBAL const real *RESTRICT search,
    GLOBAL const real *RESTRICT residual, GLOBAL real *RESTRICT direction) {
  STOP
  for (int i = THREAD; i < centers; i += THREADS) {
    const real z = residual[i] / hardness[types[i]];
    direction[i] = first ? z : z + search[3] * direction[i];
  }
}

KERNEL void curvature_shares(const int step, GLOBAL const int *stopped, const int centers, GLOBAL const int *RESTRICT types, GLOBAL const real *RESTRICT hardness, GLOBAL const real *RESTRICT direction,
    GLOBAL real *RESTRICT potential, GLOBAL real *RESTRICT sums) {
  STOP
  real own = 0.0;
  for (int i = THREAD; i < centers; i += THREADS) {
    const real product = potential[i] + hardness[types[i]] * direction[i];
    potential[i] = product;
    own += direction[i] * product;
  }
  sums[THREAD] = own;
}

KERNEL void measure_step(const int step, GLOBAL int *stopped, const int shares, GLOBAL const real *RESTRICT sums, GLOBAL real *RESTRICT search, GLOBAL int *state) {
  SHARED real part[6 * 64];
  add_shares(shares, 1, sums, part);
  if (stopped[0] > step && MEMBER == 0) {
    const real curvature = share_total(0, part);
    search[2] = search[0] / curvature;
    if (!(curvature > 0.0)) {
      state[0] = INDEFINITE;
      stopped[0] = step;
    }
  }
}

KERNEL void take_step(const int step, GLOBAL const int *stopped, const int centers, GLOBAL const int *RESTRICT types, GLOBAL const real *RESTRICT hardness, GLOBAL const real *RESTRICT search,
    GLOBAL const real *RESTRICT direction, GLOBAL const real *RESTRICT product, GLOBAL real *RESTRICT x, GLOBAL real *RESTRICT residual, GLOBAL real *RESTRICT sums) {
  STOP
  real own = 0.0;
  for (int i = THREAD; i < centers; i += THREADS) {
    x[i] += search[2] * direction[i];
    residual[i] -= search[2] * product[i];
    own += residual[i] / hardness[types[i]];
  }
  sums[THREAD] = own;
}

// Energies of charges beside that of their interaction, and what the energy's derivative with respect to electronegativities is.
KERNEL void charge_energies(const int step, GLOBAL const int *stopped, const int centers, const int of_species, const int slopes_wanted, GLOBAL const int *RESTRICT types, GLOBAL const real *RESTRICT by_species,
    GLOBAL const real *RESTRICT values, GLOBAL const real *RESTRICT hardness, GLOBAL const real *RESTRICT charges, GLOBAL real *RESTRICT energy, GLOBAL real *RESTRICT slopes) {
  STOP
  for (int i = THREAD; i < centers; i += THREADS) {
    const real q = charges[i], chi = of_species ? by_species[types[i]] : values[i];
    energy[i] += q * (chi + 0.5 * hardness[types[i]] * q);
    if (slopes_wanted) {
      slopes[i] += q;
    }
  }
}

// Adds a multiple of one field to another.
KERNEL void add_values(const int step, GLOBAL const int *stopped, const int centers, const real times, GLOBAL const real *RESTRICT from, GLOBAL real *RESTRICT to) {
  STOP
  for (int i = THREAD; i < centers; i += THREADS) {
    to[i] += times * from[i];
  }
}

KERNEL void set_values(const int step, GLOBAL const int *stopped, const int centers, const real times, GLOBAL const real *RESTRICT from, GLOBAL real *RESTRICT to) {
  STOP
  for (int i = THREAD; i < centers; i += THREADS) {
    to[i] = times * from[i];
  }
}
