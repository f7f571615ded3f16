using System;
using System.IO;
using MemMap.Faults.Tests.Support;
using MemMap.Mapping;
using MemMap.Tests;
using Xunit;

namespace MemMap.Faults.Tests;

public sealed unsafe class PresentPagesTests : IDisposable
{
    private const int Block = 1 << 16;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // A range that is known is not asked for again: so what was known can be seen by making the question impossible to answer.
    [PopulatingFact]
    public void Require_KnownBlocks_AreNotAskedForAgain()
    {
        using var mapped = new Mapped(_folder, 40 * Block);
        mapped.Require(Block, 3 * Block);
        mapped.Cut(0);
        mapped.Require(Block, 3 * Block);
        Assert.Throws<IOException>(() => mapped.Require(Block, (3 * Block) + 1));
        Assert.Throws<IOException>(() => mapped.Require(Block, 3 * Block));
    }

    [PopulatingTheory]
    [InlineData(0, 1)]
    [InlineData(1, Block)]
    [InlineData(Block - 1, (2 * Block) - 1)]
    public void Require_PartOfABlock_IsKnownToReadAndAskedForToWrite(long start, long end)
    {
        using var mapped = new Mapped(_folder, 40 * Block);
        mapped.Require(start, end);
        mapped.Require(start, end, toWrite: true);
        mapped.Cut(0);

        // To read, the whole block was brought in.
        mapped.Require(0, Block);
        IOException exception = Assert.Throws<IOException>(() => mapped.Require(start, end, toWrite: true));
        Assert.Contains(mapped.Path, exception.Message, StringComparison.Ordinal);
    }

    // What is around some bytes need not be there for them.
    [PopulatingFact]
    public void Require_BlockThatEndsBehindTheFile_IsAskedForAsFarAsWanted()
    {
        using var mapped = new Mapped(_folder, 40 * Block);
        mapped.Cut(Block + 5000);
        mapped.Require(Block, Block + 5000);
        Assert.Throws<IOException>(() => mapped.Require(Block, Block + 9000));
    }

    [PopulatingFact]
    public void Require_LastBlock_IsKnownAsFarAsTheFileWent()
    {
        using var mapped = new Mapped(_folder, Block + 100);
        mapped.Require(0, Block + 100);
        mapped.Cut(0);
        mapped.Require(Block + 5, Block + 100);
        mapped.Forget(Block + 100);
        Assert.Throws<IOException>(() => mapped.Require(Block + 5, Block + 100));
    }

    // Around borders of words (64 blocks) and of groups (1024 words), beside a list of the blocks.
    [PopulatingFact]
    public void Require_AnyRanges_KnowsWhatWasAskedFor()
    {
        const long Blocks = 70_000;
        using var mapped = new Mapped(_folder, Blocks * Block);
        var known = new bool[Blocks];
        Random random = new(5);
        for (int i = 0; i < 300; i++)
        {
            long near = random.Next(4) switch { 0 => 64, 1 => 65_536, 2 => 65_536 + 128, _ => random.Next(2000) };
            long start = Math.Max(0, near + random.Next(-70, 70)), end = Math.Min(Blocks, start + 1 + random.Next(140));
            mapped.Require(start * Block, end * Block);
            known.AsSpan((int)start, (int)(end - start)).Fill(true);
        }

        mapped.Cut(0);
        for (int block = 0; block < Blocks; block++)
        {
            if (known[block])
            {
                mapped.Require((long)block * Block, (block + 1L) * Block);
            }
        }

        int unknown = Array.IndexOf(known, false);
        Assert.Throws<IOException>(() => mapped.Require((long)unknown * Block, (unknown + 1L) * Block));
    }

    [PopulatingFact]
    public void Require_PageBehindACut_IsNamed()
    {
        using var mapped = new Mapped(_folder, 40 * Block);
        mapped.Cut(3 * Block);
        IOException exception = Assert.Throws<IOException>(() => mapped.Require(0, 4 * Block));
        Assert.Contains($"{4 * Block} bytes are needed, {3 * Block} are left", exception.Message, StringComparison.Ordinal);
    }

    private sealed class Mapped : IDisposable
    {
        private readonly MappedFile _file;
        private readonly MappedPages _pages;
        private readonly long _length;

        public Mapped(TemporaryFolder folder, long length)
        {
            Path = folder.File();
            _file = MappedFile.Create(Path, replace: true, FileShare.ReadWrite, permissions: null);
            _file.SetLength(length, reserve: false);
            _pages = MappedPages.Map(_file, length, MemMapMode.ReadWrite);
            _length = length;
        }

        public string Path { get; }

        public void Require(long start, long end, bool toWrite = false) => _pages.Require(_file, start, end, _length, toWrite);

        public void Forget(long start) => _pages.Forget(start);

        public void Cut(long length)
        {
            using var other = new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            other.SetLength(length);
        }

        public void Dispose()
        {
            _pages.Unmap();
            _file.Close();
        }
    }
}
