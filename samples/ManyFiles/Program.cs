using System;
using System.IO;
using System.Linq;
using MemMap;

// Three days of measurements, a file a day, and all of them as one array.
string folder = Directory.CreateTempSubdirectory("memmaparray-numbers-").FullName;
using (ShardWriter<float> writer = MemMapShards.Create<float>(folder, rowShape: 100))
{
    for (int day = 0; day < 3; day++)
    {
        writer.Append([.. Enumerable.Range(day, 5000 * 100).Select(i => i * 7919L % 100_003 / 100f)]);
        writer.Commit();                                         // 0.npy, 1.npy, 2.npy, and shards.json, which lists them
    }
}

using (MemMapShards<float> all = MemMapShards.Open<float>(folder))
{
    Console.WriteLine(all);
    Console.WriteLine($"mean {all.Mean()}, deviation of column 7 {all.Std(axis: 0, ddof: 1)[7]}");
    Console.WriteLine($"largest of the last two days {all[5000..].Max()}, last row of the first {all[4999, 0]}, {all[4999, 1]}, ...");
}

Directory.Delete(folder, recursive: true);
