
// Going downhill: E. Bitzek et al., Phys. Rev. Lett. 97, 170201 (2006), with semi-implicit Euler steps (J. Guénolé et al., Comput. Mater. Sci. 175, 109584 (2020)). Masses are 1; response: 0 where an atom is held.
// descent: time step; mixing; steps downhill so far; 1 from the first look on; the time to step back for; the length of velocities after the kick over that of forces; the time to move for.
// sums, as many of each as there are shares: force·velocity, velocity², force², largest force², largest velocity², energy.
#define SHARE_OF(q) sums[(q) * shares + THREAD]

KERNEL void energy_shares(const int centers, const int step, GLOBAL const int *stopped, GLOBAL const real *RESTRICT energy, const int begins, GLOBAL real *RESTRICT sums) {
  STOP
  const int shares = THREADS;
  real sum = 0.0;
  for (int i = THREAD; i < centers; i += THREADS) {
    sum += energy[i];
  }
  SHARE_OF(5) = begins ? sum : SHARE_OF(5) + sum;
}

KERNEL void slopes(const int centers, const int step, GLOBAL const int *stopped, GLOBAL const int *RESTRICT atoms, GLOBAL const real *RESTRICT v, GLOBAL const real *RESTRICT response,
    GLOBAL const real *RESTRICT force, GLOBAL real *RESTRICT sums) {
  STOP
  const int shares = THREADS;
  real fv = 0.0, vv = 0.0, ff = 0.0, most_f = 0.0, most_v = 0.0;
  for (int i = THREAD; i < centers; i += THREADS) {
    const place_t a = atoms[i];
    if (response[a] == 0.0) { continue; }
    real f2 = 0.0, v2 = 0.0;
    for (int k = 0; k < 3; k++) {
      const real f = force[3 * (place_t) i + k], w = v[3 * a + k];
      fv += f * w;
      v2 += w * w;
      f2 += f * f;
    }
    vv += v2;
    ff += f2;
    // What is no number is the largest of all.
    most_f = f2 <= most_f ? most_f : f2;
    most_v = v2 <= most_v ? most_v : v2;
  }
  SHARE_OF(0) = fv;
  SHARE_OF(1) = vv;
  SHARE_OF(2) = ff;
  SHARE_OF(3) = most_f;
  SHARE_OF(4) = most_v;
}

// What all shares have of one quantity, for one member; then, when all have met, what all members have.
FUNCTION real own_shares(int shares, GLOBAL const real *sums, int largest) {
  real all = 0.0;
  for (int k = MEMBER; k < shares; k += MEMBERS) {
    all = !largest ? all + sums[k] : sums[k] <= all ? all : sums[k];
  }
  return all;
}

FUNCTION real of_members(SHARED_AT const real *part, int largest) {
  real all = 0.0;
  for (int m = 0; m < MEMBERS; m++) {
    all = !largest ? all + part[m] : part[m] <= all ? all : part[m];
  }
  return all;
}

KERNEL void conclude(const int step, GLOBAL int *stopped, const int shares, GLOBAL const real *sums, const real tolerance, const real mixing, const real mixing_factor, const real largest_step,
    const real smallest_step, const real speed_up, const real slow_down, const int patience, const real largest_move, GLOBAL real *descent, GLOBAL real *figures, GLOBAL int *trouble) {
  SHARED real part[6 * 256];
  for (int q = 0; q < 6; q++) {
    part[q * MEMBERS + MEMBER] = own_shares(shares, sums + q * shares, q == 3 || q == 4);
  }
  WAIT;
  if (stopped[0] <= step || MEMBER != 0) { return; }
  const real fv = of_members(part, 0), vv = of_members(part + MEMBERS, 0), ff = of_members(part + 2 * MEMBERS, 0);
  const real largest = sqrt(of_members(part + 3 * MEMBERS, 1)), fastest = sqrt(of_members(part + 4 * MEMBERS, 1)), energy = of_members(part + 5 * MEMBERS, 0);
  figures[2 * step] = energy;
  figures[2 * step + 1] = largest;
  if (!(fabs(energy) < INFINITY && largest < INFINITY) || largest <= tolerance) {
    trouble[0] = largest <= tolerance && fabs(energy) < INFINITY ? 2 : 3;
    stopped[0] = step;
    return;
  }
  real dt = descent[0], kept = vv + 2.0 * dt * fv;
  descent[4] = 0.0;
  if (fv > 0.0) {
    descent[2] += 1.0;
    if (descent[2] > patience) {
      dt = fmin(dt * speed_up, largest_step);
      descent[1] *= mixing_factor;
    }
    kept = vv + 2.0 * dt * fv;
  } else if (descent[3] != 0.0) {
    dt = fmax(dt * slow_down, smallest_step);
    descent[1] = mixing;
    descent[2] = 0.0;
    descent[4] = fastest * (0.5 * dt) > largest_move ? largest_move / fastest : 0.5 * dt;
    kept = 0.0;
  }
  descent[0] = dt;
  descent[3] = 1.0;
  descent[5] = sqrt((kept + dt * dt * ff) / ff);
}

// Half a step back where the way went uphill, then the kick; velocities are turned towards forces.
KERNEL void steer(const int centers, const int step, GLOBAL const int *stopped, GLOBAL const int *RESTRICT atoms, GLOBAL real *RESTRICT u, GLOBAL real *RESTRICT v, GLOBAL const real *RESTRICT response,
    GLOBAL const real *RESTRICT force, GLOBAL const real *RESTRICT descent, GLOBAL real *RESTRICT sums) {
  STOP
  const int shares = THREADS;
  const real dt = descent[0], mixing = descent[1], back = descent[4], ratio = descent[5];
  real most = 0.0;
  for (int i = THREAD; i < centers; i += THREADS) {
    const place_t a = atoms[i];
    if (response[a] == 0.0) { continue; }
    real square = 0.0;
    for (int k = 0; k < 3; k++) {
      const real f = force[3 * (place_t) i + k], before = v[3 * a + k];
      if (back != 0.0) {
        u[3 * a + k] -= back * before;
      }
      const real w = (1.0 - mixing) * ((back != 0.0 ? 0.0 : before) + dt * f) + mixing * ratio * f;
      v[3 * a + k] = w;
      square += w * w;
    }
    most = square <= most ? most : square;
  }
  SHARE_OF(4) = most;
}

KERNEL void pace(const int step, GLOBAL const int *stopped, const int shares, GLOBAL const real *sums, const real largest_move, GLOBAL real *descent) {
  SHARED real part[256];
  part[MEMBER] = own_shares(shares, sums + 4 * shares, 1);
  WAIT;
  if (stopped[0] <= step || MEMBER != 0) { return; }
  const real fastest = sqrt(of_members(part, 1));
  descent[6] = fastest * descent[0] > largest_move ? largest_move / fastest : descent[0];
}

KERNEL void fall(const int centers, const int step, GLOBAL int *stopped, const real limit, GLOBAL const int *RESTRICT atoms, GLOBAL real *RESTRICT u, GLOBAL const real *RESTRICT start,
    GLOBAL const real *RESTRICT v, GLOBAL const real *RESTRICT descent, GLOBAL real *RESTRICT force, GLOBAL const real *RESTRICT offsets, GLOBAL real *RESTRICT x) {
  if (stopped[0] < step) { return; }
  const real time = descent[6];
  for (int i = THREAD; i < centers; i += THREADS) {
    const place_t a = atoms[i];
    for (int k = 0; k < 3; k++) {
      u[3 * a + k] += time * v[3 * a + k];
    }
    land(i, a, step, limit, u, start, offsets, force, x, stopped);
  }
}
