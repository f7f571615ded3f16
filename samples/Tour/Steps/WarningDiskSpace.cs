using System;
using System.IO;
using System.Threading;

namespace MemMap.Tour.Steps;

/// <summary>
/// Warning 1: mapping a file larger than the disk. A sparse file would be created all right, and kill the process when the disk is full.
/// Creating here reserves the blocks, so that it is an exception, at that line.
/// </summary>
internal sealed class WarningDiskSpace : IStep
{
    private const long Columns = 1_000;

    public string Name => "disk_space";

    public string Title => "Warning: disk space";

    public void Run(TourFolder files, Report report, CancellationToken cancellation)
    {
        report.Line(
            "  A file larger than the disk can be created, sparse, and kills the process that writes to it when the disk is full. " +
            "Create reserves the blocks.");
        long free = new DriveInfo(files.Path).AvailableFreeSpace;
        long rows = ((free * 4) / (Columns * sizeof(float))) + 1;
        report.Number("disk_space_free_bytes", "bytes that are free", free);
        report.Number("disk_space_asked_bytes", "bytes that are asked for", rows * Columns * sizeof(float));
        if (OperatingSystem.IsMacOS())
        {
            report.Line("  Not on macOS, which has no reservation of blocks: files are sparse there.");
            return;
        }

        report.CheckRefused<IOException>(
            "a file that does not fit is refused before anything is written",
            () => MemMapArray.Create<float>(files.TooLarge, (rows, Columns)).Dispose());
        report.Check("nothing is left of it", !File.Exists(files.TooLarge));
    }
}
