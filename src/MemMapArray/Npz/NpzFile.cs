using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MemMap.Mapping;
using MemMap.Npy;
using MemMap.Opening;
using MemMap.Zip;

namespace MemMap;

/// <summary>A <c>.npz</c> archive: the list of its members, each a <c>.npy</c> file. NumPy: <c>np.load("a.npz")</c>.</summary>
/// <remarks>
/// <para>It is only a list: no file stays open, so there is nothing to dispose. Each call that needs the archive opens it, and refuses a
/// member that differs from the list.</para>
/// <para>Members that are stored, as <c>np.savez</c> writes them, open in place, without a copy; NumPy reads them into memory and ignores
/// its <c>mmap_mode</c>. Compressed ones are extracted to a file first.</para>
/// <para>The archive is read strictly, by a reader of its own: every number in it is compared with what is there before it is used, Zip64
/// included. It must begin with its first member, members must not overlap, and the local header of a member must agree with the
/// directory.</para>
/// </remarks>
public sealed class NpzFile
{
    private NpzFile(string path, IReadOnlyList<NpzMember> members)
    {
        Path = path;
        Members = members;
    }

    /// <summary>The path of the archive, as it was given.</summary>
    public string Path { get; }

    /// <summary>The members in the order of the directory. Two members may have the same name.</summary>
    /// <example><code>
    /// foreach (NpzMember member in archive.Members)
    /// {
    ///     Console.WriteLine($"{member.Name} {member.ReadHeader().Shape}");
    /// }
    /// </code></example>
    public IReadOnlyList<NpzMember> Members { get; }

    /// <summary>Reads the directory of an archive.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The list of members. O(members): their headers and elements are not read yet.</returns>
    /// <exception cref="InvalidDataException">The file is no zip archive, is damaged, or has bytes before its first member. The message has
    /// the byte.</exception>
    /// <exception cref="NotSupportedException">The archive is one of several parts.</exception>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be opened; a <see cref="FileNotFoundException"/> when it does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or this user may not open the file.</exception>
    /// <example><code>
    /// NpzFile archive = NpzFile.Open(npzPath);
    /// using MemMapArray&lt;float&gt; bias = archive.OpenMember&lt;float&gt;("bias");
    /// </code></example>
    public static NpzFile Open(string path)
    {
        MappedFile archive = MappedFile.Open(path, FileAccess.Read, FileShare.ReadWrite);
        try
        {
            ReadOnlySpan<byte> first = FileSignature.FirstBytes(archive);
            if (!FileSignature.IsZip(first) && FileSignature.Find(first) is { } way)
            {
                throw new InvalidDataException($"The file '{path}' is not a valid .npz archive: it begins as {way}.");
            }

            return new(path, [.. ZipDirectory.Read(archive, path).Select(entry => new NpzMember(path, entry))]);
        }
        finally
        {
            archive.Close();
        }
    }

    /// <summary>Begins a new archive of stored members. NumPy: <c>np.savez(path, ...)</c>.</summary>
    /// <param name="path">The file. One that is there is replaced when the archive is committed, and not before.</param>
    /// <param name="unixCreateMode">The permissions of the file, as in <see cref="MemMapOptions.UnixCreateMode"/>. A file that replaces
    /// another keeps the permissions of the old one. <see langword="null"/> means the system's default.</param>
    /// <returns>The writer that members are added to. The path does not exist until <see cref="NpzWriter.Commit"/>.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The permissions are undefined.</exception>
    /// <exception cref="PlatformNotSupportedException">A <paramref name="unixCreateMode"/> is given, and this system has no such
    /// permissions.</exception>
    /// <exception cref="IOException">The file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or this user may not write there.</exception>
    /// <example><code>
    /// using (NpzWriter writer = NpzFile.Create(npzPath))
    /// {
    ///     writer.Add("weights", loaded);
    ///     writer.Add("bias", loaded[0, ..]);
    ///     writer.Commit();
    /// }
    /// </code></example>
    public static NpzWriter Create(string path, MemMapPermissions? unixCreateMode = null) => new(path, new ZipWriting(), unixCreateMode);

    /// <summary>Finds a member, as NumPy does: by its full name, or else by its name without <c>.npy</c>.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The member. O(members).</returns>
    /// <exception cref="KeyNotFoundException">There is no such member.</exception>
    /// <exception cref="InvalidDataException">Two members have the name. (NumPy takes the last.)</exception>
    public NpzMember GetMember(string name)
    {
        if (name is null)
        {
            throw new ArgumentNullException(nameof(name));
        }

        foreach (string fullName in (string[])[name, name + ".npy"])
        {
            NpzMember[] found = [.. Members.Where(member => member.FullName == fullName)];
            if (found.Length > 0)
            {
                return found.Length == 1 ? found[0] : throw new InvalidDataException(
                    $"The file '{Path}' has {found.Length} members of the name '{fullName}'; which one is meant cannot be said.");
            }
        }

        const int Shown = 10;
        string some = string.Join(", ", Members.Take(Shown).Select(member => $"'{member.Name}'"));
        throw new KeyNotFoundException(
            $"The file '{Path}' has no member '{name}'. It has {Members.Count}{(Members.Count > 0 ? ": " : string.Empty)}{some}" +
            $"{(Members.Count > Shown ? ", ..." : string.Empty)}.");
    }

