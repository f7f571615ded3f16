namespace MemMap.Reductions.States;

/// <summary>A kernel of your code, which sees what is selected, and that once.</summary>
internal interface ICallbackKernel;
