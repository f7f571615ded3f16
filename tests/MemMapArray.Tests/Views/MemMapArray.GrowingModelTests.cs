using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Views;

/// <summary>Random sequences of calls on a growing array beside a list that does the same.</summary>
public sealed class MemMapArrayGrowingModelTests : IDisposable
{
    private const int RowLength = 3;

    private static readonly Gen<(int Kind, int Count)[]> s_steps =
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 40]).Select((kind, count) => (kind, count)).Array[1, 30];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AnyCalls_InCOrder_DoWhatAListDoes() =>
        Gen.Select(s_steps, Gen.Int[0, 5000]).Sample((steps, offset) => Compare(steps, offset, MemMapOrder.C), iter: 100, threads: 2);

    [Fact]
    public void AnyCalls_InFOrder_DoWhatAListDoes() =>
        Gen.Select(s_steps, Gen.Int[0, 5000]).Sample((steps, offset) => Compare(steps, offset, MemMapOrder.F), iter: 100, threads: 2);

    private void Compare((int Kind, int Count)[] steps, int offset, MemMapOrder order)
    {
        string path = _folder.NewFile(".bin");
        var model = new List<int>();
        int next = 1;
        MemMapArray<int> array = MemMapArray.Create<int>(path, order == MemMapOrder.C ? (0, RowLength) : (RowLength, 0), offset, order);
        try
        {
            foreach ((int kind, int count) in steps)
            {
                switch (kind)
                {
                    case 0 or 1:
                        int[] rows = [.. Enumerable.Range(next, count * RowLength)];
                        next += rows.Length;
                        array.Append(rows);
                        model.AddRange(rows);
                        break;
                    case 2:
                        array.Resize(count);
                        model = [.. model.Take(count * RowLength), .. new int[Math.Max(0, (count * RowLength) - model.Count)]];
                        break;
                    case 3 when model.Count > 0:
                        Rows(array)[count % (model.Count / RowLength), ..].Fill(next);
                        int start = count % (model.Count / RowLength) * RowLength;
                        for (int i = start; i < start + RowLength; i++)
                        {
                            model[i] = next;
                        }

                        next++;
                        break;
                    case 4:
                        array.Dispose();
                        array = MemMapArray.Open<int>(path, order == MemMapOrder.C ? (-1, RowLength) : (RowLength, -1), MemMapMode.ReadWrite, offset, order);
                        break;
                    case 5:
                        array.Flush();
                        break;
                    default:
                        Assert.Equal(model, Rows(array).ToArray());
                        break;
                }

                Assert.Equal(model.Count, array.Length);
            }

            Assert.Equal(model, Rows(array).ToArray());
            Assert.Equal(model, ModeArrays.ReadFile(path, offset));
        }
        finally
        {
            array.Dispose();
            File.Delete(path);
        }
    }

    private static MemMapView<int> Rows(MemMapArray<int> array) => array.Order == MemMapOrder.C ? array : array.Transpose();
}
