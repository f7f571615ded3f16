using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Views;

public sealed class MemMapViewStreamsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AsStream_RandomCalls_DoesWhatAMemoryStreamOfFixedLengthDoes()
    {
        string path = _folder.File();
        Gen<(int Kind, int Amount)[]> calls = Gen.Select(Gen.Int[0, 6], Gen.Int[-3, 40]).Array[1, 30];
        Gen.Select(Gen.Int[0, 9], calls).Sample(
            (rows, steps) =>
            {
                using MemMapArray<short> array = MemMapArray.Create<short>(path, (rows, 3), offset: 5);
                array.CopyFrom([.. Enumerable.Range(0, rows * 3).Select(i => (short)(i * 257))]);
                using MemoryStream expected = new(ModelBytes(array), writable: true);
                using Stream actual = array.AsStream();
                foreach ((int kind, int amount) in steps)
                {
                    Assert.Equal(Outcome(expected, kind, amount), Outcome(actual, kind, amount));
                    Assert.Equal((expected.Position, expected.Length), (actual.Position, actual.Length));
                }

                Assert.Equal(expected.ToArray(), ModelBytes(array));
            },
            threads: 1);
    }

    [Fact]
    public void AsStream_SliceOfRows_IsTheFilesBytesThere()
    {
        using MemMapArray<double> array = MemMapArray.Create<double>(_folder.File(), (10, 4), offset: 24);
        array.CopyFrom([.. Enumerable.Range(0, 40).Select(i => i + 0.5)]);
        using MemoryStream copy = new();
        array[2..5, ..].AsStream().CopyTo(copy);
        Assert.Equal(File.ReadAllBytes(array.Path).AsSpan(24 + (2 * 32), 3 * 32).ToArray(), copy.ToArray());
    }

    [Fact]
    public async Task AsStream_Asynchronously_WritesAndReadsInPlace()
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), (100, 7));
        byte[] bytes = [.. Enumerable.Range(0, 2800).Select(i => (byte)i)];
        await using (Stream stream = array.AsStream())
        {
            await new MemoryStream(bytes).CopyToAsync(stream);
            await stream.FlushAsync();
        }

        Assert.Equal(bytes, File.ReadAllBytes(array.Path));
        byte[] read = new byte[2800];
        await array.AsStream().ReadExactlyAsync(read);
        Assert.Equal(bytes, read);
    }

    [Fact]
    public async Task AsStream_CancelledBefore_ReadsAndWritesNothing()
    {
        using MemMapArray<byte> array = MemMapArray.Create<byte>(_folder.File(), 10);
        using Stream stream = array.AsStream();
        CancellationToken cancelled = new(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await stream.ReadExactlyAsync(new byte[4], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await stream.WriteAsync(new byte[] { 1 }, cancelled));
        Assert.Equal(0, stream.Position);
        Assert.Equal(0, array[0]);
    }

    [Fact]
    public void AsStream_ReadOnlyView_DoesNotWrite()
    {
        string path = _folder.Write<int>([1, 2, 3]);
        using MemMapArray<int> array = MemMapArray.Open<int>(path);
        using Stream stream = array.AsStream();
        Assert.False(stream.CanWrite);
        Assert.Throws<NotSupportedException>(() => stream.WriteByte(9));
        Assert.Equal([1, 2, 3], array.ToArray());
    }

    [Fact]
    public void AsStream_NotContiguous_NamesTheWayOut()
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), (4, 5));
        Assert.Contains("not contiguous", Assert.Throws<InvalidOperationException>(() => array[.., 1..3].AsStream()).Message, StringComparison.Ordinal);
        Assert.Contains("Transpose", Assert.Throws<InvalidOperationException>(() => array.Transpose().AsStream()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => array.Flip(0).AsStream());
    }

    [Fact]
    public void AsStream_OfNothingOrOneElement_HasItsBytes()
    {
        using MemMapArray<long> empty = MemMapArray.Create<long>(_folder.File("empty.bin"), (0, 3));
        Assert.Equal(-1, empty.AsStream().ReadByte());
        using MemMapArray<long> one = MemMapArray.Create<long>(_folder.File("one.bin"), (1, 1));
        one[0, 0] = 7;
        Assert.Equal((8, 7), (one[0, 0..1].Squeeze().AsStream().Length, one[0, 0..1].Squeeze().AsStream().ReadByte()));
    }

    [Fact]
    public void AsStream_PositionsOutside_ThrowWhatStreamsThrow()
    {
        using MemMapArray<byte> array = MemMapArray.Create<byte>(_folder.File(), 10);
        using Stream stream = array.AsStream();
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Position = -1);
        Assert.Throws<IOException>(() => stream.Seek(-11, SeekOrigin.End));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Seek(0, (SeekOrigin)3));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Read(new byte[4], 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Read(new byte[4], int.MaxValue, 3));
        Assert.Throws<ArgumentNullException>(() => stream.Write(null!, 0, 0));
        Assert.Throws<NotSupportedException>(() => stream.SetLength(3));
        Assert.Equal(long.MaxValue, stream.Position = long.MaxValue);
        Assert.Equal(0, stream.Read(new byte[1], 0, 1));
        Assert.Throws<NotSupportedException>(() => stream.WriteByte(1));
        Assert.Throws<IOException>(() => stream.Seek(1, SeekOrigin.Current));
    }

    [Fact]
    public void AsStream_AfterDisposeOfEither_ThrowsObjectDisposed()
    {
        MemMapArray<byte> array = MemMapArray.Create<byte>(_folder.File(), 10);
        Stream closed = array.AsStream(), open = array.AsStream();
        closed.Dispose();
        Assert.False(closed.CanRead || closed.CanSeek || closed.CanWrite);
        Assert.Throws<ObjectDisposedException>(() => closed.ReadByte());
        Assert.Throws<ObjectDisposedException>(() => closed.Length);
        array.Dispose();
        Assert.Throws<ObjectDisposedException>(() => open.ReadByte());
        Assert.Throws<ObjectDisposedException>(() => open.WriteByte(1));
    }

    [Fact]
    public void AsStream_OfAFileCutShort_ThrowsIOException()
    {
        using MemMapArray<byte> array = MemMapArray.Create<byte>(_folder.File(), 100_000);
        using Stream stream = array.AsStream();
        using (FileStream file = new(array.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            file.SetLength(50_000);
        }

        stream.Position = 49_999;
        Assert.Equal(0, stream.ReadByte());
        Assert.Throws<IOException>(() => stream.Read(new byte[10], 0, 10));
        Assert.Throws<IOException>(() => stream.Write(new byte[10], 0, 10));
        Assert.Equal(50_000, stream.Position);
    }

    [Fact]
    public async Task AsMemory_ThroughASocket_ArrivesInAnotherMapping()
    {
        using MemMapArray<byte> source = MemMapArray.Create<byte>(_folder.File("source.bin"), 1_000_000);
        using MemMapArray<byte> target = MemMapArray.Create<byte>(_folder.File("target.bin"), 1_000_000);
        source.CopyFrom([.. Enumerable.Range(0, 1_000_000).Select(i => (byte)(i * 31))]);
        using Socket listener = new(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Task<Socket> accepting = listener.AcceptAsync();
        using Socket client = new(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndPoint!);
        using Socket server = await accepting;
        Task sending = SendAllAsync(client, source.AsReadOnlyMemory());
        for (int received = 0; received < 1_000_000;)
        {
            received += await server.ReceiveAsync(target.AsMemory()[received..]);
        }

        await sending;
        Assert.Equal(source.ToArray(), target.ToArray());
    }

    private static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes)..];
        }
    }

    private static byte[] ModelBytes(MemMapArray<short> array) => array.Length == 0 ? [] : array.Reshape(-1).Cast<byte>().ToArray();

    // What a call returned, or the kind of its exception.
    private static string Outcome(Stream stream, int kind, int amount)
    {
        try
        {
            byte[] buffer = [.. Enumerable.Range(0, Math.Max(0, amount)).Select(i => (byte)(i + 100))];
            switch (kind)
            {
                case 0:
                    int count = stream.Read(buffer, 0, buffer.Length);
                    return $"{count}: {Convert.ToHexString(buffer)}";
                case 1:
                    stream.Write(buffer, 0, buffer.Length);
                    return "written";
                case 2:
                    return $"{stream.ReadByte()}";
                case 3:
                    stream.WriteByte((byte)amount);
                    return "written";
                case 4:
                    return $"{stream.Seek(amount, SeekOrigin.Begin)}";
                case 5:
                    return $"{stream.Seek(-amount, SeekOrigin.End)}";
                default:
                    return $"{stream.Seek(amount, SeekOrigin.Current)}";
            }
        }
        catch (Exception exception) when (exception is IOException or NotSupportedException)
        {
            return exception.GetType().Name;
        }
    }
}
