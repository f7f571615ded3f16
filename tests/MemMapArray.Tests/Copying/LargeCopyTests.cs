using System;
using System.Linq;
using System.Numerics;
using MemMap.Mapping;
using Xunit;

namespace MemMap.Tests;

/// <summary>Copies of several units of work, and of several tiles with remainders on both sides, against a loop over elements.</summary>
public sealed class LargeCopyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<long[], int[]> Permutations() => new()
    {
        { [2053, 1031], [1, 0] },
        { [64, 40000], [1, 0] },
        { [131, 97, 173], [2, 1, 0] },
        { [131, 97, 173], [1, 2, 0] },
        { [131, 97, 173], [0, 2, 1] },
        { [131, 97, 173], [1, 0, 2] },
        { [19, 37, 41, 67], [3, 1, 2, 0] },
        { [19, 37, 41, 67], [2, 3, 0, 1] },
        { [3, 2000, 5, 67], [0, 3, 2, 1] },
    };

    [Theory]
    [MemberData(nameof(Permutations))]
    public void CopyFrom_PermutedFloats_MatchesElementLoop(long[] shape, int[] axes) => CheckPermutation(shape, axes, i => (float)i);

    [Theory]
    [MemberData(nameof(Permutations))]
    public void CopyFrom_PermutedTwelveByteStructs_MatchesElementLoop(long[] shape, int[] axes) => CheckPermutation(shape, axes, i => new Triple(i, -i, i * 3));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(16)]
    public void CopyFrom_TransposedElementsOfEachTileSize_MatchesElementLoop(int elementSize)
    {
        Action check = elementSize switch
        {
            1 => () => CheckPermutation([2311, 2003], [1, 0], i => (byte)(i * 31)),
            2 => () => CheckPermutation([1531, 1453], [1, 0], i => (short)i),
            8 => () => CheckPermutation([809, 811], [1, 0], i => (double)i),
            _ => () => CheckPermutation([557, 563], [1, 0], i => new Complex(i, -i)),
        };
        check();
    }

    [Fact]
    public void ToArray_TransposedOddMatrix_MatchesElementLoop()
    {
        float[] elements = Numbered(1031 * 2053, i => (float)i);
        using MemMapArray<float> array = MemMapArray.Open<float>(_folder.Write(elements), (1031, 2053));
        float[] transposed = array.Transpose().ToArray();
        for (int i = 0; i < 2053; i++)
        {
            for (int j = 0; j < 1031; j++)
            {
                if (transposed[(i * 1031) + j] != elements[(j * 2053) + i])
                {
                    Assert.Fail($"Element {i}, {j} is {transposed[(i * 1031) + j]}, not {elements[(j * 2053) + i]}.");
                }
            }
        }
    }

    [Fact]
    public void ToArray_SteppedReversedColumns_MatchesElementLoop()
    {
        int[] elements = Numbered(1500 * 2101, i => i);
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write(elements), (1500, 2101));
        int[] selected = array[(null, null, -1), (1, null, 2)].ToArray();
        Assert.Equal(Enumerable.Range(0, 1500).SelectMany(i => Enumerable.Range(0, 1050).Select(j => ((1499 - i) * 2101) + 1 + (2 * j))), selected);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(1_500_000)]
    public void CopyFrom_ShiftedByElements_IsAsIfCopiedFirst(int shift)
    {
        int[] elements = Numbered(3_000_000, i => i);
        string path = _folder.Write(elements);
        using (MemMapArray<int> up = MemMapArray.Open<int>(path, MemMapMode.CopyOnWrite))
        {
            up[shift..].CopyFrom(up[..^shift]);
            Assert.True(up.AsReadOnlySpan()[shift..].SequenceEqual(elements.AsSpan(0, elements.Length - shift)));
            Assert.True(up.AsReadOnlySpan()[..shift].SequenceEqual(elements.AsSpan(0, shift)));
        }

        using MemMapArray<int> down = MemMapArray.Open<int>(path, MemMapMode.CopyOnWrite);
        down[..^shift].CopyFrom(down[shift..]);
        Assert.True(down.AsReadOnlySpan()[..^shift].SequenceEqual(elements.AsSpan(shift)));
        Assert.True(down.AsReadOnlySpan()[^shift..].SequenceEqual(elements.AsSpan(elements.Length - shift)));
    }

    [Fact]
    public void CopyFrom_WindowShiftedDownAndRight_IsAsIfCopiedFirst()
    {
        int[] elements = Numbered(1200 * 1500, i => i);
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write(elements), (1200, 1500), MemMapMode.CopyOnWrite);
        array[3.., 7..].CopyFrom(array[..^3, ..^7]);
        int[] moved = array.ToArray();
        for (int i = 0; i < 1200; i++)
        {
            for (int j = 0; j < 1500; j++)
            {
                int expected = i >= 3 && j >= 7 ? elements[((i - 3) * 1500) + j - 7] : elements[(i * 1500) + j];
                if (moved[(i * 1500) + j] != expected)
                {
                    Assert.Fail($"Element {i}, {j} is {moved[(i * 1500) + j]}, not {expected}.");
                }
            }
        }
    }

    [Fact]
    public void CopyFrom_OwnTranspose_TransposesInPlace()
    {
        int[] elements = Numbered(1201 * 1201, i => i);
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write(elements), (1201, 1201), MemMapMode.CopyOnWrite);
        array.CopyFrom(array.Transpose());
        Assert.Equal(Enumerable.Range(0, 1201).SelectMany(i => Enumerable.Range(0, 1201).Select(j => (j * 1201) + i)), array.ToArray());
    }

    [Fact]
    public void CopyFrom_RowBroadcastOverManyUnits_RepeatsIt()
    {
        using MemMapArray<double> array = MemMapArray.Create<double>(_folder.File(), (700, 1501));
        using MemMapArray<double> row = MemMapArray.Open<double>(_folder.Write(Numbered(1501, i => (double)i), name: "row.bin"));
        array.CopyFrom(row);
        for (int i = 0; i < 700; i++)
        {
            Assert.True(array.GetReadOnlyRowSpan(i).SequenceEqual(row.AsReadOnlySpan()), $"Row {i}.");
        }
    }

    [Fact]
    public void CopyFrom_ColumnBroadcastOverManyUnits_RepeatsIt()
    {
        using MemMapArray<double> array = MemMapArray.Create<double>(_folder.File(), (1501, 700), order: MemMapOrder.F);
        using MemMapArray<double> column = MemMapArray.Open<double>(_folder.Write(Numbered(1501, i => (double)i), name: "column.bin"), (1501, 1));
        array.CopyFrom(column);
        Assert.Equal(Enumerable.Range(0, 1501).SelectMany(i => Enumerable.Repeat((double)i, 700)), array.ToArray());
    }

    [Fact]
    public void Fill_EverySecondColumnOverManyUnits_LeavesTheOthers()
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), (1500, 1401));
        Assert.True(array.ByteLength > MappedFile.BytesPerLook);
        array[.., (0, null, 2)].Fill(7);
        Assert.Equal(Enumerable.Range(0, 1500).SelectMany(_ => Enumerable.Range(0, 1401).Select(j => j % 2 == 0 ? 7 : 0)), array.ToArray());
    }

    // The file holds the permuted array; copied back to C order, each element is where a loop over the indexes puts it.
    private void CheckPermutation<T>(long[] shape, int[] axes, Func<int, T> element)
        where T : unmanaged, IEquatable<T>
    {
        T[] elements = Numbered((int)shape.Aggregate(1L, (product, length) => product * length), element);
        using MemMapArray<T> source = MemMapArray.Open<T>(_folder.Write(elements, name: "source.bin"), shape);
        MemMapView<T> permuted = source.Permute(axes);
        Assert.True(source.ByteLength > MappedFile.BytesPerLook);
        using MemMapArray<T> target = MemMapArray.Create<T>(_folder.File(), permuted.Shape);
        target.CopyFrom(permuted);

        int[] steps = new int[shape.Length];
        int step = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            steps[axis] = step;
            step *= (int)shape[axis];
        }

        ReadOnlySpan<T> copied = target.AsReadOnlySpan();
        int[] index = new int[shape.Length];
        for (int at = 0; at < copied.Length; at++)
        {
            int from = 0;
            for (int axis = 0; axis < index.Length; axis++)
            {
                from += index[axis] * steps[axes[axis]];
            }

            if (!copied[at].Equals(elements[from]))
            {
                Assert.Fail($"Element {string.Join(", ", index)} is {copied[at]}, not {elements[from]}.");
            }

            for (int axis = index.Length - 1; axis >= 0 && ++index[axis] == target.Shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }
    }

    private static T[] Numbered<T>(int count, Func<int, T> element)
    {
        T[] elements = new T[count];
        for (int i = 0; i < count; i++)
        {
            elements[i] = element(i);
        }

        return elements;
    }
}
