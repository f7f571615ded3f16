using System.Numerics;

namespace MemMap.CallSites;

/// <summary>Means and standard deviations.</summary>
public static class Reductions
{
    public static double Whole(MemMapArray<float> array, MemMapView<int> view) =>
        array.Mean() + array.Std() + array.Std(1.0) + array.Std(ddof: 1) + array.Std(ddof: 1.5) +
        view.Mean() + view.Std(ddof: 1) + array[100..200, 50..100].Mean() + array[0, ..].Std();

    public static double Others(MemMapArray<float> array, MemMapView<int> view, System.Threading.CancellationToken cancellation)
    {
        var options = new ReductionOptions { MaxDegreeOfParallelism = 2, WorkUnitBytes = 1 << 20, SkipNaN = true, CancellationToken = cancellation };
        (float min, float max) = array.MinMax(options);
        NDArray<float> smallest = array.Min(axis: 0), largest = array.Max([0, 1], keepDims: true, options);
        return array.Sum() + array.Var() + array.Var(ddof: 1) + view.Sum() + view.Min() + view.Max(options) + min + max + smallest[0] + largest[0, 0] +
            array.Mean(options) + array.Std(1, options) + array.Mean([0, 1]).Value + array.Std([0, 1], ddof: 1).Value + array.Sum([-1], keepDims: true)[0, 0] +
            array.Mean(0, options: options)[0] + array.Var(0, 1, keepDims: true, options)[0, 0];
    }

    public static double NamedAxes(MemMapArray<float> array, MemMapView<int> view, int first, ReductionOptions options)
    {
        NDArray<double> means = array.Mean(axis: [0, 1]);
        means = array.Mean(axis: [first, -1], keepDims: true, options);
        means = array.Std(axis: [0, 1], ddof: 1);
        means = array.Var(axis: 0, ddof: 1);
        means = array.Sum(axis: new[] { 0, 1 });
        NDArray<int> largest = view.Max(axis: [0, 1]);
        NDArray<long> indexes = view.ArgMax(axis: [0, 1], keepDims: true);
        NDArray<Moments> moments = array.Describe(axis: [0]);
        means = array.Reduce(Reduction.Mean<float>(), axis: [0, 1]);
        return means.Value + largest.Value + indexes[0] + moments[0].Mean;
    }

    public static long Counts(MemMapArray<float> array, MemMapArray<bool> mask, MemMapView<int> view, ReductionOptions options)
    {
        NDArray<long> indexes = array.ArgMax(0);
        long[] place = array.Shape.Unravel(array.ArgMax());
        indexes = array.ArgMin(axis: 1, keepDims: true);
        indexes = array.ArgMax([0, 1], options: options);
        NDArray<bool> any = mask.Any(0), all = mask.All([0, 1], keepDims: true);
        return mask.Any() && mask.All(options) && any[0] && all[0, 0] && mask.Max() && !mask.Min()
            ? array.ArgMin() + array.ArgMax(options) + mask.CountNonZero() + mask.CountNonZero(0)[0] + view.SumInt64() + view.SumInt64(-1).Value + mask.SumInt64([0]).Value + indexes[0] + place[0]
            : (long)(array.Prod() + view.Prod(0, keepDims: true)[0, 0] + mask.Sum() + mask.Mean(0)[0]);
    }

    public static double Selected(MemMapArray<float> array, MemMapArray<bool> mask, MemMapView<BigEndian<int>> log, System.Func<float, bool> isWanted) =>
        array.Where(mask).Mean() + array.Where(mask[0, ..]).Where(v => v > 1).Std(0, ddof: 1)[0] + array.Where(isWanted).Where(float.IsFinite).Sum() +
        log.Where(v => v > 1).Max() + log.Where(Predicate.EqualTo<BigEndian<int>>(1)).CountNonZero() +
        array.Where(Predicate.Between(0, 1f)).Where(Predicate.Not(Predicate.IsNaN<float>())).Describe(axis: 0)[0].Mean;

    public static Complex OfComplex(MemMapArray<Complex> array, MemMapView<BigEndian<float>> reversed)
    {
        Complex sum = array.Sum(), mean = array.Mean(new ReductionOptions { SkipNaN = true });
        NDArray<Complex> sums = array.Sum(0), means = array[1.., ..].Mean([0, 1], keepDims: true);
        sums = array.Reduce(Reduction.ComplexSum(), 0);
        double spread = array.Std() + array.Var(0, 1)[0] + array.CountNonZero() + reversed.Mean() + reversed.Max();
        BigEndian<float> largest = reversed.Min();
        return sum + mean + sums[0] + means[0, 0] + spread + largest;
    }

    public static NDArray<double> AlongAnAxis(MemMapArray<float> array)
    {
        NDArray<double> result = array.Mean(0);
        result = array.Mean(-1);
        result = array.Mean(axis: 0, keepDims: true);
        result = array.Std(0);
        result = array.Std(0, 1.0);
        result = array.Std(0, 1);
        result = array.Std(axis: 1, ddof: 1, keepDims: true);
        result = array.Std(1, keepDims: true);
        result = array[.., 1..].Mean(axis: 1);
        double first = result[0] + result[0, 0] + result.AsSpan()[0] + result.ToArray().Length + result.Shape[0] + result.Rank + result.Length;
        return first > 0 ? result : array.Transpose().Mean(0);
    }

    public static double Described(MemMapArray<float> array, double[] more)
    {
        Moments all = array.Describe(), merged = Moments.Merge(all, Moments.Of(more));
        NDArray<Moments> columns = array.Describe(0), one = array.Describe([0, 1], keepDims: true), few = array.Describe(axis: -1, options: new ReductionOptions { SkipNaN = true });
        return all.Mean + all.Std() + all.Std(ddof: 1) + merged.Var(1) + merged.Skewness + merged.Kurtosis + columns[0].Min + one[0, 0].Max + few[0].M2 + all.M3 + all.M4 +
            all.Count + all.NaNCount + array.Reduce(Reduction.Describe<float>()).Mean + Moments.Of([1.0]).Mean + (all == merged ? 1 : 0);
    }
}
