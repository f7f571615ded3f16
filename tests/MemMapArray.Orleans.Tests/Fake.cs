using System;
using System.Reflection;

namespace MemMap.Cluster.Tests;

/// <summary>An interface of Orleans of which a test needs one method.</summary>
public class Fake : DispatchProxy
{
    private Func<MethodInfo, object?[], object?> _answer = static (_, _) => null;

    public static T Of<T>(Func<MethodInfo, object?[], object?> answer)
        where T : class
    {
        T made = Create<T, Fake>();
        ((Fake)(object)made)._answer = answer;
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer(targetMethod!, args ?? []);
}
