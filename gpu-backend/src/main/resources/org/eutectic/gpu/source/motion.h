// Velocity Verlet: half a kick and a drift, forces, half a kick. u: positions as the configuration has them; start: those for which the neighbor list was made; v: velocities; response:
// acceleration by a force of 1; offsets: from u to x, and from owners to ghosts. Where an atom has moved too far, the step's number is left in stopped: whatever comes after the drift of that step
// does nothing, and the host goes on from there.
KERNEL void drift(const int centers, const int step, GLOBAL int *stopped, const real kick, const real time, const real limit, GLOBAL real *RESTRICT u, GLOBAL const real *RESTRICT start,
    GLOBAL real *RESTRICT v, GLOBAL const real *RESTRICT response, GLOBAL real *RESTRICT force, GLOBAL real *RESTRICT energy, GLOBAL const real *RESTRICT offsets, GLOBAL real *RESTRICT x) {
  if (stopped[0] < step) {
    return;
  }
  for (int i = THREAD; i < centers; i += THREADS) {
    const real a = kick * response[i];
    real square = 0.0;
    for (int k = 0; k < 3; k++) {
      const int at = 3 * i + k;
      v[at] += a * force[at];
      u[at] += time * v[at];
      square += (u[at] - start[at]) * (u[at] - start[at]);
      x[4 * i + k] = u[at] + offsets[at];
      force[at] = 0.0;
    }
    energy[i] = 0.0;
    // A lost atom (NaN) has moved too far, too.
    if (!(square <= limit)) {
      stopped[0] = step;
    }
  }
}

KERNEL void ghosts(const int centers, const int total, const int step, GLOBAL const int *stopped, GLOBAL const int *RESTRICT owners, GLOBAL const real *RESTRICT offsets, GLOBAL real *x) {
  if (stopped[0] <= step) {
    return;
  }
  for (int g = centers + THREAD; g < total; g += THREADS) {
    for (int k = 0; k < 3; k++) {
      x[4 * g + k] = x[4 * owners[g] + k] + offsets[3 * g + k];
    }
  }
}

KERNEL void kick(const int centers, const int step, GLOBAL const int *stopped, const real time, GLOBAL real *RESTRICT v, GLOBAL const real *RESTRICT response, GLOBAL const real *RESTRICT force) {
  if (stopped[0] <= step) {
    return;
  }
  for (int i = THREAD; i < centers; i += THREADS) {
    const real a = time * response[i];
    for (int k = 0; k < 3; k++) {
      v[3 * i + k] += a * force[3 * i + k];
    }
  }
}
