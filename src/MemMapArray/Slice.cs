using System;
using System.Globalization;

namespace MemMap;

/// <summary>
/// The part of an axis to take in <c>view[...]</c>: a range, a single index (which drops the axis), the whole axis, or the placeholders
/// <see cref="Ellipsis"/> and <see cref="NewAxis"/>.
/// </summary>
/// <remarks>
/// <para>An <see cref="Index"/> or a C# range (<c>a[100..200, ^1]</c>) follows .NET: out of bounds throws.</para>
/// <para><see cref="Range(long?, long?, long)"/> and tuples (<c>a[(0, 5)]</c> is NumPy's <c>a[0:5]</c>,
/// <c>a[(null, null, 2)]</c> its <c>a[::2]</c>) follow NumPy: negative numbers count from the end, and bounds outside the axis are
/// clipped.</para>
/// <para><c>default</c> is <see cref="All"/>.</para>
/// </remarks>
public readonly struct Slice : IEquatable<Slice>
{
    // Small, as an index is made of several. The bounds are 0 where there are none.
    private readonly long _start;
    private readonly long _stop;

    // Kept less one so that default(Slice) has step 1.
    private readonly long _stepLessOne;
    private readonly bool _hasStart;
    private readonly bool _hasStop;

    private Slice(SliceKind kind, long? start = null, long? stop = null, long step = 1)
    {
        Kind = kind;
        _start = start.GetValueOrDefault();
        _hasStart = start.HasValue;
        _stop = stop.GetValueOrDefault();
        _hasStop = stop.HasValue;
        _stepLessOne = step - 1;
    }

    private Slice(Range range)
    {
        Kind = SliceKind.NetRange;
        _start = range.Start.IsFromEnd ? ~range.Start.Value : range.Start.Value;
        _stop = range.End.IsFromEnd ? ~range.End.Value : range.End.Value;
    }

    /// <summary>The whole axis, NumPy's <c>:</c>. C#'s <c>..</c> means the same.</summary>
    public static Slice All => default;

    /// <summary>All axes that are not named, NumPy's <c>...</c>. At most once in an index.</summary>
    /// <example><code>MemMapView&lt;float&gt; plane = cube[Slice.Ellipsis, 0];    // a[..., 0]</code></example>
    public static Slice Ellipsis => new(SliceKind.Ellipsis);

    /// <summary>A new axis of length 1, NumPy's <c>np.newaxis</c>.</summary>
    /// <example><code>MemMapView&lt;float&gt; withAxis = array[.., Slice.NewAxis, ..];    // a[:, np.newaxis, :]</code></example>
    public static Slice NewAxis => new(SliceKind.NewAxis);

    internal SliceKind Kind { get; }

    /// <summary>The index, or the first of a range of NumPy's; <see langword="null"/> where none was given.</summary>
    internal long? Start => _hasStart ? _start : null;

    /// <summary>Where a range of NumPy's ends.</summary>
    internal long? Stop => _hasStop ? _stop : null;

    internal long Step => _stepLessOne + 1;

    /// <summary>The bounds of a C# range along an axis of some length.</summary>
    internal (long Start, long End) NetBounds(long length) =>
        (_start < 0 ? length - ~_start : _start, _stop < 0 ? length - ~_stop : _stop);

    /// <summary>One index: the axis is dropped, as with a plain integer in NumPy.</summary>
    /// <param name="index">The index, from 0. A negative one throws when it is used; write <c>^1</c> for the last.</param>
    /// <returns>The slice.</returns>
    /// <example><code>MemMapView&lt;float&gt; row = array[Slice.At(5)];    // a[5]</code></example>
    public static Slice At(long index) => new(SliceKind.Index, index);

    /// <summary>NumPy's <c>start:stop:step</c>, with its rules: negative bounds count from the end, bounds outside are clipped,
    /// a negative step walks backwards.</summary>
    /// <param name="start">The first index; <see langword="null"/> for the end that the step starts from.</param>
    /// <param name="stop">The index to stop before; <see langword="null"/> for the end of the axis.</param>
    /// <param name="step">The distance from one index to the next, not 0.</param>
    /// <returns>The slice.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is 0.</exception>
    /// <example><code>MemMapView&lt;float&gt; reversed = array[Slice.Range(null, null, -1)];    // a[::-1]</code></example>
    public static Slice Range(long? start, long? stop, long step = 1)
    {
        if (step == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(step), step, "A slice's step cannot be 0.");
        }

        return new(SliceKind.NumPyRange, start, stop, step);
    }

    /// <summary>One index: the axis is dropped.</summary>
    /// <param name="index">The index, from 0.</param>
    public static implicit operator Slice(int index) => At(index);

    /// <summary>One index: the axis is dropped.</summary>
    /// <param name="index">The index, from 0.</param>
    public static implicit operator Slice(long index) => At(index);

    /// <summary>One index, counted from either end (<c>^1</c> is the last): the axis is dropped.</summary>
    /// <param name="index">The index.</param>
    public static implicit operator Slice(Index index) => index.IsFromEnd ? new(SliceKind.IndexFromEnd, index.Value) : At(index.Value);

    /// <summary>A C# range, <c>100..200</c>: bounds outside the axis throw.</summary>
    /// <param name="range">The range.</param>
    public static implicit operator Slice(Range range) => new(range);

    /// <summary>NumPy's <c>start:stop</c> as a tuple: <c>(0, 5)</c> is <c>0:5</c>, <c>(^10, null)</c> is <c>-10:</c>. Bounds are clipped. (In
    /// NumPy, <c>a[(0, 5)]</c> is the element <c>a[0, 5]</c>.)</summary>
    /// <param name="range">The first index, and the index to stop before.</param>
    /// <example><code>MemMapView&lt;float&gt; firstRows = array[(0, 5)];    // a[0:5]</code></example>
    public static implicit operator Slice((Index? Start, Index? Stop) range) => (range.Start, range.Stop, 1L);

    /// <summary>NumPy's <c>start:stop:step</c> as a tuple: <c>(null, null, -1)</c> is <c>::-1</c>, <c>(^10, null, 2)</c> is <c>-10::2</c>.
    /// Bounds are clipped.</summary>
    /// <param name="range">The first index, the index to stop before, and the step, which is not 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is 0.</exception>
    public static implicit operator Slice((Index? Start, Index? Stop, long Step) range)
    {
        Slice slice = Range(0, 0, range.Step);
        return new(SliceKind.NumPyRange, Position(range.Start), Position(range.Stop), slice.Step);

        // ^0 lies past the last element, which no negative number says: long.MaxValue is clipped to it.
        static long? Position(Index? index) => index is not { } i ? null : !i.IsFromEnd ? i.Value : i.Value == 0 ? long.MaxValue : -i.Value;
    }

    /// <summary>Whether both slices are equal.</summary>
    /// <param name="left">The first slice.</param>
    /// <param name="right">The second.</param>
    public static bool operator ==(Slice left, Slice right) => left.Equals(right);

    /// <summary>Whether the slices differ.</summary>
    /// <param name="left">The first slice.</param>
    /// <param name="right">The second.</param>
    public static bool operator !=(Slice left, Slice right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Slice other) =>
        Kind == other.Kind && _start == other._start && _stop == other._stop && _stepLessOne == other._stepLessOne
        && _hasStart == other._hasStart && _hasStop == other._hasStop;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Slice other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (Kind, Start, Stop, Step, _start, _stop).GetHashCode();

    /// <summary>The slice as it is written: <c>5</c>, <c>100..200</c>, <c>::2</c>, <c>...</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Kind switch
    {
        SliceKind.All => "..",
        SliceKind.Ellipsis => "...",
        SliceKind.NewAxis => "NewAxis",
        SliceKind.Index => Text(Start),
        SliceKind.IndexFromEnd => "^" + Text(Start),
        SliceKind.NetRange => NetText(_start) + ".." + NetText(_stop),
        _ => Text(Start) + ":" + Text(Stop) + (Step == 1 ? string.Empty : ":" + Text(Step)),
    };

    private static string NetText(long bound) => bound < 0 ? "^" + Text(~bound) : Text(bound);

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
}
