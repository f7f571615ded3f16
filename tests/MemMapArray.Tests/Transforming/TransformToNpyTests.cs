using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Transforming;

/// <summary>New files: the bytes of what SaveNpy would write, whole or not at all.</summary>
public sealed class TransformToNpyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(MemMapOrder.C)]
    [InlineData(MemMapOrder.F)]
    public void TransformToNpy_EitherOrder_WritesWhatSaveNpyWrites(MemMapOrder order)
    {
        using MemMapArray<int> x = MemMapArray.Create<int>(_folder.File(), (70, 50), order: order);
        x.CopyFrom([.. Enumerable.Range(0, 3500)]);
        x.TransformToNpy<int, int>(_folder.File("new.npy"), static (xs, zs) => xs.CopyTo(zs), new TransformOptions { PieceBytes = 500, UnitBytes = 1000 });
        x.SaveNpy(_folder.File("saved.npy"));
        Assert.Equal(File.ReadAllBytes(_folder.File("saved.npy")), File.ReadAllBytes(_folder.File("new.npy")));
        x.ConvertToNpy<int, long>(_folder.File("dates.npy"), Conversion.Checked, descr: "<M8[D]");
        Assert.Equal("<M8[D]", NpyHeader.Read(_folder.File("dates.npy")).Descr);
        using MemMapArray<long> dates = MemMapArray.OpenNpy<long>(_folder.File("dates.npy"));
        Assert.Equal(Enumerable.Range(0, 3500).Select(i => (long)i), dates.ToArray());
    }

    [Fact]
    public void TransformToNpy_SeveralSources_HasTheShapeTheyAreBroadcastTo()
    {
        using MemMapArray<int> x = MemMapArray.Open<int>(_folder.Write([.. Enumerable.Range(0, 6)]), (2, 1, 3));
        using MemMapArray<int> y = MemMapArray.Open<int>(_folder.Write([.. Enumerable.Range(0, 4)], name: "y.bin"), (4, 1));
        x.TransformToNpy<int, int, double>(y, _folder.File("new.npy"), static (xs, ys, zs) =>
        {
            for (int i = 0; i < zs.Length; i++)
            {
                zs[i] = xs[i] + (0.25 * ys[i]);
            }
        });
        x.TransformToNpy<int, int, int, double>(y, x, _folder.File("three.npy"), static (xs, ys, _, zs) =>
        {
            for (int i = 0; i < zs.Length; i++)
            {
                zs[i] = xs[i] + (0.25 * ys[i]);
            }
        });
        using MemMapArray<double> z = MemMapArray.OpenNpy<double>(_folder.File("new.npy"));
        Assert.Equal([2, 4, 3], z.Shape.ToArray());
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (i / 12 * 3) + (i % 3) + (0.25 * (i / 3 % 4))), z.ToArray());
        Assert.Equal(File.ReadAllBytes(_folder.File("new.npy")), File.ReadAllBytes(_folder.File("three.npy")));
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => x.TransformToNpy<int, int, int>(y.Transpose(), _folder.File("no.npy"), static (_, _, _) => { }));
        Assert.Equal("y", thrown.ParamName);
        Assert.Contains("(1, 4)", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TransformToNpy_RankZeroAndNoElements_AreFiles()
    {
        using MemMapArray<int> x = MemMapArray.Open<int>(_folder.Write([7, 8]));
        x[1..].Squeeze().ConvertToNpy<int, byte>(_folder.File("scalar.npy"), Conversion.Checked);
        x[2..].ConvertToNpy<int, byte>(_folder.File("none.npy"), Conversion.Checked);
        using MemMapArray<byte> scalar = MemMapArray.OpenNpy<byte>(_folder.File("scalar.npy")), none = MemMapArray.OpenNpy<byte>(_folder.File("none.npy"));
        Assert.Equal((0, 8, 1, 0L), (scalar.Rank, scalar.Value, none.Rank, none.Length));
    }

    // The file of the source may be replaced: the source keeps the old one.
    [Fact]
    public void ConvertToNpy_PathOfTheSource_ReplacesIt()
    {
        using (MemMapArray<float> old = MemMapArray.CreateNpy<float>(_folder.File("a.npy"), 1000))
        {
            old.Fill(1.5f);
            old.ConvertToNpy<float, double>(_folder.File("a.npy"), Conversion.Checked);
            Assert.Equal(1.5f, old[999]);
        }

        using MemMapArray<double> renewed = MemMapArray.OpenNpy<double>(_folder.File("a.npy"));
        Assert.Equal(Enumerable.Repeat(1.5, 1000), renewed.ToArray());
    }

    [Fact]
    public void TransformToNpy_ThatFails_KeepsTheOldFileAndLeavesNothingNew()
    {
        using MemMapArray<int> x = MemMapArray.Open<int>(_folder.Write([.. Enumerable.Range(0, 100_000)]));
        string path = _folder.File("a.npy");
        x[..5].SaveNpy(path);
        byte[] before = File.ReadAllBytes(path);
        int files = Directory.GetFiles(_folder.Path).Length;
        Assert.Throws<InvalidTimeZoneException>(() => x.TransformToNpy<int, int>(path, static (_, _) => throw new InvalidTimeZoneException()));
        Assert.Throws<OverflowException>(() => x.ConvertToNpy<int, byte>(path, Conversion.Checked));
        Assert.Throws<NotSupportedException>(() => x.TransformToNpy<int, decimal>(path, static (_, _) => { }));
        Assert.Throws<ArgumentException>(() => x.ConvertToNpy<int, byte>(path, Conversion.Truncating, descr: "<f4"));
        Assert.Throws<ArgumentException>(() => x.ConvertToNpy<int, byte>(string.Empty, Conversion.Truncating));
        Assert.Throws<UnauthorizedAccessException>(() => x.ConvertToNpy<int, byte>(_folder.Path, Conversion.Truncating));
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal(files, Directory.GetFiles(_folder.Path).Length);
    }
}
