using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using CsCheck;
using MemMap.Shards;
using Xunit;

namespace MemMap.Tests.Shards;

/// <summary>Shards that are added: where rows are cut, what is refused, and what is left behind.</summary>
public sealed class ShardWriterTests : IDisposable
{
    private const string Heading = "MemMapArray is writing\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Append_AnyPiecesAndCommits_AreTheRowsCutAtBorders()
    {
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 3], Gen.Int[0, int.MaxValue]).Sample((columns, shards, seed) =>
        {
            var draw = new Random(seed);
            string folder = _folder.NewFile();
            var expected = new List<int>();
            var committed = new HashSet<long>();
            ShardWriter<int> writer = MemMapShards.Create<int>(folder, columns, new ShardWriterOptions { RowsPerShard = draw.Next(1, 3000) });
            long border = writer.Manifest.RowsPerBorder;
            Assert.True(writer.RowsPerShard > 0 && writer.RowsPerShard % border == 0);
            for (int i = draw.Next(8); i >= 0; i--)
            {
                int[] rows = [.. Enumerable.Range(expected.Count, draw.Next(3000) * columns)];
                expected.AddRange(rows);
                if (draw.Next(2) == 0)
                {
                    writer.Append(rows);
                }
                else
                {
                    using MemMapArray<int> view = MemMapArray.Open<int>(_folder.Write(rows), (rows.Length / columns, columns));
                    writer.Append(view);
                }

                Assert.Equal(expected.Count / columns, writer.Manifest.Shape[0] + writer.PendingRows);
                if (draw.Next(3) == 0)
                {
                    writer.Commit();
                    committed.Add(writer.Manifest.Shape[0]);
                    Assert.Equal(0, writer.PendingRows);
                }

                if (draw.Next(3) == 0)
                {
                    writer.Commit();
                    committed.Add(writer.Manifest.Shape[0]);
                    writer.Dispose();
                    writer = MemMapShards.OpenWriter<int>(folder, new ShardWriterOptions { RowsPerShard = draw.Next(1, 3000) });
                }
            }

            writer.Commit();
            committed.Add(writer.Manifest.Shape[0]);
            writer.Dispose();
            using MemMapShards<int> array = MemMapShards.Open<int>(folder);
            Assert.Equal(expected, array.ToArray());
            Assert.All(array.Manifest.Shards, shard => Assert.True(shard.Rows.End % border == 0 || committed.Contains(shard.Rows.End), $"{shard}: {border}"));
            Assert.Equal(array.Manifest.Shards.Select((_, i) => $"{i}.npy"), array.Manifest.Shards.Select(shard => shard.Path));
            Assert.Equal(array.Manifest.Shards.Count + (array.Manifest.Shards.Count > 0 ? 3 : 2), Directory.GetFiles(folder).Length);
        }, iter: 25, threads: 1);
    }

    [Fact]
    public void Dispose_WithoutCommit_DropsWhatIsInNoShard()
    {
        using (ShardWriter<float> writer = MemMapShards.Create<float>(_folder.Path, 1000, new ShardWriterOptions { RowsPerShard = 512, Labels = ["a"] }))
        {
            writer.Append(new float[700 * 1000]);
            Assert.Equal((512, 188), (writer.Manifest.Shape[0], writer.PendingRows));
        }

        ShardManifest manifest = ShardManifest.Read(_folder.Path);
        Assert.Equal("<f4 (512, 1000) in 1 shards", manifest.ToString());
        Assert.Equal(["a"], manifest.Shards[0].Labels);
        Assert.Equal(["0.npy", "info", "shards.json", "shards.json.lock"], Files());
        Assert.Equal((512, 1000), NpyHeader.Read(_folder.File("0.npy")).Shape);
    }

    [Fact]
    public void AddFiles_AnyNumberOfRows_AreShardsAsTheyAre()
    {
        Directory.CreateDirectory(_folder.File("sub"));
        using (MemMapArray<short> file = MemMapArray.CreateNpy<short>(_folder.File("sub/x.npy"), (3, 2)))
        {
            file.CopyFrom([1, 2, 3, 4, 5, 6]);
        }

        _folder.Write<short>([7, 8, 9, 10], offset: 5, name: "y.bin");
        using ShardWriter<short> writer = MemMapShards.Create<short>(_folder.Path, 2);
        writer.AddNpyFile("sub/x.npy");
        writer.AddRawFile("y.bin", 2, 5, ["b"]);
        writer.Append([11, 12]);
        Assert.Throws<InvalidOperationException>(() => writer.AddNpyFile("sub/x.npy"));
        Assert.Throws<InvalidOperationException>(() => writer.AddRawFile("y.bin", 1));
        writer.Commit();
        writer.AddNpyFile("sub/x.npy", ["c"]);
        writer.SetLabels(0, ["d", "e"]);
        using MemMapShards<short> array = MemMapShards.Open<short>(_folder.Path);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6], array.ToArray());
        Assert.Equal(["d", "e", "b", "c"], array.Manifest.Shards.SelectMany(shard => shard.Labels));
        Assert.DoesNotContain("info", Files());
    }

    [Fact]
    public void AddFiles_WhatDoesNotFit_IsRefusedAndNothingChanges()
    {
        MemMapArray.CreateNpy<float>(_folder.File("type.npy"), (3, 2)).Dispose();
        MemMapArray.CreateNpy<int>(_folder.File("shape.npy"), (3, 3)).Dispose();
        MemMapArray.CreateNpy<int>(_folder.File("order.npy"), (3, 2), MemMapOrder.F).Dispose();
        MemMapArray.CreateNpy<int>(_folder.File("rank.npy"), Shape.Create([])).Dispose();
        MemMapArray.CreateNpy<int>(_folder.File("short.npy"), (3, 2)).Dispose();
        File.WriteAllBytes(_folder.File("short.npy"), File.ReadAllBytes(_folder.File("short.npy"))[..^1]);
        MemMapArray.CreateNpy<int>(_folder.File("column.npy"), (1, 2), MemMapOrder.F).Dispose();
        using ShardWriter<int> writer = MemMapShards.Create<int>(_folder.Path, 2);
        string before = File.ReadAllText(_folder.File("shards.json"));
        foreach (string name in new[] { "type.npy", "shape.npy", "order.npy", "rank.npy", "short.npy" })
        {
            Assert.Contains(name, Assert.Throws<InvalidDataException>(() => writer.AddNpyFile(name)).Message, StringComparison.Ordinal);
        }

        Assert.Throws<NpyFormatException>(() => writer.AddNpyFile("shards.json"));
        Assert.Throws<FileNotFoundException>(() => writer.AddNpyFile("none.npy"));
        Assert.Throws<ArgumentException>("path", () => writer.AddNpyFile("../x.npy"));
        Assert.Throws<ArgumentException>("path", () => writer.AddNpyFile(""));
        Assert.Throws<ArgumentNullException>("path", () => writer.AddNpyFile(null!));
        Assert.Throws<ArgumentException>(() => writer.AddRawFile("short.npy", 1000));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.AddRawFile("short.npy", -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.AddRawFile("short.npy", 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.SetLabels(0, []));
        Assert.Throws<ArgumentException>("rows", () => writer.Append([1]));
        using MemMapArray<int> three = MemMapArray.OpenNpy<int>(_folder.File("shape.npy"));
        Assert.Throws<ArgumentException>("rows", () => writer.Append(three));
        Assert.Throws<ArgumentNullException>("rows", () => writer.Append((MemMapView<int>)null!));
        Assert.Equal(before, File.ReadAllText(_folder.File("shards.json")));
        writer.AddNpyFile("column.npy");
        Assert.Equal((1, 2), writer.Manifest.Shape);
    }

    [Fact]
    public void Create_WhereThereIsAManifest_IsRefused()
    {
        MemMapShards.Create<int>(_folder.File("new/folder"), 2).Dispose();
        Assert.Throws<IOException>(() => MemMapShards.Create<int>(_folder.File("new/folder"), 2));
        Assert.Equal("<i4 (0, 2) in 0 shards", ShardManifest.Read(_folder.File("new/folder")).ToString());
        Assert.Throws<ArgumentException>(() => MemMapShards.OpenWriter<float>(_folder.File("new/folder")));
        Assert.Throws<ArgumentException>(() => MemMapShards.OpenWriter<int>(_folder.File("new/folder"), new ShardWriterOptions { Descr = "<i4" }));
        Assert.Throws<FileNotFoundException>(() => MemMapShards.OpenWriter<int>(_folder.File("none.json")));
        Assert.Throws<ArgumentOutOfRangeException>(() => MemMapShards.Create<int>(_folder.File("x"), 2, new ShardWriterOptions { RowsPerShard = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => MemMapShards.Create<int>(_folder.File("x"), 2, new ShardWriterOptions { RowsPerShard = long.MaxValue }));
        Assert.Throws<ArgumentOutOfRangeException>(() => MemMapShards.Create<int>(_folder.File("x"), -2));
        Assert.Throws<NotSupportedException>(() => MemMapShards.Create<DateTime>(_folder.File("x"), 2));
    }

    [Fact]
    public void Create_WithADescr_WritesThatType()
    {
        using (ShardWriter<long> writer = MemMapShards.Create<long>(_folder.Path, Shape.Create([]), new ShardWriterOptions { Descr = "M8[ns]" }))
        {
            writer.Append([1, 2, 3]);
            writer.Commit();
        }

        Assert.Equal("<M8[ns]", NpyHeader.Read(_folder.File("0.npy")).Descr);
        using MemMapShards<long> array = MemMapShards.Open<long>(_folder.Path);
        Assert.Equal((6, "<M8[ns]"), (array.SumInt64(), array.Manifest.Descr));
        Assert.Throws<ArgumentException>(() => MemMapShards.Open<double>(_folder.Path));
    }

    [Fact]
    public void OpenWriter_WhileAnotherHasIt_IsAnIOExceptionAndReadersAreNot()
    {
        using (ShardWriter<int> writer = MemMapShards.Create<int>(_folder.Path, 2))
        {
            Assert.Contains("Another writer", Assert.Throws<IOException>(() => MemMapShards.OpenWriter<int>(_folder.Path)).Message, StringComparison.Ordinal);
            MemMapShards.Open<int>(_folder.Path).Dispose();
            writer.Append([1, 2]);
            writer.Commit();
        }

        using ShardWriter<int> next = MemMapShards.OpenWriter<int>(_folder.Path);
        next.Append([3, 4]);
        next.Commit();
        using MemMapShards<int> array = MemMapShards.Open<int>(_folder.Path);
        Assert.Equal([1, 2, 3, 4], array.ToArray());
    }

    [Fact]
    public void Commit_ManifestChangedByAnotherHand_IsRefusedAndTheOtherStays()
    {
        using ShardWriter<int> writer = MemMapShards.Create<int>(_folder.Path, 2);
        _folder.Write([5, 6], name: "other.bin");
        var other = new ShardManifest("<i4", (1, 2), [new("other.bin", new(0, 1), 0, 8)]);
        other.Save(_folder.Path);
        writer.Append([1, 2]);
        Assert.Contains("changed by somebody else", Assert.Throws<IOException>(writer.Commit).Message, StringComparison.Ordinal);
        Assert.Equal(other.ToJson(), File.ReadAllText(_folder.File("shards.json")));
        Assert.Equal(0, writer.PendingRows);
    }

    [Fact]
    public void OpenWriter_AfterAWriterThatWasKilled_ClearsAwayWhatItLeft()
    {
        MemMapShards.Create<int>(_folder.Path, 2).Dispose();
        string temporary = $".{Guid.NewGuid():N}.tmp";
        File.WriteAllText(_folder.File(temporary), "half");
        File.WriteAllText(_folder.File("0.npy"), "renamed, not in the manifest");
        File.WriteAllText(_folder.File("precious.txt"), "of somebody else");
        File.WriteAllText(_folder.File("shards.json.lock"), $"{Heading}{temporary}\n0.npy {ShardFolderLock.ProofOf(_folder.File("0.npy"))}\nprecious.txt\n../precious.txt\n");
        if (!OperatingSystem.IsLinux())
        {
            // Elsewhere nothing proves whose it is.
            File.Delete(_folder.File("0.npy"));
        }

        using (ShardWriter<int> writer = MemMapShards.OpenWriter<int>(_folder.Path))
        {
            Assert.Equal(["precious.txt", "shards.json", "shards.json.lock"], Files());
            writer.Append([1, 2]);
            writer.Commit();
        }

        // A shard of the manifest is never cleared away, whatever the notes say.
        File.WriteAllText(_folder.File("shards.json.lock"), $"{Heading}0.npy {ShardFolderLock.ProofOf(_folder.File("0.npy"))}\n");
        MemMapShards.OpenWriter<int>(_folder.Path).Dispose();
        using MemMapShards<int> array = MemMapShards.Open<int>(_folder.Path);
        Assert.Equal([1, 2], array.ToArray());
    }

    [Fact]
    public void OpenWriter_AfterAWriterWithoutCommit_KeepsAFileThatSomebodySavedSince()
    {
        using (ShardWriter<int> writer = MemMapShards.Create<int>(_folder.Path, 2))
        {
            writer.Append([1, 2]);
        }

        using (MemMapArray<int> saved = MemMapArray.CreateNpy<int>(_folder.File("0.npy"), (5, 2)))
        {
            saved.Fill(7);
        }

        MemMapShards.OpenWriter<int>(_folder.Path).Dispose();
        using MemMapArray<int> array = MemMapArray.OpenNpy<int>(_folder.File("0.npy"));
        Assert.Equal(70, array.Sum());
        Assert.Equal(0, new FileInfo(_folder.File("shards.json.lock")).Length);
    }

    // Names alone, an identity of another file, and one that was and is gone.
    [Fact]
    public void OpenWriter_LockThatNamesFilesOfOthers_RemovesNone()
    {
        MemMapShards.Create<int>(_folder.Path, 2).Dispose();
        string[] names = ["7.npy", "8.npy", "9.npy"];
        Array.ForEach(names, name => File.WriteAllText(_folder.File(name), name));
        string? other = ShardFolderLock.ProofOf(_folder.File("9.npy"));
        File.WriteAllText(_folder.File("gone"), "gone");
        string? gone = ShardFolderLock.ProofOf(_folder.File("gone"));
        File.Delete(_folder.File("gone"));
        File.WriteAllText(_folder.File("shards.json.lock"), $"{Heading}7.npy\n8.npy {other}\n9.npy {gone}\n9.npy \n.tmp\n..\n \n");
        MemMapShards.OpenWriter<int>(_folder.Path).Dispose();
        Assert.All(names, name => Assert.Equal(name, File.ReadAllText(_folder.File(name))));
    }

    // As np.save does: the same file, with other bytes.
    [Fact]
    public void OpenWriter_UnfinishedShardThatSomebodySavedOver_Stays()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        MemMapShards.Create<int>(_folder.Path, 2).Dispose();
        string path = _folder.File("0.npy");
        File.WriteAllBytes(path, new byte[500]);
        File.WriteAllText(_folder.File("shards.json.lock"), $"{Heading}0.npy {ShardFolderLock.ProofOf(path)}\n");
        using (FileStream stream = new(path, FileMode.Open, FileAccess.Write))
        {
            stream.Position = 499;
            stream.WriteByte(0);
        }

        MemMapShards.OpenWriter<int>(_folder.Path).Dispose();
        Assert.Equal(500, new FileInfo(path).Length);
    }

    [Fact]
    public void Commit_ManifestThatWasChanged_AddsNothingAndTheNextWriterGoesOn()
    {
        string path = _folder.File("shards.json"), aside = _folder.File("aside");
        using (ShardWriter<int> writer = MemMapShards.Create<int>(_folder.Path, 2))
        {
            writer.Append([1, 2]);
            writer.Commit();
            writer.Append([3, 4]);
            File.Move(path, aside);
            Directory.CreateDirectory(path);
            Assert.ThrowsAny<SystemException>(writer.Commit);
            Directory.Delete(path);
            File.Move(aside, path);
            Assert.Equal(["0.npy", "info", "shards.json", "shards.json.lock"], Files());
            writer.Append([5, 6]);
            byte[] manifest = File.ReadAllBytes(path);
            File.AppendAllText(path, " ");
            Assert.Throws<IOException>(writer.Commit);
            File.WriteAllBytes(path, manifest);
            writer.Append([7, 8]);
            writer.Commit();
        }

        using (ShardWriter<int> writer = MemMapShards.OpenWriter<int>(_folder.Path))
        {
            writer.Append([9, 10]);
            writer.Commit();
        }

        using MemMapShards<int> array = MemMapShards.Open<int>(_folder.Path);
        Assert.Equal([1, 2, 7, 8, 9, 10], array.ToArray());
    }

    [Theory]
    [InlineData("of somebody else")]
    [InlineData("7.npy 1:2:3:4.5\n")]
    [InlineData("MemMapArray is not writing")]
    [InlineData("\0\0\0\0")]
    public void OpenWriter_LockThatIsSomebodysFile_IsRefusedAndStays(string content)
    {
        MemMapShards.Create<int>(_folder.Path, 2).Dispose();
        string path = _folder.File("shards.json.lock");
        File.WriteAllText(path, content);
        Assert.Contains(path, Assert.Throws<IOException>(() => MemMapShards.OpenWriter<int>(_folder.Path)).Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(path));
        File.WriteAllText(path, Heading + new string(' ', 5000));
        Assert.Throws<IOException>(() => MemMapShards.OpenWriter<int>(_folder.Path));

        // The power failed while it was written.
        File.WriteAllText(path, Heading[..5]);
        MemMapShards.OpenWriter<int>(_folder.Path).Dispose();
        Assert.Equal(0, new FileInfo(path).Length);
    }

    [Fact]
    public void OpenWriter_LockIsAHardLink_IsRefusedAndTheFileStays()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        MemMapShards.Create<int>(_folder.Path, 2).Dispose();
        string path = _folder.File("shards.json.lock"), mine = _folder.File("mine.txt");
        File.Delete(path);
        File.WriteAllText(mine, Heading);
        using (Process link = Process.Start("ln", [mine, path]))
        {
            link.WaitForExit();
        }

        Assert.Contains("hard link", Assert.Throws<IOException>(() => MemMapShards.OpenWriter<int>(_folder.Path)).Message, StringComparison.Ordinal);
        Assert.Throws<IOException>(() => MemMapShards.Create<int>(_folder.Path, 2));
        Assert.Equal(Heading, File.ReadAllText(mine));
    }

    [Fact]
    public void OpenWriter_LockIsALinkOrAPipe_IsRefusedAndWhatItLeadsToStays()
    {
        MemMapShards.Create<int>(_folder.Path, 2).Dispose();
        string path = _folder.File("shards.json.lock"), precious = _folder.File("precious.txt");
        File.WriteAllText(precious, "of somebody else");
        File.Delete(path);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.CreateSymbolicLink(path, precious);
        Assert.Contains(path, Assert.Throws<IOException>(() => MemMapShards.OpenWriter<int>(_folder.Path)).Message, StringComparison.Ordinal);
        File.Delete(path);
        File.CreateSymbolicLink(path, _folder.File("nothing"));
        Assert.Throws<IOException>(() => MemMapShards.OpenWriter<int>(_folder.Path));
        Assert.False(File.Exists(_folder.File("nothing")));
        File.Delete(path);
        using (Process pipe = Process.Start("mkfifo", path))
        {
            pipe.WaitForExit();
        }

        Assert.Contains(path, Assert.Throws<IOException>(() => MemMapShards.OpenWriter<int>(_folder.Path)).Message, StringComparison.Ordinal);
        Assert.Equal("of somebody else", File.ReadAllText(precious));
    }

    [Fact]
    public void Commit_InfoOfAnother_StaysAndOursIsReplaced()
    {
        string info = _folder.File("info");
        File.WriteAllText(info, "notes of somebody");
        using (ShardWriter<int> writer = MemMapShards.Create<int>(_folder.Path, 2))
        {
            writer.Append([1, 2]);
            writer.Commit();
        }

        MemMapShards.OpenWriter<int>(_folder.Path).Dispose();
        Assert.Equal("notes of somebody", File.ReadAllText(info));
        File.Delete(info);
        MemMapShards.OpenWriter<int>(_folder.Path).Dispose();
        byte[] one = File.ReadAllBytes(info);
        using (ShardWriter<int> writer = MemMapShards.OpenWriter<int>(_folder.Path))
        {
            writer.Append([3, 4]);
            writer.Commit();
        }

        Assert.NotEqual(one, File.ReadAllBytes(info));
    }

    [Fact]
    public void Open_ManifestThatIsADevice_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (string device in new[] { "/dev/zero", "/dev/null" })
        {
            File.CreateSymbolicLink(_folder.File("shards.json"), device);
            Assert.Throws<InvalidDataException>(() => MemMapShards.Open<int>(_folder.Path));
            Assert.Throws<InvalidDataException>(() => MemMapShards.OpenWriter<int>(_folder.Path));
            File.Delete(_folder.File("shards.json"));
        }
    }

    [Fact]
    public void Append_WhereAStrangerHasTheNextName_IsRefusedAndItStays()
    {
        File.WriteAllText(_folder.File("0.npy"), "of somebody else");
        using ShardWriter<int> writer = MemMapShards.Create<int>(_folder.Path, 2);
        Assert.Contains("0.npy", Assert.Throws<IOException>(() => writer.Append([1, 2])).Message, StringComparison.Ordinal);
        Assert.Equal("of somebody else", File.ReadAllText(_folder.File("0.npy")));
        writer.Dispose();
        MemMapShards.OpenWriter<int>(_folder.Path).Dispose();
        Assert.Equal("of somebody else", File.ReadAllText(_folder.File("0.npy")));
    }

    [Fact]
    public void EveryMember_OfADisposedWriter_ThrowsObjectDisposed()
    {
        ShardWriter<int> writer = MemMapShards.Create<int>(_folder.Path, 2);
        using MemMapArray<int> view = MemMapArray.Create<int>(_folder.File("view.bin"), (1, 2));
        writer.Dispose();
        writer.Dispose();
        foreach (Action call in new Action[] { () => writer.Append([1, 2]), () => writer.Append(view), writer.Commit, () => writer.AddNpyFile("x"), () => writer.AddRawFile("x", 1), () => writer.SetLabels(0, []) })
        {
            Assert.Contains(_folder.Path, Assert.Throws<ObjectDisposedException>(call).Message, StringComparison.Ordinal);
        }

        Assert.Equal((0, 2), writer.Manifest.Shape);
    }

    private string[] Files() => [.. Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
}
