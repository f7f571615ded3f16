using System;
using MemMap.Reductions.Kernels;
using MemMap.Reductions.Running;

namespace MemMap.Reductions.Catalog;

/// <summary>The reductions of one element type, to be filled.</summary>
/// <typeparam name="TStored">The element type.</typeparam>
/// <typeparam name="T">The same as kernels know it.</typeparam>
internal sealed class ElementCatalog<TStored, T>() : ElementCatalog<TStored>(Element.KindOf<T>())
    where TStored : unmanaged
    where T : unmanaged
{
    /// <summary>A reduction by a kernel of the numbers that elements are; of <see langword="bool"/>, 0 and 1.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="createKernel">Makes the kernel for a run.</param>
    /// <param name="finish">Makes results of states.</param>
    /// <param name="exactly">What is done where results are to be exact, if that is something else.</param>
    public static Reduction<TStored> By<TKernel, TState, TFinish, TResult>(
        string name, Func<KernelOptions, TKernel> createKernel, TFinish finish = default, Reduction<TStored>? exactly = null)
        where TKernel : struct, IStateKernel<T, TState>
        where TState : struct, IState
        where TFinish : struct, IFinish<TState, TResult>
        where TResult : unmanaged =>
        typeof(TStored) == typeof(bool)
            ? ByStored<Converted<T, T, ToTruth<T>, TKernel, TState>, TState, TFinish, TResult>(
                name, options => new(default, createKernel(options)), finish, exactly)
            : ByStored<TKernel, TState, TFinish, TResult>(name, createKernel, finish, exactly);

    /// <summary>The same where it makes no difference which byte of a <see langword="bool"/> is true.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="createKernel">Makes the kernel for a run.</param>
    /// <param name="finish">Makes results of states.</param>
    /// <param name="exactly">What is done where results are to be exact, if that is something else.</param>
    public static Reduction<TStored> ByStored<TKernel, TState, TFinish, TResult>(
        string name, Func<KernelOptions, TKernel> createKernel, TFinish finish = default, Reduction<TStored>? exactly = null)
        where TKernel : struct, IStateKernel<T, TState>
        where TState : struct, IState
        where TFinish : struct, IFinish<TState, TResult>
        where TResult : unmanaged =>
        new KernelReduction<TStored, T, TState, TKernel, TResult, TFinish>(
            name, createKernel, finish, exactly as Reduction<TStored, TResult>);
}
