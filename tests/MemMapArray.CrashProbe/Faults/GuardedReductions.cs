using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Reflection;
using MemMap.ByteOrders;
using MemMap.Faults.Tests.Support;
using MemMap.Reductions;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Engine;
using MemMap.Tests.Reductions;

namespace MemMap.CrashProbe.Faults;

/// <summary>
/// Every reduction of every element type, by the engine and so by every kernel, over elements that begin where a page ends that nobody may touch, and over the same that end
/// where one begins; the results too end at one. A byte too many ends the process. Both give the same bits, or a neighbour has a say.
/// </summary>
internal static unsafe class GuardedReductions
{
    private const int TwoBlocks = 2 * Rules.BlockElements, MostBytesOfAResult = 256;

    private static readonly ReductionSettings s_all = new(new ReductionOptions { MaxDegreeOfParallelism = 1 });
    private static readonly ReductionSettings s_withoutNaN = new(new ReductionOptions { MaxDegreeOfParallelism = 1, SkipNaN = true });

    private static readonly ReductionSettings s_exactly = new(new ReductionOptions { MaxDegreeOfParallelism = 1, SkipNaN = true, Exact = true });

    // No elements have no such result.
    private static readonly string[] s_noneOfNothing = ["min", "max", "minmax", "argmin", "argmax"];

    private static long s_reductions;

    /// <summary>Says how many reductions were run, and of how many the bits differed.</summary>
    /// <param name="upTo">Up to here every length is taken; then those around each group of 512.</param>
    public static int Run(int upTo)
    {
        List<RowShape> shapes = [.. Shapes(upTo)];
        long wrong = new long[]
        {
            OfNumbers(shapes, i => i % 3 != 0),
            OfNumbers(shapes, i => (byte)(i * 7)),
            OfNumbers(shapes, i => (sbyte)(i * 7)),
            OfNumbers(shapes, i => (short)(i * 77)),
            OfNumbers(shapes, i => (ushort)(i * 77)),
            OfNumbers(shapes, i => i * 100_003),
            OfNumbers(shapes, i => (uint)i * 100_003),
            OfNumbers(shapes, i => i * 100_000_000_003L),
            OfNumbers(shapes, i => (ulong)i * 100_000_000_003),
            OfNumbers(shapes, i => (Half)(i % 97), (Half)float.NaN),
            OfNumbers(shapes, i => (BFloat16)(i % 97), BFloat16.NaN),
            OfNumbers(shapes, i => i * 0.37f, float.NaN),
            OfNumbers(shapes, i => i * 0.37, double.NaN),
            OfNumbers(shapes, i => (BigEndian<short>)(short)(i * 77)),
            OfNumbers(shapes, i => (BigEndian<float>)(i * 0.37f), (BigEndian<float>)float.NaN),
            OfNumbers(shapes, i => (BigEndian<double>)(i * 0.37), (BigEndian<double>)double.NaN),
            OfComplex(shapes),
        }.Sum();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{s_reductions} reductions, {wrong} wrong"));
        return 0;
    }

    // One axis, whole or each second element; then rows that are reduced column by column, some with a gap between them.
    private static IEnumerable<RowShape> Shapes(int upTo)
    {
        foreach (int length in Enumerable.Range(0, TwoBlocks + 1).Where(n => n <= upTo || (n + 3) % Rules.GroupElements <= 6))
        {
            yield return new(length, 1, 1);
        }

        for (int length = 1; length <= 70; length++)
        {
            yield return new(length, 1, 2);
        }

        foreach (int columns in Enumerable.Range(1, 600).Where(n => n <= upTo / 15 || (n + 1) % 64 <= 2))
        {
            yield return new(1, columns, columns);
            yield return new(3, columns, columns + 5);
            yield return new(17, columns, columns);
            if (columns <= upTo / 15)
            {
                yield return new(Rules.RowsPerLeaf + 2, columns, columns);
            }
        }
    }

    private static long OfNumbers<T>(List<RowShape> shapes, Func<int, T> element, T? nan = null)
        where T : unmanaged
    {
        using var check = new Checks<T>(shapes);

        check.Fill(element, s_all);
        check.OfAll();

        // Around a first element that is far from all others, it is gone through a second time.
        check.Fill(i => element(i == 0 ? 0 : 80 + (i % 3)), s_all);
        check.Of(Reduction.Var<T>());
        check.Of(Reduction.Describe<T>());
        check.Fill(element, s_exactly);
        check.Of(Reduction.Var<T>());
        if (nan is { } missing)
        {
            check.Fill(i => i % 5 == 2 ? missing : element(i), s_exactly);
            check.Of(Reduction.Std<T>());
            check.Fill(i => i % 5 == 2 ? missing : element(i), s_all);
            check.Of(Reduction.Var<T>());
            check.Of(Reduction.Describe<T>());
            check.Fill(i => i % 5 == 2 ? missing : element(i), s_withoutNaN);
            check.OfAll();
        }

        return check.Wrong;
    }

