// What every loop, kernel and finish works with.
global using MemMap.Reductions.Elements;
global using MemMap.Reductions.States;
