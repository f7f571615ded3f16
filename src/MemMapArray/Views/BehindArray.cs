namespace MemMap.Views;

/// <summary>What the bytes of a file are that come behind an array, now or later.</summary>
internal enum BehindArray
{
    /// <summary>Rows, if the file ends with the array when it is opened; else a stranger's.</summary>
    AsFound,

    /// <summary>Rows, even if there are some already.</summary>
    Rows,

    /// <summary>Others: the array is a part of the file, and stays as long as it is.</summary>
    Others,
}
