using System;
using System.Linq;
using System.Runtime.InteropServices;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Quantiles that NumPy answered: methods, element types, axes, ties, zeros, infinities, NaN.</summary>
public sealed class QuantileCorpusTests
{
    [Fact]
    public void Quantiles_OfTheCorpus_AreNumPysToTheBit()
    {
        QuantileCase[] cases = [.. Corpus.Read<QuantileCase>("quantiles.json.gz").Where(what => what.Kind == "quantile")];
        int replayed = cases.Sum(what => what.Type switch
        {
            "i1" => Replay<sbyte>(what),
            "u1" => Replay<byte>(what),
            "i2" => Replay<short>(what),
            "u2" => Replay<ushort>(what),
            "i4" => Replay<int>(what),
            "u4" => Replay<uint>(what),
            "i8" => Replay<long>(what),
            "u8" => Replay<ulong>(what),
            "f4" => Replay<float>(what),
            "f8" => Replay<double>(what),
#if !NETSTANDARD_BUILD
            "f2" => Replay<Half>(what),
#endif
            _ => 0,
        });
        Assert.True(cases.Length >= 2000 && replayed >= cases.Length * 9 / 10, $"{replayed} of {cases.Length} cases");
    }

    private static int Replay<T>(QuantileCase what)
        where T : unmanaged
    {
        NDArray<T> array = NDArray.From(MemoryMarshal.Cast<byte, T>(what.Data).ToArray(), what.Shape);
        NDArray<double> actual = Ask(array, what);
        string text = $"{what.Method} {string.Join(' ', what.Q)} of {what.Type} {array.Shape}, axis {(what.Axis is null ? "none" : string.Join(' ', what.Axis))}, "
            + $"skipNaN {what.SkipNaN}: {string.Join(' ', array.Reshape(-1).ToArray())}";
        double[] expected = MemoryMarshal.Cast<byte, double>(what.Result).ToArray(), found = actual.Reshape(-1).ToArray();
        if (what.Axis is not null || !what.KeepDims)
        {
            Assert.True(actual.Shape == (Shape)what.ResultShape, $"shape {actual.Shape} of {text}");
        }

        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            bool isSame = double.IsNaN(expected[i]) ? BitConverter.DoubleToInt64Bits(found[i]) == BitConverter.DoubleToInt64Bits(double.NaN)
                : what.Zeros && expected[i] == 0 ? found[i] == 0
                : BitConverter.DoubleToInt64Bits(expected[i]) == BitConverter.DoubleToInt64Bits(found[i]);
            Assert.True(isSame, $"{found[i]:R} for {expected[i]:R}, number {i} of {text}");
        }

        return 1;
    }

    private static NDArray<double> Ask<T>(NDArray<T> array, QuantileCase what)
        where T : unmanaged
    {
        var options = new ReductionOptions { SkipNaN = what.SkipNaN };
        if (what.Method == "median")
        {
            return what.Axis is { } axes ? array.Median(axes, what.KeepDims, options) : NDArray.From([array.Median(options)], []);
        }

        QuantileMethod method = Enum.Parse<QuantileMethod>(what.Method.Replace("_", string.Empty, StringComparison.Ordinal), ignoreCase: true);
        if (what.Axis is { } some)
        {
            return array.Quantile(what.Q, some, method, what.KeepDims, options);
        }

        NDArray<double> all = array.Quantile(what.Q, method, options);
        for (int i = 0; i < what.Q.Length; i++)
        {
            double one = array.Quantile(what.Q[i], method, options);
            Assert.Equal(BitConverter.DoubleToInt64Bits(all[i]), BitConverter.DoubleToInt64Bits(one));
        }

        return all;
    }
}
