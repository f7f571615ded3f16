using System;

namespace MemMap.Mapping;

/// <content>Memory that is not cleared.</content>
internal static unsafe partial class NewArray
{
    private static T[] Allocate<T>(long length)
        where T : unmanaged => GC.AllocateUninitializedArray<T>(checked((int)length));
}
