using System.Collections.Generic;

namespace MemMap.Series;

/// <summary>The numbers of a window in ascending order, in short lists: one is added or taken out in about the square root of their number of
/// steps.</summary>
internal sealed class SortedWindow
{
    private const int MostInList = 512;

    private readonly List<List<double>> _lists = [];

    public long Count { get; private set; }

    public void Clear()
    {
        _lists.Clear();
        Count = 0;
    }

    /// <summary>Adds a number, which is not NaN.</summary>
    public void Add(double number)
    {
        Count++;
        if (_lists.Count == 0)
        {
            _lists.Add([number]);
            return;
        }

        int at = ListOf(number);
        List<double> list = _lists[at];
        int place = list.BinarySearch(number);
        list.Insert(place < 0 ? ~place : place, number);
        if (list.Count > MostInList)
        {
            _lists.Insert(at + 1, list.GetRange(MostInList / 2, list.Count - (MostInList / 2)));
            list.RemoveRange(MostInList / 2, list.Count - (MostInList / 2));
        }
    }

    /// <summary>Takes out a number that is there.</summary>
    public void Remove(double number)
    {
        Count--;
        int at = ListOf(number);
        List<double> list = _lists[at];
        list.RemoveAt(list.BinarySearch(number));
        if (list.Count == 0)
        {
            _lists.RemoveAt(at);
        }
    }

    /// <summary>The number in the middle, or the mean of the two.</summary>
    public double Median()
    {
        double upper = At(Count / 2);
        return Count % 2 != 0 ? upper : Doubles.Middle(At((Count / 2) - 1), upper);
    }

    private double At(long index)
    {
        int list = 0;
        while (index >= _lists[list].Count)
        {
            index -= _lists[list++].Count;
        }

        return _lists[list][(int)index];
    }

    // The first list whose last number is not below; the last one where there is none.
    private int ListOf(double number)
    {
        int low = 0, high = _lists.Count - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_lists[middle][_lists[middle].Count - 1] < number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
