using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using MemMap.Reductions.Engine;

namespace MemMap.Reductions.Ordering;

/// <summary>Elements of some columns from many places, those of each place apart.</summary>
internal sealed unsafe class Sample<T> : IDisposable
    where T : unmanaged
{
    private readonly int[] _counts;
    private readonly int _columns;
    private T* _elements;

    /// <param name="columns">How many columns there are.</param>
    /// <param name="places">From how many places.</param>
    /// <param name="perPlace">How many elements of a column are at a place, at most.</param>
    public Sample(int columns, int places, int perPlace)
    {
        (_columns, Places, PerPlace) = (columns, places, perPlace);
        _counts = new int[columns * places];
        _elements = (T*)Marshal.AllocHGlobal((nint)((long)columns * places * perPlace * sizeof(T)));
    }

    public int Places { get; }

    public int PerPlace { get; }

    /// <summary>Makes the visitor of a thread.</summary>
    public ElementVisitor<T> CreateVisitor() => new Visitor(this);

    /// <summary>What there is of a column, place by place.</summary>
    public List<ElementPiece<T>> Of(int column)
    {
        var pieces = new List<ElementPiece<T>>(Places);
        for (int place = 0; place < Places; place++)
        {
            int at = (place * _columns) + column;
            pieces.Add(new(_elements + ((long)at * PerPlace), _counts[at]));
        }

        return pieces;
    }

    public void Dispose()
    {
        Marshal.FreeHGlobal((nint)_elements);
        _elements = null;
    }

    private sealed class Visitor(Sample<T> sample) : ElementVisitor<T>
    {
        private long _place;

        public override void BeginUnit(long unit) => _place = unit;

        public override void Visit(int column, T* elements, int count, long position, ulong* truths)
        {
            long at = (_place * sample._columns) + column;
            T* to = sample._elements + (at * sample.PerPlace) + sample._counts[at];
            Buffer.MemoryCopy(elements, to, (long)count * sizeof(T), (long)count * sizeof(T));
            sample._counts[at] += count;
        }
    }
}
