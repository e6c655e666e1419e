// Fourier transforms of a real function on a mesh, pass by pass: in each, Stockham's way, numbers n/r apart are joined by a transform of r points, and land in order. A pass is one kernel, in which a
// thread joins r numbers at a time. Numbers of lines that lie side by side are read side by side.
// Complex numbers, real and imaginary parts side by side. forward: 1 for exp(−i…), −1 for exp(+i…).
FUNCTION void join2(real *a, real *b, real forward) {
  const real ar = a[0], ai = b[0];
  a[0] = ar + a[1];
  b[0] = ai + b[1];
  a[1] = ar - a[1];
  b[1] = ai - b[1];
}

FUNCTION void join3(real *a, real *b, real forward) {
  const real halved = 0.8660254037844386 * forward, sr = a[1] + a[2], si = b[1] + b[2], dr = halved * (a[1] - a[2]), di = halved * (b[1] - b[2]), mr = a[0] - 0.5 * sr, mi = b[0] - 0.5 * si;
  a[0] += sr;
  b[0] += si;
  a[1] = mr + di;
  b[1] = mi - dr;
  a[2] = mr - di;
  b[2] = mi + dr;
}

FUNCTION void join4(real *a, real *b, real forward) {
  const real er = a[0] + a[2], ei = b[0] + b[2], fr = a[0] - a[2], fi = b[0] - b[2], gr = a[1] + a[3], gi = b[1] + b[3], hr = forward * (a[1] - a[3]), hi = forward * (b[1] - b[3]);
  a[0] = er + gr;
  b[0] = ei + gi;
  a[2] = er - gr;
  b[2] = ei - gi;
  a[1] = fr + hi;
  b[1] = fi - hr;
  a[3] = fr - hi;
  b[3] = fi + hr;
}

FUNCTION void join5(real *a, real *b, real forward) {
  const real c1 = 0.30901699437494745, c2 = -0.8090169943749475, s1 = 0.9510565162951535 * forward, s2 = 0.5877852522924731 * forward;
  const real pr = a[1] + a[4], pi = b[1] + b[4], qr = a[2] + a[3], qi = b[2] + b[3], ur = a[1] - a[4], ui = b[1] - b[4], vr = a[2] - a[3], vi = b[2] - b[3];
  const real kr = a[0] + c1 * pr + c2 * qr, ki = b[0] + c1 * pi + c2 * qi, lr = a[0] + c2 * pr + c1 * qr, li = b[0] + c2 * pi + c1 * qi;
  const real mr = s1 * ur + s2 * vr, mi = s1 * ui + s2 * vi, nr = s2 * ur - s1 * vr, ni = s2 * ui - s1 * vi;
  a[0] += pr + qr;
  b[0] += pi + qi;
  a[1] = kr + mi;
  b[1] = ki - mr;
  a[4] = kr - mi;
  b[4] = ki + mr;
  a[2] = lr + ni;
  b[2] = li - nr;
  a[3] = lr - ni;
  b[3] = li + nr;
}

FUNCTION void join8(real *a, real *b, real forward) {
  const real root = 0.7071067811865476;
  real cr[4] = {a[0], a[2], a[4], a[6]}, ci[4] = {b[0], b[2], b[4], b[6]}, dr[4] = {a[1], a[3], a[5], a[7]}, di[4] = {b[1], b[3], b[5], b[7]};
  join4(cr, ci, forward);
  join4(dr, di, forward);
  const real r1 = root * (dr[1] + forward * di[1]), i1 = root * (di[1] - forward * dr[1]), r2 = forward * di[2], i2 = -forward * dr[2];
  const real r3 = root * (forward * di[3] - dr[3]), i3 = -root * (di[3] + forward * dr[3]);
  a[0] = cr[0] + dr[0];
  b[0] = ci[0] + di[0];
  a[4] = cr[0] - dr[0];
  b[4] = ci[0] - di[0];
  a[1] = cr[1] + r1;
  b[1] = ci[1] + i1;
  a[5] = cr[1] - r1;
  b[5] = ci[1] - i1;
  a[2] = cr[2] + r2;
  b[2] = ci[2] + i2;
  a[6] = cr[2] - r2;
  b[6] = ci[2] - i2;
  a[3] = cr[3] + r3;
  b[3] = ci[3] + i3;
  a[7] = cr[3] - r3;
  b[7] = ci[3] - i3;
}

