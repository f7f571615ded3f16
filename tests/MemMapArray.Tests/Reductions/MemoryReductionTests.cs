using System;
using System.IO;
using System.Linq;
using System.Numerics;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Reductions of arrays in memory, and into them, have the bits of those of files, however they are carried out.</summary>
public sealed class MemoryReductionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [OnceFact]
    public void Reduce_AnyViewInMemory_HasTheBitsOfAFile()
    {
        int cases = 0;
        Check(random => (float)Math.Exp(random.NextDouble() * 20));
        Check(random => random.Next(50) == 0 ? double.NaN : random.NextDouble() - 0.5);
        Check(random => (byte)random.Next(256));
        Check(random => (short)random.Next(65536));
        Check(random => random.NextInt64());
        Check(random => random.Next(3) == 0);
        Check(random => new Complex(random.NextDouble(), Math.Exp(random.NextDouble() * 20)));
        Check(random => (BigEndian<short>)(short)random.Next(65536));
        Assert.True(cases >= 300, $"{cases}");

        void Check<T>(Func<Random, T> element)
            where T : unmanaged
        {
            var draw = new Random(16);
            T[] elements = [.. Enumerable.Range(0, 36_000).Select(_ => element(draw))];
            using MemMapArray<T> file = MemMapArray.Open<T>(_folder.Write(elements, name: typeof(T).Name), (90, 20, 20));
            NDArray<T> memory = NDArray.From(elements, (90, 20, 20));
            foreach (int[]? axes in new int[]?[] { null, [0], [1], [2], [0, 2], [] })
            {
                int[] order = [.. Enumerable.Range(0, 3).OrderBy(_ => draw.Next())];
                Slice[] slices = [.. Enumerable.Range(0, 3).Select(_ => draw.Next(2) == 0 ? Slice.All : Slice.Range(null, null, draw.Next(2) == 0 ? 2 : -1))];
                MemMapView<T> inFile = file.Permute(order)[slices], inMemory = memory.Permute(order)[slices];
                long[] cuts = [draw.NextInt64(inFile.Shape[0]), draw.NextInt64(inFile.Shape[0])];
                foreach (KnownReduction<T> reduction in KnownReductions.Of<T>())
                {
                    ReductionOptions single = new() { MaxDegreeOfParallelism = 1, SkipNaN = draw.Next(2) == 0 && reduction is not KnownReduction<T, SequenceState> };
                    var other = new ReductionOptions
                    {
                        MaxDegreeOfParallelism = draw.Next(1, 5),
                        WorkUnitBytes = draw.Next(1000, 100_000),
                        ReadStrategy = (ReadStrategy)draw.Next(4),
                        SkipNaN = single.SkipNaN,
                    };
                    byte[] expected = reduction.Reduce(inFile, axes, single);
                    Assert.Equal(expected, reduction.Reduce(inMemory, axes, other));
                    Assert.Equal(expected, reduction.ReduceByParts(inMemory, axes, cuts, draw, other));
                    cases++;
                }
            }
        }
    }

    [Fact]
    public void ReduceTo_AnArrayInMemory_HasTheResults()
    {
        int[] elements = [.. Enumerable.Range(0, 60_000)];
        using MemMapArray<int> file = MemMapArray.Open<int>(_folder.Write(elements), (300, 200));
        NDArray<int> memory = NDArray.From(elements, (300, 200)), results = NDArray.Create<int>((2, 200));
        file.ReduceTo(Reduction.Max<int>(), [0], results[1, (null, null, -1)]);
        memory.ReduceTo(Reduction.Min<int>(), [0], results[..1, ..]);
        Assert.Equal(Enumerable.Range(0, 200), results[0, ..].ToArray());
        Assert.Equal(Enumerable.Range(59_800, 200).Reverse(), results[1, ..].ToArray());
        using MemMapArray<int> resultFile = MemMapArray.Create<int>(_folder.File("results.bin"), 300);
        memory.ReduceTo(Reduction.Max<int>(), [1], resultFile);
        Assert.Equal(memory.Max(1).ToArray(), resultFile.ToArray());
    }

    [Fact]
    public void ReduceTo_TheSameMemory_Throws()
    {
        int[] elements = new int[12];
        NDArray<int> array = NDArray.From(elements, (3, 4)), same = NDArray.From(elements, (3, 4)), other = NDArray.Create<int>((3, 4));
        Assert.Contains("shares", Assert.Throws<ArgumentException>(() => array.ReduceTo(Reduction.Max<int>(), [0], array[0, ..])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => array.ReduceTo(Reduction.Max<int>(), [0], same[2, ..]));
        Assert.Throws<ArgumentException>(() => array[1.., ..].ReduceTo(Reduction.Max<int>(), [0], array[1, ..]));
        array[1.., ..].ReduceTo(Reduction.Max<int>(), [0], array[0, ..]);
        array.ReduceTo(Reduction.Max<int>(), [0], other[0, ..]);
        NDArray<int> empty = NDArray.Create<int>((0, 4)), none = NDArray.Create<int>((4, 0));
        empty.ReduceTo(Reduction.Any<int>(), [0], NDArray.Create<bool>(4));
        none.ReduceTo(Reduction.Max<int>(), [0], NDArray.Create<int>(0));
    }

    [Fact]
    public void Reduce_WithoutElements_IsThatOfNoElements()
    {
        NDArray<double> none = NDArray.Create<double>((0, 3));
        Assert.Equal(0, none.Sum());
        Assert.Equal([double.NaN, double.NaN, double.NaN], none.Mean(0).ToArray());
        Assert.Empty(none.Max(1).ToArray());
        Assert.Throws<InvalidOperationException>(() => none.Min());
        Assert.Equal(5, NDArray.Full([], 5.0).Mean());
    }

    [Fact]
    public void Results_Saved_AreTheBytesOfAnArrayInAFile()
    {
        float[] elements = [.. Enumerable.Range(0, 600).Select(i => i / 7f)];
        using MemMapArray<float> file = MemMapArray.Open<float>(_folder.Write(elements), (30, 20));
        NDArray<float> memory = NDArray.From(elements, (30, 20));
        file.Mean(0).SaveNpy(_folder.File("means.npy"));
        using (MemMapArray<double> means = MemMapArray.OpenNpy<double>(_folder.File("means.npy")))
        {
            Assert.Equal(file.Mean(0).ToArray(), means.ToArray());
        }

        RequireSame((view, path) => view.SaveNpy(path));
        RequireSame((view, path) => view.Transpose().SaveNpy(path));
        RequireSame((view, path) => view[(null, null, -2)].SaveNpy(path));
        RequireSame((view, path) =>
        {
            using NpzWriter archive = NpzFile.Create(path);
            archive.Add("x", view);
            archive.Add("means", view.Mean(0));
            archive.Commit();
        });
        RequireSame((view, path) =>
        {
            using Stream stream = File.Create(path);
            view.AsStream().CopyTo(stream);
        });

        void RequireSame(Action<MemMapView<float>, string> save)
        {
            string ofFile = _folder.File("of-file"), ofMemory = _folder.File("of-memory");
            save(file, ofFile);
            save(memory, ofMemory);
            Assert.Equal(File.ReadAllBytes(ofFile), File.ReadAllBytes(ofMemory));
        }
    }

    [Fact]
    public void Shards_OfAnArrayInMemory_HaveItsRows()
    {
        NDArray<int> memory = NDArray.From(Enumerable.Range(0, 3000).ToArray(), (1000, 3));
        string folder = _folder.File("shards");
        using (ShardWriter<int> writer = MemMapShards.Create<int>(folder, rowShape: 3))
        {
            writer.Append(memory);
            writer.Append(memory.Max(0, keepDims: true));
            writer.Commit();
        }

        using MemMapShards<int> shards = MemMapShards.Open<int>(folder);
        NDArray<int> back = NDArray.Create<int>((1001, 3));
        shards.CopyTo(back);
        Assert.Equal(memory.ToArray(), back[..1000].ToArray());
        Assert.Equal([2997, 2998, 2999], back[1000, ..].ToArray());
        shards.ReduceTo(Reduction.Min<int>(), [0], back[0, ..]);
        Assert.Equal([0, 1, 2], back[0, ..].ToArray());
    }
}
