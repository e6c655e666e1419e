/**
 * Arithmetic on lanes: several numbers at a time, by the Vector API, in code that Graal compiles from Truffle nodes.
 *
 * <p>Only some of the Vector API is compiled to machine instructions there. Everything else runs the library's Java with vectors as objects on the heap, ten to hundred times
 * slower, and some of it makes the compilation of the whole root fail. What was measured with Graal CE 25.0.1 on JDK 25.0.3, AVX-512 (nanoseconds for each number of
 * an array of 1024 in first-level cache; a copy takes 0.2 to 0.4, and no row of the first list allocates):
 *
 * <p>Instructions, 0.2 to 0.6 ns:
 * <ul>
 * <li>{@code fromArray} and {@code intoArray} of a whole vector, {@code double[]} and {@code long[]}, and the same from and into a {@code MemorySegment};
 * <li>{@code broadcast}, also of a value that varies; scalars as second operands; vectors in {@code static final} fields, {@code addIndex};
 * <li>{@code add sub mul div fma sqrt neg abs min max}, also spelled {@code lanewise(ADD, ...)};
 * <li>{@code compare lt test(IS_NAN)}, {@code blend}, {@code and or not andNot} of masks, {@code maskAll}, a constant mask, {@code VectorMask.fromArray}, {@code SPECIES.indexInRange(i, n)}, and the comparison of
 * a constant vector 0, 1, 2, ... with a number;
 * <li>masked arithmetic: {@code add(v, mask)}, {@code mul(v, mask)}, {@code lanewise(FMA, a, b, mask)};
 * <li>{@code reduceLanes(ADD)}, {@code reduceLanes(MAX)} without a mask; {@code anyTrue}, {@code allTrue}, {@code trueCount}, {@code firstTrue}, {@code toLong} of masks;
 * <li>{@code reinterpretAsLongs}, {@code reinterpretAsDoubles}, {@code viewAsFloatingLanes}; {@code LongVector} {@code add sub mul and or xor}, shifts by a number or a vector, comparison, blend;
 * the cast of a mask of longs to one of doubles;
 * <li>{@code convertShape(I2D)} and {@code (I2L)} of an {@code IntVector} of half the size, and its load; {@code convert(L2D)};
 * <li>{@code lane(k)} and {@code withLane(k, x)} with constant {@code k}; {@code rearrange} by a constant shuffle; {@code slice} by a constant.
 * </ul>
 * Vectors in local variables, in arrays that do not escape, and in static frame slots (read through {@code CompilerDirectives.castExact(frame.getObjectStatic(slot), VECTOR)}, also an
 * accumulator carried through a loop) stay in registers. Temporaries in slots want {@code clearStatic} at the end of each iteration: 0.36 against 0.68 ns.
 *
 * <p>Not instructions:
 * <ul>
 * <li>{@code fromArray} and {@code intoArray} with a mask: 20 to 37 ns, and compilation of the root may fail ("Too deep inlining"). Pad the arrays instead, load all lanes and {@code blend};
 * <li>gather, 6 ns, and scatter, 3 ns ({@code fromArray} and {@code intoArray} with an index map): eight scalar loads stored to a scratch array, or put in with {@code withLane}, take 2.8 ns;
 * <li>{@code reduceLanes} with a mask, 13 ns: {@code blend} first;
 * <li>conversion of doubles to longs, ints or floats ({@code convert}, {@code convertShape}, {@code castShape}): 25 to 95 ns. Add 1.5 · 2^52 and reinterpret;
 * <li>{@code compress}, {@code expand}, 60 ns; {@code selectFrom}, 11 to 115 ns; {@code toShuffle}, 60 ns; {@code VectorMask.fromLong} of a value that varies, 70 ns;
 * <li>{@code lanewise(EXP)}, 12 ns, {@code (SIN)}, 21 ns, {@code (POW)}, 27 ns, which {@link org.eutectic.lanes.LaneMath} replaces; {@code BIT_COUNT} and {@code LEADING_ZEROS_COUNT} of longs, 26 ns;
 * <li>vectors in a {@code static final} array: 6 ns;
 * <li>on AVX2 alone also multiplication and arithmetic right shift of longs, 90 ns; the rest is as above.
 * </ul>
 * A constant costs the same as {@code broadcast} where it is used or as a vector in a {@code static final} field. A root of one function compiles in 0.2 to 0.6 s of processor time, one of
 * four in 0.9 s.
 */
package org.eutectic.lanes;
