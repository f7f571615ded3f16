using MemMap.Npy;

namespace MemMap.Tests.Npy;

/// <summary>Headers for tests that make files of their own.</summary>
internal static class NpyBytes
{
    public static byte[] Of(string descr, Shape shape) => NpyHeaderText.Create(descr, MemMapOrder.C, shape).For(shape);
}
