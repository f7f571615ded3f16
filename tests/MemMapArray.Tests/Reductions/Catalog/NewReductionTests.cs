using System;
using System.IO;
using System.Linq;
using MemMap.Tests.Shards;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>A new reduction is a kernel and a line of the catalog: with these it has every axis form, masks, partials and shards. (The cluster's tests have it there.)</summary>
[Collection(CatalogAlone.Name)]
public sealed class NewReductionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CatalogWithSumOfSquares _catalog = new();

    public void Dispose()
    {
        _catalog.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Reduce_OfEveryLayoutAndAxes_IsItsDefinition()
    {
        Check(i => i % 7 - 3, x => x * x);
        Check(i => (i % 11) - 0.5f, x => (double)x * x);
        Check(i => (BigEndian<short>)(short)(i % 19), x => (double)(short)x * (short)x);
        Check(i => i % 3 == 0, x => x ? 1 : 0);

        void Check<T>(Func<int, T> element, Func<T, double> square)
            where T : unmanaged
        {
            using MemMapArray<T> array = MemMapArray.Create<T>(_folder.File(), (7, 150, 6));
            array.CopyFrom([.. Enumerable.Range(0, (int)array.Length).Select(element)]);
            Reduction<T, double> reduction = Squares<T>();
            bool IsSelected(T value) => square(value) % 4 != 0;
            foreach (MemMapView<T> view in NaiveReductions.Views(array))
            {
                NaiveReductions.Check(view, elements => elements.Sum(square), (x, axes, keep) => x.Reduce(reduction, axes, keep), x => x.Reduce(reduction));
                NaiveReductions.Check(view, elements => elements.Where(IsSelected).Sum(square), (x, axes, keep) => x.Where(IsSelected).Reduce(reduction, axes, keep), x => x.Where(IsSelected).Reduce(reduction));
            }
        }
    }

    [Fact]
    public void ReducePartial_OfAnyRows_MergesToTheWhole()
    {
        using MemMapArray<float> array = MemMapArray.Create<float>(_folder.File(), (900, 37));
        array.CopyFrom([.. Enumerable.Range(0, (int)array.Length).Select(i => i % 100 * 0.25f)]);
        KnownReduction<float> known = KnownReductions.Of<float>().Single(reduction => reduction.ToString()!.StartsWith(CatalogWithSumOfSquares.Name, StringComparison.Ordinal));
        foreach (int[]? axes in new int[]?[] { null, [0], [1] })
        {
            Assert.Equal(known.Reduce(array, axes, null), known.ReduceByParts(array, axes, [100, 128, 700], new Random(1), null));
        }
    }

    [Fact]
    public void Reduce_OfShards_IsThatOfOneFile()
    {
        float[] elements = [.. Enumerable.Range(0, 900 * 37).Select(i => i % 100 * 0.25f)];
        using var folder = new ShardFolder<float>(_folder.File(), elements, (900, 37), [200, 500], new Random(1));
        Assert.Equal(elements.Sum(x => (double)x * x), folder.Many.Reduce(Squares<float>()));
        Assert.Equal(folder.One.Reduce(Squares<float>(), 0).ToArray(), folder.Many.Reduce(Squares<float>(), 0).ToArray());
    }

    [Fact]
    public void ReductionOfTheLibrary_ApartFromItsMethods_IsAKernelAndALine()
    {
        // CountNonZero stands for all: whatever else names its kernel would have to be touched by the next one.
        string source = Repository.Find("src/MemMapArray");
        string[] files = [.. Repository.SourceFiles(source).Where(file => File.ReadLines(Path.Combine(source, file)).Any(line => line.Contains("CountNonZero<T>", StringComparison.Ordinal)))];
        string[] lines = [.. File.ReadLines(Path.Combine(source, "Reductions/Catalog/LibraryReductions.cs")).Where(line => line.Contains("\"count-nonzero\"", StringComparison.Ordinal))];
        Assert.Equal(["Reductions/Catalog/LibraryReductions.cs", "Reductions/Kernels/CountNonZero.cs", "Reductions/MemMapReductions.CountNonZero.cs", "Reductions/Reduction.cs"], files);
        Assert.Single(lines);
    }

    private static Reduction<T, double> Squares<T>()
        where T : unmanaged => (Reduction<T, double>)Reduction.Parse<T>(CatalogWithSumOfSquares.Name);
}
