using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using MemMap.Tool.Containers;
using MemMap.Tool.Output;
using Spectre.Console;
using Spectre.Console.Cli;

namespace MemMap.Tool.Commands;

internal sealed class VerifySettings : FileSettings
{
    [CommandOption("--finite")]
    [Description("NaN and infinities are faults too.")]
    public bool Finite { get; set; }
}

/// <summary>Compares headers, lengths and checksums with the file, and counts what is not finite. Reads all of it.</summary>
internal sealed class VerifyCommand : ToolCommand<VerifySettings>
{
    protected override int Run(ToolOutput output, VerifySettings settings, CancellationToken cancellationToken)
    {
        List<Verified> verified = [];
        try
        {
            IReadOnlyList<ArrayFile> arrays = KnownContainers.FindAll(settings.File, settings.Raw());
            verified.AddRange(arrays.Select(array => Verify(array, output, settings, cancellationToken)));
        }
        catch (Exception exception) when (Damage.Is(exception))
        {
            // Of what it says itself nothing can be believed.
            verified.Add(new(settings.File, [], exception.Message, 0, 0));
        }

        bool isValid = verified.All(array => array.Fault is null);
        output.Write(
            settings.Json,
            () => new JsonObject { ["path"] = settings.File, ["valid"] = isValid, ["arrays"] = Json.Array(verified, ToJson) },
            () =>
            {
                foreach (Verified array in verified)
                {
                    WriteOne(output, array);
                }
            });
        return isValid ? ExitCode.Fine : ExitCode.No;
    }

    private static Verified Verify(ArrayFile array, ToolOutput output, VerifySettings settings, CancellationToken cancellationToken)
    {
        List<string> checks = [];
        try
        {
            checks.AddRange(array.Verify(cancellationToken));
            (long nan, long infinite) = array.Element is { } element
                ? output.Work(array.Name, progress => element.Run(new CountNotFinite(array, progress, cancellationToken))) : (0, 0);
            checks.Add(array.Element is null ? $"elements: {array.Descr}, not looked at" : $"elements: {nan} NaN, {infinite} infinite");
            string? fault = settings.Finite && nan + infinite > 0 ? $"{nan} elements are NaN, {infinite} infinite." : null;
            return new(array.Name, checks, fault, nan, infinite);
        }
        catch (Exception exception) when (Damage.Is(exception))
        {
            return new(array.Name, checks, exception.Message, 0, 0);
        }
    }

    private static JsonObject ToJson(Verified array) => new()
    {
        ["path"] = array.Name,
        ["valid"] = array.Fault is null,
        ["fault"] = array.Fault,
        ["checks"] = Json.Array(array.Checks, static check => JsonValue.Create(check)),
        ["nan"] = array.NaN,
        ["infinite"] = array.Infinite,
    };

    private static void WriteOne(ToolOutput output, Verified array)
    {
        output.Results.MarkupLine($"{Markup.Escape(array.Name)}: {(array.Fault is null ? "[green]valid[/]" : "[red]NOT VALID[/]")}");
        foreach (string check in array.Checks)
        {
            output.WriteLines($"  {check}");
        }

        if (array.Fault is not null)
        {
            output.WriteLines($"  {array.Fault}");
        }
    }

    private sealed record Verified(string Name, IReadOnlyList<string> Checks, string? Fault, long NaN, long Infinite);
}
