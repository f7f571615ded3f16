namespace MemMap.Reductions.Kernels;

/// <summary>The reductions of one element type. Those without a parameter are made once: they hold nothing.</summary>
internal abstract class ElementReductions<TStored>
    where TStored : unmanaged
{
    public static ElementReductions<TStored> Instance => field ??= Element.Reductions<TStored>();

    public abstract Reduction<TStored, double> Sum { get; }

    public abstract Reduction<TStored, double> Mean { get; }

    public abstract Reduction<TStored, double> Prod { get; }

    public abstract Reduction<TStored, long> SumInt64 { get; }

    public abstract Reduction<TStored, TStored> Min { get; }

    public abstract Reduction<TStored, TStored> Max { get; }

    public abstract Reduction<TStored, (TStored Min, TStored Max)> MinMax { get; }

    public abstract Reduction<TStored, long> ArgMin { get; }

    public abstract Reduction<TStored, long> ArgMax { get; }

    public abstract Reduction<TStored, long> CountNonZero { get; }

    public abstract Reduction<TStored, bool> Any { get; }

    public abstract Reduction<TStored, bool> All { get; }

    public abstract Reduction<TStored, Moments> Describe { get; }

    public abstract Reduction<TStored, double> VarOrStd(bool isRoot, double ddof);
}
