using System;
using System.Reflection;

namespace MemMap.Cluster.Tests;

/// <summary>An interface of Orleans of which a test needs one method.</summary>
internal static class Fake
{
    public static T Of<T>(Func<MethodInfo, object?[], object?> answer)
        where T : class
    {
        T made = DispatchProxy.Create<T, Proxy>();
        ((Proxy)(object)made).Answer = answer;
        return made;
    }

    internal class Proxy : DispatchProxy
    {
        public Func<MethodInfo, object?[], object?> Answer { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Answer(targetMethod!, args ?? []);
    }
}
