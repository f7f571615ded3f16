namespace MemMap.Diagnostics;

/// <summary>Does nothing: netstandard2.0 has no meters without another package. <see cref="MemMapDiagnostics"/> and the events say most of
/// what they would.</summary>
internal static class MemMapMeter
{
    public static void ArrayOpened()
    {
    }

    public static void ArrayDisposed()
    {
    }

    public static void FileCut()
    {
    }

    public static long FlushBegins() => 0;

    public static void FlushEnds(long begun) => _ = begun;
}
