namespace MemMap.Reductions.States;

/// <summary>A kernel whose states zeros do not change, wherever they stand among the elements.</summary>
internal interface IAdditiveKernel;
