using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace MemMap.Cluster;

/// <summary>What is learnt of labels: those whose silo did not answer are tried last, and those that were given up are not tried
/// again.</summary>
internal sealed class LabelHealth
{
    private readonly ConcurrentDictionary<string, string> _suspects = [], _lost = [];

    public bool IsSuspect(string label) => _suspects.ContainsKey(label);

    public bool IsLost(string label, [NotNullWhen(true)] out string? reason) => _lost.TryGetValue(label, out reason);

    public void Answer(string label) => _suspects.TryRemove(label, out _);

    /// <summary>It did not answer.</summary>
    /// <param name="label">Which.</param>
    /// <param name="reason">Why not.</param>
    /// <param name="isLast">It was tried often enough.</param>
    public void Fail(string label, string reason, bool isLast)
    {
        _suspects[label] = reason;
        if (isLast)
        {
            _lost[label] = reason;
        }
    }
}
