namespace MemMap.Diagnostics;

/// <summary>netstandard2.0 has no meters without a package more: <see cref="MemMapDiagnostics"/> and the events say most of it.</summary>
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
