// Neighbor lists. frame: nine numbers that lead from a point to its coordinates along the cell vectors, the nine of those vectors (along open directions unit vectors stand for them), then for each direction: 1 where it is
// periodic, the coordinate at which the grid begins, bins for a unit of the coordinate, how far images are wanted beyond the cell. grid: bins along each direction, then how many bins away
// neighbors may lie. Everything that threads put down in the order in which they come is sorted afterwards, so that lists are always the same.
#define COORDINATE(k, p) (frame[3 * (k)] * (p)[0] + frame[3 * (k) + 1] * (p)[1] + frame[3 * (k) + 2] * (p)[2])
#define PERIODIC(k) (frame[18 + (k)] != 0.0)
#define MARGIN(k) frame[27 + (k)]

FUNCTION int bin_along(real at, GLOBAL const real *frame, GLOBAL const int *grid, int k) {
  const real bin = floor((at - frame[21 + k]) * frame[24 + k]);
  // Atoms that have left the grid along an open direction stand in its last bins; those that are lost in the first.
  return bin >= grid[k] ? grid[k] - 1 : bin > 0.0 ? (int) bin : 0;
}

FUNCTION int bin_at(GLOBAL const real *p, GLOBAL const real *frame, GLOBAL const int *grid) {
  return (bin_along(COORDINATE(0, p), frame, grid, 0) * grid[1] + bin_along(COORDINATE(1, p), frame, grid, 1)) * grid[2] + bin_along(COORDINATE(2, p), frame, grid, 2);
}

// Into which copy of the cell each atom has gone, and whether it is lost or too fast. u, v: positions and velocities of atoms.
KERNEL void wrap(const int centers, const real fastest, GLOBAL const real *frame, GLOBAL const real *u, GLOBAL const real *v, GLOBAL int *wraps, GLOBAL int *trouble) {
  for (int a = THREAD; a < centers; a += THREADS) {
    GLOBAL const real *p = u + 3 * (place_t) a;
    const real square = v[3 * a] * v[3 * a] + v[3 * a + 1] * v[3 * a + 1] + v[3 * a + 2] * v[3 * a + 2];
    if (!(square < fastest * fastest) || !(fabs(p[0]) + fabs(p[1]) + fabs(p[2]) < 1e9)) {
      trouble[0] = 1;
    }
    for (int k = 0; k < 3; k++) {
      wraps[3 * (place_t) a + k] = PERIODIC(k) ? -(int) floor(COORDINATE(k, p)) : 0;
    }
  }
}

// The bin of each atom, as it stands in the cell.
KERNEL void bin_atoms(const int centers, GLOBAL const real *frame, GLOBAL const int *grid, GLOBAL const real *u, GLOBAL const int *wraps, GLOBAL int *bins, GLOBAL int *counts) {
  for (int a = THREAD; a < centers; a += THREADS) {
    GLOBAL const real *p = u + 3 * (place_t) a;
    int bin = 0;
    for (int k = 0; k < 3; k++) {
      bin = bin * grid[k] + bin_along(COORDINATE(k, p) + wraps[3 * (place_t) a + k], frame, grid, k);
    }
    bins[a] = bin;
    INCREMENT(counts + bin);
  }
}

KERNEL void bin_places(const int total, GLOBAL const real *frame, GLOBAL const int *grid, GLOBAL const real *x, GLOBAL int *bins, GLOBAL int *counts) {
  for (int p = THREAD; p < total; p += THREADS) {
    bins[p] = bin_at(x + 4 * (place_t) p, frame, grid);
    INCREMENT(counts + bins[p]);
  }
}

// Sums over all numbers before each: sums of what each thread has, sums of those, and then each number. stats: the sum of all, and the largest.
KERNEL void sum_shares(const int n, GLOBAL const int *values, GLOBAL real *sums) {
  const int share = (n + THREADS - 1) / THREADS, from = min(n, THREAD * share), to = min(n, from + share);
  real sum = 0.0, most = 0.0;
  for (int k = from; k < to; k++) {
    sum += values[k];
    most = values[k] > most ? values[k] : most;
  }
  sums[2 * THREAD] = sum;
  sums[2 * THREAD + 1] = most;
}

