using System;
using System.Linq;
using System.Runtime.InteropServices;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Copying;

/// <summary>Copies between arrays in memory and in files, in runs, boxes and tiles longer than a unit of work.</summary>
public sealed class MemoryCopyTests : IDisposable
{
    private const int Rows = 1100, Columns = 1300;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(MemMapMode.ReadWrite)]
    [InlineData(MemMapMode.CopyOnWrite)]
    public void CopyFrom_BetweenMemoryAndFile_HasTheElements(MemMapMode mode)
    {
        int[] numbers = [.. Enumerable.Range(0, Rows * Columns)];
        string path = _folder.Write(numbers);
        using MemMapArray<int> file = MemMapArray.Open<int>(path, (Rows, Columns), mode);
        NDArray<int> memory = NDArray.Create<int>((Rows, Columns)), transposed = NDArray.Create<int>((Columns, Rows));

        memory.CopyFrom(file);
        Assert.True(memory.AsSpan().SequenceEqual(numbers));
        file.Transpose().CopyTo(transposed);
        Assert.True(Enumerable.Range(0, Columns).All(i => transposed[i, 7] == (7 * Columns) + i));
        file.Fill(0);
        file.CopyFrom(transposed.Transpose());
        Assert.True(file.AsSpan().SequenceEqual(numbers));
        file[(null, null, -1)].CopyFrom(memory[0, ..]);
        Assert.True(Enumerable.Range(0, Rows).All(i => file.GetRowSpan(i).SequenceEqual(numbers.AsSpan(0, Columns))));
        memory[.., ^1].CopyTo(file[0, ..Rows]);
        Assert.Equal((2 * Columns) - 1, file[0, 1]);
    }

    [Fact]
    public void CopyFrom_WithinOneArray_IsAsIfTheSourceHadBeenCopiedFirst()
    {
        int[] numbers = [.. Enumerable.Range(0, Rows * Rows)], shared = [.. numbers];
        NDArray<int> square = NDArray.From(shared, (Rows, Rows)), again = NDArray.From(shared, (Rows, Rows));
        square.CopyFrom(again.Transpose());
        Assert.True(Enumerable.Range(0, Rows).All(i => square[i, 3] == (3 * Rows) + i));
        square.Transpose().CopyFrom(shared);
        Assert.True(again.AsSpan().SequenceEqual(numbers));
        square.Reshape(-1)[1..].CopyFrom(again.Reshape(-1)[..^1]);
        Assert.True(shared.AsSpan(1).SequenceEqual(numbers.AsSpan(0, numbers.Length - 1)));
        square.Reshape(-1).CopyTo(shared.AsSpan());
        Assert.True(shared.AsSpan(1).SequenceEqual(numbers.AsSpan(0, numbers.Length - 1)));
    }

    [Fact]
    public void ByteOrders_InMemory_AreConvertedAsInFiles()
    {
        double[] numbers = [.. Enumerable.Range(0, 1000).Select(i => i / 3.0)];
        NDArray<BigEndian<double>> big = NDArray.Create<BigEndian<double>>(1000);
        big.CopyFrom(numbers);
        byte[] bytes = MemoryMarshal.AsBytes(big.AsSpan()).ToArray();
        Assert.Equal(BitConverter.GetBytes(numbers[7]).Reverse(), bytes[56..64]);
        Assert.Equal(numbers, big.ToNativeArray());
        Assert.Equal(numbers[999], (double)big[999]);
        NDArray<double> native = NDArray.Create<double>(1000);
        big.CopyTo(native);
        Assert.Equal(numbers, native.ToArray());
        Assert.Equal(native.Std(), big.Std());
    }

    [Fact]
    public void CopyFrom_RandomViewsOfMemoryAndFile_MatchesModel()
    {
        int[] content = [.. Enumerable.Range(0, CopyPropertyTests.MaxCount)];
        string path = _folder.Write(content);
        Choices.Tapes.Sample(tape =>
        {
            using MemMapArray<int> file = MemMapArray.Open<int>(path, MemMapMode.CopyOnWrite), original = MemMapArray.Open<int>(path);
            NDArray<int> memory = NDArray.From(content.AsSpan(), content.Length);
            int[] fromMemory = CopyPropertyTests.CopyPair(file, memory, tape, content, out string history);
            Assert.True(fromMemory.SequenceEqual(file.ToArray()), $"to a file: {history}");
            int[] fromFile = CopyPropertyTests.CopyPair(memory, original, tape, content, out history);
            Assert.True(fromFile.SequenceEqual(memory.ToArray()), $"to memory: {history}");
        }, iter: Iterations.Of(500, thorough: 2000));
    }
}
