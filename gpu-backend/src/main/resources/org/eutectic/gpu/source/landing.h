// Atoms come to new positions: of u, by atom, follow x, by place in the list, and forces are set to zero. What the names mean, and how motion stops, is said where atoms move.
#define STOP if (stopped[0] <= step) { return; }

FUNCTION void land(int i, place_t a, int step, real limit, GLOBAL const real *u, GLOBAL const real *start, GLOBAL const real *offsets, GLOBAL real *force, GLOBAL real *x, GLOBAL int *stopped) {
  real square = 0.0;
  for (int k = 0; k < 3; k++) {
    const place_t at = 3 * (place_t) i + k;
    const real moved = u[3 * a + k] - start[3 * a + k];
    square += moved * moved;
    x[4 * (place_t) i + k] = u[3 * a + k] + offsets[at];
    force[at] = 0.0;
  }
  // A lost atom (NaN) has moved too far, too.
  if (!(square <= limit)) {
    stopped[0] = step;
  }
}