KERNEL void sum_before(const int shares, GLOBAL real *sums, GLOBAL real *stats) {
  SHARED real part[256], most[256];
  const int width = (shares + MEMBERS - 1) / MEMBERS, from = min(shares, MEMBER * width), to = min(shares, from + width);
  part[MEMBER] = 0.0;
  most[MEMBER] = 0.0;
  for (int k = from; k < to; k++) {
    part[MEMBER] += sums[2 * k];
    most[MEMBER] = sums[2 * k + 1] > most[MEMBER] ? sums[2 * k + 1] : most[MEMBER];
  }
  WAIT;
  if (MEMBER == 0) {
    real before = 0.0, largest = 0.0;
    for (int m = 0; m < MEMBERS; m++) {
      const real own = part[m];
      part[m] = before;
      before += own;
      largest = most[m] > largest ? most[m] : largest;
    }
    stats[0] = before;
    stats[1] = largest;
  }
  WAIT;
  real before = part[MEMBER];
  for (int k = from; k < to; k++) {
    const real own = sums[2 * k];
    sums[2 * k] = before;
    before += own;
  }
}

KERNEL void spread(const int n, GLOBAL const int *values, GLOBAL const real *sums, GLOBAL int *first) {
  const int share = (n + THREADS - 1) / THREADS, from = min(n, THREAD * share), to = min(n, from + share);
  int before = (int) sums[2 * THREAD];
  for (int k = from; k < to; k++) {
    first[k] = before;
    before += values[k];
  }
  if (from < to && to == n) {
    first[n] = before;
  }
}

// Puts numbers into their bins, in the order in which threads come.
KERNEL void fill_bins(const int n, GLOBAL const int *bins, GLOBAL const int *first, GLOBAL int *counts, GLOBAL int *members) {
  for (int k = THREAD; k < n; k += THREADS) {
    members[first[bins[k]] + INCREMENT(counts + bins[k])] = k;
  }
}

// Sorts what stands between two of the borders.
KERNEL void sort_ranges(const int n, GLOBAL const int *first, GLOBAL int *values) {
  for (int k = THREAD; k < n; k += THREADS) {
    const int begin = first[k], end = first[k + 1];
    for (int m = begin + 1; m < end; m++) {
      const int value = values[m];
      int at = m;
      while (at > begin && values[at - 1] > value) {
        values[at] = values[at - 1];
        at--;
      }
      values[at] = value;
    }
  }
}

// Atoms in the order of their bins.
KERNEL void place(const int centers, GLOBAL const real *frame, GLOBAL const int *members, GLOBAL const int *wraps, GLOBAL const real *u, GLOBAL const int *type_of, GLOBAL const real *charge_of,
    GLOBAL const real *mass_of, GLOBAL int *atoms, GLOBAL int *types, GLOBAL int *owners, GLOBAL real *charges, GLOBAL real *masses, GLOBAL real *offsets, GLOBAL real *x) {
  for (int i = THREAD; i < centers; i += THREADS) {
    const place_t a = members[i];
    atoms[i] = (int) a;
    owners[i] = i;
    types[i] = type_of[a];
    charges[i] = charge_of[a];
    masses[i] = mass_of[a];
    for (int k = 0; k < 3; k++) {
      offsets[3 * (place_t) i + k] = wraps[3 * a] * frame[9 + k] + wraps[3 * a + 1] * frame[12 + k] + wraps[3 * a + 2] * frame[15 + k];
      x[4 * (place_t) i + k] = u[3 * a + k] + offsets[3 * (place_t) i + k];
    }
    x[4 * (place_t) i + 3] = 0.0;
  }
}

// Images of atoms that lie within reach of the cell: counted, or, where places are given, put down.
FUNCTION int images(int i, int centers, GLOBAL const real *frame, GLOBAL real *x, GLOBAL int *types, GLOBAL int *owners, GLOBAL real *offsets, int at) {
  GLOBAL const real *p = x + 4 * (place_t) i;
  real s[3];
  int reach[3], n = 0;
  for (int k = 0; k < 3; k++) {
    s[k] = COORDINATE(k, p);
    reach[k] = PERIODIC(k) ? (int) ceil(MARGIN(k)) : 0;
  }
  for (int a = -reach[0]; a <= reach[0]; a++) {
    if (PERIODIC(0) && !(s[0] + a > -MARGIN(0) && s[0] + a < 1.0 + MARGIN(0))) { continue; }
    for (int b = -reach[1]; b <= reach[1]; b++) {
      if (PERIODIC(1) && !(s[1] + b > -MARGIN(1) && s[1] + b < 1.0 + MARGIN(1))) { continue; }
      for (int c = -reach[2]; c <= reach[2]; c++) {
        if (PERIODIC(2) && !(s[2] + c > -MARGIN(2) && s[2] + c < 1.0 + MARGIN(2))) { continue; }
        if (a == 0 && b == 0 && c == 0) { continue; }
        if (at >= 0) {
          const place_t g = at + n;
          types[g] = types[i];
          owners[g] = i;
          for (int k = 0; k < 3; k++) {
            offsets[3 * g + k] = a * frame[9 + k] + b * frame[12 + k] + c * frame[15 + k];
            x[4 * g + k] = p[k] + offsets[3 * g + k];
          }
          x[4 * g + 3] = 0.0;
        }
        n++;
      }
    }
  }
  return n;
}

