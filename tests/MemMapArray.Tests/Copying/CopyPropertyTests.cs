using System;
using System.Linq;
using System.Numerics;
using CsCheck;
using Xunit;

namespace MemMap.Tests;

/// <summary>
/// Random copies and fills against the naive model. Each case opens one file copy-on-write, so that its elements are new again, and compares the whole
/// array afterwards: what had to change and what had not to.
/// </summary>
public sealed class CopyPropertyTests : IDisposable
{
    internal const int MaxCount = 1500;
    private static readonly long s_iterations = Iterations.Of(1000, thorough: 4000);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [OnceFact]
    public void CopyFrom_OverlappingViewsOfByte_MatchesModel() => CheckCopies(i => (byte)(i * 7));

    [OnceFact]
    public void CopyFrom_OverlappingViewsOfShort_MatchesModel() => CheckCopies(i => (short)i);

    [OnceFact]
    public void CopyFrom_OverlappingViewsOfInt_MatchesModel() => CheckCopies(i => i);

    [OnceFact]
    public void CopyFrom_OverlappingViewsOfDouble_MatchesModel() => CheckCopies(i => i + 0.5);

    [OnceFact]
    public void CopyFrom_OverlappingViewsOfComplex_MatchesModel() => CheckCopies(i => new Complex(i, -i));

    [OnceFact]
    public void CopyFrom_OverlappingViewsOfTwelveByteStruct_MatchesModel() => CheckCopies(i => new Triple(i, i + 1, -i));

    [OnceFact]
    public void Fill_RandomViews_MatchesModel()
    {
        int[] content = Content(i => i);
        string path = _folder.Write(content);
        Choices.Tapes.Sample(tape =>
        {
            Choices choices = new(tape);
            using MemMapArray<int> file = MemMapArray.Open<int>(path, MemMapMode.CopyOnWrite);
            ViewModel<int> target = Base(file, choices).Chain(choices);
            if (target.Naive.HasRepeats)
            {
                Assert.Throws<NotSupportedException>(() => target.View.Fill(-1));
                return;
            }

            if (!RefusesWritesWithoutElements(target))
            {
                target.View.Fill(-1);
            }

            int[] expected = (int[])content.Clone();
            foreach (int element in target.Naive.Elements)
            {
                expected[element] = -1;
            }

            RequireContent(expected, file, target.ToString());
        }, iter: s_iterations);
    }

    [Fact]
    public void CopyTo_SpanOverTheSameMapping_MatchesModel()
    {
        int[] content = Content(i => i);
        string path = _folder.Write(content);
        Choices.Tapes.Sample(tape =>
        {
            Choices choices = new(tape);
            using MemMapArray<int> file = MemMapArray.Open<int>(path, MemMapMode.CopyOnWrite);
            ViewModel<int> source = Base(file, choices).Chain(choices);
            int at = choices.Below(content.Length - source.Naive.Count + 1);
            source.View.CopyTo(file.AsSpan()[at..]);

            int[] expected = (int[])content.Clone();
            for (int i = 0; i < source.Naive.Count; i++)
            {
                expected[at + i] = content[source.Naive.Elements[i]];
            }

            RequireContent(expected, file, $"{source} to {at}");
        }, iter: s_iterations);
    }

    [Fact]
    public void CopyFrom_SpanOverTheSameMapping_MatchesModel()
    {
        int[] content = Content(i => i);
        string path = _folder.Write(content);
        Choices.Tapes.Sample(tape =>
        {
            Choices choices = new(tape);
            using MemMapArray<int> file = MemMapArray.Open<int>(path, MemMapMode.CopyOnWrite);
            ViewModel<int> target = Base(file, choices).Chain(choices);
            int at = choices.Below(content.Length - target.Naive.Count + 1);
            if (target.Naive.HasRepeats || RefusesWritesWithoutElements(target))
            {
                return;
            }

            target.View.CopyFrom(file.AsReadOnlySpan().Slice(at, target.Naive.Count));

            int[] expected = (int[])content.Clone();
            for (int i = 0; i < target.Naive.Count; i++)
            {
                expected[target.Naive.Elements[i]] = content[at + i];
            }

            RequireContent(expected, file, $"{target} from {at}");
        }, iter: s_iterations);
    }

