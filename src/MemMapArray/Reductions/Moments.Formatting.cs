using System.Globalization;
using System.Text;
using MemMap.Formatting;

namespace MemMap;

/// <content>Moments as text: one has a line for each number, an array of them is a table.</content>
public readonly partial struct Moments : ITableRow
{
    string[] ITableRow.Heads => ["count", "NaN", "mean", "std", "min", "max", "skewness", "kurtosis"];

    string[] ITableRow.Cells =>
    [
        Count.ToString(CultureInfo.InvariantCulture),
        NaNCount == 0 ? string.Empty : NaNCount.ToString(CultureInfo.InvariantCulture),
        Short(Mean), Short(Std()), Short(Min), Short(Max), Short(Skewness), Short(Kurtosis),
    ];

    string? ITableRow.Remark => NaNCount > 0 && Count > 0 && double.IsNaN(Mean)
        ? "Where an element is NaN, so are its statistics; ReductionOptions { SkipNaN = true } leaves it out."
        : null;

    /// <summary>A small table, a line each for the counts, mean, standard deviation, extremes, skewness and kurtosis, with points whatever
    /// the culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        Add("count", Count.ToString(CultureInfo.InvariantCulture));
        Add("NaN", NaNCount.ToString(CultureInfo.InvariantCulture));
        Add("mean", Text(Mean));
        Add("std", Text(Std()));
        Add("min", Text(Min));
        Add("max", Text(Max));
        Add("skewness", Text(Skewness));
        Add("kurtosis", Text(Kurtosis));
        return text.ToString();

        void Add(string name, string value) => text.Append(text.Length == 0 ? string.Empty : "\n").Append(name.PadRight(10)).Append(value);

        static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
    }

    // Six digits, so that the numbers of some dozen columns can be compared at a glance.
    private static string Short(double value) =>
        double.IsNaN(value) ? "nan"
        : double.IsInfinity(value) ? (value < 0 ? "-inf" : "inf")
        : value == 0 ? "0" : value.ToString("G6", CultureInfo.InvariantCulture).Replace('E', 'e');
}
