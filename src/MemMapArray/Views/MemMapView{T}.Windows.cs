using System;
using System.Runtime.CompilerServices;
using System.Threading;
using MemMap.Mapping;
using MemMap.Views;

namespace MemMap;

/// <content>What a view is made of: one object, for element access, and because programs make many.</content>
public unsafe partial class MemMapView<T>
{
    private readonly Region _region;

    // From the region's anchor to the first element.
    private readonly long _start;

    // Of axis 0, of every rank but 0.
    private readonly long _rows;
    private readonly long _stride0;

    // Of axis 1, of rank 2. Of another rank they stay 0, so that the bounds check refuses it too.
    private readonly long _columns;
    private readonly long _stride1;

    // All that is under an index of axis 0, where it is one span; otherwise -1.
    private readonly int _rowLength = -1;
    private readonly short _rank;
    private readonly bool _isReadOnly;

    // As a layout has them. Of rank 1 and 2 they are made when somebody asks for the layout: a slice is one object of 88 bytes.
    private long[]? _dimensions;

    // Where to look for the elements: this, which never changes; but an array that has grown has another, whole.
    private MemMapView<T> _newest;

    private protected MemMapView(Window window)
        : this(window.Region, window.Layout.Offset, window.Layout.Lengths, window.Layout.Strides) =>
        _dimensions = window.Layout.Dimensions;

    private MemMapView(Region region, long offset, ReadOnlySpan<long> lengths, ReadOnlySpan<long> strides)
    {
        _newest = this;
        _region = region;
        _start = region.Distance + offset;
        _rank = (short)lengths.Length;
        _isReadOnly = region.IsReadOnly || Layout.IsRepeated(lengths, strides);
        if (lengths.Length == 1)
        {
            (_rows, _stride0, _rowLength) = (lengths[0], strides[0], 1);
        }
        else if (lengths.Length == 2)
        {
            (_rows, _columns) = (lengths[0], lengths[1]);
            (_stride0, _stride1) = (strides[0], strides[1]);
            _rowLength = (_stride1 == sizeof(T) || _columns <= 1) && _columns <= int.MaxValue ? (int)_columns : -1;
        }
        else if (lengths.Length > 2)
        {
            (_rows, _stride0) = (lengths[0], strides[0]);
            _rowLength = SpanLength(lengths.Slice(1), strides.Slice(1));
        }
    }

    /// <summary>The region and the layout as they are now.</summary>
    internal Window Window
    {
        get
        {
            MemMapView<T> newest = Newest;
            return new(newest._region, newest.OwnLayout());
        }
    }

    private MemMapView<T> Newest => Volatile.Read(ref _newest);

    private long OwnOffset => _start - _region.Distance;

    // The length of an array that has other ranks is in its layout.
    private long OwnLength => _rank == 1 ? _rows : _rank == 2 ? _rows * _columns : OwnLayout().Length;

    internal Window OpenWindow()
    {
        Window window = Window;
        window.Region.ThrowIfClosed();
        return window;
    }

    internal Window WritableWindow()
    {
        Window window = OpenWindow();
        RequireWritable(window);
        return window;
    }

    private protected void Replace(Window window) => Volatile.Write(ref _newest, new MemMapView<T>(window));

    [SkipLocalsInit]
    private MemMapView<T> SliceBy(ReadOnlySpan<Slice> slices)
    {
        MemMapView<T> newest = Newest;
        newest._region.ThrowIfClosed();
        int most = newest._rank + slices.Length;
        Span<long> lengths = stackalloc long[most], strides = stackalloc long[most];
        long offset = newest.OwnOffset;
        int rank = Layout.Slice(newest.OwnDimensions, slices, lengths, strides, ref offset);
        var slice = new MemMapView<T>(newest._region, offset, lengths.Slice(0, rank), strides.Slice(0, rank));
        if (rank is not (1 or 2))
        {
            slice._dimensions = [.. lengths.Slice(0, rank), .. strides.Slice(0, rank)];
        }

        return slice;
    }

    private long[] OwnDimensions => _dimensions ?? MakeDimensions();

    private long[] MakeDimensions() =>
        _dimensions = _rank == 1 ? [_rows, _stride0] : [_rows, _columns, _stride0, _stride1];

    // How many elements one span has of them all; -1 where they are none.
    private static int SpanLength(ReadOnlySpan<long> lengths, ReadOnlySpan<long> strides)
    {
        if (lengths.IndexOf(0) >= 0)
        {
            return 0;
        }

        long count = 1;
        for (int axis = lengths.Length - 1; axis >= 0; axis--)
        {
            bool follows = lengths[axis] == 1 || strides[axis] == count * sizeof(T);
            count *= lengths[axis];
            if (!follows || count > int.MaxValue)
            {
                return -1;
            }
        }

        return (int)count;
    }

    private Layout OwnLayout() => Layout.Of(OwnDimensions, OwnOffset, sizeof(T));
}
