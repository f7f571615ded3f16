using System;
using System.IO;
using System.Threading;
using MemMap.Mapping;
using MemMap.Opening;

namespace MemMap;

/// <summary>An array whose file is replaced now and then, for processes that answer from it for weeks: each reader rents the newest
/// version, and an old one is closed after its last reader.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>
/// <para>Replace a file by writing the new one beside it and renaming, as <see cref="MemMapNpy.SaveNpy{T}"/> and <c>Create</c> do. On Linux
/// any replacement is noticed, as the new file is another one; elsewhere by its length and the time of its last write.</para>
/// <para>When the new file is missing or cannot be opened, the last version that could be goes on, and <see cref="Failure"/> says
/// why.</para>
/// <para>A file that only grows needs none of this: <see cref="MemMapArray{T}.Refresh"/> makes its new rows visible.</para>
/// <para>Thread-safe.</para>
/// </remarks>
/// <example><code>
/// using var vectors = new ReloadingArray&lt;float&gt;(path);
/// using (ReloadingArray&lt;float&gt;.Lease lease = vectors.Rent())
/// {
///     lease.Array[3, ..].CopyTo(buffer);
/// }
/// </code></example>
public sealed class ReloadingArray<T> : IDisposable
    where T : unmanaged
{
    private readonly object _gate = new();
    private readonly Func<string, MemMapArray<T>> _open;
    private Version? _newest;
    private bool _isDisposed;

    /// <summary>For a <c>.npy</c> file. It is not opened before somebody rents it.</summary>
    /// <param name="path">The file.</param>
    public ReloadingArray(string path)
        : this(path, static path => new ArrayOpening<T>(path, new MemMapOptions()).OpenNpy(nameof(path)))
    {
    }

    /// <summary>For a file that a function of yours opens, such as a raw one. It is not opened before somebody rents it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="open">Opens the path. The array is disposed for you.</param>
    /// <example><code>
    /// using var raw = new ReloadingArray&lt;float&gt;(rawPath, path =&gt; MemMapArray.Open&lt;float&gt;(path, (-1, 50)));
    /// </code></example>
    public ReloadingArray(string path, Func<string, MemMapArray<T>> open)
    {
        Path = path ?? throw new ArgumentNullException(nameof(path));
        _open = open ?? throw new ArgumentNullException(nameof(open));
    }

    /// <summary>The path, as it was given.</summary>
    public string Path { get; }

    /// <summary>Why the file that the last <see cref="Rent"/> found could not be opened, so that it gave an older version.
    /// <see langword="null"/> when it gave the newest.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The newest version. It stays open until the lease is disposed, whatever is renamed meanwhile.</summary>
    /// <returns>A lease: dispose it. O(1): it looks at the file's status, and opens it when it is another one.</returns>
    /// <exception cref="IOException">No version could be opened yet; a <see cref="FileNotFoundException"/> when there is no file. Other
    /// exceptions are those of opening, too.</exception>
    /// <exception cref="ObjectDisposedException">This is disposed.</exception>
    public Lease Rent()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                throw new ObjectDisposedException(nameof(ReloadingArray<T>), $"The array '{Path}' is disposed.");
            }

            string? stamp = FileStamp.Of(Path);
            Version newest = _newest is not null && _newest.Stamp == stamp ? _newest : Reload(stamp);
            Failure = newest.Stamp == stamp ? null : Failure;
            newest.Readers++;
            return new Lease(this, newest);
        }
    }

    /// <summary>Closes the array, after its last reader.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                Release(_newest);
            }
        }
    }

    // First the new one: when it cannot be opened, the old one goes on.
    private Version Reload(string? stamp)
    {
        try
        {
            var next = new Version(_open(Path), stamp);
            Release(_newest);
            return _newest = next;
        }
        catch (Exception exception) when (_newest is not null && IsOfTheFile(exception))
        {
            Failure = exception;
            return _newest;
        }
    }

    // Missing or not to be opened; damaged; of another type than T.
    private static bool IsOfTheFile(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or InvalidDataException or FormatException or ArgumentException
            or NotSupportedException;

    private void Release(Version? version)
    {
        lock (_gate)
        {
            if (version is not null && --version.Readers == 0)
            {
                version.Array.Dispose();
            }
        }
    }

    internal sealed class Version(MemMapArray<T> array, string? stamp)
    {
        public MemMapArray<T> Array => array;

        public string? Stamp => stamp;

        // The newest one has this as a reader.
        public int Readers { get; set; } = 1;
    }

    /// <summary>A version of the array, held open until this is disposed.</summary>
    public sealed class Lease : IDisposable
    {
        private readonly ReloadingArray<T> _owner;
        private Version? _version;

        internal Lease(ReloadingArray<T> owner, Version version) => (_owner, _version) = (owner, version);

        /// <summary>The array: do not dispose it, and do not use it, or spans over it, after the lease is disposed.</summary>
        /// <exception cref="ObjectDisposedException">The lease is disposed.</exception>
        public MemMapArray<T> Array =>
            _version?.Array ?? throw new ObjectDisposedException(nameof(Lease), $"The lease of '{_owner.Path}' is disposed.");

        /// <summary>Ends the lease; an older version is closed when this was its last.</summary>
        public void Dispose() => _owner.Release(Interlocked.Exchange(ref _version, null));
    }
}
