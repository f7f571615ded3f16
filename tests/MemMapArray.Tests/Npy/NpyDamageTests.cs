using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CsCheck;
using MemMap.Fuzz;
using Xunit;

namespace MemMap.Tests.Npy;

/// <summary>Headers that break a rule, one each, and headers that lost or changed bytes: the documented exceptions, little memory, and not a byte changed.</summary>
public sealed class NpyDamageTests : IDisposable
{
    private const string Good = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";

    // What stands in place of a part of the good header, and what the message says of it.
    private static readonly (string Part, string Instead, string Said)[] s_broken =
    [
        (Good, "", "'{' is expected"),
        (Good, "   \n", "'{' is expected"),
        (Good, "[]", "'{' is expected"),
        (Good, "{}", "'descr' is missing"),
        (Good, "{", "a text in quotes"),
        (Good, "{,}", "a text in quotes"),
        (Good, "__import__('os')", "'{' is expected"),
        (Good, "dict(descr='<f4')", "'{' is expected"),
        (Good, Good + Good, "behind the dictionary"),
        (Good, Good + " x", "behind the dictionary"),
        (Good, Good + " # a comment", "behind the dictionary"),
        (Good, Good + ",", "behind the dictionary"),
        (Good, Good + "\0", "behind the dictionary"),
        (Good, "(" + Good + ")", "'{' is expected"),
        (Good, Good + "\0", "there is the byte 0 behind"),
        (Good, Good + "!", "there is '!' behind"),
        (Good, Good + "~", "there is '~' behind"),
        (Good, Good + "\u007f", "there is the byte 127 behind"),
        (Good, "{'descr", "a text has no end"),
        (Good, "{'de\\", "escape"),
        (Good, "{'de\\x", "escape"),
        (Good, "{'de\\x6", "escape"),
        (Good, "\0" + Good, "'{' is expected"),
        (Good, "\u00a0" + Good, "'{' is expected"),
        (", }", ",, }", "a text in quotes"),
        (", }", "", "'}' is expected"),
        (", }", ", ", "a text in quotes"),
        (", }", ", ]", "a text in quotes"),
        (", }", ", 'more': 1}", "no key 'more'"),
        (", }", ", 'descr': '<f4'}", "'descr' is there twice"),
        (", }", ", 'shape': (2, 3)}", "'shape' is there twice"),
        (", }", ", 'fortran_order': False}", "'fortran_order' is there twice"),
        (", }", ", **{}}", "a text in quotes"),
        ("'descr': '<f4', ", "", "'descr' is missing"),
        ("'fortran_order': False, ", "", "'fortran_order' is missing"),
        (", 'shape': (2, 3)", "", "'shape' is missing"),
        ("'descr'", "'Descr'", "no key 'Descr'"),
        ("'descr'", "'descr '", "no key 'descr '"),
        ("'descr'", "''", "no key ''"),
        ("'descr'", "descr", "a text in quotes"),
        ("'descr'", "'descr\"", "no key"),
        ("'descr'", "b'descr'", "a text in quotes"),
        ("'descr'", "u'descr'", "a text in quotes"),
        ("'descr'", "'''descr'''", "no key ''"),
        ("'descr'", "'des' 'cr'", "no key 'des'"),
        ("'descr'", "'de\\scr'", "escape"),
        ("'descr'", "'descr\\x'", "escape"),
        ("'descr'", "'descr\\ud800'", "escape"),
        ("'descr'", "'descr\\udfff'", "escape"),
        ("'descr'", "'descr\\U00110000'", "escape"),
        ("'descr'", "'descr\n'", "control character"),
        ("'descr'", "'descr\0'", "control character"),
        ("'descr':", "'descr'", "':' is expected"),
        ("'descr':", "'descr' =", "':' is expected"),
        ("'descr':", "'descr'::", "quotes"),
        ("'<f4', ", "'<f4' ", "',' or '}' is expected"),
        ("'<f4', ", "'<f4'; ", "',' or '}' is expected"),
        ("'<f4'", "<f4", "a text in quotes"),
        ("'<f4'", "None", "a text in quotes"),
        ("'<f4'", "4", "a text in quotes"),
        ("'<f4'", "('<f4', (2,))", "a text in quotes"),
        ("'<f4'", "{'names': []}", "a text in quotes"),
        ("'<f4'", "''", "'' is not a type"),
        ("'<f4'", "'<'", "'<' is not a type"),
        ("'<f4'", "'4'", "'4' is not a type"),
        ("'<f4'", "'f'", "'f' is not a type"),
        ("'<f4'", "'<f3'", "'<f3' is not a type"),
        ("'<f4'", "'<f0'", "is not a type"),
        ("'<f4'", "'<f'", "is not a type"),
        ("'<f4'", "'<<f4'", "is not a type"),
        ("'<f4'", "'<f4 '", "is not a type"),
        ("'<f4'", "' <f4'", "is not a type"),
        ("'<f4'", "'<f-4'", "is not a type"),
        ("'<f4'", "'<F4'", "is not a type"),
        ("'<f4'", "'<x4'", "is not a type"),
        ("'<f4'", "'<b2'", "is not a type"),
        ("'<f4'", "'?'", "is not a type"),
        ("'<f4'", "'<i3'", "is not a type"),
        ("'<f4'", "'<u16'", "is not a type"),
        ("'<f4'", "'<c4'", "is not a type"),
        ("'<f4'", "'float32'", "is not a type"),
        ("'<f4'", "'f4,f4'", "is not a type"),
        ("'<f4'", "'3f4'", "is not a type"),
        ("'<f4'", "'<f4[ns]'", "is not a type"),
        ("'<f4'", "'<M4[ns]'", "is not a type"),
        ("'<f4'", "'<M8[]'", "is not a type"),
        ("'<f4'", "'<M8[ns'", "is not a type"),
        ("'<f4'", "'<M8[nss'", "is not a type"),
        ("'<f4'", "'<M8xns]'", "is not a type"),
        ("'<f4'", "'<M8[xs]'", "is not a type"),
        ("'<f4'", "'<M8[5]'", "is not a type"),
        ("'<f4'", "'<M8[s/10]'", "is not a type"),
        ("'<f4'", "'<m8ns'", "is not a type"),
        ("'<f4'", "'|S'", "is not a type"),
        ("'<f4'", "'|S99999999999999999999'", "is not a type"),
        ("'<f4'", "'|S2147483648'", "is not a type"),
        ("'<f4'", "'<U536870912'", "is not a type"),
        ("'<f4'", "'|f4'", "no byte order"),
        ("'<f4'", "'|i8'", "no byte order"),
        ("'<f4'", "'|c16'", "no byte order"),
        ("'<f4'", "'|M8[s]'", "no byte order"),
        ("'<f4'", "'|U3'", "no byte order"),
        ("'<f4'", "'|O'", "pickles"),
        ("'<f4'", "'O'", "pickles"),
        ("'<f4'", "'|O8'", "pickles"),
        ("'<f4'", "[('a', '|O')]", "pickles"),
        ("'<f4'", "[('a', [('b', '<f4'), ('c', '|O8')])]", "pickles"),
        ("'<f4'", "[", "'(' is expected"),
        ("'<f4'", "['a']", "'(' is expected"),
        ("'<f4'", "[()]", "the name of a field"),
        ("'<f4'", "[('a')]", "',' is expected"),
        ("'<f4'", "[('a',)]", "the type of a field"),
        ("'<f4'", "[('a', 4)]", "the type of a field"),
        ("'<f4'", "[(1, '<f4')]", "the name of a field"),
        ("'<f4'", "[('a', '<f4', 2)]", "'(' is expected"),
        ("'<f4'", "[('a', '<f4', (2,), 3)]", "more than a name, a type and a shape"),
        ("'<f4'", "[('a', '<f4', (-2,))]", "negative"),
        ("'<f4'", "[('a', '<f4', (2))]", "written with a comma"),
        ("'<f4'", "[('a', '<f4', (1000000, 1000000))]", "2147483647 bytes"),
        ("'<f4'", "[('a', '<f4', (2147483647,))]", "2147483647 bytes"),
        ("'<f4'", "[('a', '|i1', (4294967296, 4294967296))]", "2147483647 bytes"),
        ("'<f4'", "[('a', '|V65536', (32769,))]", "2147483647 bytes"),
        ("'<f4'", "[('a', '|V2147483647'), ('b', '|i1')]", "2147483647 bytes"),
        ("'<f4'", "[('a', '|S2147483647'), ('b', '|S2147483647')]", "2147483647 bytes"),
        ("'<f4'", "[('a', '<f4'), ('a', '<f4')]", "'a' is there twice"),
        ("'<f4'", "[('a', '<f4') ('b', '<f4')]", "',' or ']' is expected"),
        ("'<f4'", "[('a', '<f4'), , ('b', '<f4')]", "'(' is expected"),
        ("'<f4'", "[('a', '<f4')", "'(' is expected"),
        ("'<f4'", "[('a', '<f4'", "'(' is expected"),
        ("'<f4'", "[(('t', 'a', 'b'), '<f4')]", "more than a title and a name"),
        ("'<f4'", "[(('t',), '<f4')]", "the name of a field"),
        ("'<f4'", "[(('t'), '<f4')]", "',' is expected"),
        ("'<f4'", "[('a', 'f3')]", "'f3' is not a type"),
        ("'<f4'", Nested(33), "more than 32 deep"),
        ("'<f4'", Nested(500), "more than 32 deep"),
        ("False", "false", "True or False"),
        ("False", "0", "True or False"),
        ("False", "None", "True or False"),
        ("False", "'False'", "True or False"),
        ("False", "Falsely", "',' or '}' is expected"),
        ("False", "not True", "True or False"),
        ("False", "", "True or False"),
        ("(2, 3)", "2", "'(' is expected"),
        ("(2, 3)", "[2, 3]", "'(' is expected"),
        ("(2, 3)", "None", "'(' is expected"),
        ("(2, 3)", "'(2, 3)'", "'(' is expected"),
        ("(2, 3)", "(6)", "written with a comma"),
        ("(2, 3)", "(,)", "a length is expected"),
        ("(2, 3)", "(2,, 3)", "a length is expected"),
        ("(2, 3)", "(2, 3,,)", "a length is expected"),
        ("(2, 3)", "(2 3)", "',' or ')' is expected"),
        ("(2, 3)", "(2, 3", "a length is expected"),
        ("(2, 3), }", "(", "a length is expected in the shape, there is the end of the header"),
        ("(2, 3)", "(2, 3]", "',' or ')' is expected"),
        ("(2, 3)", "(-1, 3)", "negative"),
        ("(2, 3)", "(2, -3)", "negative"),
        ("(2, 3)", "(-9223372036854775808, 3)", "negative"),
        ("(2, 3)", "(+2, 3)", "a length is expected"),
        ("(2, 3)", "(2.0, 3)", "',' or ')' is expected"),
        ("(2, 3)", "(2e0, 3)", "',' or ')' is expected"),
        ("(2, 3)", "(0x2, 3)", "',' or ')' is expected"),
        ("(2, 3)", "(1_0, 3)", "',' or ')' is expected"),
        ("(2, 3)", "(02, 3)", "begins with 0"),
        ("(2, 3)", "(00, 3)", "begins with 0"),
        ("(2, 3)", "(2l, 3)", "',' or ')' is expected"),
        ("(2, 3)", "(2LL, 3)", "',' or ')' is expected"),
        ("(2, 3)", "(L, 3)", "a length is expected"),
        ("(2, 3)", "(True, 3)", "a length is expected"),
        ("(2, 3)", "('2', 3)", "a length is expected"),
        ("(2, 3)", "(2*1, 3)", "',' or ')' is expected"),
        ("(2, 3)", "((2, 3))", "a length is expected"),
        ("(2, 3)", "(9223372036854775808, 3)", "more than a 64-bit number"),
        ("(2, 3)", "(99999999999999999999999999999999, 3)", "more than a 64-bit number"),
        ("(2, 3)", "(4611686018427387904, 3)", "64-bit number can say"),
        ("(2, 3)", "(9223372036854775807,)", "64-bit number can say"),
        ("(2, 3)", "(2305843009213693951,)", "64-bit number can say"),
        ("(2, 3)", "(0, 9223372036854775807, 9223372036854775807)", "64-bit number can say"),
        ("(2, 3)", "(65536, 65536, 65536, 65536)", "64-bit number can say"),
        ("(2, 3)", "(" + string.Concat(Enumerable.Repeat("1, ", 65)) + ")", "65 axes"),
    ];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int> Broken => [.. Enumerable.Range(0, s_broken.Length)];

