namespace MemMap.Mapping;

/// <content>These frameworks clear all memory.</content>
internal static unsafe partial class NewArray
{
    private static T[] Allocate<T>(long length)
        where T : unmanaged => new T[length];
}
