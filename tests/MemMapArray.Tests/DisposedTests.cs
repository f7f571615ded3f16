using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Reflection;
using Xunit;

namespace MemMap.Tests;

/// <summary>Every public member on a disposed array and on views of it. A member that is not in the table fails the test.</summary>
public sealed class DisposedTests : IDisposable
{
    // What a disposed array still answers: where and what it was.
    private static readonly HashSet<string> s_answers =
    [
        "get_Shape()", "get_Strides()", "get_Rank()", "get_Length()", "get_ByteLength()", "get_ByteOffset()", "get_IsReadOnly()", "get_IsContiguous()",
        "get_Path()", "get_Mode()", "get_Offset()", "get_Order()", "ToString()", "Dispose()",
    ];

    private static readonly Dictionary<string, Action<MemMapView<int>>> s_viewMembers = new()
    {
        ["get_Value()"] = x => _ = x.Value,
        ["set_Value(Int32)"] = x => x.Value = 1,
        ["get_Item(Int32)"] = x => _ = x[0],
        ["set_Item(Int32, Int32)"] = x => x[0] = 1,
        ["get_Item(Int64)"] = x => _ = x[0L],
        ["set_Item(Int64, Int32)"] = x => x[0L] = 1,
        ["get_Item(Index)"] = x => _ = x[^1],
        ["set_Item(Index, Int32)"] = x => x[^1] = 1,
        ["get_Item(Int32, Int32)"] = x => _ = x[0, 0],
        ["set_Item(Int32, Int32, Int32)"] = x => x[0, 0] = 1,
        ["get_Item(Int64, Int64)"] = x => _ = x[0L, 0L],
        ["set_Item(Int64, Int64, Int32)"] = x => x[0L, 0L] = 1,
        ["get_Item(Index, Index)"] = x => _ = x[^1, ^1],
        ["set_Item(Index, Index, Int32)"] = x => x[^1, ^1] = 1,
        ["get_Item(Int64, Int64, Int64)"] = x => _ = x[0, 0, 0],
        ["set_Item(Int64, Int64, Int64, Int32)"] = x => x[0, 0, 0] = 1,
        ["get_Item(Int64, Int64, Int64, Int64)"] = x => _ = x[0, 0, 0, 0],
        ["set_Item(Int64, Int64, Int64, Int64, Int32)"] = x => x[0, 0, 0, 0] = 1,
        ["get_Item(ReadOnlySpan<Int64>)"] = x => _ = x[0, 0, 0, 0, 0],
        ["set_Item(ReadOnlySpan<Int64>, Int32)"] = x => x[0, 0, 0, 0, 0] = 1,
        ["GetReference(Int64)"] = x => x.GetReference(0),
        ["GetReference(Int64, Int64)"] = x => x.GetReference(0, 0),
        ["GetReference(Int64, Int64, Int64)"] = x => x.GetReference(0, 0, 0),
        ["GetReference(Int64, Int64, Int64, Int64)"] = x => x.GetReference(0, 0, 0, 0),
        ["GetReference(ReadOnlySpan<Int64>)"] = x => x.GetReference(0, 0, 0, 0, 0),
        ["get_Item(Slice)"] = x => _ = x[..],
        ["get_Item(Slice, Slice)"] = x => _ = x[0, ..],
        ["get_Item(Slice, Slice, Slice)"] = x => _ = x[0, 0, ..],
        ["get_Item(Slice, Slice, Slice, Slice)"] = x => _ = x[0, 0, 0, ..],
        ["get_Item(ReadOnlySpan<Slice>)"] = x => _ = x[0, 0, 0, 0, ..],
        ["Transpose()"] = x => x.Transpose(),
        ["Permute(Int32, Int32)"] = x => x.Permute(0, 1),
        ["Permute(Int32, Int32, Int32)"] = x => x.Permute(0, 1, 2),
        ["Permute(Int32, Int32, Int32, Int32)"] = x => x.Permute(0, 1, 2, 3),
        ["Permute(ReadOnlySpan<Int32>)"] = x => x.Permute(0, 1, 2, 3, 4),
        ["Reshape(Shape)"] = x => x.Reshape(-1),
        ["Squeeze()"] = x => x.Squeeze(),
        ["Squeeze(Int32)"] = x => x.Squeeze(0),
        ["ExpandDims(Int32)"] = x => x.ExpandDims(0),
        ["BroadcastTo(Shape)"] = x => x.BroadcastTo((9, 9)),
        ["Flip(Int32)"] = x => x.Flip(0),
        ["Cast<>()"] = x => x.Cast<short>(),
        ["Field<>(String)"] = x => x.Field<int>("m_value"),
        ["Field<>(Int32)"] = x => x.Field<int>(0),
        ["AsSpan()"] = x => x.AsSpan(),
        ["AsReadOnlySpan()"] = x => x.AsReadOnlySpan(),
        ["GetRowSpan(Int64)"] = x => x.GetRowSpan(0),
        ["GetReadOnlyRowSpan(Int64)"] = x => x.GetReadOnlyRowSpan(0),
        ["TryGetSpan(Span<Int32>&)"] = x => x.TryGetSpan(out _),
        ["TryGetReadOnlySpan(ReadOnlySpan<Int32>&)"] = x => x.TryGetReadOnlySpan(out _),
        ["AsMemory()"] = x => x.AsMemory(),
        ["AsReadOnlyMemory()"] = x => x.AsReadOnlyMemory(),
        ["AsStream()"] = x => x.AsStream(),
        ["Fill(Int32)"] = x => x.Fill(1),
        ["CopyTo(Span<Int32>)"] = x => x.CopyTo(new int[10_000]),
        ["CopyTo(MemMapView<Int32>)"] = x => x.CopyTo(x),
        ["CopyFrom(ReadOnlySpan<Int32>)"] = x => x.CopyFrom([]),
        ["CopyFrom(MemMapView<Int32>)"] = x => x.CopyFrom(x),
        ["ToArray()"] = x => x.ToArray(),
        ["ToNDArray()"] = x => x.ToNDArray(),
        ["Chunks(Int64)"] = x => x.Chunks(1),
        ["GetEnumerator()"] = x => x.GetEnumerator(),
        ["AsEnumerable()"] = x => x.AsEnumerable(),
        ["Flush()"] = x => x.Flush(),
        ["Prefetch()"] = x => x.Prefetch(),
    };

