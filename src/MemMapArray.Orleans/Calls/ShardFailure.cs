using System;
using System.IO;
using Orleans.Runtime;

namespace MemMap.Cluster;

/// <summary>Why a copy of a shard gave no answer. Another may.</summary>
/// <param name="Reason">For the message of an exception.</param>
/// <param name="IsOfSilo">It is not the file: whatever has this label is not to be had.</param>
internal sealed record ShardFailure(string Reason, bool IsOfSilo)
{
    /// <summary>Why a call was not answered; <see langword="null"/> where the exception is of something else.</summary>
    public static string? ReasonOf(Exception exception, ClusterArrayOptions options) => exception switch
    {
        TimeoutException => $"no word for {options.SilenceTimeout.TotalSeconds} s",
        OrleansException or EnumerationAbortedException or IOException => exception.Message,
        _ => null,
    };

    /// <summary>The exception for a message after which no other copy is asked.</summary>
    /// <param name="message">What the silo says.</param>
    /// <param name="shard">Of which shard; <see langword="null"/> where the silo gathers, and the text has it.</param>
    public static Exception Fatal(ShardMessage message, Shard? shard)
    {
        string text = $"{(shard is null ? "S" : $"Shard '{shard}' on s")}ilo '{message.Silo}': {message.Text}";
        return message.Kind switch
        {
            ShardMessageKind.Changed => new InvalidDataException(text),
            ShardMessageKind.Refused => new UnauthorizedAccessException(text),
            ShardMessageKind.Unknown => new NotSupportedException(text),
            ShardMessageKind.Overflow => new OverflowException(text),
            _ => new InvalidOperationException(text),
        };
    }
}
