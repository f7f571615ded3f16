namespace MemMap.CallSites;

/// <summary>Verbs along an axis and between columns.</summary>
public static class Series
{
    public static void AlongAnAxis(MemMapArray<float> array, ReductionSource<int> source, MemMapView<double> target, MemMapView<long> integers, SeriesOptions options)
    {
        array.CumulativeSum(target, 0);
        source.CumulativeSum(integers, axis: -1, options);
        array.CumulativeProduct(target, axis: 0);
        array.CumulativeMax(target, axis: 0);
        array.FillForward(target, 0);
        array.FillForward(array, axis: -1, limit: 5, options);
        array.CumulativeMin(target, axis: 0, options: options);
        array.Difference(target, axis: 0);
        source.Difference(integers, axis: 0, n: 2, options);
        array.Rolling(60, axis: 0).Mean(target);
        Rolling<int> windows = source.Rolling(window: 60, 0, minCount: 1);
        windows.Sum(target, options);
        windows.Var(target, ddof: 0);
        windows.Std(target);
        windows.Min(target);
        windows.Max(target);
        windows.Median(target);
        NDArray<double> means = array.Resample(60, axis: 0, Reduction.Mean<float>());
        NDArray<long> counts = array.Resample(60, 0, Reduction.CountNonZero<float>(), EdgePolicy.Drop, new ReductionOptions { SkipNaN = true });
        _ = (means, counts);
    }

    public static void BetweenColumns(MemMapArray<float> array, ReductionSource<int> source, MemMapView<bool> rows, ReductionOptions options)
    {
        NDArray<double> covariance = array.Covariance();
        covariance = source.Covariance(ddof: 0, rows: rows, options: options);
        NDArray<double> correlation = array.Correlation(rows);
        NDArray<double> gram = array.Gram(options: options);
        NDArray<double> product = array.CrossProduct(source, rows);
        _ = (covariance, correlation, gram, product);
    }
}
