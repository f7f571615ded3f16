using System;
using System.IO;

internal static class Program
{
    private static void Main()
    {
        string folder = Path.Combine(Path.GetTempPath(), "memmaparray-consumer-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        try
        {
            Console.WriteLine($"{Checks.Run(folder)} checks hold on {Environment.Version}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
