namespace MemMap.Formatting;

/// <summary>An element of several numbers: an array of them prints as a table, a line each.</summary>
internal interface ITableRow
{
    /// <summary>What stands above the columns; the same for every element of the type.</summary>
    string[] Heads { get; }

    /// <summary>A text for each column. A column without any text is left out.</summary>
    string[] Cells { get; }

    /// <summary>What is to be said below a table with this line in it, if anything; once, when several lines say the same.</summary>
    string? Remark { get; }
}
