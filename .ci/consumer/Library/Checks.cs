using System;
using System.IO;
using System.Linq;
using MemMap;

/// <summary>What a user of the package does, in a netstandard2.0 library of C# 12; .NET, Native AOT and Mono run it.</summary>
public static class Checks
{
    /// <summary>Runs all of them on files in a folder.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="InvalidOperationException">One of them does not hold.</exception>
    public static int Run(string folder)
    {
        int count = 0;
        void Check(string what, bool holds)
        {
            count++;
            if (!holds)
            {
                throw new InvalidOperationException(what);
            }
        }

        string path = Path.Combine(folder, "array.bin");
        using (MemMapArray<float> created = MemMapArray.Create<float>(path, (1000, 50)))
        {
            created[^1, ..].Fill(3);
            created[0, 0] = 1;
            created.Flush();
        }

        using (MemMapArray<float> array = MemMapArray.Open<float>(path, [1000, 50]))
        {
            Check("an element", array[^1, ^1] == 3 && array[0, 0] == 1);
            Check("the mean", array.Mean() == 151 / 50000.0);
            Check("means of columns", array.Mean(axis: 0)[0] == 0.004 && array.Mean(axis: 0)[1] == 0.003);
            Check("the std", Math.Abs(array[999, ..].Std()) == 0 && array.Std() > 0);
            Check("a block", array[998..1000, 10..20].Sum() == 30);
            Check("a strided slice", array[(null, null, -1), 0..1][0, 0] == 3);
            Check("a transposed copy", array.Transpose().ToArray()[999] == 3);
            Check("arg max", array.ArgMax() == 999 * 50 && array.Max() == 3);
            Moments moments = array.Describe();
            Check("describe", moments.Count == 50000 && moments.Mean == array.Mean() && moments.Max == 3);
            Check("a reducer", array.Reduce(new Above(2)) == 50);
            Check("chunks", array.Chunks(300).Select(chunk => chunk.Shape[0]).SequenceEqual([300L, 300L, 300L, 100L]));
            Check("a span", array.GetReadOnlyRowSpan(999).ToArray().All(x => x == 3));
            Check("the printed array", array.ToString().StartsWith("[[1. 0. 0. ", StringComparison.Ordinal));
            Check("writing to what is read-only", Throws<NotSupportedException>(() => array.Fill(1)));
            Check("an index outside", Throws<IndexOutOfRangeException>(() => _ = array[1000, 0]));

            NDArray<float> cleaned = array.ToNDArray();
            cleaned.Where(Predicate.EqualTo(3f)).Replace(cleaned, 2);
            Check("replacements", cleaned.Sum() == 101 && cleaned.Where(v => v > 1).Mask().CountNonZero() == 50);
            Check("conversions", array.Mean(0).Convert<double, float>(Conversion.Saturating)[0] == 0.004f);

            Reduction<float, double> std = Reduction.Std<float>();
            ReductionPartial<float, double> whole = std.ReadPartial(array.ReducePartial(std, new RowRange(700, 300)).ToBytes());
            whole.Merge(array.ReducePartial(std, new RowRange(0, 300)));
            whole.Merge(array.ReducePartial(std, new RowRange(300, 400)));
            Check("partials", whole.IsComplete && whole.Value.Equals(array.Std()));

            string npy = Path.Combine(folder, "array.npy"), npz = Path.Combine(folder, "array.npz");
            array.SaveNpy(npy);
            using (NpzWriter writer = NpzFile.Create(npz))
            {
                writer.Add("x", array.Transpose());
                writer.Commit();
            }

            using MemMapArray<float> saved = MemMapArray.OpenNpy<float>(npy), member = MemMapArray.OpenNpz<float>(npz, "x");
            Check(".npy", saved.ToArray().SequenceEqual(array.ToArray()));
            Check(".npz", member.Shape.Equals((50, 1000)) && member.Sum() == 151);
            using MemoryStream copy = new();
            saved.AsStream().CopyTo(copy);
            Check("a stream", copy.ToArray().SequenceEqual(File.ReadAllBytes(path)));
        }

        using (MemMapArray<double> log = MemMapArray.Create<double>(Path.Combine(folder, "log.bin"), (0, 2)))
        {
            log.Append([1, 2, 3, 4]);
            log.Resize(3);
            Check("growing", log.Shape.Equals((3, 2)) && log[1, 1] == 4 && log[2, 0] == 0);
        }

        using (MemMapArray<BigEndian<int>> big = MemMapArray.Create<BigEndian<int>>(Path.Combine(folder, "big.bin"), 3))
        {
            big[1] = 258;
            Check("byte order", big.Cast<byte>().ToArray().SequenceEqual(new byte[] { 0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0 }) && big.Mean() == 86);
        }

        Check($"the bits of reductions: {Bits(folder):X}", Bits(folder) == 0x0C3EAC401A0D443A);

        MemMapArray<float> disposed = MemMapArray.Open<float>(path);
        disposed.Dispose();
        Check("a disposed array", Throws<ObjectDisposedException>(() => disposed.Sum()));
        Check("no such file", Throws<FileNotFoundException>(() => MemMapArray.Open<float>(path + "x")));
        Check("a short file", Throws<InvalidDataException>(() => MemMapArray.Open<float>(path, (1001, 50))));
        return count;
    }

    // A hash of results over the same numbers everywhere: with vectors of any length and without, compiled just in time and ahead of time.
    private static ulong Bits(string folder)
    {
        using MemMapArray<double> array = MemMapArray.Create<double>(Path.Combine(folder, "bits.bin"), (10007, 13));
        ulong state = 1, hash = 14695981039346656037;
        foreach (MemMapView<double> chunk in array.Chunks(1000))
        {
            foreach (ref double x in chunk.AsSpan())
            {
                state = unchecked((state * 6364136223846793005) + 1442695040888963407);
                x = (state >> 11) / 9007199254740992.0;
            }
        }

        Moments moments = array[.., 3].Describe();
        double[] results = [array.Sum(), array.Mean(), array.Std(ddof: 1), array.Transpose()[2, ..].Sum(), array.Min(), moments.Skewness, moments.Kurtosis, .. array.Std(0).ToArray(), .. array.Mean(1).ToArray()];
        foreach (double result in results)
        {
            hash = unchecked((hash ^ (ulong)BitConverter.DoubleToInt64Bits(result)) * 1099511628211);
        }

        return hash;
    }

    private static bool Throws<TException>(Action action)
        where TException : Exception
    {
        try
        {
            action();
            return false;
        }
        catch (TException)
        {
            return true;
        }
    }

    private readonly struct Above(float threshold) : IReducer<float, long>
    {
        public long Empty => 0;

        public void Accumulate(ref long state, ReadOnlySpan<float> elements)
        {
            foreach (float x in elements)
            {
                state += x > threshold ? 1 : 0;
            }
        }

        public void Merge(ref long state, in long following) => state += following;
    }
}
