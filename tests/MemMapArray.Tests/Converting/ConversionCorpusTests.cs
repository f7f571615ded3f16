using System;
using System.Linq;
using System.Runtime.InteropServices;
using Xunit;

namespace MemMap.Tests.Converting;

/// <summary>Conversions that NumPy answered: all pairs of types, where <c>astype</c> is defined.</summary>
public sealed class ConversionCorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ConvertTo_NumbersOfTheCorpus_IsAstype()
    {
        ConversionCase[] cases = Corpus.Read<ConversionCase>("conversions.json");
        int numbers = cases.Sum(what => From(what, new Replay(_folder)));
        Assert.Equal(12 * 12, cases.Length);
        Assert.True(numbers >= 5000, $"{numbers} numbers");
    }

    private interface IPair
    {
        int Run<TFrom, TTo>(ConversionCase what)
            where TFrom : unmanaged
            where TTo : unmanaged;
    }

    private static int From(ConversionCase what, IPair pair) => what.From switch
    {
        "b1" => To<bool>(what, pair),
        "i1" => To<sbyte>(what, pair),
        "u1" => To<byte>(what, pair),
        "i2" => To<short>(what, pair),
        "u2" => To<ushort>(what, pair),
        "i4" => To<int>(what, pair),
        "u4" => To<uint>(what, pair),
        "i8" => To<long>(what, pair),
        "u8" => To<ulong>(what, pair),
        "f4" => To<float>(what, pair),
        "f8" => To<double>(what, pair),
#if !NETSTANDARD_BUILD
        "f2" => To<Half>(what, pair),
#endif
        _ => 0,
    };

    private static int To<TFrom>(ConversionCase what, IPair pair)
        where TFrom : unmanaged => what.To switch
        {
            "b1" => pair.Run<TFrom, bool>(what),
            "i1" => pair.Run<TFrom, sbyte>(what),
            "u1" => pair.Run<TFrom, byte>(what),
            "i2" => pair.Run<TFrom, short>(what),
            "u2" => pair.Run<TFrom, ushort>(what),
            "i4" => pair.Run<TFrom, int>(what),
            "u4" => pair.Run<TFrom, uint>(what),
            "i8" => pair.Run<TFrom, long>(what),
            "u8" => pair.Run<TFrom, ulong>(what),
            "f4" => pair.Run<TFrom, float>(what),
            "f8" => pair.Run<TFrom, double>(what),
#if !NETSTANDARD_BUILD
            "f2" => pair.Run<TFrom, Half>(what),
#endif
            _ => 0,
        };

    /// <summary>A pair of types, numbers, and what NumPy made of them, as base64 of their bytes.</summary>
    private sealed record ConversionCase(string From, string To, string Numbers, string Results);

    private sealed class Replay(TemporaryFolder folder) : IPair
    {
        public int Run<TFrom, TTo>(ConversionCase what)
            where TFrom : unmanaged
            where TTo : unmanaged
        {
            TFrom[] numbers = MemoryMarshal.Cast<byte, TFrom>(Convert.FromBase64String(what.Numbers)).ToArray();
            TTo[] results = MemoryMarshal.Cast<byte, TTo>(Convert.FromBase64String(what.Results)).ToArray();
            using MemMapArray<TFrom> x = MemMapArray.Open<TFrom>(folder.Write(numbers, name: "x.bin"));
            using MemMapArray<TTo> z = MemMapArray.Create<TTo>(folder.File("z.bin"), numbers.Length);
            x.ConvertTo(z, Conversion.Truncating);

            // NaN equals NaN, whatever its bits; -0 equals 0 by that, but is printed apart.
            Assert.Equal(results, z.ToArray());
            Assert.Equal(results.Select(value => value.ToString()), z.ToArray().Select(value => value.ToString()));
            return numbers.Length;
        }
    }
}
