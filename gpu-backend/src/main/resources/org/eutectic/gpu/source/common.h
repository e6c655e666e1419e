// What each thread, or group of threads, keeps of one center: LANE, a number of an array for each neighbor inside the cutoff; BOND, which of all bonds leads to it; V, what networks and moments leave.
// Neighboring threads of a GPU then read neighboring numbers; a processor, and a group whose members are at neighboring lanes, find those of one center together.
#define LANE(a, k) lanes[from_lane + ((place_t) (a) * room + (k)) * stride]
#define BOND(k) places[from_place + (k) * stride]
#define V(k) values[from_value + (k) * stride]
#define IN_ONE_PIECE const place_t from_lane = (place_t) thread * LANES * room, from_place = (place_t) thread * room, from_value = (place_t) thread * VALUES, stride = 1;
#ifdef TOGETHER
#define ALONE const int thread = THREAD, threads = THREADS; IN_ONE_PIECE
#else
#define ALONE const int thread = THREAD, threads = THREADS; const place_t from_lane = thread, from_place = thread, from_value = thread, stride = threads;
#endif
#define AS_TEAM const int thread = TEAM, threads = TEAMS; IN_ONE_PIECE
#define FIELD(f, i) fields[(place_t) (f) * centers + (i)]
#define TO_NEIGHBOR(b, c) bonds[(place_t) (b) * BONDS + (c)]

// Arguments of every kernel; those of a step at or after which motion has stopped do nothing. x: four numbers for each place, Å; neighbors of center i: neighbors[first[i]] up to neighbors[first[i + 1]], places, whose owners are centers; incoming: the bonds that
// lead to i or an image of it.
#define ARGUMENTS const int step, GLOBAL const int *stopped, const int centers, const int room, GLOBAL const wide *RESTRICT x, GLOBAL const int *RESTRICT types, GLOBAL const int *RESTRICT owners, \
    GLOBAL const int *RESTRICT first, GLOBAL const int *RESTRICT neighbors, GLOBAL const int *RESTRICT incoming_first, GLOBAL const int *RESTRICT incoming, \
    GLOBAL const wide *RESTRICT charges, GLOBAL const wide *RESTRICT masses, GLOBAL const real *RESTRICT data, GLOBAL real *RESTRICT fields, GLOBAL real *RESTRICT bonds, \
    GLOBAL real *RESTRICT lanes, GLOBAL int *RESTRICT places, GLOBAL real *RESTRICT values, GLOBAL wide *RESTRICT energy, GLOBAL wide *RESTRICT force, GLOBAL wide *RESTRICT virial

// Slots among which a group of threads divides neighbors, as many whatever its size; the first neighbor of a slot that is not before one of all.
#define SLOTS 64
FUNCTION int of_slot(int slot, int begin) {
  return begin <= slot ? slot : slot + (begin - slot + SLOTS - 1) / SLOTS * SLOTS;
}

// Members of such a group: one where a processor runs it, whose threads cannot wait for each other.
#ifdef ONE_MEMBER
#define TEAM_MEMBER 0
#define TEAM_MEMBERS 1
#define MEET
#else
#define TEAM_MEMBER MEMBER
#define TEAM_MEMBERS MEMBERS
#define MEET WAIT_FOR_ALL
#endif

// What all members of a group have, for each of some numbers, of which a member adds up or multiplies one: slot m with slot m + 32 first, which is one member's own where there are 32 members; so the
// order is the same for both sizes of groups. PITCH keeps members out of each other's banks.
#define PITCH 17
#define OF_SLOT(m) shared[(m) * PITCH + TEAM_MEMBER]
FUNCTION void add_up(SHARED_AT wide *shared, int count) {
#ifndef ONE_MEMBER
  MEET;
  if (TEAM_MEMBER < count) {
    wide sum = 0.0;
    for (int m = 0; m < SLOTS / 2; m++) {
      sum += TEAM_MEMBERS < SLOTS ? OF_SLOT(m) : OF_SLOT(m) + OF_SLOT(m + SLOTS / 2);
    }
    OF_SLOT(0) = sum;
  }
  MEET;
#endif
}

