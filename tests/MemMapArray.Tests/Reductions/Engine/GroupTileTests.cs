using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using CsCheck;

namespace MemMap.Tests.Reductions;

/// <summary>Small groups are reduced side by side: each has the bits that it has alone.</summary>
public sealed class GroupTileTests : IDisposable
{
    private const int Elements = 20_000;

    private static readonly long s_iterations = Iterations.Of(8, thorough: 20);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [OnceFact]
    public void Reduce_SmallGroups_HasTheBitsOfEachAlone()
    {
        int cases = 0;
        Check(random => (float)Math.Exp(random.NextDouble() * 20));
        Check(random => random.Next(40) == 0 ? float.NaN : random.Next(40) == 0 ? -0f : random.Next(3));
        Check(random => random.Next(50) == 0 ? double.NaN : Math.Exp(random.NextDouble() * 600) - 0.5);
        Check(random => (byte)random.Next(256));
        Check(random => (sbyte)random.Next(256));
        Check(random => (short)random.Next(65536));
#if !NETSTANDARD_BUILD
        Check(random => (Half)(random.NextDouble() - 0.5));
#endif
        Check(random => random.Next(int.MinValue, int.MaxValue));
        Check(random => random.NextInt64(long.MinValue, long.MaxValue));
        Check(random => random.Next(3) == 0);
        Check(random => new Complex(random.NextDouble(), Math.Exp(random.NextDouble() * 20)));
        Check(random => (BigEndian<float>)(float)Math.Exp(random.NextDouble() * 40));
        Assert.True(cases >= s_iterations * 11 * 4, $"{cases}");

        void Check<T>(Func<Random, T> element)
            where T : unmanaged
        {
            var random = new Random(19);
            T[] elements = [.. Enumerable.Range(0, Elements).Select(_ => element(random))];
            using MemMapArray<T> array = MemMapArray.Open<T>(_folder.Write(elements, name: $"{Guid.NewGuid():N}"));
            Gen.Int[0, int.MaxValue].Sample(seed =>
            {
                var draw = new Random(seed);
                (MemMapView<T> groups, int[] axes) = draw.Next(2) == 0 ? (Groups(array, draw), new[] { 1 }) : (Blocks(array, draw), new[] { 1, 3 });
                ReductionOptions options = new()
                {
                    MaxDegreeOfParallelism = draw.Next(1, 3),
                    WorkUnitBytes = draw.Next(3) == 0 ? draw.Next(1, 10_000) : 1 << 20,
                    ReadStrategy = (ReadStrategy)draw.Next(4),
                };
                foreach (KnownReduction<T> reduction in KnownReductions.Of<T>())
                {
                    options.SkipNaN = seed % 2 == 0 && reduction is not KnownReduction<T, SequenceState>;
                    byte[] together = reduction.Reduce(groups, axes, options);
                    List<byte> alone = [];
                    for (int group = 0; group < groups.Shape[0]; group++)
                    {
                        for (int next = 0; next < (axes.Length == 1 ? 1 : groups.Shape[2]); next++)
                        {
                            MemMapView<T> one = groups[group..(group + 1)];
                            alone.AddRange(reduction.Reduce(axes.Length == 1 ? one : one[.., .., next..(next + 1)], axes, options));
                        }
                    }

                    // Where one has no answer, it is an exception; otherwise results lie in this order.
                    if (together.Length == alone.Count)
                    {
                        Assert.Equal(alone, together);
                        cases++;
                    }
                }
            }, iter: s_iterations, threads: 1);
        }
    }

    // Blocks of a few rows and columns, as of a picture, perhaps with colours, turned around or with gaps: to be reduced along axes 1 and 3. At
    // least two columns are left, so that the strides of one block say what those of all do.
    private static MemMapView<T> Blocks<T>(MemMapArray<T> array, Random draw)
        where T : unmanaged
    {
        int height = draw.Next(1, 5), width = draw.Next(3, 12), colors = draw.Next(2) == 0 ? 1 : draw.Next(1, 5), down = draw.Next(1, 6);
        int across = draw.Next(1, 1 + Math.Min(60, Elements / (height * width * colors * down)));
        MemMapView<T> part = array[..(down * height * across * width * colors)];
        MemMapView<T> blocks = colors == 1 && draw.Next(2) == 0
            ? part.Reshape((down, height, across, width))
            : part.Reshape((down, height, across, width, colors));
        return draw.Next(4) switch
        {
            0 => blocks.Flip(draw.Next(blocks.Rank)),
            1 => blocks[Slice.All, Slice.All, Slice.Range(null, null, 2)],
            2 => blocks[Slice.All, Slice.All, Slice.All, Slice.Range(0, null, 2)],
            _ => blocks,
        };
    }

    // Groups along axis 0, to be reduced along axis 1, perhaps of a few columns: close together or apart, turned around.
    private static MemMapView<T> Groups<T>(MemMapArray<T> array, Random draw)
        where T : unmanaged
    {
        int rows = draw.Next(4) switch { 0 => draw.Next(1, 8), 1 => draw.Next(8, 70), 2 => draw.Next(100, 150), _ => draw.Next(250, 400) };
        int columns = draw.Next(2) == 0 ? 1 : draw.Next(1, 70);
        int count = Math.Min(Elements / (rows * columns), 300);
        if (count == 0)
        {
            (columns, count) = (1, Elements / rows);
        }

        MemMapView<T> part = array[..(count * rows * columns)];
        MemMapView<T> groups = columns == 1 && draw.Next(2) == 0 ? part.Reshape((count, rows)) : part.Reshape((count, rows, columns));
        for (int i = draw.Next(3); i > 0; i--)
        {
            groups = draw.Next(4) switch
            {
                0 => groups.Flip(draw.Next(groups.Rank)),
                1 => groups[Slice.Range(null, null, 2)],
                2 => groups[Slice.All, Slice.Range(0, null, 2)],
                _ => groups,
            };
        }

        return groups;
    }
}
