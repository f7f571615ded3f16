using System;
using System.IO;
using System.Threading.Tasks;
using MemMap;

// Prices, a row a minute: recorded in one place and read in another at the same time; then windows, changes, bars, correlations, quantiles.
const int Days = 5, Minutes = Days * 24 * 60, Instruments = 4;
DirectoryInfo folder = Directory.CreateTempSubdirectory("memmaparray-series-");
try
{
    string path = Path.Combine(folder.FullName, "prices.npy");
    MemMapArray.CreateNpy<double>(path, (0, Instruments)).Dispose();
    Task recording = Task.Run(() => Record(path));

    // It could be another process. There are never parts of a row, nor rows that a power cut could take back.
    using MemMapArray<double> prices = MemMapArray.OpenNpy<double>(path);
    Moments seen = default;
    while (!recording.IsCompleted)
    {
        Follow();
        await Task.Delay(10);
    }

    await recording;
    Follow();
    Console.WriteLine($"followed: {prices.Shape}, {seen.Count} prices of the first instrument, from {seen.Min:F2} to {seen.Max:F2}");

    // An hour's window for each minute, straight into files.
    using MemMapArray<double> average = MemMapArray.Create<double>(Path.Combine(folder.FullName, "average.bin"), prices.Shape);
    using MemMapArray<double> volatility = MemMapArray.Create<double>(Path.Combine(folder.FullName, "volatility.bin"), prices.Shape);
    prices.Rolling(60, axis: 0).Mean(average);
    prices.Rolling(60, axis: 0).Std(volatility);
    Console.WriteLine($"mean and deviation of the last hour:\n{average[^1, ..]}\n{volatility[^1, ..]}");

    // Hours are an axis: opening, highest, lowest and closing price of each, of the first instrument in the last three.
    MemMapView<double> hours = prices.Reshape((-1, 60, Instruments));
    NDArray<double> highest = hours.Max(axis: 1), lowest = hours.Min(axis: 1);
    for (long hour = hours.Shape[0] - 3; hour < hours.Shape[0]; hour++)
    {
        Console.WriteLine($"hour {hour}: {hours[hour, 0, 0]:F2} {highest[hour, 0]:F2} {lowest[hour, 0]:F2} {hours[hour, 59, 0]:F2}");
    }

    NDArray<double> changes = NDArray.Create<double>((Minutes - 1, Instruments));
    prices.Difference(changes, axis: 0);
    Console.WriteLine($"correlation of the changes:\n{changes.Correlation()}");
    Console.WriteLine($"their 1 %, 50 % and 99 % quantiles:\n{changes.Quantile([0.01, 0.5, 0.99], axis: 0)}");

    // From the rows before to the rows after.
    void Follow() =>
        seen = Moments.Merge(seen, prices[Slice.Range(prices.Shape[0], prices.Shape[0] + prices.Refresh()), 0].Describe());
}
finally
{
    folder.Delete(recursive: true);
}

// Random walks with a part that all share. An hour is on the medium before readers see it.
static void Record(string path)
{
    using MemMapArray<double> prices = MemMapArray.OpenNpy<double>(path, MemMapMode.ReadWrite);
    using IDisposable batch = prices.BeginAppend();
    var random = new Random(1);
    double[] row = [100, 200, 300, 400];
    for (int minute = 0; minute < Minutes; minute++)
    {
        double market = random.NextDouble() - 0.5;
        for (int i = 0; i < row.Length; i++)
        {
            row[i] += (i * market) + random.NextDouble() - 0.5;
        }

        prices.Append(row);
        if (minute % 60 == 59)
        {
            prices.Flush();
        }
    }
}