// A pass over lines of n numbers that are inner apart, of which there are inner side by side, outer times. done: the length of what is joined; roots: exp(−2πi t/L), of which unit is L/(done·r).
#define PASS(R) KERNEL void pass_##R(const int step, GLOBAL const int *stopped, const int n, const int inner, const int outer, const int done, const int unit, const real forward, \
    GLOBAL const real *RESTRICT roots, GLOBAL const real *RESTRICT from, GLOBAL real *RESTRICT to) { \
  STOP \
  const int joins = n / R; \
  const place_t work = (place_t) outer * joins * inner; \
  for (place_t t = THREAD; t < work; t += THREADS) { \
    const int at = (int) (t % inner), k = (int) (t / inner % joins), j = k % done; \
    const place_t line = t / ((place_t) inner * joins) * n * inner + at; \
    real a[R], b[R]; \
    for (int m = 0; m < R; m++) { \
      const place_t p = 2 * (line + (place_t) (k + m * joins) * inner); \
      const real c = roots[2 * j * m * unit], s = forward * roots[2 * j * m * unit + 1]; \
      a[m] = from[p] * c - from[p + 1] * s; \
      b[m] = from[p] * s + from[p + 1] * c; \
    } \
    join##R(a, b, forward); \
    for (int m = 0; m < R; m++) { \
      const place_t p = 2 * (line + (place_t) ((k - j) * R + j + m * done) * inner); \
      to[p] = a[m]; \
      to[p + 1] = b[m]; \
    } \
  } \
}

PASS(2)
PASS(3)
PASS(4)
PASS(5)
PASS(8)

// Lines of real numbers that have been transformed as half as many complex ones: to the n/2 + 1 waves of the real line, and back (W. H. Press and others, Numerical Recipes, section 12.3). roots: exp(−2πi t/n).
KERNEL void unfold(const int step, GLOBAL const int *stopped, const int halved, const int lines, GLOBAL const real *RESTRICT roots, GLOBAL const real *RESTRICT from, GLOBAL real *RESTRICT to) {
  STOP
  const place_t work = (place_t) lines * (halved + 1);
  for (place_t t = THREAD; t < work; t += THREADS) {
    const int k = (int) (t % (halved + 1));
    GLOBAL const real *z = from + 2 * (t / (halved + 1)) * halved;
    const int p = k == halved ? 0 : k, m = k == 0 || k == halved ? 0 : halved - k;
    const real er = 0.5 * (z[2 * p] + z[2 * m]), ei = 0.5 * (z[2 * p + 1] - z[2 * m + 1]), dr = 0.5 * (z[2 * p + 1] + z[2 * m + 1]), di = -0.5 * (z[2 * p] - z[2 * m]);
    to[2 * t] = er + roots[2 * k] * dr - roots[2 * k + 1] * di;
    to[2 * t + 1] = ei + roots[2 * k] * di + roots[2 * k + 1] * dr;
  }
}

KERNEL void fold(const int step, GLOBAL const int *stopped, const int halved, const int lines, GLOBAL const real *RESTRICT roots, GLOBAL const real *RESTRICT from, GLOBAL real *RESTRICT to) {
  STOP
  const place_t work = (place_t) lines * halved;
  for (place_t t = THREAD; t < work; t += THREADS) {
    const int k = (int) (t % halved), m = halved - k;
    GLOBAL const real *z = from + 2 * (t / halved) * (halved + 1);
    // The first wave and the last are real; what is left of imaginary parts there comes of waves at the border of the mesh, whose opposites have another length where cells are oblique.
    const real er = z[2 * k] + z[2 * m], ei = k == 0 ? 0.0 : z[2 * k + 1] - z[2 * m + 1], dr = z[2 * k] - z[2 * m], di = k == 0 ? 0.0 : z[2 * k + 1] + z[2 * m + 1];
    // What belongs to the odd points, turned back by exp(+2πi k/n), times i.
    const real odd_r = roots[2 * k] * dr + roots[2 * k + 1] * di, odd_i = roots[2 * k] * di - roots[2 * k + 1] * dr;
    to[2 * t] = er - odd_i;
    to[2 * t + 1] = ei + odd_r;
  }
}
