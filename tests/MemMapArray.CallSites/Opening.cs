using System.IO;

namespace MemMap.CallSites;

/// <summary>Ways to open and create, and what a shape is made from.</summary>
public static class Opening
{
    public static void Open(string path)
    {
        using MemMapArray<float> whole = MemMapArray.Open<float>(path);
        using MemMapArray<float> writable = MemMapArray.Open<float>(path, MemMapMode.ReadWrite);
        using var matrix = MemMapArray.Open<float>(path, (10000, 1000));
        using var inferred = MemMapArray.Open<float>(path, (-1, 1000), MemMapMode.CopyOnWrite);
        using var all = MemMapArray.Open<float>(path, [60000, 28, 28], MemMapMode.Read, offset: 16, order: MemMapOrder.F);
        using var named = MemMapArray.Open<float>(path, shape: (2, 3), order: MemMapOrder.F);
        using var fresh = MemMapArray.Open<float>(path, 100, MemMapMode.CreateNew);
        using var withOptions = MemMapArray.Open<float>(path, new MemMapOptions { Mode = MemMapMode.ReadWrite, Offset = 128 });
        using var shapeAndOptions = MemMapArray.Open<float>(path, (2, 3, 4), new MemMapOptions
        {
            Mode = MemMapMode.ReadWrite,
            Offset = 128,
            Order = MemMapOrder.F,
            AllowGrow = true,
            Preallocate = false,
            Share = FileShare.None,
        });
    }

    public static void Create(string path, long rows, int columns)
    {
        using MemMapArray<int> number = MemMapArray.Create<int>(path, 100);
        using var variable = MemMapArray.Create<int>(path, rows);
        using var two = MemMapArray.Create<int>(path, (rows, columns), offset: 64);
        using var three = MemMapArray.Create<int>(path, (rows, columns, 3), order: MemMapOrder.F);
        using var four = MemMapArray.Create<int>(path, (1, 2, 3, 4));
        using var five = MemMapArray.Create<int>(path, [1, 2, 3, 4, rows]);
        using var fiveOfATuple = MemMapArray.Create<int>(path, (1, 2, 3, 4, rows));
        using var six = MemMapArray.Create<int>(path, (1, columns, 3, 4, rows, 6));
        using var seven = MemMapArray.Create<int>(path, (1, 2, 3, 4, 5, 6, 7));
        (long, long) tuple = (rows, columns);
        using var variableTuple = MemMapArray.Create<int>(path, tuple);
        (int, int, int) integers = (columns, 2, 3);
        using var variableIntegers = MemMapArray.Create<int>(path, integers);
        (long, int, long, int, long) mixed = (rows, 2, rows, 4, rows);
        using var variableFive = MemMapArray.Create<int>(path, mixed);
        Shape ofATuple = tuple, eight = [1, 2, 3, 4, 5, 6, 7, 8];
        using var variableShape = MemMapArray.Create<int>(path, ofATuple == eight ? eight : ofATuple);
        using var array = MemMapArray.Create<int>(path, new long[] { 2, 3 });
        using var scalar = MemMapArray.Create<int>(path, []);
        using var like = MemMapArray.Create<int>(path, two.Shape);
        using var exclusive = MemMapArray.Create<int>(path, (2, 3), new MemMapOptions { Mode = MemMapMode.CreateNew });
        using var secret = MemMapArray.Create<int>(path, (2, 3), new MemMapOptions { UnixCreateMode = MemMapPermissions.UserRead | MemMapPermissions.UserWrite });
        using var reserved = MemMapArray.Open<int>(path, new MemMapOptions { Mode = MemMapMode.ReadWrite, PreallocateExisting = true });
        number.Resize(rows);
        number.Append([1, 2, 3]);
        number.Append(new int[10]);
        number.Append(two.AsReadOnlySpan());
        number.Flush();
    }

    public static string Describe(MemMapArray<double> array)
    {
        Shape shape = array.Shape;
        var (rows, columns) = shape;
        (long a, long b, long c) = shape;
        (long d, long e, long f, long g) = shape;
        long product = rows * columns * a * b * c * d * e * f * g * shape.Length * shape[0] * shape[-1] * shape[^1] * shape.Rank;
        foreach (long length in shape)
        {
            product += length;
        }

        bool same = shape == (10, 20) && shape == 5 && shape != new long[] { 1, 2 } && shape.Equals([1, 2, 3]);
        System.ReadOnlySpan<long> lengths = shape, strides = array.Strides;
        return $"{array.Path} {array.Mode} {array.Offset} {array.Order} {shape} {product} {same} {lengths.Length} {strides[0]} {array.Rank} {array.Length} " +
            $"{array.ByteLength} {array.ByteOffset} {array.IsReadOnly} {array.IsContiguous} {shape.ToArray().Length} {MemMapDiagnostics.OpenMappings} {MemMapDiagnostics.MappedBytes} {MemMapDiagnostics.CountAbandonedMappings()}";
    }
}
