using System;

namespace MemMap.Transforming;

/// <summary>What makes a block of the destination from those of the sources. Threads share it.</summary>
internal abstract unsafe class BlockFunction
{
    /// <summary>What <see cref="Apply"/> returns when each element is that of the first source: then it has written nothing.</summary>
    public const int Unchanged = -1;

    /// <summary>Whether some elements may not be made. Then nothing of their block is written.</summary>
    public virtual bool MayRefuse => false;

    /// <summary>Whether blocks may be <see cref="Unchanged"/>.</summary>
    public virtual bool MayKeep => false;

    /// <summary>Makes elements.</summary>
    /// <param name="sources">Where those of each source begin.</param>
    /// <param name="target">Where to.</param>
    /// <param name="count">How many.</param>
    /// <returns>How many were made: all, or those before the first that <see cref="Refuse"/> has something to say of; or
    /// <see cref="Unchanged"/>.</returns>
    public abstract int Apply(byte** sources, byte* target, int count);

    /// <summary>Why an element was not made.</summary>
    /// <param name="element">That of the first source.</param>
    /// <param name="where">Where it is.</param>
    /// <param name="written">What was written.</param>
    public virtual Exception Refuse(byte* element, string where, string written) =>
        new OverflowException($"The element {where} was refused. {written}");
}

/// <summary>The caller's code, for one source.</summary>
internal sealed unsafe class BlockFunction<TX, TZ>(Transformation<TX, TZ> transformation) : BlockFunction
    where TX : unmanaged
    where TZ : unmanaged
{
    public override int Apply(byte** sources, byte* target, int count)
    {
        transformation(new(sources[0], count), new(target, count));
        return count;
    }
}

/// <summary>The caller's code, for two sources.</summary>
internal sealed unsafe class BlockFunction<TX, TY, TZ>(Transformation<TX, TY, TZ> transformation) : BlockFunction
    where TX : unmanaged
    where TY : unmanaged
    where TZ : unmanaged
{
    public override int Apply(byte** sources, byte* target, int count)
    {
        transformation(new(sources[0], count), new(sources[1], count), new(target, count));
        return count;
    }
}

/// <summary>The caller's code, for three sources.</summary>
internal sealed unsafe class BlockFunction<TW, TX, TY, TZ>(Transformation<TW, TX, TY, TZ> transformation) : BlockFunction
    where TW : unmanaged
    where TX : unmanaged
    where TY : unmanaged
    where TZ : unmanaged
{
    public override int Apply(byte** sources, byte* target, int count)
    {
        transformation(new(sources[0], count), new(sources[1], count), new(sources[2], count), new(target, count));
        return count;
    }
}
