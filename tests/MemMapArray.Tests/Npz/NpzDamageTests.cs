using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Npz;

/// <summary>Archives with a field broken, cut short, or with bytes changed: the documented exceptions, little memory, and not a byte of the archive changed.</summary>
public sealed class NpzDamageTests : IDisposable
{
    private const int Local = 0;

    private static readonly string[] s_small = ["plain.npz", "plain_deflated.npz", "zip64.npz", "zip64_deflated.npz", "zip64_lengths.npz", "stored_to_a_pipe.npz", "compressed_to_a_pipe.npz"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Small => [.. s_small];

    // A record, a byte in it, how many bytes, what is written there, and what is said. Of plain.npz, two members without Zip64.
    public static TheoryData<string, int, int, long, string> Fields => new()
    {
        { "end", 0, 4, 0, "PK\\x05\\x06" },
        { "end", 4, 2, 1, "several parts" },
        { "end", 6, 2, 1, "several parts" },
        { "end", 8, 2, 1, "several parts" },
        { "end", 10, 2, 1, "several parts" },
        { "end", 8, 4, 0x00030003, "3 members and has 2" },
        { "end", 8, 4, 0, "0 members and has 2" },
        { "end", 12, 4, 0, "no Zip64 locator" },
        { "end", 12, 4, 0xFFFFFFFF, "no Zip64 locator" },
        { "end", 16, 4, 0, "bytes stand before" },
        { "end", 16, 4, 0xFFFFFFFF, "no Zip64 locator" },
        { "end", 20, 2, 1, "a comment of 1 bytes, and 0 are there" },
        { "central", 0, 4, 0, "PK\\x01\\x02" },
        { "central", 8, 2, 1, "encrypted" },
        { "central", 8, 2, 0x40, "encrypted" },
        { "central", 8, 2, 0x2000, "encrypted" },
        { "central", 10, 2, 8, "another way of compression" },
        { "central", 10, 2, 99, "another way of compression" },
        { "central", 16, 4, 1, "checksum" },
        { "central", 20, 4, 1, "stored" },
        { "central", 20, 4, 0x7FFFFFFF, "does not end before the directory" },
        { "central", 20, 4, 0xFFFFFFFF, "Zip64 field is missing" },
        { "central", 24, 4, 1, "stored" },
        { "central", 24, 4, 0xFFFFFFFF, "Zip64 field is missing" },
        { "central", 20, 8, 0x0000000200000002, "another checksum or length" },
        { "central", 28, 2, 0, "is empty" },
        { "central", 28, 2, 0xFFFF, "needs" },
        { "central", 30, 2, 1, "PK\\x01\\x02" },
        { "central", 30, 2, 0xFFFF, "needs" },
        { "central", 32, 2, 0xFFFF, "needs" },
        { "central", 32, 2, 1, "PK\\x01\\x02" },
        { "central", 34, 2, 1, "parts" },
        { "central", 34, 2, 0xFFFF, "Zip64 field is missing" },
        { "central", 42, 4, 1, "bytes stand before" },
        { "central", 42, 4, 0x7FFFFFFF, "does not end before the directory" },
        { "central", 42, 4, 0xFFFFFFFF, "Zip64 field is missing" },
        { "central", 46, 1, 0, "zero in it" },
        { "central", 46, 1, 'z', "another name" },
        { "central2", 42, 4, 0, "overlaps" },
        { "central2", 42, 4, 50, "overlaps" },
        { "local", 0, 4, 0, "PK\\x03\\x04" },
        { "local", 6, 2, 1, "encrypted" },
        { "local", 8, 2, 8, "another way of compression" },
        { "local", 14, 4, 0, "checksum" },
        { "local", 18, 4, 5, "length" },
        { "local", 22, 4, 5, "length" },
        { "local", 22, 4, 0xFFFFFFFF, "Zip64 field is missing" },
        { "local", 26, 2, 0, "another name" },
        { "local", 26, 2, 0xFFFF, "needs" },
        { "local", 28, 2, 0xFFFF, "needs" },
        { "local", 28, 2, 64, "" },
        { "local", 30, 1, 'z', "another name" },
        { "data", 0, 1, 0, "NUMPY" },
        { "data", 150, 1, 0xEE, "checksum is" },
        { "locator", 0, 4, 0, "no Zip64 locator" },
        { "locator", 4, 4, 1, "several parts" },
        { "locator", 8, 8, -1, "behind the locator" },
        { "locator", 8, 8, long.MaxValue, "behind the locator" },
        { "locator", 8, 8, 0, "PK\\x06\\x06" },
        { "locator", 16, 4, 2, "several parts" },
        { "end64", 0, 4, 0, "PK\\x06\\x06" },
        { "end64", 4, 8, 45, "locator begins" },
        { "end64", 4, 8, -1, "locator begins" },
        { "end64", 16, 4, 1, "several parts" },
        { "end64", 20, 4, 1, "several parts" },
        { "end64", 24, 8, 1, "several parts" },
        { "end64", 32, 8, -1, "several parts" },
        { "end64", 40, 8, -1, "does not end where the record begins" },
        { "end64", 40, 8, 1, "does not end where the record begins" },
        { "end64", 48, 8, -1, "does not end where the record begins" },
        { "end64", 48, 8, long.MinValue, "does not end where the record begins" },
        { "end64", 48, 8, 1, "does not end where the record begins" },
        { "end64", 4, 8, long.MaxValue, "locator begins" },
        { "end64", 40, 8, long.MaxValue, "does not end where the record begins" },
        { "endOf64", 4, 2, 1, "something else" },
        { "endOf64", 8, 2, 1, "something else" },
        { "endOf64", 10, 2, 1, "something else" },
        { "endOf64", 12, 4, 1, "something else" },
        { "endOf64", 16, 4, 1, "something else" },
        { "extra64", 0, 2, 2, "Zip64 field is missing" },
        { "extra64", 2, 2, 0xFFFF, "longer than its place" },
        { "extra64", 2, 2, 8, "ends too soon" },
        { "extra64", 2, 6, 0x000C00010000, "there twice" },
        { "extra64", 4, 8, -1, "63 bits" },
        { "extra64", 4, 8, long.MinValue, "63 bits" },
        { "extra64", 4, 8, long.MaxValue, "stored" },
        { "extra64", 12, 8, long.MinValue, "63 bits" },
        { "extra64", 12, 8, long.MaxValue, "does not end before the directory" },
        { "extra64 of b", 20, 8, long.MaxValue, "does not end before the directory" },
        { "extra64 of b", 20, 8, -1, "63 bits" },
        { "extra64 of b", 20, 8, 1, "overlaps" },
        { "local64", 0, 2, 2, "Zip64 field is missing" },
        { "local64", 4, 8, 1, "length" },
        { "local64", 12, 8, -1, "63 bits" },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public void Open_FieldBroken_SaysWhatIsWrong(string record, int at, int count, long value, string said)
    {
        bool isZip64 = record.Contains("64", StringComparison.Ordinal) || record == "locator";
        byte[] bytes = File.ReadAllBytes(NpzCase.PathOf(isZip64 ? "zip64.npz" : "plain.npz"));
        int end = bytes.Length - 22, central = IndexOf(bytes, "PK\u0001\u0002"), local64 = Local + 30 + 5;
        int start = record switch
        {
            "end" or "endOf64" => end,
            "locator" => end - 20,
            "end64" => end - 76,
            "central" => central,
            "central2" => central + 46 + 5,
            "local" => Local,
            "data" => Local + 30 + 5,
            "extra64" => central + 46 + 5,
            "extra64 of b" => central + (2 * (46 + 5)) + 20,
            "local64" => local64,
            _ => throw new InvalidDataException(record),
        };
        byte[] eight = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(eight, value);
        eight.AsSpan(0, count).CopyTo(bytes.AsSpan(start + at));
        Exception? exception = Attempt(bytes);
        Assert.NotNull(exception);
        Assert.Contains(said, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(1L << 32)]
    public void Open_NumbersOfMembersAtTheBorder_AreRefused(long count)
    {
        byte[] bytes = File.ReadAllBytes(NpzCase.PathOf("zip64.npz"));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(bytes.Length - 22 - 76 + 24), count);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(bytes.Length - 22 - 76 + 32), count);
        Assert.Contains($"{(ulong)count} members", Assert.IsType<InvalidDataException>(Attempt(bytes)).Message, StringComparison.Ordinal);
    }

    [OnceTheory]
    [MemberData(nameof(Small))]
    public void Open_CutShortAnywhere_IsRefused(string name)
    {
        byte[] whole = File.ReadAllBytes(NpzCase.PathOf(name));
        for (int length = 0; length < whole.Length; length += Thorough.IsOn ? 1 : 3)
        {
            Assert.IsType<InvalidDataException>(Attempt(whole[..length]));
        }
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void Open_BytesAddedAnywhere_IsRefusedOrReadTheSame(string name)
    {
        byte[] whole = File.ReadAllBytes(NpzCase.PathOf(name));
        Assert.IsType<InvalidDataException>(Attempt([0, .. whole]));
        Assert.IsType<InvalidDataException>(Attempt([.. whole, 0]));
        int central = IndexOf(whole, "PK\u0001\u0002");
        Assert.IsType<InvalidDataException>(Attempt([.. whole[..central], 0, .. whole[central..]]));
        Assert.IsType<InvalidDataException>(Attempt([.. whole[..^22], 0, .. whole[^22..]]));
    }

    [OnceTheory]
    [MemberData(nameof(Small))]
    public void Open_EverySingleByteChanged_GivesTheDocumentedExceptions(string name)
    {
        byte[] whole = File.ReadAllBytes(NpzCase.PathOf(name));
        int refused = 0, tried = 0;
        for (int at = 0; at < whole.Length; at += Thorough.Times > 1 ? 1 : Thorough.IsOn ? 3 : 7)
        {
            tried++;
            foreach (byte flip in new byte[] { 0xFF, 0x01 })
            {
                byte[] bytes = (byte[])whole.Clone();
                bytes[at] ^= flip;
                refused += Attempt(bytes) is null ? 0 : 1;
            }
        }

        // What is not refused: versions, dates, attributes, and descriptors behind the data, which nobody reads.
        Assert.InRange(refused, tried, 2 * tried);
    }

    [OnceFact]
    public void Open_BytesChangedAnywhere_GivesTheDocumentedExceptions()
    {
        byte[][] files = [.. s_small.Select(name => File.ReadAllBytes(NpzCase.PathOf(name)))];
        byte[] meaningful = [0, 1, 2, 3, 4, 5, 6, 8, 0x7F, 0x80, 0xFF, (byte)'P', (byte)'K'];
        int refused = 0;
        Gen.Select(Gen.Int[0, files.Length - 1], Gen.Select(Gen.Int[0, 1 << 20], Gen.Byte, Gen.Int[1, 8]).Array[1, 4], Gen.Bool).Sample(
            (number, flips, isMeaningful) =>
            {
                byte[] bytes = (byte[])files[number].Clone();
                foreach ((int place, byte value, int count) in flips)
                {
                    // Most of all in the records at the end.
                    int at = isMeaningful ? bytes.Length - 1 - (place % 260) : place % bytes.Length;
                    bytes.AsSpan(at, Math.Min(count, bytes.Length - at)).Fill(isMeaningful ? meaningful[value % meaningful.Length] : value);
                }

                refused += Attempt(bytes) is null ? 0 : 1;
            },
            iter: Iterations.Of(1000, thorough: 3000),
            threads: 1);
        Assert.True(refused > Iterations.Of(1000, thorough: 3000) * 2 / 3, $"{refused}");
    }

    [Fact]
    public void Open_DeflatedToMoreOrLess_IsRefused()
    {
        byte[] whole = File.ReadAllBytes(NpzCase.PathOf("compressed_to_a_pipe.npz"));
        int central = IndexOf(whole, "PK\u0001\u0002");
        int length = BinaryPrimitives.ReadInt32LittleEndian(whole.AsSpan(central + 24));
        foreach ((int other, string said) in new[] { (length - 1, "more bytes instead of"), (length + 1, $"{length} bytes instead of"), (0, "more"), (int.MaxValue, "cannot be") })
        {
            byte[] bytes = (byte[])whole.Clone();
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(central + 24), other);
            Exception? exception = Attempt(bytes);
            Assert.IsType<InvalidDataException>(exception);
            Assert.Contains(said, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void OpenMember_ArchiveChangedSinceItWasOpened_IsRefused()
    {
        string path = _folder.File("a.npz");
        File.Copy(NpzCase.PathOf("plain.npz"), path);
        NpzFile archive = NpzFile.Open(path);
        File.Copy(NpzCase.PathOf("plain_deflated.npz"), path, overwrite: true);
        Assert.Throws<InvalidDataException>(() => archive.OpenMember<float>("a"));
        Assert.Throws<InvalidDataException>(() => archive.Extract("a", _folder.File("b.npy")));
        File.WriteAllBytes(path, []);
        Assert.Throws<InvalidDataException>(() => archive.Members[0].ReadHeader());
        File.Delete(path);
        Assert.Throws<FileNotFoundException>(() => archive.Members[0].ReadHeader());
    }

    private static int IndexOf(byte[] bytes, string signature) => bytes.AsSpan().IndexOf(signature.Select(letter => (byte)letter).ToArray());

    // Everything that can be done with an archive. The first exception, which is one of those documented.
    private Exception? Attempt(byte[] bytes)
    {
        string path = _folder.File("damaged.npz"), destination = _folder.File("out.npy");
        File.WriteAllBytes(path, bytes);
        List<Exception> exceptions = [];
        long before = GC.GetAllocatedBytesForCurrentThread();
        NpzFile? archive = null;
        Try(() => archive = NpzFile.Open(path));
        foreach (NpzMember member in archive?.Members ?? [])
        {
            Try(() => archive!.OpenMember<float>(member.FullName).Dispose());
            Try(() => archive!.Extract(member.FullName, destination, overwrite: true));
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 1 << 20, $"{allocated} bytes were allocated.");
        Assert.Equal(bytes, File.ReadAllBytes(path));
        File.Delete(destination);
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder.Path));

        // The second member of these archives is long, and a compressed one does not open: that is no damage.
        return exceptions.Find(exception => exception is not ArgumentException { ParamName: "T" } && !exception.Message.Contains("NpzFile.Extract", StringComparison.Ordinal));

        void Try(Action call)
        {
            Exception? exception = Record.Exception(call);
            if (exception is not null)
            {
                Assert.True(
                    exception is InvalidDataException or NpyFormatException or NotSupportedException or ArgumentException { ParamName: "T" },
                    exception.ToString());
                exceptions.Add(exception);
            }
        }
    }
}
