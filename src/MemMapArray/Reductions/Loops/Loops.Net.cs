// What kernels and states call by these names: the vectors here; elsewhere the plain loops of Scalar.
global using MemMap.Reductions.Loops;