    [Fact]
    public void CopyFrom_ElementsThatShareBytes_MatchesModel()
    {
        byte[] content = Content(i => (byte)(i * 7));
        string path = _folder.Write(content);
        Choices.Tapes.Sample(tape =>
        {
            // Ints that begin at any byte, so that one of the source and one of the target may share 1 to 3 of them.
            Choices choices = new(tape);
            using MemMapArray<byte> file = MemMapArray.Open<byte>(path, MemMapMode.CopyOnWrite);
            int count = choices.Between(1, 40), spacing = choices.Between(1, 3), length = 4 * count * spacing;
            int to = choices.Below(100), from = to + choices.Between(-Math.Min(to, 9), 9);
            bool reversedTarget = choices.OneIn(3), reversedSource = choices.OneIn(3);
            MemMapView<int> Ints(int start, bool reversed)
            {
                MemMapView<int> ints = file[start..(start + length)].Cast<int>()[Slice.Range(null, null, spacing)];
                return reversed ? ints.Flip(0) : ints;
            }

            Ints(to, reversedTarget).CopyFrom(Ints(from, reversedSource));

            byte[] expected = (byte[])content.Clone();
            for (int i = 0; i < count; i++)
            {
                int target = to + (4 * spacing * (reversedTarget ? count - 1 - i : i)), source = from + (4 * spacing * (reversedSource ? count - 1 - i : i));
                content.AsSpan(source, 4).CopyTo(expected.AsSpan(target));
            }

            RequireContent(expected, file, $"{count} ints {spacing} apart from byte {from} ({reversedSource}) to {to} ({reversedTarget})");
        }, iter: s_iterations);
    }

    private void CheckCopies<T>(Func<int, T> element)
        where T : unmanaged
    {
        T[] content = Content(element);
        string path = _folder.Write(content);
        Choices.Tapes.Sample(tape =>
        {
            Choices choices = new(tape);
            using MemMapArray<T>? mapped = choices.OneIn(4) ? null : MemMapArray.Open<T>(path, MemMapMode.CopyOnWrite);
            MemMapView<T> file = mapped ?? (MemMapView<T>)NDArray.From(content.AsSpan(), content.Length);
            (ViewModel<T> target, ViewModel<T> source) = Pair(Base(file, choices), choices);
            target.View.CopyFrom(source.View);
            RequireContent(Copied(target, source, content), file, $"{target} from {source}");
        }, iter: s_iterations);
    }

    /// <summary>Copies between random views of two arrays with one content.</summary>
    /// <returns>What is in the first then.</returns>
    internal static int[] CopyPair(MemMapView<int> to, MemMapView<int> from, int[] tape, int[] content, out string history)
    {
        Choices choices = new(tape), same = new(tape);
        ViewModel<int> target = Pair(Base(to, choices), choices).Target, source = Pair(Base(from, same), same).Source;
        history = $"{target} from {source}";
        target.View.CopyFrom(source.View);
        return Copied(target, source, content);
    }

