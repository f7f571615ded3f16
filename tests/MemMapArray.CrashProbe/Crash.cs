using System;
using System.IO;

namespace MemMap.CrashProbe;

/// <summary>Bulk calls on arrays whose memory is not what it was.</summary>
internal static class Crash
{
    // Large enough that what a truncated file has lost is whole pages, which a careless access would die on.
    private const int Rows = 64, Columns = 4096;

    /// <summary>Runs one call.</summary>
    /// <returns>The name of the exception's type, or <c>none</c>.</returns>
    public static string Run(string state, string member, string path)
    {
        using MemMapArray<int> other = MemMapArray.Create<int>(path + ".other", (Rows, Columns));
        using MemMapArray<int> array = Prepare(state, path, out MemMapView<int> view);
        return Thrown.By(() => Call(array, view, other, member));
    }

    private static MemMapArray<int> Prepare(string state, string path, out MemMapView<int> view)
    {
        MemMapArray<int> array = MemMapArray.Create<int>(path, (Rows, Columns));
        array.Fill(1);
        view = array;
        switch (state)
        {
            case "disposed":
                array.Dispose();
                break;
            case "disposed-view":
                view = array.Flip(0);
                array.Dispose();
                break;
            case "shrunk":
                view = array[.., ..];
                array.Resize(1);
                break;
            case "truncated":
                Truncate(path);
                break;
            case "truncated-view":
                view = array.Transpose();
                Truncate(path);
                break;
            case "read-only":
                array.Dispose();
                array = MemMapArray.Open<int>(path, (Rows, Columns));
                view = array;
                break;
            default:
                throw new ArgumentException($"There is no state '{state}'.", nameof(state));
        }

        return array;
    }

    private static void Call(MemMapArray<int> array, MemMapView<int> view, MemMapArray<int> other, string member)
    {
        switch (member)
        {
            case "Fill":
                view.Fill(2);
                break;
            case "CopyToSpan":
                view.CopyTo(new int[Rows * Columns]);
                break;
            case "CopyToView":
                view.CopyTo(view.Shape == other.Shape ? other : other.Reshape(view.Shape));
                break;
            case "CopyFromSpan":
                view.CopyFrom(new int[view.Length]);
                break;
            case "CopyFromView":
                view.CopyFrom(other[0, 0..1]);
                break;
            case "ToArray":
                view.ToArray();
                break;
            case "Flush":
                view.Flush();
                break;
            case "Prefetch":
                view.Prefetch();
                break;
            case "ToString":
                _ = view.ToString();
                break;
            case "Mean":
                view.Mean();
                break;
            case "MeanOfAxis":
                view.Mean(0);
                break;
            case "Std":
                view.Std();
                break;
            case "StdOfAxis":
                view.Std(1, ddof: 1);
                break;
            case "Append":
                array.Append(new int[Columns]);
                break;
            case "Resize":
                array.Resize(Rows + 1);
                break;
            default:
                throw new ArgumentException($"There is no member '{member}'.", nameof(member));
        }
    }

    // As somebody else would, who knows nothing of the mapping.
    private static void Truncate(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        stream.SetLength(4096);
    }
}
