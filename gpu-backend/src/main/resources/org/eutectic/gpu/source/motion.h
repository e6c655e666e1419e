// Velocity Verlet and thermostats. By atom, in the order of the configuration: u: positions; start: those for which the neighbor list was made; v: velocities; mass_of; response: acceleration by a force of
// 1, 0 where an atom keeps its velocity. By place in the list: x, force; atoms: which atom stands there; offsets: from u to x, and from owners to ghosts.
// Where an atom has moved too far, the step's number is left in stopped: whatever comes after the drift of that step does nothing, and the host goes on from there. Kernels before the drift are
// given the number of the step before.

KERNEL void drift(const int centers, const int step, GLOBAL int *stopped, const real kick, const real time, const real limit, GLOBAL const int *RESTRICT atoms, GLOBAL real *RESTRICT u,
    GLOBAL const real *RESTRICT start, GLOBAL real *RESTRICT v, GLOBAL const real *RESTRICT response, GLOBAL real *RESTRICT force, GLOBAL const real *RESTRICT offsets, GLOBAL real *RESTRICT x) {
  if (stopped[0] < step) { return; }
  for (int i = THREAD; i < centers; i += THREADS) {
    const place_t a = atoms[i];
    const real rise = kick * response[a];
    for (int k = 0; k < 3; k++) {
      v[3 * a + k] += rise * force[3 * (place_t) i + k];
      u[3 * a + k] += time * v[3 * a + k];
    }
    land(i, a, step, limit, u, start, offsets, force, x, stopped);
  }
}

KERNEL void ghosts(const int centers, const int total, const int step, GLOBAL const int *stopped, GLOBAL const int *RESTRICT owners, GLOBAL const real *RESTRICT offsets, GLOBAL real *x) {
  STOP
  for (int g = centers + THREAD; g < total; g += THREADS) {
    for (int k = 0; k < 3; k++) {
      x[4 * (place_t) g + k] = x[4 * (place_t) owners[g] + k] + offsets[3 * (place_t) g + k];
    }
  }
}

// Where atoms stand in a list that was made for other positions.
KERNEL void stand(const int centers, GLOBAL const int *RESTRICT atoms, GLOBAL const real *RESTRICT u, GLOBAL const real *RESTRICT offsets, GLOBAL real *RESTRICT x) {
  for (int i = THREAD; i < centers; i += THREADS) {
    for (int k = 0; k < 3; k++) {
      x[4 * (place_t) i + k] = u[3 * (place_t) atoms[i] + k] + offsets[3 * (place_t) i + k];
    }
  }
}

KERNEL void kick(const int centers, const int step, GLOBAL int *stopped, const real time, GLOBAL const int *RESTRICT atoms, GLOBAL real *RESTRICT v, GLOBAL const real *RESTRICT response,
    GLOBAL const real *RESTRICT force, GLOBAL int *trouble) {
  STOP
  for (int i = THREAD; i < centers; i += THREADS) {
    const place_t a = atoms[i];
    const real rise = time * response[a];
    real sum = 0.0;
    for (int k = 0; k < 3; k++) {
      v[3 * a + k] += rise * force[3 * (place_t) i + k];
      sum += fabs(v[3 * a + k]);
    }
    if (!(sum < INFINITY)) {
      stopped[0] = step;
      trouble[0] = 1;
    }
  }
}

// Normal numbers, the same as the host's: SplitMix64 at a hash of seed, step and atom; the ziggurat of Marsaglia and Tsang (J. Stat. Softw. 5, 8 (2000)) with 128 layers. table: edges, then ratios.
#define GOLDEN BITS(0x9e3779b97f4a7c15)
#define LAYERS 128

