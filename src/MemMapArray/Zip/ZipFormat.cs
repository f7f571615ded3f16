namespace MemMap.Zip;

/// <summary>The numbers of the zip format, by the names of PKWARE's APPNOTE.</summary>
internal static class ZipFormat
{
    public const uint LocalHeader = 0x04034B50;
    public const uint CentralHeader = 0x02014B50;
    public const uint EndOfDirectory = 0x06054B50;
    public const uint Zip64EndOfDirectory = 0x06064B50;
    public const uint Zip64Locator = 0x07064B50;

    // The lengths of the records without what follows them: names, extra fields, comments.
    public const int LocalHeaderLength = 30;
    public const int CentralHeaderLength = 46;
    public const int EndOfDirectoryLength = 22;
    public const int Zip64EndOfDirectoryLength = 56;
    public const int Zip64LocatorLength = 20;

    /// <summary>The extra field with what does not fit 32 bits.</summary>
    public const ushort Zip64Extra = 0x0001;

    /// <summary>The extra field that Android's tools align with: the alignment in two bytes, then zeros. Readers skip what they do not
    /// know.</summary>
    public const ushort AlignmentExtra = 0xD935;

    /// <summary>A 32-bit or a 16-bit field that says: the value is in the Zip64 record.</summary>
    public const uint Elsewhere = 0xFFFFFFFF;
    public const ushort ElsewhereShort = 0xFFFF;

    public const ushort Stored = 0;
    public const ushort Deflated = 8;

    // General purpose bits: 0, 6 and 13 are encryption, 3 a data descriptor behind the data, 11 a name in UTF-8.
    public const ushort Encryption = 0x2041;
    public const ushort DataDescriptor = 0x0008;
    public const ushort Utf8 = 0x0800;

    /// <summary>1980-01-01, the first date there is: the bytes of an archive do not depend on when it was written. NumPy does the
    /// same.</summary>
    public const ushort Date = 0x0021;
}
