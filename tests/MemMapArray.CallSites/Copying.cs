using System;
using System.Buffers;
using System.IO;
using System.Numerics;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap.CallSites;

/// <summary>Spans, memories and copies.</summary>
public static class Copying
{
    public static int Spans(MemMapView<int> a)
    {
        Span<int> span = a.AsSpan();
        ReadOnlySpan<int> readOnly = a.AsReadOnlySpan();
        span = a.GetRowSpan(0);
        readOnly = a.GetReadOnlyRowSpan(1L);
        if (a.TryGetSpan(out Span<int> some))
        {
            some.Sort();
        }

        if (a.TryGetReadOnlySpan(out ReadOnlySpan<int> others))
        {
            readOnly = others;
        }

        a.GetRowSpan(2).Fill(1);
        return span.Length + readOnly.IndexOf(3) + Vector.Sum(new Vector<int>(readOnly));
    }

    public static async Task WriteAsync(MemMapView<byte> a, Stream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(a.AsReadOnlyMemory(), cancellationToken);
        int read = await stream.ReadAsync(a.AsMemory()[..100], cancellationToken);
        using MemoryHandle pin = a.AsMemory().Pin();
        a[..read].Flush();
    }

    public static void Copy(MemMapView<float> a, MemMapView<float> b, float[] buffer)
    {
        a.Fill(0);
        a[0, ..].Fill(1);
        a.CopyTo(buffer);
        a.CopyTo(buffer.AsSpan());
        a.CopyTo(b);
        a.CopyFrom(buffer);
        a.CopyFrom([1, 2, 3]);
        a.CopyFrom(buffer.AsSpan(1, 2));
        a.CopyFrom(b.AsReadOnlySpan());
        a.CopyFrom(b);
        a[.., 0].CopyFrom(b[0, ..]);
        float[] copy = a[10..20, ..].ToArray();
        a.Prefetch();
        a.Flush();
        Console.WriteLine($"{a} {copy.Length}");
    }

    public static void CopyByteOrders(MemMapArray<BigEndian<float>> big, MemMapView<LittleEndian<int>> little, MemMapArray<float> a, MemMapView<int> b, float[] buffer, int[] integers)
    {
        big.CopyTo(a);
        big.CopyTo(buffer);
        big.CopyTo(buffer.AsSpan(1));
        big.CopyFrom(a);
        big.CopyFrom(a[0, ..]);
        big.CopyFrom(buffer);
        big.CopyFrom(buffer.AsSpan());
        big.CopyFrom([1, 2.5f, 3]);
        big[0, ..].CopyTo(a[0, ..]);
        big.CopyTo(big);
        big.Fill(1.5f);
        little.CopyTo(b);
        little.CopyTo(integers);
        little.CopyFrom(b);
        little.CopyFrom(integers);
        a.Cast<BigEndian<float>>().CopyFrom(a);
        BigEndian<float>[] stored = big.ToArray();
        float[] copy = big.ToNativeArray();
        Console.WriteLine($"{big} {stored.Length} {copy.Length} {little.ToNativeArray().Length}");
    }
}
