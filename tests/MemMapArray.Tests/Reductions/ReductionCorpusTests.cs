using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Reductions that NumPy answered: element types, layouts, axes, ddof, NaN and empties, each by the method of its name.</summary>
public sealed class ReductionCorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _answers;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("reductions.json", 1000)]
    [InlineData("where.json.gz", 1500)]
    public void Reductions_OfTheCorpus_AreNumPys(string corpus, int least)
    {
        ReductionCase[] cases = Corpus.Read<ReductionCase>(corpus);
        int replayed = 0;
        foreach (ReductionCase what in cases)
        {
            replayed += what.Type switch
            {
                "i1" => Replay(what, (x, _, _) => (sbyte)((int)(x >> 56) - 128)),
                "u1" => Replay(what, (x, _, _) => (byte)(x >> 56)),
                "i2" => Replay(what, (x, _, _) => (short)((int)(x >> 48) - 32768)),
                "u2" => Replay(what, (x, _, _) => (ushort)(x >> 48)),
                "i4" => Replay(what, (x, _, _) => (int)((long)(x >> 32) + int.MinValue)),
                "u4" => Replay(what, (x, _, _) => (uint)(x >> 32)),
                "i8" => Replay(what, (x, _, _) => unchecked((long)(x - (1UL << 63)))),
                "u8" => Replay(what, (x, _, _) => x),
                "f4" => Replay(what, (x, nan, infinite) => nan ? float.NaN : infinite ? float.PositiveInfinity : ((long)(x >> 40) - (1L << 23)) / 1048576f),
                "f8" => Replay(what, (x, nan, infinite) => nan ? double.NaN : infinite ? double.PositiveInfinity : ((long)(x >> 24) - (1L << 39)) / 68719476736.0),
#if !NETSTANDARD_BUILD
                "f2" => Replay(what, (x, nan, infinite) => nan ? Half.NaN : infinite ? Half.PositiveInfinity : (Half)(((long)(x >> 53) - 1024) / 64f)),
#else
                "f2" => 0,
#endif
                _ => throw new NotSupportedException(what.Type),
            };
        }

        Assert.True(cases.Length >= least && replayed >= least * 9 / 10, $"{replayed} of {cases.Length} cases");
        Assert.True(_answers >= 6 * least, $"{_answers} answers");
    }

    private int Replay<T>(ReductionCase what, Func<ulong, bool, bool, T> element)
        where T : unmanaged, INumber<T>
    {
        var shape = (Shape)what.Shape;
        using MemMapArray<T> array = MemMapArray.Create<T>(_folder.File(), shape, order: what.Layout == "F" ? MemMapOrder.F : MemMapOrder.C);
        array.CopyFrom([.. Enumerable.Range(0, (int)shape.Length).Select(i =>
        {
            ulong bits = what.Bits(i);
            return what.Zeros && bits % 4 == 0 ? T.Zero : element(bits, what.IsNaN(bits), what.IsInfinite(bits));
        })]);
        MemMapView<T> view = LaidOut(array, what.Layout);
        var options = new ReductionOptions { SkipNaN = what.SkipNaN };
        using MemMapArray<bool>? mask = what.Mask is null ? null : Mask(what);
        ReductionSource<T> source = mask is null ? view : view.Where(what.Mask!.IsTransposed ? mask.Transpose() : mask);
        Dictionary<string, Func<(Shape Shape, double[] Values)>> operations = Operations(source, what, options);
        foreach (string name in what.Answers.Keys.Concat(what.Errors))
        {
            Func<(Shape Shape, double[] Values)> compute = operations[name];
            _answers++;
            if (what.Errors.Contains(name))
            {
                Assert.Throws<InvalidOperationException>(() => compute());
                continue;
            }

            (Shape resultShape, double[] values) = compute();
            Assert.True(resultShape == what.ResultShape!, $"{name} of {what}: shape {resultShape}");
            AssertAnswer(MemoryMarshal.Cast<byte, double>(what.Answers[name][0].GetBytesFromBase64()), values, what.Answers[name][1].GetDouble(), $"{name} of {what}");
        }

        return 1;
    }

    // A byte of any bits but none is true.
    private MemMapArray<bool> Mask(ReductionCase what)
    {
        byte[] truths = [.. Enumerable.Range(0, (int)((Shape)what.Mask!.Shape).Length).Select(i => ReductionCase.Bits(what.Seed + ReductionCase.Salt, i))
            .Select(bits => bits % what.Mask.OneIn == 0 ? (byte)Math.Max(1, bits >> 56) : (byte)0)];
        return MemMapArray.Open<bool>(_folder.Write(truths, name: "mask.bin"), (Shape)what.Mask.Shape);
    }

    // Each in the form that fits: of all, along an axis, along axes.
    private static Dictionary<string, Func<(Shape Shape, double[] Values)>> Operations<T>(ReductionSource<T> x, ReductionCase what, ReductionOptions options)
        where T : unmanaged, INumber<T>
    {
        int[]? axes = what.Axes;
        int axis = axes is { Length: 1 } ? axes[0] : 0;
        bool isOne = axes is { Length: 1 }, keep = what.KeepDims;
        return new()
        {
            ["sum"] = () => axes is null ? One(x.Sum(options)) : Many(isOne ? x.Sum(axis, keep, options) : x.Sum(axes, keep, options)),
            ["mean"] = () => axes is null ? One(x.Mean(options)) : Many(isOne ? x.Mean(axis, keep, options) : x.Mean(axes, keep, options)),
            ["var"] = () => axes is null ? One(x.Var(what.Ddof, options)) : Many(isOne ? x.Var(axis, what.Ddof, keep, options) : x.Var(axes, what.Ddof, keep, options)),
            ["std"] = () => axes is null ? One(x.Std(what.Ddof, options)) : Many(isOne ? x.Std(axis, what.Ddof, keep, options) : x.Std(axes, what.Ddof, keep, options)),
            ["min"] = () => axes is null ? One(x.Min(options)) : Many(isOne ? x.Min(axis, keep, options) : x.Min(axes, keep, options)),
            ["max"] = () => axes is null ? One(x.Max(options)) : Many(isOne ? x.Max(axis, keep, options) : x.Max(axes, keep, options)),
            ["argmin"] = () => axes is null ? One(x.ArgMin(options)) : Many(isOne ? x.ArgMin(axis, keep, options) : x.ArgMin(axes, keep, options)),
            ["argmax"] = () => axes is null ? One(x.ArgMax(options)) : Many(isOne ? x.ArgMax(axis, keep, options) : x.ArgMax(axes, keep, options)),
            ["prod"] = () => axes is null ? One(x.Prod(options)) : Many(isOne ? x.Prod(axis, keep, options) : x.Prod(axes, keep, options)),
            ["count_nonzero"] = () => axes is null ? One(x.CountNonZero(options)) : Many(isOne ? x.CountNonZero(axis, keep, options) : x.CountNonZero(axes, keep, options)),
            ["any"] = () => axes is null ? Truth(x.Any(options)) : Truths(isOne ? x.Any(axis, keep, options) : x.Any(axes, keep, options)),
            ["all"] = () => axes is null ? Truth(x.All(options)) : Truths(isOne ? x.All(axis, keep, options) : x.All(axes, keep, options)),
        };
    }

    private static (Shape Shape, double[] Values) One<TResult>(TResult value)
        where TResult : unmanaged, INumber<TResult> => (Array.Empty<long>(), [double.CreateChecked(value)]);

    private static (Shape Shape, double[] Values) Many<TResult>(NDArray<TResult> results)
        where TResult : unmanaged, INumber<TResult> => (results.Shape, Array.ConvertAll(results.ToArray(), double.CreateChecked));

    private static (Shape Shape, double[] Values) Truth(bool value) => One(value ? 1 : 0);

    private static (Shape Shape, double[] Values) Truths(NDArray<bool> results) => (results.Shape, Array.ConvertAll(results.ToArray(), value => value ? 1.0 : 0));

    private static MemMapView<T> LaidOut<T>(MemMapArray<T> array, string layout)
        where T : unmanaged
    {
        return layout switch
        {
            "C" or "F" => array,
            "transposed" => array.Transpose(),
            "stepped" => array[Everywhere(Slice.Range(null, null, 2))],
            "negative" => array[Everywhere(Slice.Range(null, null, -1))],
            "offset" => array[Everywhere(Slice.Range(1, null))],
            "broadcast" => array.BroadcastTo((Shape)(long[])[2, .. array.Shape.ToArray()]),
            _ => throw new NotSupportedException(layout),
        };

        Slice[] Everywhere(Slice slice) => [.. Enumerable.Repeat(slice, array.Rank)];
    }

    private static void AssertAnswer(ReadOnlySpan<double> expected, double[] values, double tolerance, string name)
    {
        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            bool isRight = double.IsNaN(expected[i])
                ? BitConverter.DoubleToInt64Bits(values[i]) == BitConverter.DoubleToInt64Bits(double.NaN)
                : expected[i].Equals(values[i]) || Math.Abs(expected[i] - values[i]) <= tolerance;
            Assert.True(isRight, $"{name}: [{i}] is {values[i]:R}, NumPy's {expected[i]:R}, tolerance {tolerance}");
        }
    }
}
