namespace MemMap.Reductions.States;

/// <summary>A kernel that may take rows of a few columns as they lie, as soon as it would if those of many groups were put side by
/// side.</summary>
internal interface IFewColumnsKernel
{
    /// <summary>Whether it does so for its element type, if there are enough rows.</summary>
    bool TakesFewColumns { get; }
}
