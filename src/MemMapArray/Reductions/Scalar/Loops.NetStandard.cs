// What kernels and states call by these names: the plain loops, as the framework has no vectors of 512 bits.
global using MemMap.Reductions.Scalar;
