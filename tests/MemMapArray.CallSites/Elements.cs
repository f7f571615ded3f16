using System;
using System.Threading;

namespace MemMap.CallSites;

/// <summary>Elements by index, in every form of index.</summary>
public static class Elements
{
    public static float Get(MemMapView<float> a, int i, long n, Index x)
    {
        float sum = a.Value;
        sum += a[5] + a[i] + a[n] + a[^1] + a[x] + a[i + 1] + a[n - 1];
        sum += a[1, 2] + a[i, i] + a[n, n] + a[i, n] + a[n, 0] + a[^1, ^2] + a[0, ^1] + a[^1, 0] + a[x, x] + a[i, ^1];
        sum += a[1, 2, 3] + a[i, n, i] + a[n, n, n];
        sum += a[1, 2, 3, 4] + a[i, n, i, n];
        ReadOnlySpan<long> index = [1, 2, 3, 4, 5];
        sum += a[index];
#if PARAMS_SPAN
        sum += a[1, 2, 3, 4, 5] + a[i, n, i, n, i];
#endif
        return sum;
    }

    public static double ByteOrders(MemMapView<BigEndian<float>> a, MemMapView<LittleEndian<short>> b, MemMapView<BigEndian<ulong>> c)
    {
        a[0] = 1.5f;
        a[0, 1] += 2;
        b[^1] = (short)(b[0] + 1);
        c.Value = c.Value + 1;
        float x = a[0, 1];
        bool isLess = a[0] < a[1] || a[0] == 1.5f || b[0] != b[1];
        foreach (BigEndian<float> element in a)
        {
            x += element;
        }

        return isLess ? x + b[0] : a[0].Value * (double)c[0].Value;
    }

    public static void Set(MemMapView<float> a, int i, long n, Index x)
    {
        a.Value = 1;
        a[5] = 1;
        a[i] = 2;
        a[n] += 3;
        a[^1] = 4;
        a[x]++;
        a[1, 2] = 5;
        a[i, i] = 6;
        a[n, n] *= 7;
        a[i, n] = 8;
        a[^1, ^1] = 9;
        a[0, ^1] = 10;
        a[x, x] = 11;
        a[1, 2, 3] = 12;
        a[i, n, i] -= 13;
        a[1, 2, 3, 4] = 14;
        ReadOnlySpan<long> index = [1, 2, 3, 4, 5];
        a[index] = 15;
#if PARAMS_SPAN
        a[1, 2, 3, 4, 5] = 16;
#endif
    }

    public static long Count(MemMapView<long> a, int i, long n)
    {
        Interlocked.Increment(ref a.GetReference(0));
        Interlocked.Add(ref a.GetReference(i, n), 5);
        Interlocked.Exchange(ref a.GetReference(1, 2, 3), 1);
        Volatile.Write(ref a.GetReference(1, 2, 3, 4), 1);
        ReadOnlySpan<long> index = [1, 2, 3, 4, 5];
        ref long element = ref a.GetReference(index);
#if PARAMS_SPAN
        element += a.GetReference(1, 2, 3, 4, 5);
#endif
        return Interlocked.Read(ref element);
    }

    public static double Enumerate(MemMapView<double> a)
    {
        double sum = 0;
        foreach (double element in a)
        {
            sum += element;
        }

        foreach (MemMapView<double> chunk in a.Chunks(1000))
        {
            foreach (double element in chunk.AsReadOnlySpan())
            {
                sum += element;
            }
        }

        return sum;
    }
}
