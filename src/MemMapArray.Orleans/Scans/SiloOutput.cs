using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace MemMap.Cluster;

/// <summary>The new folders that a silo writes, whole or not at all. Until all silos have their files, these lie beside it in a folder of
/// another name, which says whose they are: <c>.name.0123456789abcdef0123456789abcdef.tmp</c>. What a silo that was killed, or a client
/// that vanished, left there is removed by the next that writes to the same folder.</summary>
/// <param name="root">The root folder that may be written to; none where nothing may.</param>
/// <param name="roots">All root folders.</param>
internal sealed class SiloOutput(string? root, RootFolders roots)
{
    private const string Extension = ".tmp";
    private const int MostEnded = 1024;

    // What was given its name, and which; or was given up, null. What comes too late is known by it.
    private readonly Dictionary<string, string?> _ended = [];
    private readonly Queue<string> _order = [];

    /// <summary>Writes a file, if it is not there from an earlier attempt.</summary>
    /// <param name="request">Which.</param>
    /// <param name="write">Writes it to a path, whole or not at all.</param>
    /// <returns>What it is: the manifest of an array of this file alone.</returns>
    /// <exception cref="UnauthorizedAccessException">The silo writes nothing, or not there.</exception>
    /// <exception cref="InvalidOperationException">There is such a folder, or this writing has ended.</exception>
    public byte[] Write(OutputRequest request, Action<string> write)
    {
        string folder = Place(request), unfinished = UnfinishedOf(folder, request.Id), file = OutputRequest.FileOf(request.Index);
        RequireNew(request.Folder);
        try
        {
            RequireRunning(request);
            Begin(folder, unfinished);
            string path = Path.Combine(unfinished, file);
            if (!File.Exists(path))
            {
                write(path);
            }

            NpyHeader header = NpyHeader.Read(path);
            return Encoding.UTF8.GetBytes(new ShardManifest(header.Descr, header.Shape, [Shard.OfNpyFile(unfinished, file)]).ToJson());
        }
        finally
        {
            // It was given up meanwhile.
            if (IsEnded(request.Id))
            {
                Delete(unfinished);
            }
        }
    }

    /// <summary>Looks whether what was written is still here.</summary>
    /// <exception cref="IOException">It is not.</exception>
    /// <exception cref="InvalidOperationException">This writing has ended.</exception>
    public void Check(OutputRequest request)
    {
        string unfinished = UnfinishedOf(Place(request), request.Id);
        RequireRunning(request);
        if (!Directory.Exists(unfinished))
        {
            throw new DirectoryNotFoundException($"Nothing of the new folder '{request.Folder}' is here.");
        }
    }

    /// <summary>Gives the folder its manifest, and then its name. A second time it does nothing.</summary>
    /// <exception cref="IOException">A file is not there.</exception>
    /// <exception cref="InvalidOperationException">There is such a folder, or this writing has ended.</exception>
    public void Publish(OutputRequest request)
    {
        string folder = Place(request), unfinished = UnfinishedOf(folder, request.Id), list = Path.Combine(folder, ShardManifest.FileName);
        var manifest = ShardManifest.Parse(request.Manifest);

        // Asked again, or by another label of the same folder.
        if (File.Exists(list) && File.ReadAllText(list) == request.Manifest)
        {
            return;
        }

        RequireNew(request.Folder);
        RequireRunning(request);
        foreach (Shard shard in manifest.Shards.Where(IsHere))
        {
            var file = new FileInfo(Path.Combine(unfinished, Path.GetFileName(shard.Path)));
            if (!file.Exists || file.Length != shard.FileLength)
            {
                throw new FileNotFoundException(
                    $"The file '{shard.Path}' of the new folder '{request.Folder}' is not here as it was written. Another silo with the " +
                    "label wrote it to a folder of its own, or another writing to the same folder has begun.");
            }
        }

        manifest.Save(unfinished);
        Directory.Move(unfinished, folder);
        End(request.Id, folder);

        bool IsHere(Shard shard) => request.Label.Length == 0 ? shard.Labels.Count == 0 : shard.Labels.Contains(request.Label);
    }

    /// <summary>Removes what was written, also where it had its name from here. What comes later of it is refused.</summary>
    public void Drop(OutputRequest request)
    {
        string folder;
        try
        {
            folder = Place(request);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or InvalidOperationException)
        {
            // The silo refuses that place, or the folder around it is gone: nothing can be there. To throw would end the call before the
            // other silos are told.
            return;
        }

        if (End(request.Id, null) is { } published)
        {
            Delete(published);
        }

        Delete(UnfinishedOf(folder, request.Id));
    }

    private string Place(OutputRequest request)
    {
        if (!Guid.TryParseExact(request.Id, "N", out _))
        {
            throw new FormatException($"'{request.Id}' is not the name of a writing.");
        }

        return RootFolders.Place(
            root ?? throw new UnauthorizedAccessException(
                $"This silo writes nothing: it has no {nameof(ClusterSiloOptions)}.{nameof(ClusterSiloOptions.OutputFolder)}."),
            request.Folder);
    }

    private void RequireNew(string folder)
    {
        if (roots.Has(folder))
        {
            throw new InvalidOperationException(
                $"The folder '{folder}' is there already, and nothing that is there is replaced. Choose another, or remove it.");
        }
    }

    // What others left of the same folder goes; if one is still at work, it has lost.
    private void Begin(string folder, string unfinished)
    {
        if (Directory.Exists(unfinished))
        {
            return;
        }

        string prefix = PrefixOf(folder);
        foreach (string other in Directory.EnumerateDirectories(Path.GetDirectoryName(folder)!, ".*" + Extension))
        {
            string name = Path.GetFileName(other), id = name[Math.Min(prefix.Length, name.Length - Extension.Length)..^Extension.Length];
            if (name == prefix + id + Extension && Guid.TryParseExact(id, "N", out _) && other != unfinished)
            {
                End(id, null);
                Delete(other);
            }
        }

        Directory.CreateDirectory(unfinished);
    }

    private void RequireRunning(OutputRequest request)
    {
        if (IsEnded(request.Id))
        {
            throw new InvalidOperationException(
                $"The writing of the folder '{request.Folder}' has ended: it was given up, or another to the same folder has begun.");
        }
    }

    private bool IsEnded(string id)
    {
        lock (_ended)
        {
            return _ended.ContainsKey(id);
        }
    }

    private string? End(string id, string? folder)
    {
        lock (_ended)
        {
            _ended.TryGetValue(id, out string? published);
            _ended[id] = folder;
            _order.Enqueue(id);
            if (_order.Count > MostEnded)
            {
                _ended.Remove(_order.Dequeue());
            }

            return published;
        }
    }

    private static string UnfinishedOf(string folder, string id) =>
        Path.Combine(Path.GetDirectoryName(folder)!, PrefixOf(folder) + id + Extension);

    private static string PrefixOf(string folder) => $".{Path.GetFileName(folder)}.";

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was written here, or somebody else was faster.
        }
    }
}
