using System;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks;

namespace MemMap.Copying;

/// <summary>Units of a copy, on the calling thread or on several.</summary>
internal static class WorkOnUnits
{
    /// <summary>Does each unit once, in any order.</summary>
    /// <param name="units">How many.</param>
    /// <param name="threads">How many threads may work.</param>
    /// <param name="work">Does the unit of a number.</param>
    public static void Run(long units, int threads, Action<long> work)
    {
        if (units <= 1 || threads <= 1)
        {
            for (long unit = 0; unit < units; unit++)
            {
                work(unit);
            }

            return;
        }

        try
        {
            Parallel.For(0, units, new ParallelOptions { MaxDegreeOfParallelism = threads }, work);
        }
        catch (AggregateException exception)
        {
            // The first of several: as one thread would have met one.
            ExceptionDispatchInfo.Capture(exception.InnerExceptions[0]).Throw();
        }
    }
}
