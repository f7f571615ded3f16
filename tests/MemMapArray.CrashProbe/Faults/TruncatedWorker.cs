using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MemMap.CrashProbe.Faults;

/// <summary>
/// Random operations beside a naive model, each after another process has set the file's length: a line <c>LENGTH SEED</c> is answered by <c>right</c>, <c>refused</c> or <c>WRONG</c>.
/// </summary>
internal sealed class TruncatedWorker(string path)
{
    private const int Rows = 200, Columns = 128;
    private readonly int[] _model = [.. Enumerable.Range(0, Rows * Columns).Select(i => i % 1009)];

    public int Run()
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(path, (Rows, Columns));
        array.CopyFrom(_model);
        Console.WriteLine((Rows * Columns * sizeof(int)).ToString(CultureInfo.InvariantCulture));
        while (Console.ReadLine() is { } line)
        {
            long[] numbers = [.. line.Split(' ').Select(word => long.Parse(word, CultureInfo.InvariantCulture))];

            // What was behind the cut is zeros when the file is longer again.
            _model.AsSpan((int)(numbers[0] / sizeof(int))).Clear();
            Console.WriteLine(Answer(array, numbers[0], new Random((int)numbers[1])));
        }

        return 0;
    }

    private string Answer(MemMapArray<int> array, long length, Random random)
    {
        int first = random.Next(Rows), rows = 1 + random.Next(Rows - first), left = random.Next(Columns), columns = 1 + random.Next(Columns - left);
        MemMapView<int> view = array[first..(first + rows), left..(left + columns)];
        int[] expected = [.. Enumerable.Range(0, rows * columns).Select(i => _model[((first + (i / columns)) * Columns) + left + (i % columns)])];
        long end = (((first + rows - 1) * Columns) + left + columns) * (long)sizeof(int);
        int operation = random.Next(12);
        if (operation is 10 or 11)
        {
            end = Rows * Columns * sizeof(int);
        }

        try
        {
            string? wrong = Operate(array, view, expected, operation, random);
            return length < end ? $"WRONG operation {operation} on {view.Shape} did not see that the file has {length} of {end} bytes" : wrong ?? Changed(view, operation, first, left, columns);
        }
        catch (IOException exception)
        {
            bool says = exception.Message.Contains(path, StringComparison.Ordinal) && exception.Message.Contains(length.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            bool saysNeeded = LooksAtParts(operation) || exception.Message.Contains(end.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            return length < end && says && saysNeeded ? "refused" : $"WRONG operation {operation}, {length} of {end} bytes: {exception.Message}";
        }
    }

    // A reduction or a loop over chunks needs, at the moment it is refused, a part of the view's bytes.
    private static bool LooksAtParts(int operation) => operation is 4 or 5 or 6 or 8;

    private static string? Operate(MemMapArray<int> array, MemMapView<int> view, int[] expected, int operation, Random random)
    {
        var options = new ReductionOptions { ReadStrategy = (ReadStrategy)random.Next(4) };
        switch (operation)
        {
            case 0:
                return view.ToArray().AsSpan().SequenceEqual(expected) ? null : "WRONG ToArray";
            case 1:
                int[] transposed = view.Transpose().ToArray();
                int height = (int)view.Shape[0];
                return Enumerable.Range(0, expected.Length).All(i => transposed[i] == expected[(i % height * (expected.Length / height)) + (i / height)]) ? null : "WRONG Transpose";
            case 2:
                view.Fill(random.Next(1000));
                return null;
            case 3:
                view.CopyFrom([.. Enumerable.Range(0, expected.Length).Select(_ => random.Next(1000))]);
                return null;
            case 4:
                return Math.Abs(view.Mean(options) - expected.Average()) <= 1e-9 ? null : "WRONG Mean";
            case 5:
                double mean = Enumerable.Range(0, (int)view.Shape[0]).Average(i => expected[i * (int)view.Shape[1]]);
                double std = Math.Sqrt(Enumerable.Range(0, (int)view.Shape[0]).Average(i => Math.Pow(expected[i * (int)view.Shape[1]] - mean, 2)));
                return Math.Abs(view.Std(0, options: options)[0] - std) <= 1e-7 ? null : "WRONG Std";
            case 6:
                return view.Min(options) == expected.Min() ? null : "WRONG Min";
            case 7:
                view.Flush();
                return null;
            case 8:
                return view.Chunks(7).Sum(chunk => chunk.ToArray().Sum()) == expected.Sum() ? null : "WRONG Chunks";
            case 9:
                using (MemMapArray<int> copy = MemMapArray.Create<int>(array.Path + ".copy", view.Shape))
                {
                    copy.CopyFrom(view);
                    return copy.ToArray().AsSpan().SequenceEqual(expected) ? null : "WRONG CopyFrom of a view";
                }

            case 10:
                array.Append(new int[Columns]);
                array.Resize(Rows);
                return null;
            default:
                array.Flush();
                return null;
        }
    }

    // After a write: the whole array is as the model with the same write.
    private string Changed(MemMapView<int> view, int operation, int first, int left, int columns)
    {
        if (operation is 2 or 3)
        {
            int[] now = view.ToArray();
            for (int i = 0; i < now.Length; i++)
            {
                _model[((first + (i / columns)) * Columns) + left + (i % columns)] = now[i];
            }
        }

        return "right";
    }
}
