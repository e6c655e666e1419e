// CUDA C++ with double precision; compiled with --fmad=false, so that forces are the same bits whatever else is asked for.
typedef long long place_t;
typedef unsigned long long bits_t;
#define KERNEL extern "C" __global__
#define FUNCTION static __device__ __forceinline__
#define GLOBAL
#define SHARED __shared__
#define SHARED_AT
#define RESTRICT __restrict__
#define THREAD ((int) (blockIdx.x * blockDim.x + threadIdx.x))
#define THREADS ((int) (gridDim.x * blockDim.x))
#define MEMBER ((int) threadIdx.x)
#define MEMBERS ((int) blockDim.x)
#define TEAM ((int) blockIdx.x)
#define TEAMS ((int) gridDim.x)
#define WAIT __syncthreads()
#define WAIT_FOR_ALL __syncthreads()
#define INCREMENT(p) atomicAdd((p), 1)
#define BITS(x) x##ULL
#ifndef INFINITY
#define INFINITY __longlong_as_double(0x7ff0000000000000LL)
#endif
#ifndef NAN
#define NAN __longlong_as_double(0x7ff8000000000000LL)
#endif
#define BITS_OF(x) ((bits_t) __double_as_longlong(x))
