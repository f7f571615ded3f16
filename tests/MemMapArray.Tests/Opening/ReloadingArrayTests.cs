using System;
using System.IO;
using Xunit;

namespace MemMap.Tests.Opening;

public sealed class ReloadingArrayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public ReloadingArrayTests() => _path = _folder.File("a.npy");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rent_SameFile_IsTheSameArray()
    {
        Save(1, 2);
        using var array = new ReloadingArray<int>(_path);
        using ReloadingArray<int>.Lease first = array.Rent(), second = array.Rent();
        Assert.Same(first.Array, second.Array);
        Assert.Equal([1, 2], first.Array.ToArray());
        Assert.Equal(_path, array.Path);
        Assert.Null(array.Failure);
    }

    [Fact]
    public void Rent_FileReplaced_IsTheNewOneAndTheOldOneStaysUntilItsLastLease()
    {
        Save(1, 2);
        using var array = new ReloadingArray<int>(_path);
        ReloadingArray<int>.Lease first = array.Rent(), second = array.Rent();
        Save(3, 4, 5);
        using ReloadingArray<int>.Lease newest = array.Rent();
        Assert.Equal([3, 4, 5], newest.Array.ToArray());

        MemMapArray<int> old = first.Array;
        first.Dispose();
        Assert.Equal([1, 2], old.ToArray());
        second.Dispose();
        Assert.Throws<ObjectDisposedException>(() => old.ToArray());
        Assert.Equal([3, 4, 5], newest.Array.ToArray());
    }

    // Only the file system's own numbers tell these apart.
    [Fact]
    public void Rent_ReplacedByOneOfTheSameLengthAndTime_IsTheNewOne()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        DateTime time = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Save(1, 2);
        File.SetLastWriteTimeUtc(_path, time);
        using var array = new ReloadingArray<int>(_path);
        using ReloadingArray<int>.Lease old = array.Rent();
        Save(3, 4);
        File.SetLastWriteTimeUtc(_path, time);
        using ReloadingArray<int>.Lease newest = array.Rent();
        Assert.Equal([3, 4], newest.Array.ToArray());
        Assert.Equal([1, 2], old.Array.ToArray());
    }

    public static TheoryData<string> Replacements => ["missing", "damaged", "cut", "of another type", "a folder"];

    [Theory]
    [MemberData(nameof(Replacements))]
    public void Rent_ReplacementCannotBeOpened_TheOldOneGoesOn(string replacement)
    {
        Save(1, 2);
        using var array = new ReloadingArray<int>(_path);
        using (ReloadingArray<int>.Lease before = array.Rent())
        {
            Replace(replacement);
            for (int i = 0; i < 2; i++)
            {
                using ReloadingArray<int>.Lease after = array.Rent();
                Assert.Same(before.Array, after.Array);
                Assert.NotNull(array.Failure);
            }
        }

        if (Directory.Exists(_path))
        {
            Directory.Delete(_path);
        }

        Save(6);
        using ReloadingArray<int>.Lease repaired = array.Rent();
        Assert.Equal([6], repaired.Array.ToArray());
        Assert.Null(array.Failure);
    }

    [Fact]
    public void Rent_NothingOpenedYet_ThrowsUntilThereIsAFile()
    {
        using var array = new ReloadingArray<int>(_path);
        Assert.Equal(_path, Assert.Throws<FileNotFoundException>(array.Rent).FileName);
        File.WriteAllText(_path, "no array");
        Assert.Throws<NpyFormatException>(array.Rent);
        Save(1);
        using ReloadingArray<int>.Lease lease = array.Rent();
        Assert.Equal(1, lease.Array[0]);
    }

    [Fact]
    public void Rent_FunctionThatOpens_OpensRawFiles()
    {
        string path = _folder.Write([1, 2, 3, 4], name: "raw.bin");
        using var array = new ReloadingArray<int>(path, path => MemMapArray.Open<int>(path, (-1, 2)));
        using ReloadingArray<int>.Lease lease = array.Rent();
        Assert.Equal((2, 2), lease.Array.Shape);
    }

    // A fault of that function is no fault of the file.
    [Fact]
    public void Rent_FunctionThatOpensFails_Throws()
    {
        Save(1);
        bool fails = false;
        using var array = new ReloadingArray<int>(
            _path, path => fails ? throw new InvalidOperationException() : MemMapArray.OpenNpy<int>(path));
        array.Rent().Dispose();
        fails = true;
        Save(2, 3);
        Assert.Throws<InvalidOperationException>(array.Rent);
        fails = false;
        using ReloadingArray<int>.Lease lease = array.Rent();
        Assert.Equal(2, lease.Array[0]);
    }

    [Fact]
    public void Dispose_WhileRented_ClosesAfterTheLease()
    {
        Save(1, 2);
        var array = new ReloadingArray<int>(_path);
        ReloadingArray<int>.Lease lease = array.Rent();
        MemMapArray<int> rented = lease.Array;
        array.Dispose();
        array.Dispose();
        Assert.Equal([1, 2], rented.ToArray());
        Assert.Throws<ObjectDisposedException>(array.Rent);
        lease.Dispose();
        lease.Dispose();
        Assert.Throws<ObjectDisposedException>(() => rented.ToArray());
        Assert.Throws<ObjectDisposedException>(() => lease.Array);
    }

    [Fact]
    public void LeaseDispose_Twice_CountsOnce()
    {
        Save(1, 2);
        using var array = new ReloadingArray<int>(_path);
        using ReloadingArray<int>.Lease other = array.Rent();
        ReloadingArray<int>.Lease twice = array.Rent();
        twice.Dispose();
        twice.Dispose();
        Save(3);
        array.Rent().Dispose();
        Assert.Equal([1, 2], other.Array.ToArray());
    }

    [Fact]
    public void Constructor_Null_IsRefused()
    {
        Assert.Throws<ArgumentNullException>("path", () => new ReloadingArray<int>(null!));
        Assert.Throws<ArgumentNullException>("open", () => new ReloadingArray<int>(_path, null!));
    }

    private void Save(params int[] elements) => NDArray.From(elements).SaveNpy(_path);

    private void Replace(string replacement)
    {
        string other = _folder.File("other.npy");
        switch (replacement)
        {
            case "missing":
                File.Delete(_path);
                return;
            case "a folder":
                File.Delete(_path);
                Directory.CreateDirectory(_path);
                return;
            case "damaged":
                File.WriteAllText(other, "no array");
                break;
            case "cut":
                File.Copy(_path, other);
                using (FileStream file = File.OpenWrite(other))
                {
                    file.SetLength(file.Length - 1);
                }

                break;
            default:
                NDArray.From([1.0, 2.0]).SaveNpy(other);
                break;
        }

        File.Move(other, _path, overwrite: true);
    }
}
