// OpenCL C 1.2 with double precision. Products and sums are not fused, so that forces are the same bits whatever else is asked for.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF
typedef double real;
typedef long place_t;
#define KERNEL __kernel
#define FUNCTION static inline
#define GLOBAL __global
#define RESTRICT restrict
#define THREAD ((int) get_global_id(0))
#define THREADS ((int) get_global_size(0))
#define BITS(x) x##UL