    private static long OfComplex(List<RowShape> shapes)
    {
        using var check = new Checks<Complex>(shapes);
        foreach (ReductionSettings settings in new[] { s_all, s_withoutNaN })
        {
            check.Fill(i => new(i % 5 == 2 ? double.NaN : i * 0.37, i), settings);
            check.OfAll();
        }

        return check.Wrong;
    }

    /// <summary>Rows and columns, and how many elements apart the rows are. One column alone is an axis whose elements are that far apart.</summary>
    private readonly record struct RowShape(int Rows, int Columns, int Distance)
    {
        public int Elements => Rows == 0 ? 0 : ((Rows - 1) * Distance) + Columns;

        public Layout Of(int elementSize) =>
            Layout.Create([Rows, Math.Max(Columns, Distance)], MemMapOrder.C, 0, elementSize).Slice([Slice.All, Slice.Range(0, Columns)]);
    }

    private sealed class Checks<T>(List<RowShape> shapes) : IDisposable
        where T : unmanaged
    {
        private readonly GuardedMemory _elements = new(shapes.Max(shape => shape.Elements) * sizeof(T));
        private readonly GuardedMemory _results = new(shapes.Max(shape => shape.Columns) * MostBytesOfAResult);
        private readonly GuardedMemory _truths = new(shapes.Max(shape => shape.Elements));
        private T[] _values = [];
        private ReductionSettings _settings;

        public long Wrong { get; private set; }

        public void Fill(Func<int, T> element, ReductionSettings settings)
        {
            _values = [.. Enumerable.Range(0, shapes.Max(shape => shape.Elements)).Select(element)];
            _settings = settings;
        }

        /// <summary>Every reduction of the catalog.</summary>
        public void OfAll()
        {
            MethodInfo of = GetType().GetMethod(nameof(Of))!;
            foreach (Reduction<T> reduction in CatalogReductions.Of<T>())
            {
                of.MakeGenericMethod(CatalogReductions.ResultOf(reduction)).Invoke(this, [reduction]);
            }
        }

        public void Of<TResult>(Reduction<T, TResult> reduction)
            where TResult : unmanaged
        {
            foreach (RowShape shape in shapes)
            {
                string name = reduction.ToString();
                bool mayLeaveNothing = shape.Rows == 0 || (_settings.SkipNaN && name[0] == 'a' && (shape.Rows < 4 || shape.Columns > 1));
                if (mayLeaveNothing && s_noneOfNothing.Contains(name))
                {
                    continue;
                }

                int bytes = shape.Elements * sizeof(T), resultBytes = shape.Columns * sizeof(TResult);
                byte[] first = Reduce(reduction, shape, _elements.Start, _results.Start, resultBytes);
                byte[] last = Reduce(reduction, shape, _elements.Before(bytes), _results.Before(resultBytes), resultBytes);
                Wrong += first.AsSpan().SequenceEqual(last) ? 0 : 1;
                s_reductions += 2;

                // Under a mask that ends where memory does; each third shape has all kinds of lengths still.
                if (shape.Elements % 3 == 0 && !(mayLeaveNothing || (_settings.SkipNaN && name[0] == 'a')))
                {
                    first = Reduce(reduction, shape, _elements.Start, _results.Start, resultBytes, _truths.Start);
                    last = Reduce(reduction, shape, _elements.Before(bytes), _results.Before(resultBytes), resultBytes, _truths.Before(shape.Elements));
                    Wrong += first.AsSpan().SequenceEqual(last) ? 0 : 1;
                    s_reductions += 2;
                }
            }
        }

        public void Dispose()
        {
            _elements.Dispose();
            _results.Dispose();
            _truths.Dispose();
        }

        private byte[] Reduce<TResult>(Reduction<T, TResult> reduction, RowShape shape, byte* elements, byte* results, int resultBytes, byte* truths = null)
            where TResult : unmanaged
        {
            _values.AsSpan(0, shape.Elements).CopyTo(new Span<T>(elements, shape.Elements));
            new Span<byte>(results, resultBytes).Clear();
            ElementSource all = new GuardedElements(elements, shape.Of(sizeof(T)), ByteOrder.IsReversed<T>());
            using ElementSource source = truths == null ? all : new SelectedElements(all, [Mask(truths, shape)], []);
            reduction.Run(new ReductionCall(source, [true, false], _settings), [0, sizeof(TResult)], new ResultMemory(results));
            return new Span<byte>(results, resultBytes).ToArray();
        }

        // Something is left of every column: its first element.
        private static GuardedElements Mask(byte* truths, RowShape shape)
        {
            for (int i = 0; i < shape.Elements; i++)
            {
                truths[i] = i < shape.Columns || i % 5 > 1 ? (byte)0x40 : (byte)0;
            }

            return new(truths, shape.Of(sizeof(byte)), isReversed: false);
        }
    }
}
