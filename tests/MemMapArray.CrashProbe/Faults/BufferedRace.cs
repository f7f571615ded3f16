using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MemMap.CrashProbe.Faults;

/// <summary>
/// Random reductions read into buffers, while another process cuts the file and lengthens it again at any moment. The rows that it leaves alone have elements, those that it takes are zeros: so a
/// reduction that finds the file whole is right whatever happened to it, and any other is refused.
/// </summary>
internal sealed class BufferedRace(string path)
{
    private const int Rows = 1024, Columns = 256, KeptRows = 128;
    private readonly int[] _model = [.. Enumerable.Range(0, Rows * Columns).Select(i => i < KeptRows * Columns ? (i % 1009) - 300 : 0)];

    /// <summary>Says how many bytes are to be kept and how many there are; at the end how many reductions were right and refused, and what was wrong.</summary>
    public static int Run(string path, int operations) => new BufferedRace(path).Run(operations);

    private int Run(int operations)
    {
        using (MemMapArray<int> created = MemMapArray.Create<int>(path, (Rows, Columns)))
        {
            created.CopyFrom(_model);
        }

        using MemMapArray<int> array = MemMapArray.Open<int>(path, (Rows, Columns));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{KeptRows * Columns * sizeof(int)} {array.ByteLength}"));
        var random = new Random(operations);
        int refused = 0, right = 0;
        for (int i = 0; i < operations; i++)
        {
            try
            {
                if (Reduce(array, random) is { } wrong)
                {
                    Console.WriteLine($"WRONG {wrong} in operation {i}");
                    return 1;
                }

                right++;
            }
            catch (IOException exception) when (exception.Message.Contains(path, StringComparison.Ordinal))
            {
                refused++;
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{right} {refused}"));
        return 0;
    }

    // What is wrong, if something is. The model is asked after the array: it is the slower one.
    private string? Reduce(MemMapArray<int> array, Random random)
    {
        int first = random.Next(Rows), last = first + 1 + random.Next(Math.Min(200, Rows - first)), step = 1 + random.Next(3);
        int left = random.Next(Columns), right = left + 1 + random.Next(Columns - left);
        MemMapView<int> view = array[(first, last, step), (right - 1, left == 0 ? null : left - 1, -1)];
        int[][] rows = [.. Enumerable.Range(0, (last - first + step - 1) / step).Select(i => _model.AsSpan(((first + (i * step)) * Columns) + left, right - left).ToArray())];
        int axisOfRows = random.Next(3) == 0 ? 1 : 0;
        view = axisOfRows == 1 ? view.Transpose() : view;

        var options = new ReductionOptions
        {
            ReadStrategy = ReadStrategy.Buffered,
            MaxDegreeOfParallelism = 1 + random.Next(3),
            WorkUnitBytes = 1 << (10 + random.Next(12)),
        };
        int[] elements = [.. rows.SelectMany(row => row)];
        switch (random.Next(9))
        {
            case 0:
                return view.Sum(options) == elements.Sum() ? null : "sum";
            case 1:
                return view.Mean(options) == (double)elements.Sum() / elements.Length ? null : "mean";
            case 2:
                return Math.Abs(view.Std(0, options) - Std(elements)) < 1e-9 ? null : "std";
            case 3:
                return view.MinMax(options) == (elements.Min(), elements.Max()) ? null : "minmax";
            case 4:
                return view.CountNonZero(options) == elements.Count(x => x != 0) ? null : "count-nonzero";
            case 5:
                return view.Describe(options) is var moments && moments.Count == elements.Length && moments.Max == elements.Max() && Math.Abs(moments.Std() - Std(elements)) < 1e-9 ? null : "describe";
            case 6:
                // The columns are read backwards.
                double[] sums = view.Sum(axisOfRows, options: options).ToArray();
                return sums.Reverse().SequenceEqual(Enumerable.Range(0, right - left).Select(i => (double)rows.Sum(row => row[i]))) ? null : "sums of columns";
            case 7:
                int[] greatest = view.Max(1 - axisOfRows, options: options).ToArray();
                return greatest.SequenceEqual(rows.Select(row => row.Max())) ? null : "maxima of rows";
            default:
                return view.Prod(options) == 0 == elements.Contains(0) ? null : "prod";
        }
    }

    private static double Std(int[] elements)
    {
        double mean = elements.Average();
        return Math.Sqrt(elements.Average(x => (x - mean) * (x - mean)));
    }
}
