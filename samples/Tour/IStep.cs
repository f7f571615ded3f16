using System.Threading;

namespace MemMap.Tour;

/// <summary>One stop of the tour. Its <see cref="Run"/> reads like a page of documentation: the library's lines, and what they
/// show.</summary>
internal interface IStep
{
    /// <summary>What its numbers begin with.</summary>
    string Name { get; }

    /// <summary>What the reader learns.</summary>
    string Title { get; }

    void Run(TourFolder files, Report report, CancellationToken cancellation);
}
