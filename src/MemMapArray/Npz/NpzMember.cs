using System;
using System.IO;
using System.Threading;
using MemMap.Mapping;
using MemMap.Npy;
using MemMap.Zip;

namespace MemMap;

/// <summary>A member of a <c>.npz</c> archive, as its directory has it. Plain data: it holds no file open.</summary>
public sealed class NpzMember
{
    private const string Suffix = ".npy";

    private readonly string _path;

    internal NpzMember(string path, ZipEntry entry)
    {
        _path = path;
        Entry = entry;
    }

    /// <summary>The name as NumPy shows it: without <c>.npy</c> at the end. It comes from the archive and may be any text; it is never used
    /// as a path.</summary>
    public string Name =>
        FullName.EndsWith(Suffix, StringComparison.Ordinal) ? FullName.Substring(0, FullName.Length - Suffix.Length) : FullName;

    /// <summary>The name as it stands in the archive.</summary>
    public string FullName => Entry.Name;

    /// <summary>Whether the member is not compressed, so that it can be opened in place. <c>np.savez</c> stores members this way,
    /// <c>np.savez_compressed</c> does not.</summary>
    public bool IsStored => Entry.IsStored;

    /// <summary>The length of the member, in bytes: its <c>.npy</c> header and its elements.</summary>
    public long Length => Entry.Length;

    /// <summary>The length of the member in the archive, in bytes.</summary>
    public long CompressedLength => Entry.CompressedLength;

    /// <summary>What the directory says.</summary>
    internal ZipEntry Entry { get; }

    /// <summary>What it is called in messages.</summary>
    internal string Label => $"{_path}/{FullName}";

    /// <summary>Reads the member's <c>.npy</c> header: its type, shape and order. Of a compressed member, only this part is decompressed.
    /// Its <see cref="NpyHeader.DataOffset"/> counts from the beginning of the member.</summary>
    /// <returns>The header. O(1): at most 10,000 characters are read.</returns>
    /// <exception cref="NpyFormatException">The member is not <c>.npy</c>, or its header breaks a rule of the format.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged, or has changed since it was opened.</exception>
    /// <exception cref="NotSupportedException">The member is encrypted, or compressed in another way than deflate.</exception>
    /// <exception cref="IOException">The archive cannot be opened; a <see cref="FileNotFoundException"/> when it no longer
    /// exists.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open the archive.</exception>
    public NpyHeader ReadHeader()
    {
        MappedFile archive = MappedFile.Open(_path, FileAccess.Read, FileShare.ReadWrite);
        try
        {
            using Stream content = ZipMember.Open(archive, _path, Entry);
            return NpyReading.Read((buffer, offset, count) => Read(content, buffer, offset, count), Label);
        }
        finally
        {
            archive.Close();
        }
    }

    /// <summary>Reads the whole member, and compares its length and its checksum with what the archive says. Python's
    /// <c>zipfile.ZipFile.testzip</c> does so for all members. (Opening a member in place reads no element, so it compares no
    /// checksum.)</summary>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <remarks>O(Length), in memory that does not grow with it.</remarks>
    /// <exception cref="InvalidDataException">The archive is damaged or has changed since it was opened, or the content has another length
    /// or checksum than it says.</exception>
    /// <exception cref="NotSupportedException">The member is encrypted, or compressed in another way than deflate.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="IOException">The archive cannot be opened or read; a <see cref="FileNotFoundException"/> when it no longer
    /// exists.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open the archive.</exception>
    /// <example><code>archive.GetMember("weights").Verify();</code></example>
    public void Verify(CancellationToken cancellationToken = default)
    {
        MappedFile archive = MappedFile.Open(_path, FileAccess.Read, FileShare.ReadWrite);
        try
        {
            using Stream content = ZipMember.Open(archive, _path, Entry);
            ReadWhole(content, destination: null, cancellationToken);
        }
        finally
        {
            archive.Close();
        }
    }

    /// <summary>The full name, and the bytes.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        IsStored ? $"{FullName}, {Length} bytes" : $"{FullName}, {Length} bytes compressed to {CompressedLength}";

    /// <summary>Where the member lies in its archive.</summary>
    /// <exception cref="NotSupportedException">It is compressed or encrypted.</exception>
    internal (long Start, long End) Find(MappedFile archive)
    {
        (long Start, long End) place = ZipMember.Find(archive, _path, Entry);
        return IsStored ? place : throw new NotSupportedException(
            $"The member '{FullName}' of '{_path}' is compressed, so it cannot be opened where it lies. Write it to a .npy file of " +
            "its own with NpzFile.Extract, and open that with OpenNpy.");
    }

    /// <summary>Writes the whole content to a new file, and compares its length and its checksum with what the archive says.</summary>
    /// <exception cref="InvalidDataException">They are not the same.</exception>
    internal void CopyTo(MappedFile archive, MappedFile destination)
    {
        using Stream content = ZipMember.Open(archive, _path, Entry);

        // Asked only now that the member is one that is read: of no other has the length been compared with anything.
        DiskBlocks.RequireRoom(destination, Length);
        ReadWhole(content, destination, CancellationToken.None);
    }

    private void ReadWhole(Stream content, MappedFile? destination, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[1 << 16];
        Crc32 checksum = default;
        long length = 0;
        for (int read = Read(content, buffer, 0, buffer.Length); read > 0; read = Read(content, buffer, 0, buffer.Length))
        {
            cancellationToken.ThrowIfCancellationRequested();
            length += read;
            if (length > Length)
            {
                break;
            }

            checksum.Append(buffer.AsSpan(0, read));
            destination?.Append(buffer.AsSpan(0, read));
        }

        if (length != Length)
        {
            throw new InvalidDataException(
                $"The member '{FullName}' of '{_path}' is damaged: it has {(length > Length ? "more" : $"{length}")} bytes instead of " +
                $"{Length}.");
        }

        if (checksum.Value != Entry.Crc)
        {
            throw new InvalidDataException(
                $"The member '{FullName}' of '{_path}' is damaged: its checksum is {checksum.Value:x8} and should be {Entry.Crc:x8}.");
        }
    }

    private int Read(Stream content, byte[] buffer, int offset, int count)
    {
        try
        {
            return content.Read(buffer, offset, count);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException(
                $"The member '{FullName}' of '{_path}' is damaged: its bytes are not compressed ones.", exception);
        }
    }
}