    // Windows of one array that fit each other: the source's axes may come in another order, run backwards or at another step, and repeat.
    private static (ViewModel<T> Target, ViewModel<T> Source) Pair<T>(ViewModel<T> whole, Choices choices)
        where T : unmanaged
    {
        NaiveArray naive = whole.Naive;
        int[] axes = choices.Below(3) > 0 ? [.. Enumerable.Range(0, naive.Rank)] : choices.Permutation(naive.Rank);
        ViewModel<T> target = whole, source = whole.Then(whole.View.Permute(axes), naive.Permute(axes), $"Permute {string.Join(' ', axes)}");
        for (int axis = 0; axis < naive.Rank; axis++)
        {
            int window = choices.Between(1, Math.Min(target.Naive.Lengths[axis], source.Naive.Lengths[axis]));
            target = Window(target, axis, window, choices);
            source = Window(source, axis, choices.OneIn(6) ? 1 : window, choices);
        }

        if (choices.OneIn(3))
        {
            target = target.Then(target.View.Transpose(), target.Naive.Transpose(), "Transpose");
            source = source.Then(source.View.Transpose(), source.Naive.Transpose(), "Transpose");
        }

        // A leading axis of length 1 may as well be missing.
        return source.Naive.Rank > 0 && source.Naive.Lengths[0] == 1 && choices.OneIn(2)
            ? (target, source.Then(source.View.Squeeze(0), source.Naive.At(0, 0), "Squeeze 0"))
            : (target, source);
    }

    private static ViewModel<T> Window<T>(ViewModel<T> model, int axis, int window, Choices choices)
        where T : unmanaged
    {
        int length = model.Naive.Lengths[axis];
        int step = window == 1 ? 1 : choices.Between(1, Math.Min(3, (length - 1) / (window - 1)));
        int start = choices.Below(length - ((window - 1) * step));
        int[] positions = [.. Enumerable.Range(0, window).Select(i => start + (i * step))];
        Slice[] slices = [.. Enumerable.Repeat(Slice.All, axis), Slice.Range(start, positions[^1] + 1, step)];
        ViewModel<T> windowed = model.Then(model.View[slices], model.Naive.Take(axis, positions), $"{start}:+{window}:{step} of axis {axis}");
        return choices.OneIn(4) ? windowed.Then(windowed.View.Flip(axis), windowed.Naive.Flip(axis), $"Flip {axis}") : windowed;
    }

    private static T[] Copied<T>(ViewModel<T> target, ViewModel<T> source, T[] content)
        where T : unmanaged
    {
        NaiveArray broadcast = source.Naive.BroadcastTo(target.Naive.Lengths);
        T[] copied = (T[])content.Clone();
        for (int i = 0; i < target.Naive.Count; i++)
        {
            copied[target.Naive.Elements[i]] = content[broadcast.Elements[i]];
        }

        return copied;
    }

    // The first elements of the file in a random shape and order.
    private static ViewModel<T> Base<T>(MemMapView<T> file, Choices choices)
        where T : unmanaged
    {
        int rank = choices.Below(5);
        int[] most = [1, 200, 30, 9, 5];
        int[] lengths = [.. Enumerable.Range(0, rank).Select(_ => choices.Between(1, most[rank]))];
        NaiveArray naive = NaiveArray.Stored(lengths, MemMapOrder.C);
        MemMapView<T> view = file[..naive.Count].Reshape(naive.Shape);
        return choices.OneIn(3)
            ? new ViewModel<T>(view.Transpose(), naive.Transpose(), $"{view.Shape} F")
            : new ViewModel<T>(view, naive, $"{view.Shape} C");
    }

    private static T[] Content<T>(Func<int, T> element) => [.. Enumerable.Range(0, MaxCount).Select(element)];

    // Without elements a broadcast view has no repeats, and is read-only all the same.
    private static bool RefusesWritesWithoutElements(ViewModel<int> model)
    {
        Assert.True(!model.View.IsReadOnly || model.Naive.Count == 0, $"{model}: read-only");
        return model.View.IsReadOnly;
    }

    private static void RequireContent<T>(T[] expected, MemMapView<T> file, string history)
        where T : unmanaged
    {
        T[] actual = file.ToArray();
        int different = Enumerable.Range(0, expected.Length).FirstOrDefault(i => !expected[i].Equals(actual[i]), -1);
        Assert.True(different < 0, $"{history}: element {different} is {(different < 0 ? default : actual[different])}, not {(different < 0 ? default : expected[different])}");
    }
}
