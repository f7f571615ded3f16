namespace MemMap.Reductions;

internal abstract class PartialResults<TResult>;

internal sealed class PartialKey;