    private static readonly Dictionary<string, Action<MemMapArray<int>>> s_arrayMembers = new()
    {
        ["Resize(Int64)"] = x => x.Resize(3),
        ["Append(ReadOnlySpan<Int32>)"] = x => x.Append([1]),
        ["BeginAppend(Boolean)"] = x => x.BeginAppend(),
        ["Refresh()"] = x => x.Refresh(),
    };

    private static readonly Dictionary<string, Action<MemMapView<int>>> s_reductions = new()
    {
        ["All<>(ReductionSource<T>, ReductionOptions)"] = x => x.All(),
        ["All<>(ReductionSource<T>, Int32, Boolean, ReductionOptions)"] = x => x.All(0),
        ["All<>(ReductionSource<T>, ReadOnlySpan<Int32>, Boolean, ReductionOptions)"] = x => x.All([0]),
        ["Any<>(ReductionSource<T>, ReductionOptions)"] = x => x.Any(),
        ["Any<>(ReductionSource<T>, Int32, Boolean, ReductionOptions)"] = x => x.Any(0),
        ["Any<>(ReductionSource<T>, ReadOnlySpan<Int32>, Boolean, ReductionOptions)"] = x => x.Any([0]),
        ["ArgMax<>(ReductionSource<T>, ReductionOptions)"] = x => x.ArgMax(),
        ["ArgMax<>(ReductionSource<T>, Int32, Boolean, ReductionOptions)"] = x => x.ArgMax(0),
        ["ArgMax<>(ReductionSource<T>, ReadOnlySpan<Int32>, Boolean, ReductionOptions)"] = x => x.ArgMax([0]),
        ["ArgMin<>(ReductionSource<T>, ReductionOptions)"] = x => x.ArgMin(),
        ["ArgMin<>(ReductionSource<T>, Int32, Boolean, ReductionOptions)"] = x => x.ArgMin(0),
        ["ArgMin<>(ReductionSource<T>, ReadOnlySpan<Int32>, Boolean, ReductionOptions)"] = x => x.ArgMin([0]),
        ["CountNonZero<>(ReductionSource<T>, ReductionOptions)"] = x => x.CountNonZero(),
        ["CountNonZero<>(ReductionSource<T>, Int32, Boolean, ReductionOptions)"] = x => x.CountNonZero(0),
        ["CountNonZero<>(ReductionSource<T>, ReadOnlySpan<Int32>, Boolean, ReductionOptions)"] = x => x.CountNonZero([0]),
        ["Prod<>(ReductionSource<T>, ReductionOptions)"] = x => x.Prod(),
        ["Prod<>(ReductionSource<T>, Int32, Boolean, ReductionOptions)"] = x => x.Prod(0),
        ["Prod<>(ReductionSource<T>, ReadOnlySpan<Int32>, Boolean, ReductionOptions)"] = x => x.Prod([0]),
        ["SumInt64<>(ReductionSource<T>, ReductionOptions)"] = x => x.SumInt64(),
        ["SumInt64<>(ReductionSource<T>, Int32, Boolean, ReductionOptions)"] = x => x.SumInt64(0),
        ["SumInt64<>(ReductionSource<T>, ReadOnlySpan<Int32>, Boolean, ReductionOptions)"] = x => x.SumInt64([0]),
        ["Describe<>(ReductionSource<T>, ReductionOptions)"] = x => x.Describe(),
        ["Describe<>(ReductionSource<T>, Int32, Boolean, ReductionOptions)"] = x => x.Describe(0),
        ["Describe<>(ReductionSource<T>, ReadOnlySpan<Int32>, Boolean, ReductionOptions)"] = x => x.Describe([0]),
        ["Max<>(ReductionSource<T>, ReductionOptions)"] = x => x.Max(),
        ["Max<>(ReductionSource<T>, Int32, Boolean, ReductionOptions)"] = x => x.Max(0),
        ["Max<>(ReductionSource<T>, ReadOnlySpan<Int32>, Boolean, ReductionOptions)"] = x => x.Max([0]),
        ["Mean<>(ReductionSource<T>, ReductionOptions)"] = x => x.Mean(),
        ["Mean<>(ReductionSource<T>, Int32, Boolean, ReductionOptions)"] = x => x.Mean(0),
        ["Mean<>(ReductionSource<T>, ReadOnlySpan<Int32>, Boolean, ReductionOptions)"] = x => x.Mean([0]),
        ["Min<>(ReductionSource<T>, ReductionOptions)"] = x => x.Min(),
        ["Min<>(ReductionSource<T>, Int32, Boolean, ReductionOptions)"] = x => x.Min(0),
        ["Min<>(ReductionSource<T>, ReadOnlySpan<Int32>, Boolean, ReductionOptions)"] = x => x.Min([0]),
        ["MinMax<>(ReductionSource<T>, ReductionOptions)"] = x => x.MinMax(),
        ["MinMax<>(ReductionSource<T>, Int32, Boolean, ReductionOptions)"] = x => x.MinMax(0),
        ["MinMax<>(ReductionSource<T>, ReadOnlySpan<Int32>, Boolean, ReductionOptions)"] = x => x.MinMax([0]),
        ["Histogram<>(ReductionSource<T>, Int32, Nullable<ValueTuple<Double, Double>>, ReductionOptions)"] = x => x.Histogram(3),
        ["Histogram<>(ReductionSource<T>, ReadOnlySpan<Double>, ReductionOptions)"] = x => x.Histogram([0, 1]),
        ["CountForQuantiles<>(ReductionSource<T>, ReadOnlySpan<Byte>, RowRange, ReductionOptions)"] =
            x => x.CountForQuantiles(QuantilePlan.CreateMedian<int>((3, 4)).Question, new RowRange(0, 1)),
        ["Median<>(ReductionSource<T>, ReductionOptions)"] = x => x.Median(),
        ["Median<>(ReductionSource<T>, Int32, Boolean, ReductionOptions)"] = x => x.Median(0),
        ["Median<>(ReductionSource<T>, ReadOnlySpan<Int32>, Boolean, ReductionOptions)"] = x => x.Median([0]),
        ["Quantile<>(ReductionSource<T>, Double, QuantileMethod, ReductionOptions)"] = x => x.Quantile(0.1),
        ["Quantile<>(ReductionSource<T>, ReadOnlySpan<Double>, QuantileMethod, ReductionOptions)"] = x => x.Quantile([0.1]),
        ["Quantile<>(ReductionSource<T>, Double, Int32, QuantileMethod, Boolean, ReductionOptions)"] = x => x.Quantile(0.1, 0),
        ["Quantile<>(ReductionSource<T>, Double, ReadOnlySpan<Int32>, QuantileMethod, Boolean, ReductionOptions)"] = x => x.Quantile(0.1, [0]),
        ["Quantile<>(ReductionSource<T>, ReadOnlySpan<Double>, Int32, QuantileMethod, Boolean, ReductionOptions)"] = x => x.Quantile([0.1], 0),
        ["Quantile<>(ReductionSource<T>, ReadOnlySpan<Double>, ReadOnlySpan<Int32>, QuantileMethod, Boolean, ReductionOptions)"] = x => x.Quantile([0.1], [0]),
        ["TopK<>(ReductionSource<T>, Int32, Boolean, ReductionOptions)"] = x => x.TopK(2),
        ["TopK<>(ReductionSource<T>, Int32, Int32, Boolean, ReductionOptions)"] = x => x.TopK(2, 0),
        ["Reduce<>(ReductionSource<T>, Reduction<T, TResult>, ReductionOptions)"] = x => x.Reduce(Reduction.Sum<int>()),
        ["Reduce<>(ReductionSource<T>, Reduction<T, TResult>, Int32, Boolean, ReductionOptions)"] = x => x.Reduce(Reduction.Sum<int>(), 0),
        ["Reduce<>(ReductionSource<T>, Reduction<T, TResult>, ReadOnlySpan<Int32>, Boolean, ReductionOptions)"] = x => x.Reduce(Reduction.Sum<int>(), [0]),
        ["Reduce<>(ReductionSource<T>, IReducer<T, TState>, ReductionOptions)"] = x => x.Reduce(new SumOfInts()),
        ["Reduce<>(ReductionSource<T>, IReducer<T, TState>, Int32, Boolean, ReductionOptions)"] = x => x.Reduce(new SumOfInts(), 0),
        ["Reduce<>(ReductionSource<T>, IReducer<T, TState>, ReadOnlySpan<Int32>, Boolean, ReductionOptions)"] = x => x.Reduce(new SumOfInts(), [0]),
        ["ReducePartial<>(ReductionSource<T>, Reduction<T, TResult>, RowRange, ReductionOptions)"] = x => x.ReducePartial(Reduction.Sum<int>(), default),
        ["ReducePartial<>(ReductionSource<T>, Reduction<T, TResult>, RowRange, ReadOnlySpan<Int32>, ReductionOptions)"] = x => x.ReducePartial(Reduction.Sum<int>(), default, [0]),
        ["Where<>(ReductionSource<T>, ReductionSource<Boolean>)"] = SumUnderAMask,
        ["Where<>(ReductionSource<T>, ElementPredicate<T>)"] = x => x.Where(Predicate.GreaterThan(1)).Sum(),
        ["Where<>(ReductionSource<T>, Func<T, Boolean>)"] = x => x.Where(v => v > 1).Sum(),
        ["Resample<>(MemMapView<T>, Int64, Int32, Reduction<T, TResult>, EdgePolicy, ReductionOptions)"] = x => x.Resample(2, 0, Reduction.Mean<int>()),
        ["SplitRows<>(ReductionSource<T>, Int32)"] = x => x.SplitRows(2),
        ["ReduceTo<>(ReductionSource<T>, Reduction<T, TResult>, ReadOnlySpan<Int32>, MemMapView<TResult>, ReductionOptions)"] = x => x.ReduceTo(Reduction.Max<int>(), [0], x),
        ["Std<>(ReductionSource<T>, Double, ReductionOptions)"] = x => x.Std(),
        ["Std<>(ReductionSource<T>, Int32, Double, Boolean, ReductionOptions)"] = x => x.Std(0),
        ["Std<>(ReductionSource<T>, ReadOnlySpan<Int32>, Double, Boolean, ReductionOptions)"] = x => x.Std([0]),
        ["Sum<>(ReductionSource<T>, ReductionOptions)"] = x => x.Sum(),
        ["Sum<>(ReductionSource<T>, Int32, Boolean, ReductionOptions)"] = x => x.Sum(0),
        ["Sum<>(ReductionSource<T>, ReadOnlySpan<Int32>, Boolean, ReductionOptions)"] = x => x.Sum([0]),
        ["Var<>(ReductionSource<T>, Double, ReductionOptions)"] = x => x.Var(),
        ["Var<>(ReductionSource<T>, Int32, Double, Boolean, ReductionOptions)"] = x => x.Var(0),
        ["Var<>(ReductionSource<T>, ReadOnlySpan<Int32>, Double, Boolean, ReductionOptions)"] = x => x.Var([0]),
    };

