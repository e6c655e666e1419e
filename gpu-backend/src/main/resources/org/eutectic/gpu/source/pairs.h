// What sums over pairs have in common: tables of functions of the squared distance, and their virial.
#define STOP if (stopped[0] <= step) { return; }
// A function of the squared distance: polynomials of the fifth degree in segments that follow from its leading bits; first: the number of the first one.
#define SEGMENT(square, least, shift, first) (8 * ((int) (BITS_OF((square) > (least) ? (square) : (least)) >> (shift)) - (first)))

FUNCTION real value_at(GLOBAL const real *c, real square) {
  const real t = square - c[6];
  return c[0] + t * (c[1] + t * (c[2] + t * (c[3] + t * (c[4] + t * c[5]))));
}

FUNCTION real slope_at(GLOBAL const real *c, real square) {
  const real t = square - c[6];
  return c[1] + t * (2.0 * c[2] + t * (3.0 * c[3] + t * (4.0 * c[4] + t * (5.0 * c[5]))));
}

// w: xx, yy, zz, xy, xz, yz of what an atom has, times a part.
FUNCTION void add_virial(GLOBAL real *v, real part, const real *w) {
  v[0] += part * w[0];
  v[4] += part * w[1];
  v[8] += part * w[2];
  v[1] += part * w[3];
  v[3] += part * w[3];
  v[2] += part * w[4];
  v[6] += part * w[4];
  v[5] += part * w[5];
  v[7] += part * w[5];
}

