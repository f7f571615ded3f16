using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace MemMap.Tests.Shards;

/// <summary>Manifests: what is written reads the same, and nothing else is taken for one.</summary>
public sealed class ShardManifestTests : IDisposable
{
    private const string Hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Parse_OfToJson_IsTheSameManifest()
    {
        ShardManifest manifest = Example();
        ShardManifest read = ShardManifest.Parse(manifest.ToJson());
        AssertSame(manifest, read);
        Assert.Equal("<f4 (1000, 10) in 4 shards", read.ToString());
        Assert.Equal("b/c.bin, rows 500..900", read.Shards[2].ToString());
        Assert.Equal(["node-ä \"1\"", "<2>"], read.Shards[0].Labels);
        Assert.Equal(2048, read.RowsPerBorder);
    }

    [Fact]
    public void ToJson_OfAManifest_IsTheDocumentedText() => Assert.Equal(
        """
        {
         "format": "MemMapArray shards",
         "version": 1,
         "descr": "<f4",
         "shape": [
          2
         ],
         "order": "C",
         "shards": [
          {
           "path": "0.npy",
           "firstRow": 0,
           "rows": 2,
           "byteOffset": 128,
           "fileLength": 136,
           "headerSha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
           "labels": [
            "node-a"
           ]
          }
         ],
         "sha256": "CHECKSUM"
        }

        """.ReplaceLineEndings("\n"),
        WithoutChecksum(new ShardManifest("<f4", 2, [new("0.npy", new(0, 2), 128, 136, Hash, ["node-a"])]).ToJson()));

