namespace MemMap.Rows;

/// <summary>What has memory that something else gets after it.</summary>
internal interface IReusable
{
    /// <summary>From now on the memory is not to be used.</summary>
    void Retire();
}