FUNCTION void multiply_up(SHARED_AT wide *shared, int count) {
#ifndef ONE_MEMBER
  MEET;
  if (TEAM_MEMBER < count) {
    wide product = 1.0;
    for (int m = 0; m < SLOTS / 2; m++) {
      product *= TEAM_MEMBERS < SLOTS ? OF_SLOT(m) : OF_SLOT(m) * OF_SLOT(m + SLOTS / 2);
    }
    OF_SLOT(0) = product;
  }
  MEET;
#endif
}

// How many neighbors the members before this one have taken.
FUNCTION int taken_before(SHARED_AT const int *taken) {
  int before = 0;
  for (int m = 0; m < TEAM_MEMBER; m++) {
    before += taken[m];
  }
  return before;
}

FUNCTION int taken_by_all(SHARED_AT const int *taken) {
  int all = 0;
  for (int m = 0; m < TEAM_MEMBERS; m++) {
    all += taken[m];
  }
  return all;
}

// Beyond the ends of a table: 0 the end segment goes on, 1 its tangent, 2 its last value.
FUNCTION real segment(GLOBAL const real *c, int m, real t, real step, int order) {
  const real c0 = c[4 * m], c1 = c[4 * m + 1], c2 = c[4 * m + 2], c3 = c[4 * m + 3];
  return order == 0 ? ((c3 * t + c2) * t + c1) * t + c0 : order == 1 ? ((3.0 * c3 * t + 2.0 * c2) * t + c1) / step : (6.0 * c3 * t + 2.0 * c2) / (step * step);
}

FUNCTION real beyond(GLOBAL const real *c, int m, real t, real excess, real step, int how, int order) {
  const real slope = how == 1 ? segment(c, m, t, step, 1) : 0.0;
  return order == 0 ? segment(c, m, t, step, 0) + slope * excess * step : order == 1 ? slope : 0.0;
}

FUNCTION real table(GLOBAL const real *c, real start, real step, int n, int below, int above, int order, real at) {
  const real u = (at - start) / step;
  if (u < 0.0 && below != 0) {
    return beyond(c, 0, 0.0, u, step, below, order);
  }
  if (u > n && above != 0) {
    return beyond(c, n - 1, 1.0, u - n, step, above, order);
  }
  const int m = u >= n ? n - 1 : u > 0.0 ? (int) u : 0;
  return segment(c, m, u - m, step, order);
}

// Activations of networks and their slopes.
FUNCTION real logistic(real s) { return 1.0 / (1.0 + exp(-s)); }
FUNCTION real normal(real s) { return 0.5 * erfc(-s * 0.7071067811865476); }
FUNCTION real value_linear(real s) { return s; }
FUNCTION real slope_linear(real s) { return 1.0; }
FUNCTION real value_tanh(real s) { return tanh(s); }
FUNCTION real slope_tanh(real s) { const real t = tanh(s); return 1.0 - t * t; }
FUNCTION real value_logistic(real s) { return logistic(s); }
FUNCTION real slope_logistic(real s) { return logistic(s) * logistic(-s); }
FUNCTION real value_centered_logistic(real s) { return 0.5 * tanh(0.5 * s); }
FUNCTION real slope_centered_logistic(real s) { return logistic(s) * logistic(-s); }
FUNCTION real value_softplus(real s) { return fmax(s, 0.0) + log1p(exp(-fabs(s))); }
FUNCTION real slope_softplus(real s) { return logistic(s); }
FUNCTION real value_silu(real s) { return s * logistic(s); }
FUNCTION real slope_silu(real s) { return logistic(s) * (1.0 + s * logistic(-s)); }
FUNCTION real value_gelu(real s) { return s * normal(s); }
FUNCTION real slope_gelu(real s) { return normal(s) + s * exp(-0.5 * s * s) * 0.3989422804014327; }
FUNCTION real value_exp(real s) { return exp(-s); }
FUNCTION real slope_exp(real s) { return -exp(-s); }
FUNCTION real value_gaussian(real s) { return exp(-0.5 * s * s); }
FUNCTION real slope_gaussian(real s) { return -s * exp(-0.5 * s * s); }
FUNCTION real value_cos(real s) { return cos(s); }
FUNCTION real slope_cos(real s) { return -sin(s); }