    private static readonly Dictionary<string, Action<MemMapView<int>>> s_transforms = new()
    {
        ["Transform<>(ReductionSource<TX>, MemMapView<TZ>, Transformation<TX, TZ>, TransformOptions)"] = x => x.Transform(x, static (_, _) => { }),
        ["Transform<>(ReductionSource<TX>, ReductionSource<TY>, MemMapView<TZ>, Transformation<TX, TY, TZ>, TransformOptions)"] = x => x.Transform(x, x, static (_, _, _) => { }),
        ["Transform<>(ReductionSource<TW>, ReductionSource<TX>, ReductionSource<TY>, MemMapView<TZ>, Transformation<TW, TX, TY, TZ>, TransformOptions)"] = x => x.Transform(x, x, x, static (_, _, _, _) => { }),
        ["TransformToNpy<>(ReductionSource<TX>, String, Transformation<TX, TZ>, TransformOptions, String, Nullable<MemMapPermissions>)"] = x => x.TransformToNpy<int, int>("a.npy", static (_, _) => { }),
        ["TransformToNpy<>(ReductionSource<TX>, ReductionSource<TY>, String, Transformation<TX, TY, TZ>, TransformOptions, String, Nullable<MemMapPermissions>)"] =
            x => x.TransformToNpy<int, int, int>(x, "a.npy", static (_, _, _) => { }),
        ["TransformToNpy<>(ReductionSource<TW>, ReductionSource<TX>, ReductionSource<TY>, String, Transformation<TW, TX, TY, TZ>, TransformOptions, String, Nullable<MemMapPermissions>)"] =
            x => x.TransformToNpy<int, int, int, int>(x, x, "a.npy", static (_, _, _, _) => { }),
        ["ConvertTo<>(ReductionSource<TX>, MemMapView<TZ>, Conversion, TransformOptions)"] = x => x.ConvertTo(x, Conversion.Checked),
        ["ConvertToNpy<>(ReductionSource<TX>, String, Conversion, TransformOptions, String, Nullable<MemMapPermissions>)"] = x => x.ConvertToNpy<int, byte>("a.npy", Conversion.Checked),
        ["Convert<>(ReductionSource<TX>, Conversion, TransformOptions)"] = x => x.Convert<int, byte>(Conversion.Checked),
        ["Mask<>(ReductionSource<T>, TransformOptions)"] = x => x.Where(_ => true).Mask(),
        ["MaskTo<>(ReductionSource<T>, MemMapView<Boolean>, TransformOptions)"] = x => x.Where(_ => true).MaskTo(NDArray.Create<bool>(x.Shape)),
        ["MaskToNpy<>(ReductionSource<T>, String, TransformOptions, Nullable<MemMapPermissions>)"] = x => x.Where(_ => true).MaskToNpy("a.npy"),
        ["Replace<>(ReductionSource<T>, MemMapView<T>, T, TransformOptions)"] = x => x.Where(_ => true).Replace(x, 1),
        ["Replace<>(ReductionSource<T>, MemMapView<T>, ReductionSource<T>, TransformOptions)"] = x => x.Where(_ => true).Replace(NDArray.Create<int>(x.Shape), x),
        ["ReplaceToNpy<>(ReductionSource<T>, String, T, TransformOptions, String, Nullable<MemMapPermissions>)"] = x => x.Where(_ => true).ReplaceToNpy("a.npy", 1),
        ["ReplaceToNpy<>(ReductionSource<T>, String, ReductionSource<T>, TransformOptions, String, Nullable<MemMapPermissions>)"] = x => x.Where(_ => true).ReplaceToNpy("a.npy", x),
    };

