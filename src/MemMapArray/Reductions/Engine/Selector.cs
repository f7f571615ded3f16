using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.Reductions.Plans;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Engine;

/// <summary>One thread's means to tell which elements of leaves are selected: by masks, which are looked at first, and by
/// predicates.</summary>
internal sealed unsafe class Selector<T> : IDisposable
    where T : unmanaged
{
    private readonly MaskReader[] _masks;
    private readonly ElementTest<T>[] _tests;
    private ulong* _truths;

    /// <param name="plan">The way through the elements.</param>
    /// <param name="source">The elements.</param>
    public Selector(ReductionPlan plan, SelectedElements source)
    {
        _masks = source.CreateMaskReaders(plan);
        _tests = source.CreateTests<T>();
        int words = plan.ContiguousAxisIsReduced
            ? Selecting.Truths.Words(Rules.BlockElements)
            : Rules.RowsPerLeaf * Selecting.Truths.Words(plan.Columns);
        _truths = (ulong*)Marshal.AllocHGlobal(words * sizeof(ulong));
    }

    /// <summary>Which elements of the leaf are selected: those of a block, or of each row as many words as its columns need.</summary>
    public ulong* Truths => _truths;

    /// <summary>Whether there are masks, which say what need not be read.</summary>
    public bool HasMasks => _masks.Length > 0;

    /// <summary>The test that is all there is, if it is quickest at once.</summary>
    public ElementTest<T>? Keeper => !HasMasks && _tests.Length == 1 && _tests[0].Keeps ? _tests[0] : null;

    /// <summary>To be called before each unit of work.</summary>
    public void BeforeUnit(in UnitBytes unit)
    {
        foreach (MaskReader mask in _masks)
        {
            mask.BeforeUnit(unit);
        }
    }

    /// <summary>Begins a group of results.</summary>
    /// <param name="result">The first of them, by its number in the order of the plan.</param>
    /// <param name="position">The position from which on elements are asked for.</param>
    public void Start(long result, long position)
    {
        foreach (MaskReader mask in _masks)
        {
            mask.Start(result, position);
        }
    }

    /// <summary>The truths of the block that comes next, as far as masks say.</summary>
    /// <returns>How many elements are selected.</returns>
    [MethodImpl(HotPath.Optimized)]
    public int MaskBlock(int count)
    {
        Selecting.Truths.Fill(_truths, count);
        foreach (MaskReader mask in _masks)
        {
            mask.NarrowBlock(count, _truths);
        }

        return Selecting.Truths.Count(_truths, count);
    }

    /// <summary>What predicates say of the block.</summary>
    /// <returns>How many elements are left.</returns>
    [MethodImpl(HotPath.Optimized)]
    public int TestBlock(T* block, int count)
    {
        foreach (ElementTest<T> test in _tests)
        {
            test.Narrow(block, count, _truths);
        }

        return Selecting.Truths.Count(_truths, count);
    }

    /// <summary>The truths of the rows that come next.</summary>
    /// <returns>Whether all elements are selected.</returns>
    [MethodImpl(HotPath.Optimized)]
    public bool SelectRows(T** rows, int rowCount, int columns)
    {
        bool areAll = true;
        ulong* truths = _truths;
        for (int row = 0; row < rowCount; row++, truths += Selecting.Truths.Words(columns))
        {
            Selecting.Truths.Fill(truths, columns);
            foreach (MaskReader mask in _masks)
            {
                mask.NarrowRow(columns, truths);
            }

            foreach (ElementTest<T> test in _tests)
            {
                test.Narrow(rows[row], columns, truths);
            }

            areAll = areAll && Selecting.Truths.AreAll(truths, columns);
        }

        return areAll;
    }

    public void Dispose()
    {
        foreach (MaskReader mask in _masks)
        {
            mask.Dispose();
        }

        Marshal.FreeHGlobal((nint)_truths);
        _truths = null;
    }
}
