namespace MemMap.Tool.Elements;

/// <summary>What a command does with elements, whatever their type is.</summary>
/// <typeparam name="TResult">What comes of it.</typeparam>
internal interface IElementWork<out TResult>
{
    TResult Run<T>(ElementType<T> type)
        where T : unmanaged;
}