    public static TheoryData<string> Whole => NpyCase.Where(file => file.File is "f4_matrix_C.npy" or "f8_cube_F.npy" or "version2_C.npy" or "version3_F.npy" or "record_point.npy"
        or "record_nested_3.npy" or "record_greek.npy" or "by_hand_loose.npy" or "by_hand_python2.npy" or "M8ns_vector_C.npy" or "f4_scalar_C.npy");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Broken))]
    public void Read_OneRuleBroken_SaysWhichAndWhere(int number)
    {
        (string part, string instead, string said) = s_broken[number];
        Assert.Contains(part, Good, StringComparison.Ordinal);
        string text = Good.Replace(part, instead, StringComparison.Ordinal);
        foreach (byte version in new byte[] { 1, 2, 3 })
        {
            // What is no ASCII is no UTF-8 either, in version 3.
            byte[] bytes = File(text, version);
            NpyFormatException exception = Refused(bytes);
            Assert.Contains(version == 3 && text.Any(letter => letter > 127) ? "UTF-8" : said, exception.Message, StringComparison.Ordinal);
            Assert.Contains($"(byte {exception.Position})", exception.Message, StringComparison.Ordinal);
            Assert.InRange(exception.Position, 0, bytes.Length - 24);
        }
    }

    // The mark stands before the byte that is named.
    [Theory]
    [InlineData("{   ^'x': 1}")]
    [InlineData("{'descr':  ^'<f3'}")]
    [InlineData("{'descr': [('a', '<f4'), (  ^'a', '<f4')]}")]
    [InlineData("{'descr': [('a',  ^'<f3')]}")]
    [InlineData("{'descr': [('a', '|i1',  ^(65536, 65536))]}")]
    [InlineData("{'descr': [('a', '|V65536',  ^(32769,))]}")]
    [InlineData("{'fortran_order':  ^0}")]
    [InlineData("{'shape': (2,  ^x)}")]
    public void Read_OneRuleBroken_SaysAtWhichByte(string marked)
    {
        byte[] bytes = File(marked.Replace("^", "", StringComparison.Ordinal), 1);
        Assert.Equal(10 + marked.IndexOf('^', StringComparison.Ordinal), Refused(bytes).Position);
    }

    [Fact]
    public void Read_RecordsAtTheirLimits_AreRead()
    {
        foreach ((string descr, int size) in new[]
        {
            (Nested(32), 4),
            ("[('a', '|V2147483647')]", int.MaxValue),
            ("[('a', '|i1', (2147483647,))]", int.MaxValue),
            ("[('a', '|S0'), ('b', '<i4')]", 4),
            ("[('a', '<i4', (0, 5000000000)), ('b', '<i4')]", 4),
            ("[('', '|V4'), ('a', '<i4'), ('', '|V4')]", 12),
            ("[('\\U0010ffff', '<f4')]", 4),
            ("'|S1090'", 1090),
        })
        {
            Assert.Equal(size, NpyHeader.Read(new MemoryStream(File(Good.Replace("'<f4'", descr, StringComparison.Ordinal), 1))).ItemSize);
        }
    }

    [Fact]
    public void Read_ShapeOf64Axes_IsRead()
    {
        string text = Good.Replace("(2, 3)", "(" + string.Concat(Enumerable.Repeat("1, ", 64)) + ")", StringComparison.Ordinal);
        Assert.Equal(64, NpyHeader.Read(new MemoryStream(File(text, 1))).Shape.Rank);
    }

    [Theory]
    [InlineData("Y")]
    [InlineData("M")]
    [InlineData("W")]
    [InlineData("D")]
    [InlineData("h")]
    [InlineData("m")]
    [InlineData("s")]
    [InlineData("ms")]
    [InlineData("us")]
    [InlineData("ns")]
    [InlineData("ps")]
    [InlineData("fs")]
    [InlineData("as")]
    [InlineData("generic")]
    [InlineData("25s")]
    public void Read_TimesOfEveryUnit_AreLongs(string unit)
    {
        NpyHeader header = NpyHeader.Read(new MemoryStream(File(Good.Replace("<f4", $"<M8[{unit}]", StringComparison.Ordinal), 1)));
        Assert.Equal(($"<M8[{unit}]", typeof(long)), (header.Descr, header.ElementType));
    }

    [Fact]
    public void Read_LongOfPython2InVersion3_IsRefused()
    {
        string text = Good.Replace("(2, 3)", "(2L, 3)", StringComparison.Ordinal);
        Assert.Equal((2, 3), NpyHeader.Read(new MemoryStream(File(text, 1))).Shape);
        Assert.Contains("',' or ')'", Refused(File(text, 3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WrongMagicOrVersion_SaysWhere()
    {
        byte[] good = File(Good, 1);
        for (int at = 0; at < 8; at++)
        {
            foreach (byte value in new byte[] { 0, 1, 2, 3, 4, (byte)(good[at] ^ 0x20), 255 })
            {
                // Version 2.0 and 3.0 have the length in other bytes.
                if (value != good[at] && !(at == 6 && value is 2 or 3))
                {
                    byte[] bytes = (byte[])good.Clone();
                    bytes[at] = value;
                    Assert.Equal(at, Refused(bytes).Position);
                }
            }
        }

        Assert.Equal(7, Refused([0x93, .. "NUMPY"u8, 2, 1, 0, 0, 0, 0]).Position);
        Assert.Equal(7, Refused([0x93, .. "NUMPY"u8, 3, 1, 0, 0, 0, 0]).Position);
        Assert.StartsWith("This is not a valid .npy file: it does not begin", Refused([.. "NUMPYNUMPY"u8]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LongHeader_IsRefusedBeforeItIsRead()
    {
        foreach (byte version in new byte[] { 1, 2, 3 })
        {
            string text = Good.PadRight(10_000);
            Assert.Equal((2, 3), NpyHeader.Read(new MemoryStream(File(text, version))).Shape);
            Assert.Contains("more than 10000 ", Refused(File(text + " ", version)).Message, StringComparison.Ordinal);
        }

        // Lengths without a header behind them: nothing is allocated for them.
        Assert.Contains("more than 10000", Refused([0x93, .. "NUMPY"u8, 1, 0, 0xFF, 0xFF]).Message, StringComparison.Ordinal);
        Assert.Contains("4294967295 bytes", Refused([0x93, .. "NUMPY"u8, 2, 0, 0xFF, 0xFF, 0xFF, 0xFF]).Message, StringComparison.Ordinal);
        Assert.Contains("2147483648 bytes", Refused([0x93, .. "NUMPY"u8, 3, 0, 0, 0, 0, 0x80]).Message, StringComparison.Ordinal);
        Assert.Contains("ends within the header", Refused([0x93, .. "NUMPY"u8, 3, 0, 0x40, 0x9C, 0, 0]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CharactersOfSeveralBytes_CountOnce()
    {
        string name = new('\u03b1', 9_000);
        string text = Good.Replace("'<f4'", $"[('{name}', '<f4')]", StringComparison.Ordinal);
        Assert.Contains(name, NpyHeader.Read(new MemoryStream(File(text, 3))).Descr, StringComparison.Ordinal);
        Assert.Contains("characters", Refused(File(text.PadRight(10_001), 3)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x80)]
    [InlineData(0xC3)]
    [InlineData(0xFF)]
    public void Read_NotUtf8InVersion3_SaysWhere(int value)
    {
        byte[] bytes = File(Good.Replace("'<f4'", "[('~', '<f4')]", StringComparison.Ordinal), 3);
        int at = bytes.AsSpan().IndexOf((byte)'~');
        bytes[at] = (byte)value;
        NpyFormatException exception = Refused(bytes);
        Assert.Contains("UTF-8", exception.Message, StringComparison.Ordinal);
        Assert.Equal(at, exception.Position);
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void OpenNpy_CutShortAnywhere_IsRefused(string name)
    {
        NpyCase file = NpyCase.Named(name);
        byte[] whole = file.Bytes;
        string path = _folder.File(name);
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] bytes = whole[..length];
            Exception? exception = Attempt(bytes, path, name.StartsWith("record", StringComparison.Ordinal) ? null : file.DType);
            if (length < file.Offset)
            {
                Assert.IsType<NpyFormatException>(exception);
                Assert.Contains("ends within", exception.Message, StringComparison.Ordinal);
            }
            else if (!name.StartsWith("record", StringComparison.Ordinal))
            {
                Assert.IsType<InvalidDataException>(exception);
                Assert.Contains($"there are {length}", exception.Message, StringComparison.Ordinal);
                Assert.Contains(path, exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void OpenNpy_BytesChangedAnywhere_GivesTheDocumentedExceptions()
    {
        NpyCase[] files = Array.FindAll(NpyCase.All, file => file.Bytes.Length < 2000);
        string path = _folder.File();
        int refused = 0;
        Gen.Select(Gen.Int[0, files.Length - 1], Gen.Select(Gen.Int[0, 1 << 20], Gen.Byte).Array[1, 4], Gen.Bool).Sample(
            (number, flips, isLiteral) =>
            {
                byte[] bytes = files[number].Bytes;
                foreach ((int place, byte value) in flips)
                {
                    // Often a byte that means something in a header.
                    bytes[place % (int)files[number].Offset] = isLiteral ? (byte)"'\"(){}[],: 0123456789LTF<>=|fciuO-\\"[value % 35] : value;
                }

                refused += Attempt(bytes, path, "<f4") is NpyFormatException ? 1 : 0;
            },
            iter: Iterations.Of(1000, thorough: 3000),
            threads: 1);
        Assert.True(refused > Iterations.Of(1000, thorough: 3000) / 3, $"{refused}");
    }

    [Fact]
    public void OpenNpy_EverySingleBitOfAHeaderChanged_GivesTheDocumentedExceptions()
    {
        string path = _folder.File();
        byte[] good = File(Good + "   \n", 1);
        for (int bit = 0; bit < (good.Length - 24) * 8; bit++)
        {
            byte[] bytes = (byte[])good.Clone();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Attempt(bytes, path, "<f4");
        }
    }

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("[('a', ", depth)) + "'<f4'" + string.Concat(Enumerable.Repeat(")]", depth));

    private static byte[] File(string header, byte version)
    {
        byte[] text = Encoding.Latin1.GetBytes(header);
        if (version == 3 && header.Contains('\u03b1', StringComparison.Ordinal))
        {
            text = Encoding.UTF8.GetBytes(header);
        }

        byte[] length = BitConverter.GetBytes(text.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length.AsSpan(0, version == 1 ? 2 : 4), .. text, .. new byte[24]];
    }

    // As a file and as a stream, the header and the array, in every mode.
    private NpyFormatException Refused(byte[] bytes)
    {
        string path = _folder.File();
        System.IO.File.WriteAllBytes(path, bytes);
        NpyFormatException exception = Refusal(() => NpyHeader.Read(new MemoryStream(bytes)));
        Assert.Contains(path, Refusal(() => NpyHeader.Read(path)).Message, StringComparison.Ordinal);
        foreach (MemMapMode mode in ModeArrays.OpensExisting)
        {
            Assert.Equal(exception.Position, Refusal(() => MemMapArray.OpenNpy<float>(path, mode)).Position);
        }

        Promises.RequireUnchanged(path, bytes);
        return exception;

        static NpyFormatException Refusal(Action call) => Assert.IsType<NpyFormatException>(Promises.Keep(call, typeof(NpyFormatException)));
    }

    // Opens in every mode, as all may; what is thrown is what is documented, and the same each time.
    private static Exception? Attempt(byte[] bytes, string path, string? type)
    {
        System.IO.File.WriteAllBytes(path, bytes);
        List<Exception?> exceptions = [];
        foreach (MemMapMode mode in ModeArrays.OpensExisting)
        {
            Action open = () =>
            {
                using IDisposable array = type switch
                {
                    "<f8" => MemMapArray.OpenNpy<double>(path, mode),
                    "<M8[ns]" => MemMapArray.OpenNpy<long>(path, mode),
                    _ => MemMapArray.OpenNpy<float>(path, mode),
                };
            };
            exceptions.Add(Promises.Keep(open, typeof(NpyFormatException), typeof(InvalidDataException), typeof(NotSupportedException), typeof(ArgumentException)));
        }

        Assert.All(exceptions, exception => Assert.Equal(exceptions[0]?.GetType(), exception?.GetType()));
        Assert.True(exceptions[0] is not ArgumentException { ParamName: not "T" }, exceptions[0]?.ToString());
        Promises.RequireUnchanged(path, bytes);
        return exceptions[0];
    }
}
