// OpenCL C 1.2 with double precision. Products and sums are not fused, so that forces are the same bits whatever else is asked for.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF
typedef long place_t;
typedef ulong bits_t;
#define KERNEL __kernel
#define FUNCTION static inline
#define GLOBAL __global
#define SHARED __local
#define SHARED_AT __local
#define RESTRICT restrict
#define THREAD ((int) get_global_id(0))
#define THREADS ((int) get_global_size(0))
#define MEMBER ((int) get_local_id(0))
#define MEMBERS ((int) get_local_size(0))
#define TEAM ((int) get_group_id(0))
#define TEAMS ((int) get_num_groups(0))
#define WAIT barrier(CLK_LOCAL_MEM_FENCE)
#define WAIT_FOR_ALL barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE)
#define INCREMENT(p) atomic_inc(p)
#define BITS(x) x##UL
#define BITS_OF(x) as_ulong(x)
