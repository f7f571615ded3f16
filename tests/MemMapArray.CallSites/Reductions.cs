namespace MemMap.CallSites;

/// <summary>Means and standard deviations.</summary>
public static class Reductions
{
    public static double Whole(MemMapArray<float> array, MemMapView<int> view) =>
        array.Mean() + array.Std() + array.Std(1.0) + array.Std(ddof: 1) + array.Std(ddof: 1.5) +
        view.Mean() + view.Std(ddof: 1) + array[100..200, 50..100].Mean() + array[0, ..].Std();

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
}