FUNCTION bits_t mix(bits_t z) {
  z = (z ^ (z >> 30)) * BITS(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * BITS(0x94d049bb133111eb);
  return z ^ (z >> 31);
}

FUNCTION bits_t next(bits_t *stream) {
  *stream += GOLDEN;
  return mix(*stream);
}

FUNCTION real uniform(bits_t *stream) {
  return ((real) (next(stream) >> 11) + 0.5) * 1.1102230246251565e-16;
}

FUNCTION real normal_number(bits_t *stream, GLOBAL const real *table) {
  while (1) {
    const bits_t drawn = next(stream);
    const int layer = (int) (drawn & (LAYERS - 1));
    // The upper 53 bits with their sign.
    const real u = (real) ((place_t) drawn >> 11) * 2.220446049250313e-16, edge = table[layer], above = table[layer + 1], at = u * edge;
    if (fabs(u) < table[LAYERS + 1 + layer]) {
      return at;
    }
    if (layer == 0) {
      real x, y;
      do {
        x = log(uniform(stream)) / 3.442619855899;
        y = log(uniform(stream));
      } while (-2.0 * y < x * x);
      return u < 0.0 ? -(3.442619855899 - x) : 3.442619855899 - x;
    }
    const real f0 = exp(-0.5 * (edge * edge - at * at)), f1 = exp(-0.5 * (above * above - at * at));
    if (f1 + uniform(stream) * (f0 - f1) < 1.0) {
      return at;
    }
  }
}

// Langevin dynamics: Leimkuhler and Matthews, Appl. Math. Res. Express 2013, 34 (BAOAB). key: the hash of seed and step, in two halves; gain: twice the energy that each atom has got.
KERNEL void drift_in_noise(const int centers, const int step, GLOBAL int *stopped, const real halved, const real keep, const real width, const int key_high, const int key_low, const real limit,
    GLOBAL const real *RESTRICT table, GLOBAL const int *RESTRICT atoms, GLOBAL real *RESTRICT u, GLOBAL const real *RESTRICT start, GLOBAL real *RESTRICT v, GLOBAL const real *RESTRICT mass_of,
    GLOBAL const real *RESTRICT response, GLOBAL real *RESTRICT gain, GLOBAL real *RESTRICT force, GLOBAL const real *RESTRICT offsets, GLOBAL real *RESTRICT x) {
  if (stopped[0] < step) { return; }
  const bits_t key = (bits_t) (unsigned int) key_high << 32 | (bits_t) (unsigned int) key_low;
  for (int i = THREAD; i < centers; i += THREADS) {
    const place_t a = atoms[i];
    const real rise = halved * response[a];
    bits_t stream = mix(key + (bits_t) a * BITS(0xaf251af3b0f025b5) + GOLDEN);
    real got = 0.0;
    for (int k = 0; k < 3; k++) {
      const real before = v[3 * a + k] + rise * force[3 * (place_t) i + k];
      real after = before;
      if (rise != 0.0) {
        after = keep * before + width / sqrt(mass_of[a]) * normal_number(&stream, table);
        got += after * after - before * before;
      }
      u[3 * a + k] = u[3 * a + k] + halved * before + halved * after;
      v[3 * a + k] = after;
    }
    gain[a] += mass_of[a] * got;
    land(i, a, step, limit, u, start, offsets, force, x, stopped);
  }
}

// Twice the kinetic energy of the atoms that are free: what each thread has.
KERNEL void kinetic(const int centers, const int step, GLOBAL const int *stopped, GLOBAL const real *RESTRICT v, GLOBAL const real *RESTRICT mass_of, GLOBAL const real *RESTRICT response,
    GLOBAL real *RESTRICT sums) {
  STOP
  real sum = 0.0;
  for (int a = THREAD; a < centers; a += THREADS) {
    const real x = v[3 * (place_t) a], y = v[3 * (place_t) a + 1], z = v[3 * (place_t) a + 2];
    sum += response[a] == 0.0 ? 0.0 : mass_of[a] * (x * x + y * y + z * z);
  }
  sums[THREAD] = sum;
}

// The sum of all, for the first member of a single group.
FUNCTION real sum_of_all(int shares, GLOBAL const real *sums, SHARED_AT real *part) {
  part[MEMBER] = 0.0;
  for (int k = MEMBER; k < shares; k += MEMBERS) {
    part[MEMBER] += sums[k];
  }
  WAIT;
  real all = 0.0;
  for (int m = 0; m < MEMBERS; m++) {
    all += part[m];
  }
  return all;
}

// Canonical sampling through velocity rescaling: Bussi, Donadio and Parrinello, J. Chem. Phys. 126, 014101 (2007). bath: the factor, and the energy that was put in.
KERNEL void rescale(const int step, GLOBAL const int *stopped, const int shares, GLOBAL const real *sums, const real unit, const real keep, const real target, const real normal, const real squares,
    GLOBAL real *bath) {
  SHARED real part[256];
  const real energy = 0.5 * unit * sum_of_all(shares, sums, part);
  if (stopped[0] <= step || MEMBER != 0) { return; }
  const real share = target / energy, square = keep + share * squares + 2.0 * normal * sqrt(keep * share), size = sqrt(square > 0.0 ? square : 0.0);
  const real factor = energy == 0.0 ? 1.0 : normal + sqrt(keep / share) < 0.0 ? -size : size;
  bath[0] = factor;
  bath[1] += (factor * factor - 1.0) * energy;
}

// A chain of three Nosé-Hoover thermostats: Martyna, Tuckerman, Tobias and Klein, Mol. Phys. 87, 1117 (1996), section 4. chain: three positions, three velocities.
FUNCTION void push(int k, real twice, real freedom, real kT, real square_time, real d, GLOBAL real *chain) {
  const real mass = (k == 0 ? freedom : 1.0) * kT * square_time, below = (k == 1 ? freedom : 1.0) * kT * square_time;
  const real drag = k < 2 ? exp(-0.25 * d * chain[4 + k]) : 1.0;
  const real pull = k == 0 ? twice - freedom * kT : below * chain[2 + k] * chain[2 + k] - kT;
  chain[3 + k] = drag * (drag * chain[3 + k] + 0.5 * d * pull / mass);
}

KERNEL void pull_chain(const int step, GLOBAL const int *stopped, const int shares, GLOBAL const real *sums, const real unit, const real freedom, const real kT, const real square_time, const real time,
    GLOBAL real *chain, GLOBAL real *bath) {
  SHARED real part[256];
  const real twice = unit * sum_of_all(shares, sums, part), outer = 1.3512071919596578;
  if (stopped[0] <= step || MEMBER != 0) { return; }
  real scale = 1.0;
  for (int m = 0; m < 3; m++) {
    const real d = (m == 1 ? 1.0 - 2.0 * outer : outer) * time;
    for (int k = 2; k >= 0; k--) {
      push(k, scale * scale * twice, freedom, kT, square_time, d, chain);
    }
    scale *= exp(-d * chain[3]);
    for (int k = 0; k < 3; k++) {
      chain[k] += d * chain[3 + k];
    }
    for (int k = 0; k < 3; k++) {
      push(k, scale * scale * twice, freedom, kT, square_time, d, chain);
    }
  }
  bath[0] = scale;
  bath[1] += 0.5 * (scale * scale - 1.0) * twice;
}

KERNEL void scale(const int centers, const int step, GLOBAL const int *stopped, GLOBAL const real *bath, GLOBAL const real *RESTRICT response, GLOBAL real *RESTRICT v) {
  STOP
  const real factor = bath[0];
  for (int a = THREAD; a < centers; a += THREADS) {
    if (response[a] != 0.0) {
      for (int k = 0; k < 3; k++) {
        v[3 * (place_t) a + k] *= factor;
      }
    }
  }
}

KERNEL void keep_start(const int centers, GLOBAL const real *RESTRICT u, GLOBAL real *RESTRICT start) {
  for (int k = THREAD; k < 3 * centers; k += THREADS) {
    start[k] = u[k];
  }
}