    private static readonly Dictionary<string, Action<MemMapView<Complex>>> s_complexReductions = new()
    {
        ["Mean(ReductionSource<Complex>, ReductionOptions)"] = x => x.Mean(),
        ["Mean(ReductionSource<Complex>, Int32, Boolean, ReductionOptions)"] = x => x.Mean(0),
        ["Mean(ReductionSource<Complex>, ReadOnlySpan<Int32>, Boolean, ReductionOptions)"] = x => x.Mean([0]),
        ["Sum(ReductionSource<Complex>, ReductionOptions)"] = x => x.Sum(),
        ["Sum(ReductionSource<Complex>, Int32, Boolean, ReductionOptions)"] = x => x.Sum(0),
        ["Sum(ReductionSource<Complex>, ReadOnlySpan<Int32>, Boolean, ReductionOptions)"] = x => x.Sum([0]),
    };

    private static readonly Dictionary<string, Action<MemMapView<int>>> s_rows = new()
    {
        ["Take<>(ReductionSource<T>, ReadOnlySpan<Int64>)"] = x => x.Take([]),
        ["Take<>(MemMapView<T>, ReadOnlySpan<Int64>, Int32)"] = x => x.Take([], 0),
        ["TakeTo<>(MemMapView<T>, ReadOnlySpan<Int64>, MemMapView<T>, Int32)"] = x => x.TakeTo([], x, 0),
        ["Compress<>(MemMapView<T>, ReductionSource<Boolean>, Int32)"] = x => x.Compress(x.Cast<bool>(), 0),
        ["TakeTo<>(ReductionSource<T>, ReadOnlySpan<Int64>, MemMapView<T>)"] = x => x.TakeTo([], x),
        ["TakeTo<>(ReductionSource<T>, ReadOnlySpan<Int64>, Span<T>)"] = x => x.TakeTo([], new int[100]),
        ["PutFrom<>(MemMapView<T>, ReadOnlySpan<Int64>, MemMapView<T>)"] = x => x.PutFrom([], x),
        ["PutFrom<>(MemMapView<T>, ReadOnlySpan<Int64>, ReadOnlySpan<T>)"] = x => x.PutFrom([], new int[100]),
        ["Compress<>(ReductionSource<T>, ReductionSource<Boolean>)"] = x => x.Compress(x.Cast<bool>()),
        ["CompressTo<>(ReductionSource<T>, ReductionSource<Boolean>, MemMapView<T>)"] = x => x.CompressTo(x.Cast<bool>(), x),
        ["CompressAppend<>(ReductionSource<T>, ReductionSource<Boolean>, MemMapArray<T>)"] = x => x.CompressAppend(x.Cast<bool>(), null!),
        ["Batches<>(ReductionSource<T>, Int32, Nullable<UInt64>, Int64, Boolean, Int32)"] = x => x.Batches(1),
        ["Batches<>(ReductionSource<T>, ReductionSource<TLabel>, Int32, Nullable<UInt64>, Int64, Boolean, Int32)"] = x => x.Batches(x, 1),
        ["BatchesAsync<>(ReductionSource<T>, Int32, Nullable<UInt64>, Int64, Boolean, Int32, CancellationToken)"] = x => x.BatchesAsync(1),
        ["BatchesAsync<>(ReductionSource<T>, ReductionSource<TLabel>, Int32, Nullable<UInt64>, Int64, Boolean, Int32, CancellationToken)"] = x => x.BatchesAsync(x, 1),
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PublicMembers_OfArraysAndViews_AreAllInTheTable()
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        IEnumerable<string> members = typeof(MemMapView<int>).GetMethods(Declared).Concat(typeof(MemMapArray<int>).GetMethods(Declared)).Select(Signature);
        Assert.Equal(
            members.Distinct().Order(StringComparer.Ordinal),
            s_answers.Concat(s_viewMembers.Keys).Concat(s_arrayMembers.Keys).Order(StringComparer.Ordinal));
        Assert.Equal(
            typeof(MemMapReductions).GetMethods(Declared | BindingFlags.Static).Select(Signature).Distinct().Order(StringComparer.Ordinal),
            s_reductions.Keys.Concat(s_complexReductions.Keys).Order(StringComparer.Ordinal));
        Assert.Equal(typeof(MemMapRows).GetMethods(Declared | BindingFlags.Static).Select(Signature).Order(StringComparer.Ordinal), s_rows.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            typeof(MemMapTransforms).GetMethods(Declared | BindingFlags.Static).Select(Signature).Order(StringComparer.Ordinal),
            s_transforms.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ModeArrays.AllModes), MemberType = typeof(ModeArrays))]
    public void EveryMember_OfADisposedArrayAndItsViews_ThrowsObjectDisposed(MemMapMode mode)
    {
        MemMapArray<int> array = ModeArrays.Open(_folder, mode, (3, 4));
        MemMapView<int>[] views =
        [
            array, array[1, ..], array.Transpose(), array[(Slice)1, 2], array.BroadcastTo([2, 3, 4]), array.Reshape([1, 1, 3, 4]), array.Reshape([1, 1, 1, 3, 4]), array[0..0, ..],
            array.Cast<uint>().Cast<int>(), array.Chunks(2).First(),
        ];
        array.Dispose();
        FolderSnapshot before = FolderSnapshot.Of(_folder);
        foreach (MemMapView<int> view in views)
        {
            Assert.All(s_viewMembers.Concat(s_reductions).Concat(s_rows).Concat(s_transforms), member =>
                Assert.Contains(array.Path, Assert.Throws<ObjectDisposedException>(() => member.Value(view)).Message, StringComparison.Ordinal));
        }

        Assert.All(s_arrayMembers, member => Assert.Throws<ObjectDisposedException>(() => member.Value(array)));
        before.AssertUnchanged();
    }

    [Fact]
    public void EveryReductionOfComplex_OfADisposedArray_ThrowsObjectDisposed()
    {
        MemMapArray<Complex> array = MemMapArray.Create<Complex>(_folder.File("complex.bin"), (3, 4));
        array.Dispose();
        Assert.All(s_complexReductions.Values, reduce => Assert.Contains(array.Path, Assert.Throws<ObjectDisposedException>(() => reduce(array)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Answers_OfADisposedArray_AreWhatTheyWere()
    {
        MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.Read, (3, 4), 8);
        MemMapView<int> view = array[1, 1..];
        array.Dispose();
        Assert.Equal((3, 4), array.Shape);
        Assert.Equal([16, 4], array.Strides.ToArray());
        Assert.Equal((2, 12L, 48L, 8L), (array.Rank, array.Length, array.ByteLength, array.ByteOffset));
        Assert.Equal((MemMapMode.Read, 8L, MemMapOrder.C), (array.Mode, array.Offset, array.Order));
        Assert.True(array.IsReadOnly && array.IsContiguous);
        Assert.Contains("disposed", array.ToString(), StringComparison.Ordinal);
        Assert.Contains("disposed", view.ToString(), StringComparison.Ordinal);
        Assert.Equal([3], view.Shape.ToArray());
    }

    [Fact]
    public void Dispose_WhileIterating_EndsWithObjectDisposed()
    {
        MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.Read, (3, 4));
        MemMapView<int>.Enumerator elements = array.GetEnumerator();
        Assert.True(elements.MoveNext());
        using IEnumerator<MemMapView<int>> chunks = array.Chunks(1).GetEnumerator();
        Assert.True(chunks.MoveNext());
        Memory<int> memory = ModeArrays.Open(_folder, MemMapMode.ReadWrite, 4, name: "other.bin") is var other ? other.AsMemory() : default;
        array.Dispose();
        other.Dispose();
        Assert.Throws<ObjectDisposedException>(() => elements.Current);
        Assert.Throws<ObjectDisposedException>(() => chunks.Current.ToArray());
        Assert.Throws<ObjectDisposedException>(() => memory.Span.Length);
        Assert.Throws<ObjectDisposedException>(() => memory.Pin());
        Assert.Throws<ObjectDisposedException>(() => memory[1..].Span.Length);
    }

    [Fact]
    public void CopyBetweenArrays_OneOfThemDisposed_ThrowsAndChangesNothing()
    {
        using MemMapArray<int> open = ModeArrays.Open(_folder, MemMapMode.ReadWrite, 4, name: "open.bin");
        MemMapArray<int> disposed = ModeArrays.Open(_folder, MemMapMode.ReadWrite, 4, name: "disposed.bin");
        disposed.Dispose();
        foreach (Action call in new Action[] { () => open.CopyFrom(disposed), () => open.CopyTo(disposed), () => disposed.CopyFrom(open), () => disposed.CopyTo(open) })
        {
            FolderSnapshot.Refused<ObjectDisposedException>(_folder, call, "disposed.bin");
        }
    }

    // The mask is open, and of one element, so that it fits any shape.
    private static void SumUnderAMask(MemMapView<int> view)
    {
        using var folder = new TemporaryFolder();
        using MemMapArray<bool> mask = MemMapArray.Create<bool>(folder.File(), Array.Empty<long>());
        view.Where(mask).Sum();
    }

    internal static string Signature(MethodInfo method) =>
        $"{method.Name}{(method.IsGenericMethod ? "<>" : string.Empty)}({string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)))})";

    private static string Name(Type type) =>
        type.IsByRef ? Name(type.GetElementType()!) + "&"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GenericTypeArguments.Select(Name))}>"
        : type.Name;
}
