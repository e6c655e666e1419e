/**
 * Source text for accelerators: the imperative plan of {@link org.eutectic.kernel.Kernel} printed as kernels of one thread an atom, in a dialect that a short prelude makes OpenCL C or CUDA C++.
 * The same plan becomes Truffle nodes for processors, so both compute the same in the same order.
 */
package org.eutectic.gpu.source;
