using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemMap.Reductions.Ordering;

/// <summary>How often there is each element of 8 or 16 bits. Neighbours are counted apart: an increment that waits for the one before
/// takes several times as long.</summary>
internal sealed unsafe class KeyCounts<T> : IDisposable
    where T : unmanaged
{
    private const long MostUntilAdded = 1 << 30;

    private readonly int _values = 1 << OrderKey.Bits<T>();
    private readonly uint* _tables;
    private long* _totals;
    private long _counted;

    public KeyCounts()
    {
        _totals = (long*)Marshal.AllocHGlobal((nint)Bytes);
        _tables = (uint*)(_totals + _values);
        new Span<byte>(_totals, (int)Bytes).Clear();
    }

    /// <summary>How much memory they take.</summary>
    public static long Bytes => (sizeof(long) + (Tables * sizeof(uint))) << OrderKey.Bits<T>();

    private static int Tables => sizeof(T) == sizeof(byte) ? 4 : 2;

    /// <summary>Counts some.</summary>
    [MethodImpl(HotPath.Optimized)]
    public void Add(T* elements, int count)
    {
        if ((_counted += count) > MostUntilAdded)
        {
            AddUp();
            _counted = count;
        }

        int i = 0;
        uint* tables = _tables;
        if (sizeof(T) == sizeof(byte))
        {
            byte* bytes = (byte*)elements;
            for (; i <= count - 4; i += 4)
            {
                tables[bytes[i]]++;
                tables[256 + bytes[i + 1]]++;
                tables[512 + bytes[i + 2]]++;
                tables[768 + bytes[i + 3]]++;
            }

            for (; i < count; i++)
            {
                tables[bytes[i]]++;
            }

            return;
        }

        uint* second = tables + _values;
        ushort* words = (ushort*)elements;
        for (; i <= count - 2; i += 2)
        {
            tables[Unsafe.ReadUnaligned<ushort>(words + i)]++;
            second[Unsafe.ReadUnaligned<ushort>(words + i + 1)]++;
        }

        if (i < count)
        {
            tables[Unsafe.ReadUnaligned<ushort>(words + i)]++;
        }
    }

    /// <summary>Hands over each element that there is, with its key and how often it was counted.</summary>
    public void ForEach(Action<long, long> take)
    {
        AddUp();
        for (int value = 0; value < _values; value++)
        {
            if (_totals[value] > 0)
            {
                int bits = value;
                take(OrderKey.Of(*(T*)&bits), _totals[value]);
            }
        }
    }

    private void AddUp()
    {
        for (int i = 0; i < Tables * _values; i++)
        {
            _totals[i % _values] += _tables[i];
        }

        new Span<uint>(_tables, Tables * _values).Clear();
    }

    public void Dispose()
    {
        Marshal.FreeHGlobal((nint)_totals);
        _totals = null;
    }
}
