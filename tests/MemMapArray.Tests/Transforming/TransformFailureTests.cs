using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Xunit;

namespace MemMap.Tests.Transforming;

/// <summary>What is known when a transform ends early: code that throws, numbers that do not fit, cancellation, cut files.</summary>
public sealed class TransformFailureTests : IDisposable
{
    private const int Count = 1_000_000;

    private readonly TemporaryFolder _folder = new();
    private readonly MemMapArray<int> _x;
    private readonly MemMapArray<int> _z;

    public TransformFailureTests()
    {
        _x = MemMapArray.Open<int>(_folder.Write([.. Enumerable.Range(0, Count)], name: "x.bin"));
        _z = MemMapArray.Create<int>(_folder.File("z.bin"), Count);
        _z.Fill(-1);
    }

    public void Dispose()
    {
        _x.Dispose();
        _z.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Transform_SourceWithAMask_IsRefusedAndNothingIsWritten()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => _x.Where(x => x > 3).Transform(_z, (xs, zs) => xs.CopyTo(zs)));
        Assert.Equal("x", exception.ParamName);
        Assert.Contains("leaves elements out", exception.Message, StringComparison.Ordinal);
        string path = _folder.File("new.npy");
        Assert.Throws<ArgumentException>(() => _x.Where(x => x > 3).ConvertToNpy<int, long>(path, Conversion.Checked));
        Assert.False(File.Exists(path));
        Assert.Equal([-1, -1], [_z[0], _z[Count - 1]]);
    }

    // Columns, fields and every other element of one array have no byte in common, however far they reach.
    [Fact]
    public void Transform_BetweenColumnsOfOneArray_IsThatOfTwo()
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File("columns"), (10_000, 4));
        array.CopyFrom([.. Enumerable.Range(0, 40_000)]);
        array[.., 0].Transform(array[.., 1], (xs, zs) => xs.CopyTo(zs));
        array[.., 2..3].CumulativeSum(array[.., 3..], 0, new SeriesOptions { MaxDegreeOfParallelism = 2 });
        Assert.Equal([36_000, 36_000, 36_002], array[9_000, ..3].ToArray());
        Assert.Equal(2 + 6 + 10, array[2, 3]);
        Assert.Throws<ArgumentException>(() => array[.., ..2].Transform(array[.., 1..3], (xs, zs) => xs.CopyTo(zs)));

        using MemMapArray<double> results = MemMapArray.Create<double>(_folder.File("results"), (1000, 2));
        results.Fill(2);
        results[.., ..1].ReduceTo(Reduction.Sum<double>(), [1], results[.., 1]);
        Assert.Throws<ArgumentException>("destination", () => results.ReduceTo(Reduction.Sum<double>(), [1], results[.., 1]));
    }

    // Everything before the failing unit is written and reported, whatever the threads do.
    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 777_777)]
    [InlineData(4, 0)]
    [InlineData(4, 123_456)]
    [InlineData(4, 777_777)]
    [InlineData(4, Count - 1)]
    public void Transform_CodeThatThrows_HasWrittenWhatProgressSays(int threads, int where)
    {
        List<TransformProgress> reports = [];
        InvalidTimeZoneException thrown = Assert.Throws<InvalidTimeZoneException>(() => _x.Transform(_z, (xs, zs) =>
        {
            int at = xs.IndexOf(where);
            if (at >= 0 || xs[0] > where)
            {
                throw new InvalidTimeZoneException(at >= 0 ? "first" : "later");
            }

            xs.CopyTo(zs);
        }, Options(threads, reports)));
        Assert.Equal("first", thrown.Message);
        long done = reports.Count == 0 ? 0 : reports[^1].ElementsDone;
        Assert.True(done <= where && where - done < 3 * 8192, $"{done} of {where}");
        Assert.Equal(Enumerable.Range(0, (int)done), _z[..(int)done].ToArray());
        Assert.All(_z.ToArray().Select((value, i) => (value, i)), pair => Assert.True(pair.value == pair.i || pair.value == -1));
        Assert.Equal(-1, _z[where]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void ConvertTo_NumberThatDoesNotFit_SaysWhereAndWhatIsWritten(int threads)
    {
        using MemMapArray<ushort> z = MemMapArray.Create<ushort>(_folder.File("ushorts.bin"), (1000, 1000));
        z.Fill(9);
        List<TransformProgress> reports = [];
        OverflowException thrown = Assert.Throws<OverflowException>(() => _x.Reshape((1000, 1000)).ConvertTo(z, Conversion.Checked, Options(threads, reports)));
        Assert.StartsWith("The int 65536 at index [65, 536] of the destination is no ushort. The destination's first ", thrown.Message, StringComparison.Ordinal);
        long written = long.Parse(thrown.Message.Split("first ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(written, reports[^1].ElementsDone, 65_536);
        Assert.Equal(Enumerable.Range(0, (int)written).Select(x => (ushort)x), z.Reshape(-1)[..(int)written].ToArray());
        Assert.Equal(9, z[65, 536]);
    }

    [Fact]
    public void ConvertTo_DestinationInAnotherOrder_NamesItsIndex()
    {
        using MemMapArray<byte> z = MemMapArray.Create<byte>(_folder.File("bytes.bin"), (3, 200), order: MemMapOrder.F);
        Assert.Contains("The int 300 at index [1, 0] of the destination is no byte", Assert.Throws<OverflowException>(() => _x[100..700].Reshape((3, 200)).ConvertTo(z, Conversion.Checked)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Transform_CancelledAfterAUnit_HasWrittenWhatProgressSays(int threads)
    {
        using var stop = new CancellationTokenSource();
        List<TransformProgress> reports = [];
        TransformOptions options = Options(threads, reports, stop.Cancel);
        options.CancellationToken = stop.Token;
        OperationCanceledException thrown = Assert.ThrowsAny<OperationCanceledException>(() => _x.Transform(_z, static (xs, zs) => xs.CopyTo(zs), options));
        Assert.Equal(stop.Token, thrown.CancellationToken);
        Assert.InRange(reports.Count, 1, 1 + (4 * threads));
        Assert.Equal(Enumerable.Range(0, (int)reports[^1].ElementsDone), _z[..(int)reports[^1].ElementsDone].ToArray());
        Assert.Equal(-1, _z[^1]);
        Assert.ThrowsAny<OperationCanceledException>(() => _x.TransformToNpy<int, int>(_folder.File("new.npy"), static (xs, zs) => xs.CopyTo(zs), options));
        Assert.False(File.Exists(_folder.File("new.npy")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Progress_OfATransform_AscendsToTheTotal(int threads)
    {
        List<TransformProgress> reports = [];
        _x.Transform(_z, static (xs, zs) => xs.CopyTo(zs), Options(threads, reports));
        Assert.True(reports.Count > 10);
        Assert.Equal(reports.Select(report => report.ElementsDone).Order(), reports.Select(report => report.ElementsDone));
        Assert.Equal(new TransformProgress(Count, Count), reports[^1]);
        Assert.Equal(1, reports[^1].Fraction);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Transform_FileCutShort_IsAnIOException(bool isSource)
    {
        using (FileStream file = new(_folder.File(isSource ? "x.bin" : "z.bin"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(2_000_000);
        }

        List<TransformProgress> reports = [];
        IOException thrown = Assert.Throws<IOException>(() => _x.Transform(_z, static (xs, zs) => xs.CopyTo(zs), Options(4, reports)));
        Assert.Contains("cut short", thrown.Message, StringComparison.Ordinal);
        int done = (int)reports[^1].ElementsDone;
        Assert.InRange(done, 400_000, 500_000);
        Assert.Equal(Enumerable.Range(0, done), _z[..done].ToArray());
        Assert.Equal(isSource ? 4 * Count : 2_000_000, new FileInfo(_folder.File("z.bin")).Length);
    }

    private static TransformOptions Options(int threads, List<TransformProgress> reports, Action? then = null) =>
        new() { MaxDegreeOfParallelism = threads, PieceBytes = 32_768, UnitBytes = 131_072, Progress = new Recorder(reports, then) };

    private sealed class Recorder(List<TransformProgress> reports, Action? then) : IProgress<TransformProgress>
    {
        public void Report(TransformProgress value)
        {
            reports.Add(value);
            then?.Invoke();
        }
    }
}
