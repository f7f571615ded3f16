using System;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MemMap.Tour;

/// <summary>What the tour says: text for the reader, numbers under names that stay, and checks that hold or do not.</summary>
internal sealed class Report
{
    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };
    private readonly IAnsiConsole _console = AnsiConsole.Console;
    private readonly JsonObject _numbers = [];
    private int _checks, _failures;

    public Report()
    {
        if (Console.IsOutputRedirected)
        {
            // Spectre.Console takes 80 columns where there is no terminal, and would break longer lines.
            _console.Profile.Width = 1_000;
        }
    }

    public bool AllHold => _failures == 0;

    public void Title(string title)
    {
        _console.WriteLine();
        Write("bold", title);
    }

    public void Line(string text) => Write("default", text);

    /// <summary>C# or Python to copy, or the elements of an array.</summary>
    public void Block(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            Write("blue", "    " + line);
        }
    }

    public void Table(IRenderable table) => _console.Write(table);

    public void Number(string name, string meaning, double value) => Add(name, meaning, value, $"{value}");

    public void Number(string name, string meaning, long value) => Add(name, meaning, value, $"{value:N0}");

    /// <summary>Numbers that a table on the screen shows.</summary>
    public void Numbers(string name, double[] values) => _numbers.Add(name, JsonSerializer.SerializeToNode(values, s_indented));

    public void Check(string claim, bool holds)
    {
        _checks++;
        _failures += holds ? 0 : 1;
        Write(holds ? "green" : "red", holds ? $"  holds: {claim}" : $"  DOES NOT HOLD: {claim}");
    }

    /// <summary>Checks that two numbers agree, relative to the second.</summary>
    public void CheckClose(string claim, double value, double expected, double tolerance)
    {
        double difference = Math.Abs(value - expected), relative = difference / Math.Abs(expected);
        Check($"{claim} (relative difference {relative:g2}, allowed {tolerance:g2})", difference <= tolerance * Math.Abs(expected));
    }

    /// <summary>Does what must be refused, and checks that it is refused by an exception of this type.</summary>
    public void CheckRefused<TException>(string claim, Action action)
        where TException : Exception
    {
        try
        {
            action();
        }
        catch (TException refusal)
        {
            Block($"{refusal.GetType().Name}: {refusal.Message}");
            Check(claim, holds: true);
            return;
        }

        Check($"{claim} (nothing was thrown)", holds: false);
    }

    public void Conclude()
    {
        _numbers.Add("checks", _checks);
        _numbers.Add("checks_failed", _failures);
        Write(AllHold ? "green" : "red", AllHold ? $"All {_checks} checks hold." : $"{_failures} of {_checks} checks do not hold.");
    }

    public void Save(string path) => File.WriteAllText(path, _numbers.ToJsonString(s_indented) + "\n");

    private void Write(string style, string text) => _console.MarkupLine($"[{style}]{Markup.Escape(text)}[/]");

    private void Add(string name, string meaning, JsonNode value, string text)
    {
        _numbers.Add(name, value);
        Write("default", $"  {meaning}: {text}");
    }
}
