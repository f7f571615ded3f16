using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Copying;

/// <summary>Copies of every second, third and so on element, of lines of each length around those of vectors.</summary>
public sealed class StepCopyTests : IDisposable
{
    private const int MostElements = 140, MostStep = 5;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CopyTo_EveryFewElements_TakesTheseAndTouchesNoOthers()
    {
        Check(i => (byte)(7 * i));
        Check(i => (short)(300 * i));
        Check(i => i * 0x01020304);
        Check(i => i * 0x0102030405060708L);
        Check(i => new Triple(i, -i, i * i));
    }

    [Fact]
    public void CopyFrom_EveryFewElementsOfTheSameMemory_IsAsIfTheyHadBeenCopiedFirst()
    {
        for (int step = 2; step <= MostStep; step++)
        {
            int[] numbers = [.. Enumerable.Range(0, MostElements * step)];
            NDArray<int> array = NDArray.From(numbers, numbers.Length);
            array[..MostElements].CopyFrom(array[(null, null, step)]);
            Assert.Equal(Enumerable.Range(0, MostElements).Select(i => i * step), numbers.Take(MostElements));
            Assert.Equal(Enumerable.Range(MostElements, numbers.Length - MostElements), numbers.Skip(MostElements));
        }
    }

    private void Check<T>(Func<int, T> element)
        where T : unmanaged
    {
        T[] all = [.. Enumerable.Range(0, MostElements * MostStep).Select(element)];

        // One byte in: no element is where a vector would like it.
        using MemMapArray<T> array = MemMapArray.Open<T>(_folder.Write(all, offset: 1), all.Length, offset: 1);
        T[] target = new T[MostElements + 2];
        T border = element(-1);
        for (int step = 2; step <= MostStep; step++)
        {
            for (int count = 0; count <= MostElements; count++)
            {
                target.AsSpan().Fill(border);
                MemMapView<T> some = array[(0, count * step, step)];
                Assert.Equal(count, some.Length);
                some.CopyTo(target.AsSpan(1, count));
                for (int i = 0; i < count; i++)
                {
                    Assert.Equal(all[i * step], target[1 + i]);
                }

                Assert.Equal(border, target[0]);
                Assert.Equal(border, target[1 + count]);
            }
        }
    }
}
