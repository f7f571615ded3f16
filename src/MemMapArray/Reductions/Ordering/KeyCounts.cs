using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Ordering;

/// <summary>How often there is each element of 8 or 16 bits. Neighbours are counted apart: an increment that waits for the one before
/// takes several times as long.</summary>
internal sealed unsafe class KeyCounts<T>
    where T : unmanaged
{
    private const long MostUntilAdded = 1 << 30;

    private readonly int _values = 1 << OrderKey.Bits<T>();
    private readonly uint[] _tables = new uint[Unsafe.SizeOf<T>() == 1 ? 4 << 8 : 2 << 16];
    private readonly long[] _totals = new long[1 << OrderKey.Bits<T>()];
    private long _counted;

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
        fixed (uint* tables = _tables)
        {
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
        for (int i = 0; i < _tables.Length; i++)
        {
            _totals[i % _values] += _tables[i];
        }

        Array.Clear(_tables, 0, _tables.Length);
    }
}
