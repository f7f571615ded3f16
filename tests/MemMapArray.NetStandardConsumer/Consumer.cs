using System;
using System.IO;
using System.Threading.Tasks;

namespace MemMap.NetStandardConsumer;

/// <summary>What a netstandard2.0 library may do with arrays. Each method uses another part of the API and returns what it found.</summary>
public static class Consumer
{
    /// <summary>Options with setters, shapes of every kind, creating and reopening.</summary>
    public static string Create(string path)
    {
        var options = new MemMapOptions
        {
            Mode = MemMapMode.CreateNew,
            Offset = 8,
            Order = MemMapOrder.C,
            AllowGrow = false,
            Preallocate = false,
            Share = FileShare.ReadWrite,
        };
        Shape number = 3, tuple = (3, 4), array = new long[] { 3, 4 }, expression = [3, 4];
        using MemMapArray<int> created = MemMapArray.Create<int>(path, tuple, options);
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                created[i, j] = (10 * i) + j;
            }
        }

        created.Flush();
        using MemMapArray<int> opened = MemMapArray.Open<int>(path, (-1, 4), MemMapMode.ReadWrite, offset: 8);
        var (rows, columns) = opened.Shape;
        return $"{number} {tuple == array} {array == expression} {opened.Shape} {rows} {columns} {opened.Mode} {opened.ByteOffset} {opened.Strides[0]}";
    }

    /// <summary>Indexes and ranges, whose types netstandard2.0 gets from a package.</summary>
    public static int[] Slices(string path)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(path, (-1, 4), MemMapMode.ReadWrite, offset: 8);
        array[^1, ^1] = 99;
        Index last = ^1;
        Range middle = 1..3;
        ReadOnlySpan<Slice> slices = [Slice.Ellipsis, 0];
        return
        [
            array[2, 3], array[last, last], array[1, ..][^1], array[middle, 0].ToArray()[1], array[(null, null, -1)][0, 0], array[.., (0, 4, 2)][0, 1],
            array[(^2, null, 1), 1].ToArray()[0], array[Slice.Range(-1, null), Slice.All][0, 0], (int)array[Slice.NewAxis].Shape[0], array[slices][2],
            (int)array.Shape[^1],
        ];
    }

    /// <summary>Spans and memories, whose types are of the System.Memory package there.</summary>
    public static int[] Span(string path)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(path, (-1, 4), MemMapMode.CopyOnWrite, offset: 8);
        array.AsSpan().Slice(0, 2).Fill(7);
        array.GetRowSpan(1)[0] = 8;
        array.AsMemory().Span[5] = 9;
        array.GetReference(1, 2) = 10;
        array[2, ..].CopyFrom([1, 2, 3, 4]);
        array[.., 3].Fill(5);
        int sum = 0;
        foreach (int element in array.Transpose())
        {
            sum += element;
        }

        foreach (MemMapView<int> chunk in array.Chunks(2))
        {
            sum += (int)chunk.Shape[0];
        }

        return [.. array.ToArray(), array.AsReadOnlySpan().Length, array.TryGetSpan(out Span<int> span) ? span.Length : -1, sum];
    }

    /// <summary>Growth and text.</summary>
    public static string Grow(string path)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(path, (-1, 4), MemMapMode.ReadWrite, offset: 8);
        array.Append([1, 2, 3, 4]);
        array.Resize(2);
        return array.Reshape(-1)[..3].ToString();
    }

    /// <summary>Exceptions of the right types.</summary>
    public static string[] Refusals(string path)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(path, (-1, 4), MemMapMode.Read, offset: 8);
        return
        [
            Caught(() => array[0, 4]), Caught(() => array[0]), Caught(() => { array.Fill(1); return 0; }), Caught(() => array[0..9].Rank),
            Caught(() => MemMapArray.Open<int>(path + ".missing").Rank), Caught(() => MemMapArray.Open<int>(path, (99, 99)).Rank),
        ];
    }

    /// <summary>Means and standard deviations.</summary>
    public static double[] Reduce(string path)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(path, (-1, 4), offset: 8);
        NDArray<double> columns = array.Mean(0), rows = array.Std(axis: 1, ddof: 1, keepDims: true);
        return [array.Mean(), array.Std(), array.Std(1.0), columns[0], columns.AsSpan()[3], rows[1, 0], rows.Shape[^1]];
    }

    /// <summary>Rows and batches, with the asynchronous streams that netstandard2.0 gets from a package.</summary>
    public static async Task<long[]> Rows(string path)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(path, (-1, 4), MemMapMode.CopyOnWrite, offset: 8);
        NDArray<int> taken = array.Take([2, -3]);
        array.PutFrom([0], new[] { 1, 2, 3, 4 });
        long sum = 0;
        foreach (RowBatch<int> batch in array.Batches(2, shuffleSeed: 1))
        {
            sum += batch.AsSpan()[0];
        }

        long later = 0;
        await foreach (RowBatch<int, int> batch in array.BatchesAsync(array, 2).ConfigureAwait(false))
        {
            later += batch.Labels[3] + batch.Rows[0];
        }

        return [taken[0, 0], taken[1, 3], array[0, 1], sum, later];
    }

    private static string Caught(Func<int> call)
    {
        try
        {
            call();
            return "none";
        }
        catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException or NotSupportedException or IOException or InvalidDataException)
        {
            return exception.GetType().Name;
        }
    }
}