KERNEL void count_images(const int centers, GLOBAL const real *frame, GLOBAL real *x, GLOBAL int *counts) {
  for (int i = THREAD; i < centers; i += THREADS) {
    counts[i] = images(i, centers, frame, x, counts, counts, x, -1);
  }
}

KERNEL void place_images(const int centers, GLOBAL const real *frame, GLOBAL const int *first, GLOBAL real *x, GLOBAL int *types, GLOBAL int *owners, GLOBAL real *offsets) {
  for (int i = THREAD; i < centers; i += THREADS) {
    images(i, centers, frame, x, types, owners, offsets, centers + first[i]);
  }
}

// Neighbors of each center: counted, or, where begins are given, put down. members: places in the order of their bins.
FUNCTION int look_around(int i, real reach, GLOBAL const real *frame, GLOBAL const int *grid, GLOBAL const real *x, GLOBAL const int *bin_first, GLOBAL const int *members, GLOBAL int *neighbors, int at,
    real *nearest) {
  GLOBAL const real *p = x + 4 * (place_t) i;
  int low[3], high[3], n = 0;
  for (int k = 0; k < 3; k++) {
    const int own = bin_along(COORDINATE(k, p), frame, grid, k);
    low[k] = max(0, own - grid[3 + k]);
    high[k] = min(grid[k] - 1, own + grid[3 + k]);
  }
  for (int a = low[0]; a <= high[0]; a++) {
    for (int b = low[1]; b <= high[1]; b++) {
      const int row = (a * grid[1] + b) * grid[2];
      for (int m = bin_first[row + low[2]]; m < bin_first[row + high[2] + 1]; m++) {
        const place_t q = members[m];
        const real dx = x[4 * q] - p[0], dy = x[4 * q + 1] - p[1], dz = x[4 * q + 2] - p[2], square = dx * dx + dy * dy + dz * dz;
        if (square < reach * reach && q != i) {
          if (at >= 0) {
            neighbors[at + n] = (int) q;
          }
          *nearest = square < *nearest ? square : *nearest;
          n++;
        }
      }
    }
  }
  return n;
}

KERNEL void count_neighbors(const int centers, const real reach, const real closest, GLOBAL const real *frame, GLOBAL const int *grid, GLOBAL const real *x, GLOBAL const int *bin_first,
    GLOBAL const int *members, GLOBAL int *counts, GLOBAL int *trouble) {
  for (int i = THREAD; i < centers; i += THREADS) {
    real nearest = reach * reach;
    counts[i] = look_around(i, reach, frame, grid, x, bin_first, members, counts, -1, &nearest);
    if (nearest < closest * closest) {
      trouble[0] = 1;
    }
  }
}

KERNEL void list_neighbors(const int centers, const real reach, GLOBAL const real *frame, GLOBAL const int *grid, GLOBAL const real *x, GLOBAL const int *bin_first, GLOBAL const int *members,
    GLOBAL const int *first, GLOBAL int *neighbors) {
  for (int i = THREAD; i < centers; i += THREADS) {
    real nearest = reach * reach;
    look_around(i, reach, frame, grid, x, bin_first, members, neighbors, first[i], &nearest);
  }
}

// The bonds that lead to each center or an image of it.
KERNEL void count_incoming(const int bonds, GLOBAL const int *neighbors, GLOBAL const int *owners, GLOBAL int *counts) {
  for (int b = THREAD; b < bonds; b += THREADS) {
    INCREMENT(counts + owners[neighbors[b]]);
  }
}

KERNEL void list_incoming(const int bonds, GLOBAL const int *neighbors, GLOBAL const int *owners, GLOBAL const int *first, GLOBAL int *counts, GLOBAL int *incoming) {
  for (int b = THREAD; b < bonds; b += THREADS) {
    const int i = owners[neighbors[b]];
    incoming[first[i] + INCREMENT(counts + i)] = b;
  }
}