    /// <summary>Opens a stored member where it lies in the archive, as the array that its header says.</summary>
    /// <typeparam name="T">The element type, as for <see cref="MemMapArray.OpenNpy{T}(string, MemMapMode)"/>.</typeparam>
    /// <param name="name">The member, with or without <c>.npy</c>.</param>
    /// <param name="mode"><see cref="MemMapMode.Read"/> or <see cref="MemMapMode.CopyOnWrite"/>. No other mode is allowed: a write would
    /// invalidate the archive's checksum of the member.</param>
    /// <returns>The array. O(members): nothing is read but headers, so the checksum is not looked at either. It stays valid until it is
    /// disposed, even when this list is gone.</returns>
    /// <remarks>In archives that NumPy writes, elements begin at any byte; in those written here, at a multiple of 64. Both work;
    /// <see cref="MemMapView{T}.GetReference(long)"/> needs aligned ones.</remarks>
    /// <exception cref="KeyNotFoundException">There is no such member.</exception>
    /// <exception cref="NotSupportedException">The member is compressed (use <see cref="Extract"/>) or encrypted, or its elements are of a
    /// type that .NET does not have.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged or has changed since it was opened, the member has fewer bytes than
    /// its header says, or two have that name.</exception>
    /// <exception cref="NpyFormatException">The member is not <c>.npy</c>, or its header breaks a rule of the format.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the element type of the member, which the message names; or the
    /// mode writes to the file.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mode.</exception>
    /// <exception cref="IOException">The archive cannot be opened; a <see cref="FileNotFoundException"/> when it no longer
    /// exists.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open the archive.</exception>
    /// <example><code>using MemMapArray&lt;float&gt; bias = archive.OpenMember&lt;float&gt;("bias");</code></example>
    public MemMapArray<T> OpenMember<T>(string name, MemMapMode mode = MemMapMode.Read)
        where T : unmanaged
    {
        RequireMode(mode);
        NpzMember member = GetMember(name);
        return new ArrayOpening<T>(Path, new MemMapOptions { Mode = mode }).OpenNpy(member.Label, member.Find);
    }

    /// <summary>Writes a member, compressed or not, to a file of its own, which
    /// <see cref="MemMapArray.OpenNpy{T}(string, MemMapMode)"/> opens.</summary>
    /// <param name="name">The member, with or without <c>.npy</c>.</param>
    /// <param name="destinationPath">The file. The member's name does not matter.</param>
    /// <param name="overwrite">Whether the file may take the place of one that is there.</param>
    /// <param name="unixCreateMode">The permissions of the file, as in <see cref="MemMapOptions.UnixCreateMode"/>. A file that replaces
    /// another keeps the permissions of the old one. <see langword="null"/> means the system's default.</param>
    /// <remarks>O(Length), in memory that does not grow with it. The file is written under another name in the same folder, its length and
    /// checksum are compared with what the archive says, it is flushed, and renamed: other processes see no file or the whole file. When it
    /// fails, nothing new is left.</remarks>
    /// <exception cref="KeyNotFoundException">There is no such member.</exception>
    /// <exception cref="NotSupportedException">The member is encrypted, or compressed in another way than deflate.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged or has changed since it was opened, the content has another length or
    /// checksum than it says, or two members have that name.</exception>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The permissions are undefined.</exception>
    /// <exception cref="PlatformNotSupportedException">A <paramref name="unixCreateMode"/> is given, and this system has no such
    /// permissions.</exception>
    /// <exception cref="IOException">A file is there and may not be overwritten, the disk is full, or a file cannot be opened or
    /// written.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or this user may not write there.</exception>
    /// <example><code>
    /// archive.Extract("weights", extractedPath, overwrite: true);
    /// using MemMapArray&lt;float&gt; extracted = MemMapArray.OpenNpy&lt;float&gt;(extractedPath, MemMapMode.ReadWrite);
    /// </code></example>
    public void Extract(string name, string destinationPath, bool overwrite = false, MemMapPermissions? unixCreateMode = null)
    {
        NpzMember member = GetMember(name);
        using var file = new NewFile(destinationPath, nameof(destinationPath), overwrite, unixCreateMode);
        MappedFile archive = MappedFile.Open(Path, FileAccess.Read, FileShare.ReadWrite);
        MappedFile? destination = null;
        try
        {
            destination = file.Open(FileShare.None);
            member.CopyTo(archive, destination);
            destination.Flush(default);
        }
        finally
        {
            destination?.Close();
            archive.Close();
        }

        file.Publish();
    }

    /// <summary>The path and the number of members.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Path}: {Members.Count} members";

    // Before the archive is looked at.
    internal static void RequireMode(MemMapMode mode)
    {
        if (mode is < MemMapMode.Read or > MemMapMode.CopyOnWrite)
        {
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "There is no such MemMapMode.");
        }

        if (mode is not (MemMapMode.Read or MemMapMode.CopyOnWrite))
        {
            throw new ArgumentException(
                $"The mode {mode} would change a member of an archive, whose checksum would be wrong. Use Read, or CopyOnWrite to " +
                "change it in memory only; or Extract it, and change the file.", nameof(mode));
        }
    }
}
