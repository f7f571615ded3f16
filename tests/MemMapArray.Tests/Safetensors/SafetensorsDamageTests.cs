using System;
using System.IO;
using System.Linq;
using System.Text;
using CsCheck;
using MemMap.Fuzz;
using Xunit;
using static MemMap.Tests.Safetensors.SafetensorsBytes;

namespace MemMap.Tests.Safetensors;

/// <summary>Files that break a rule, are cut short or have bytes changed: the documented exceptions, little memory, and not a byte of the file changed.</summary>
public sealed class SafetensorsDamageTests : IDisposable
{
    private static readonly byte[] s_whole = Of(
        Header("\"__metadata__\":{\"format\":\"pt\"}", Tensor("weight", "F32", "2, 3", 0, 24), Tensor("bias", "BF16", "3", 24, 30), Tensor("scale", "F16", "", 30, 32)) + "  ", Data(32));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // A header, how many bytes of data, and what is said of them.
    public static TheoryData<string, int, string> Headers => new()
    {
        { "", 0, "does not begin with '{' (byte 8)" },
        { " {}", 0, "does not begin with '{' (byte 8)" },
        { "[]", 0, "does not begin with '{'" },
        { "\uFEFF{}", 0, "does not begin with '{'" },
        { "{", 0, "its JSON is not valid" },
        { "{}x", 0, "something else than spaces (byte 10)" },
        { "{}\n", 0, "something else than spaces (byte 10)" },
        { "{}{}", 0, "something else than spaces" },
        { "{} \0", 0, "something else than spaces (byte 11)" },
        { "{/**/}", 0, "its JSON is not valid" },
        { "{\"x\":1,}", 0, "the description of 'x' is no object (byte 13)" },
        { "{\"x\":[]}", 0, "the description of 'x' is no object" },
        { "{\"x\":null}", 0, "the description of 'x' is no object" },
        { "{'x':{}}", 0, "its JSON is not valid" },
        { "{\n\n  x}", 0, "(byte 13)" },
        { "{\"\\ud800\":{}}", 0, "half of a pair" },
        { "{\"x\":{\"\\ud800\":1}}", 0, "half of a pair" },
        { "{\"x\":{\"dtype\":\"\\udc00\"}}", 0, "half of a pair" },
        { "{\"__metadata__\":{\"\\ud800\":\"\"}}", 0, "half of a pair" },
        { "{\"x\":{}}", 0, "'x' has no dtype (byte 9)" },
        { "{\"x\":{\"dtype\":\"U8\"}}", 0, "'x' has no shape" },
        { "{\"x\":{\"dtype\":\"U8\",\"shape\":[]}}", 0, "'x' has no data_offsets" },
        { "{\"x\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1],\"y\":1}}", 1, "the key 'y', which the format does not have" },
        { "{\"x\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1, "the key 'dtype' twice" },
        { "{\"x\":{\"dtype\":8,\"shape\":[1],\"data_offsets\":[0,1]}}", 1, "the dtype of 'x' is no text" },
        { "{\"x\":{\"dtype\":\"U8\",\"shape\":1,\"data_offsets\":[0,1]}}", 1, "the shape of 'x' is no array" },
        { "{\"x\":{\"dtype\":\"U8\",\"shape\":[[1]],\"data_offsets\":[0,1]}}", 1, "the shape of 'x' has something else than whole numbers" },
        { "{\"__metadata__\":{\"a\":1}}", 0, "'a' of its __metadata__ is no text" },
        { "{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}", 0, "__metadata__ has 'a' twice" },
        { "{\"__metadata__\":[]}", 0, "its __metadata__ is no object" },
        { "{\"__metadata__\":{},\"__metadata__\":{}}", 0, "'__metadata__' twice" },
        { Header(Tensor("x", "U8", "1", 0, 1), Tensor("x", "U8", "1", 1, 2)), 2, "it has 'x' twice" },
        { Header(Tensor("x", "U8", "1", 0, 1), Tensor("\\u0078", "U8", "1", 1, 2)), 2, "it has 'x' twice" },
        { Header(Tensor("x", "U8", "-1", 0, 1)), 1, "whole numbers from 0" },
        { Header(Tensor("x", "U8", "-0", 0, 0)), 0, "whole numbers from 0" },
        { Header(Tensor("x", "U8", "1.0", 0, 1)), 1, "whole numbers from 0" },
        { Header(Tensor("x", "U8", "1e0", 0, 1)), 1, "whole numbers from 0" },
        { Header(Tensor("x", "U8", "01", 0, 1)), 1, "its JSON is not valid" },
        { Header(Tensor("x", "U8", "9223372036854775808", 0, 1)), 1, "whole numbers from 0 to 9223372036854775807" },
        { Header(Tensor("x", "U8", "\"1\"", 0, 1)), 1, "whole numbers from 0" },
        { Header(Tensor("x", "U8", "true", 0, 1)), 1, "whole numbers from 0" },
        { Header(Tensor("x", "U8", "2", 0, 1)), 1, "shape (2,) needs 2 bytes; its data_offsets [0, 1] have 1" },
        { Header(Tensor("x", "F64", "", 0, 4)), 4, "shape () needs 8 bytes" },
        { Header(Tensor("x", "F32", "4611686018427387904, 2", 0, 0)), 0, "needs more than 9223372036854775807 bytes" },
        { Header(Tensor("x", "U8", "4294967296, 4294967296, 0", 0, 0)), 0, "needs more than" },
        { Header(Tensor("x", "F64", "1152921504606846976", 0, 0)), 0, "needs more than" },
        { Header(Tensor("x", "U8", string.Join(',', Enumerable.Repeat("1", 65)), 0, 1)), 1, "more than 64 numbers" },
        { Header(Tensor("x", "U8", "1", 1, 0)), 1, "[1, 0], not a begin and an end" },
        { "{\"x\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0]}}", 0, "[0], not a begin and an end" },
        { "{\"x\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0,0]}}", 0, "more than 2 numbers" },
        { Header(Tensor("x", "U8", "1", 1, 2)), 2, "'x' begins at byte 1 of the data, and those before it end at 0" },
        { Header(Tensor("x", "U8", "2", 0, 2), Tensor("y", "U8", "2", 1, 3)), 3, "'y' begins at byte 1 of the data, and those before it end at 2" },
        { Header(Tensor("x", "U8", "2", 0, 2), Tensor("y", "U8", "2", 0, 2)), 2, "those before it end at 2" },
        { Header(Tensor("x", "U8", "2", 0, 2), Tensor("y", "U8", "0", 1, 1)), 2, "'y' begins at byte 1" },
        { Header(Tensor("x", "U8", "2", 0, 2), Tensor("y", "U8", "1", 3, 4)), 4, "'y' begins at byte 3" },
        { Header(Tensor("x", "F4", "9", 5, 9223372036854775807)), 4, "'x' begins at byte 5" },
        { Header(Tensor("x", "U8", "2", 0, 2)), 3, "its tensors end at byte 2 of the data, of which there are 3" },
        { "{}", 1, "its tensors end at byte 0 of the data" },
        { Header(Tensor("x", "U8", "2", 0, 2)), 1, "is cut short: its header says that 2 bytes of data come behind it; there are 1" },
        { Header(Tensor("x", "F4", "9", 0, 9223372036854775807)), 4, "is cut short" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void Open_HeaderThatBreaksARule_IsRefusedWithTheReason(string header, int data, string expected) => Refused(Of(header, Data(data)), expected);

    [Fact]
    public void Open_BytesBeforeTheHeader_AreRefusedWithTheReason()
    {
        Refused([], "it has 0 bytes, and the length of its header alone has 8 (byte 0)");
        Refused(new byte[7], "it has 7 bytes");
        Refused(new byte[8], "does not begin with '{'");
        Refused([1, 0xE1, 0xF5, 5, 0, 0, 0, 0, .. new byte[99]], "would have 100000001 bytes; more than 100000000 are not read (byte 0)");
        Refused([.. Enumerable.Repeat((byte)255, 8), .. "{}"u8], "would have 18446744073709551615 bytes");
        Refused([3, 0, 0, 0, 0, 0, 0, 0, .. "{}"u8], "it ends within its header, which has 3 bytes (byte 10)");
        Refused([0, 0xE1, 0xF5, 5, 0, 0, 0, 0, .. "{}"u8], "it ends within its header");
        Refused([.. "PK\x03\x04\x14\0\0\0"u8, .. new byte[99]], "it begins as a zip archive");
        Refused([0x93, .. "NUMPY\x01\0v\0"u8, .. new byte[99]], "open it with MemMapArray.OpenNpy");
        Refused(Of([.. "{\"x"u8, 0xFF, .. "\":{}}"u8]), "not UTF-8");
    }

    [Fact]
    public void Open_CutAtEveryByte_IsRefused()
    {
        string path = _folder.File("cut.safetensors");
        for (int length = 0; length < s_whole.Length; length++)
        {
            File.WriteAllBytes(path, s_whole[..length]);
            Exception refused = Assert.ThrowsAny<Exception>(() => SafetensorsFile.Open(path));
            bool isInData = length >= s_whole.Length - 32;
            Assert.True(isInData ? refused is InvalidDataException : refused is SafetensorsFormatException { Position: var position } && position == length, $"{length}: {refused}");
        }
    }

    [Fact]
    public void Open_HeaderOfDeepJson_TakesLittleMemory()
    {
        Refused(Of("{\"x\":" + new string('[', 100_000)), "the description of 'x' is no object");
        string path = _folder.File("deep.safetensors");
        File.WriteAllBytes(path, Of("{\"__metadata__\":" + string.Concat(Enumerable.Repeat("{\"a\":", 50_000)) + "1"));
        Assert.IsType<SafetensorsFormatException>(Promises.Keep(() => SafetensorsFile.Open(path), typeof(SafetensorsFormatException)));
    }

    // Bytes changed, left out, doubled, at random: nothing but the documented exceptions; what opens has all its elements.
    [Fact]
    public void Open_BytesChangedAtRandom_KeepsItsPromises() =>
        Gen.Select(Gen.Int[0, s_whole.Length - 1], Gen.Int[0, s_whole.Length - 1], Gen.Byte, Gen.Int[0, 3], Gen.Int[1, 6]).Sample(
            (at, other, value, kind, count) =>
            {
                using var folder = new TemporaryFolder();
                int some = Math.Min(count, s_whole.Length - at);
                byte[] changed = kind switch
                {
                    0 => [.. s_whole[..at], value, .. s_whole[(at + 1)..]],
                    1 => [.. s_whole[..at], .. s_whole[(at + some)..]],
                    2 => [.. s_whole[..other], .. s_whole[at..(at + some)], .. s_whole[other..]],
                    _ => [.. s_whole[..at], (byte)(s_whole[at] ^ (1 << (value % 8))), .. s_whole[(at + 1)..]],
                };
                SafetensorsTarget.Run(changed, folder.Path);
            },
            iter: Iterations.Of(2000, 4000));

    // In the JSON alone, so that the length before it stays right.
    [Fact]
    public void Open_TokensChangedAtRandom_KeepsItsPromises()
    {
        string json = Encoding.UTF8.GetString(s_whole[8..^32]);
        string[] tokens = ["{", "}", "[", "]", ",", ":", "\"", "\\u", "0", "-1", "1e9", "9223372036854775807", "\"dtype\"", "\"F64\"", "\"weight\"", "\"__metadata__\"", " ", "null", "é", "\\ud800"];
        Gen.Select(Gen.Int[0, json.Length], Gen.Int[0, 8], Gen.Int[0, tokens.Length - 1]).Array[1, 3].Sample(
            changes =>
            {
                using var folder = new TemporaryFolder();
                string changed = json;
                foreach ((int at, int taken, int token) in changes)
                {
                    int start = Math.Min(at, changed.Length), end = Math.Min(start + taken, changed.Length);
                    changed = changed[..start] + tokens[token] + changed[end..];
                }

                SafetensorsTarget.Run(Of(changed, Data(32)), folder.Path);
            },
            iter: Iterations.Of(2000, 4000));
    }

    private void Refused(byte[] bytes, string expected)
    {
        string path = _folder.File("broken.safetensors");
        File.WriteAllBytes(path, bytes);
        Exception? refused = Promises.Keep(() => SafetensorsFile.Open(path), typeof(SafetensorsFormatException), typeof(InvalidDataException));
        Assert.NotNull(refused);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.True(refused is InvalidDataException || ((SafetensorsFormatException)refused).Position <= bytes.Length);
        Promises.RequireUnchanged(path, bytes);
    }
}