    [Fact]
    public void OfNpyFile_EachFileByItself_AreTheShardsOfAWriter()
    {
        using (ShardWriter<int> writer = MemMapShards.Create<int>(_folder.Path, 3))
        {
            writer.Append([1, 2, 3, 4, 5, 6]);
            writer.Commit();
            writer.Append([7, 8, 9]);
            writer.Commit();
            Shard second = Shard.OfNpyFile(_folder.Path, "1.npy", firstRow: 2, labels: ["node-b"]);
            AssertSame(
                new(writer.Manifest.Descr, writer.Manifest.Shape, [writer.Manifest.Shards[0], writer.Manifest.Shards[1].WithLabels(["node-b"])]),
                new("<i4", (3, 3), [Shard.OfNpyFile(_folder.Path, "0.npy"), second]));
        }

        Assert.Throws<ArgumentNullException>(() => Shard.OfNpyFile(null!, "0.npy"));
        Assert.Throws<ArgumentNullException>(() => Shard.OfNpyFile(_folder.Path, null!));
        Assert.Throws<ArgumentException>(() => Shard.OfNpyFile(_folder.Path, "../0.npy"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Shard.OfNpyFile(_folder.Path, "0.npy", firstRow: -1));
        Assert.Throws<FileNotFoundException>(() => Shard.OfNpyFile(_folder.Path, "2.npy"));
        File.WriteAllText(_folder.File("text.npy"), "no header");
        Assert.Throws<NpyFormatException>(() => Shard.OfNpyFile(_folder.Path, "text.npy"));
    }

    [Fact]
    public void Save_AndRead_ByFolderOrFile()
    {
        ShardManifest manifest = Example();
        manifest.Save(_folder.Path);
        AssertSame(manifest, ShardManifest.Read(_folder.Path));
        AssertSame(manifest, ShardManifest.Read(_folder.File(ShardManifest.FileName)));
        Assert.Equal(manifest.ToJson(), File.ReadAllText(_folder.File("shards.json")));
        Assert.Single(Directory.GetFiles(_folder.Path));
        Assert.Contains("other.json", Assert.Throws<FileNotFoundException>(() => ShardManifest.Read(_folder.File("other.json"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ManyShards_ShareTheTextsThatTheyHaveInCommon()
    {
        // 100,000 hashes of one header, and labels of a thousand nodes, would be a third of what a manifest keeps.
        string hash = new('a', 64);
        var manifest = new ShardManifest("<f4", (3000, 2), Enumerable.Range(0, 3000).Select(i =>
            new Shard($"{i}.npy", new RowRange(i, 1), 128, 136, hash, [$"node-{i % 7}", "all"])));

        var read = ShardManifest.Parse(manifest.ToJson());

        AssertSame(manifest, read);
        Assert.Single(read.Shards.Select(shard => shard.HeaderHash).Distinct(ReferenceEqualityComparer.Instance));
        Assert.Equal(8, read.Shards.SelectMany(shard => shard.Labels).Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [OnceFact]
    public void Read_AnyByteDamaged_IsInvalidDataOrTheSameManifest()
    {
        ShardManifest manifest = Example();
        byte[] whole = Encoding.UTF8.GetBytes(manifest.ToJson());
        string path = _folder.File("damaged.json");
        int refused = 0, spaces = 0, ways = Thorough.IsOn ? 8 : 3;
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damages = [(byte)(whole[i] ^ 1), (byte)' ', (byte)'"', (byte)(whole[i] ^ 0x20), 0xFF, (byte)'0', (byte)',', 0];
            foreach (byte damage in damages.AsSpan(0, ways))
            {
                if (damage == whole[i])
                {
                    continue;
                }

                byte[] damaged = (byte[])whole.Clone();
                damaged[i] = damage;
                File.WriteAllBytes(path, damaged);
                try
                {
                    // White space is no content.
                    AssertSame(manifest, ShardManifest.Read(path));
                    Assert.True(char.IsWhiteSpace((char)whole[i]) || char.IsWhiteSpace((char)damage), $"byte {i}: {(char)whole[i]} became {(char)damage}");
                    spaces++;
                }
                catch (InvalidDataException exception)
                {
                    Assert.Contains("damaged.json", exception.Message, StringComparison.Ordinal);
                    refused++;
                }
            }
        }

        Assert.True(refused > ways * whole.Length * 5 / 8 && spaces > 0, $"{refused} of {whole.Length}, {spaces}");
    }

    [Fact]
    public void Read_CutShortAnywhere_IsInvalidData()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Example().ToJson());
        string path = _folder.File("cut.json");
        for (int length = 0; length < whole.Length - 1; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<InvalidDataException>(() => ShardManifest.Read(path));
        }
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "version 2")]
    [InlineData("\"version\": 1,", "\"version\": 1, \"version\": 1,", "version")]
    [InlineData("\"version\": 1,", "", "version")]
    [InlineData("\"version\": 1,", "\"version\": 1, \"more\": 1,", "more")]
    [InlineData("\"version\": 1,", "\"version\": 1, // no\n", "LineNumber: 2")]
    [InlineData("\"version\": 1", "\"version\": 1.5", "$.version")]
    [InlineData("\"order\": \"C\"", "\"order\": \"F\"", "order is 'F'")]
    [InlineData("\"format\": \"MemMapArray shards\"", "\"format\": \"other\"", "format is 'other'")]
    [InlineData("\"descr\": \"<f4\"", "\"descr\": \"<f5\"", "<f5")]
    [InlineData("\"descr\": \"<f4\"", "\"descr\": \"|O\"", "Python objects")]
    [InlineData("\"descr\": \"<f4\"", "\"descr\": null", "$.descr")]
    [InlineData("1000,", "-1000,", "negative")]
    [InlineData("1000,", "9223372036854775807,", "9223372036854775807")]
    [InlineData("1000,", "9223372036854775808,", "$.shape[0]")]
    [InlineData("\"firstRow\": 500", "\"firstRow\": 499", "begins at row 499; the rows before it end at 500")]
    [InlineData("\"firstRow\": 500", "\"firstRow\": 501", "begins at row 501; the rows before it end at 500")]
    [InlineData("\"rows\": 400", "\"rows\": 399", "begins at row 900; the rows before it end at 899")]
    [InlineData("\"rows\": 100", "\"rows\": 99", "end at row 999")]
    [InlineData("\"rows\": 100", "\"rows\": 101", "ends at row 1001")]
    [InlineData("\"rows\": 400", "\"rows\": -400", "shard 2 ('b/c.bin')")]
    [InlineData("\"rows\": 400", "\"rows\": 9223372036854775807", "shard 2 ('b/c.bin')")]
    [InlineData("\"byteOffset\": 3", "\"byteOffset\": -3", "shard 2 ('b/c.bin')")]
    [InlineData("\"byteOffset\": 3", "\"byteOffset\": 9223372036854775807", "shard 2 ('b/c.bin')")]
    [InlineData("\"fileLength\": 16003", "\"fileLength\": 16002", "need 16000")]
    [InlineData("\"path\": \"b/c.bin\"", "\"path\": \"\"", "shard 2")]
    [InlineData("\"path\": \"b/c.bin\",", "", "path")]
    [InlineData("\"<2>\"", "null", "shard 0")]
    [InlineData(Hash, "E3B0", "E3B0")]
    [InlineData("\"shards\": [", "\"shards\": [ null,", "shard 0 is null")]
    [InlineData("\"shards\": [", "\"shards\": [[", "$.shards[0]")]
    [InlineData("{\n \"format\"", "[{\n \"format\"", "$")]
    public void Parse_SomethingWrong_SaysWhatAndWhere(string right, string wrong, string reason)
    {
        string text = NotChecked(Example().ToJson());
        Assert.Contains(right, text, StringComparison.Ordinal);
        int at = text.IndexOf(right, StringComparison.Ordinal);
        string message = Assert.Throws<InvalidDataException>(() => ShardManifest.Parse(text[..at] + wrong + text[(at + right.Length)..])).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_WithoutChecksumOrLabelsOrHash_IsRead()
    {
        ShardManifest read = ShardManifest.Parse(
            """{"format":"MemMapArray shards","version":1,"descr":"=i2","shape":[3,2],"order":"C","shards":[{"path":"a","firstRow":0,"rows":3,"byteOffset":0,"fileLength":12}]}""");
        Assert.Equal("<i2 (3, 2) in 1 shards", read.ToString());
        Assert.Null(read.Shards[0].HeaderHash);
        Assert.Empty(read.Shards[0].Labels);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../other/0.npy")]
    [InlineData("a/../../0.npy")]
    [InlineData("./0.npy")]
    [InlineData("a//0.npy")]
    [InlineData("a/")]
    [InlineData("//server/share/0.npy")]
    [InlineData("C:/0.npy")]
    [InlineData("C:0.npy")]
    [InlineData("..\\0.npy")]
    [InlineData("\\\\server\\share\\0.npy")]
    [InlineData("0.npy:stream")]
    [InlineData("a/.. /0.npy")]
    [InlineData("0.npy.")]
    [InlineData("a\0b")]
    public void Open_PathThatLeadsOut_IsRefusedUnlessAllowed(string path)
    {
        var manifest = new ShardManifest("<i4", 3, [new(path, new(0, 3), 0, 12)]);
        Assert.Contains("AllowPathsOutside", Assert.Throws<InvalidDataException>(() => MemMapShards.Open<int>(manifest, _folder.Path)).Message, StringComparison.Ordinal);
        manifest.Save(_folder.Path);
        Assert.Throws<InvalidDataException>(() => MemMapShards.Open<int>(_folder.Path));
        Assert.Throws<InvalidDataException>(() => MemMapShards.OpenWriter<int>(_folder.Path));
        MemMapShards.Open<int>(_folder.Path, new ShardOptions { AllowPathsOutside = true }).Dispose();
    }

    [Fact]
    public void Open_PathsOutsideAllowed_AreRead()
    {
        string outside = _folder.Write([1, 2, 3], name: "outside.bin"), folder = Directory.CreateDirectory(_folder.File("inside")).FullName;
        var manifest = new ShardManifest("<i4", 6, [new("../outside.bin", new(0, 3), 0, 12), new(outside.Replace('\\', '/'), new(3, 3), 0, 12)]);
        using MemMapShards<int> array = MemMapShards.Open<int>(manifest, folder, new ShardOptions { AllowPathsOutside = true });
        Assert.Equal([1, 2, 3, 1, 2, 3], array.ToArray());
    }

    [Fact]
    public void FindShard_WithEmptyShardsBetween_IsTheOneWithTheRow()
    {
        ShardManifest manifest = Example();
        Assert.Equal([0, 0, 2, 2, 3, 3], new long[] { 0, 499, 500, 899, 900, 999 }.Select(manifest.FindShard));
        Assert.Throws<ArgumentOutOfRangeException>(() => manifest.FindShard(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => manifest.FindShard(1000));
    }

    [Fact]
    public void Constructors_ArgumentsThatCannotBe_Throw()
    {
        Assert.Throws<ArgumentException>("shape", () => new ShardManifest("<f4", Shape.Create([]), []));
        Assert.Throws<ArgumentException>("shards", () => new ShardManifest("<f4", 3, []));
        Assert.Throws<ArgumentNullException>("shards", () => new ShardManifest("<f4", 3, null!));
        Assert.Throws<ArgumentNullException>("descr", () => new ShardManifest(null!, 3, []));
        Assert.Throws<ArgumentNullException>("path", () => new Shard(null!, default, 0, 0));
        Assert.Throws<ArgumentException>("path", () => new Shard("", default, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("byteOffset", () => new Shard("a", default, 5, 4));
        Assert.Throws<ArgumentException>("headerHash", () => new Shard("a", default, 100_000, 200_000, Hash));
        Assert.Throws<ArgumentNullException>("labels", () => new Shard("a", default, 0, 0, labels: [null!]));
        Assert.Equal("(0, 5)", new ShardManifest("<f4", (0, 5), []).Shape.ToString());
        Assert.Equal(4, new ShardManifest("<f4", (4, 0), [new("a", new(0, 4), 0, 0)]).Shards[0].Rows.Count);
    }

    private static ShardManifest Example() => new("<f4", (1000, 10),
    [
        new("0.npy", new(0, 500), 128, 20_128, Hash, ["node-ä \"1\"", "<2>"]), new("empty.npy", new(500, 0), 128, 128, Hash),
        new("b/c.bin", new(500, 400), 3, 16_003), new("ö.npy", new(900, 100), 128, 4200, Hash, ["node-a"]),
    ]);

    private static string WithoutChecksum(string json)
    {
        int at = json.IndexOf("\"sha256\": \"", StringComparison.Ordinal) + 11;
        return json[..at] + "CHECKSUM" + json[(at + 64)..];
    }

    private static string NotChecked(string json) => json[..json.LastIndexOf(",\n \"sha256\"", StringComparison.Ordinal)] + "\n}";

    private static void AssertSame(ShardManifest expected, ShardManifest read)
    {
        Assert.Equal((expected.Descr, expected.Shape), (read.Descr, read.Shape));
        Assert.Equal(expected.Shards.Select(Text), read.Shards.Select(Text));

        static string Text(Shard shard) => $"{shard.Path} {shard.Rows} {shard.ByteOffset} {shard.FileLength} {shard.HeaderHash} {string.Join('|', shard.Labels)}";
    }
}
