using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MemMap.Tool.Output;

/// <summary>Where a command writes: results to standard output, progress and messages to standard error. Colours, lines of tables and
/// progress are for terminals only.</summary>
internal sealed class ToolOutput
{
    // Wider than any table: what reads a pipe has no edge to break lines at.
    private const int PipeWidth = 10_000;

    public ToolOutput(TextWriter results, bool isTerminal, TextWriter messages, bool areMessagesOnTerminal)
    {
        Results = Open(results, isTerminal);
        Messages = Open(messages, areMessagesOnTerminal);
        IsTerminal = isTerminal;
        AreMessagesOnTerminal = areMessagesOnTerminal;
    }

    public IAnsiConsole Results { get; }

    public IAnsiConsole Messages { get; }

    public bool IsTerminal { get; }

    private bool AreMessagesOnTerminal { get; }

    /// <summary>Writes a result in one of its two forms.</summary>
    public void Write(bool asJson, Func<JsonNode> json, Action text)
    {
        if (asJson)
        {
            WriteLines(Json.ToText(json()));
        }
        else
        {
            text();
        }
    }

    /// <summary>Lines as they are: nothing in them is markup, and none is broken.</summary>
    public void WriteLines(string lines) => Results.Profile.Out.Writer.WriteLine(lines);

    /// <summary>A remark that is no part of the result.</summary>
    public void WriteHint(string hint) => Messages.MarkupLineInterpolated($"[yellow]{hint}[/]");

    public void WriteError(string message) => Messages.MarkupLineInterpolated($"[red]memmap:[/] {message}");

    /// <summary>A table, drawn on terminals, in plain columns elsewhere.</summary>
    public Table NewTable() => new() { Border = IsTerminal ? TableBorder.Rounded : TableBorder.None };

    /// <summary>Writes names, each with a value.</summary>
    public void WritePairs(IEnumerable<(string Name, string Value)> pairs)
    {
        Table table = NewTable().HideHeaders().AddColumn(string.Empty).AddColumn(new TableColumn(string.Empty).NoWrap());
        foreach ((string name, string value) in pairs)
        {
            table.AddRow(Markup.Escape(name), Markup.Escape(value));
        }

        Write(table);
    }

    /// <summary>Writes a table or a grid. In a pipe no line ends with the blanks that fill its last column.</summary>
    public void Write(IRenderable table)
    {
        if (IsTerminal)
        {
            Results.Write(table);
            return;
        }

        StringWriter text = new();
        Open(text, isTerminal: false).Write(table);
        WriteLines(string.Join(Environment.NewLine, text.ToString().TrimEnd().Split(Environment.NewLine).Select(line => line.TrimEnd())));
    }

    /// <summary>Does work that may be long. On a terminal a bar shows how far it is, once it has taken half a second.</summary>
    /// <param name="title">What is done.</param>
    /// <param name="work">Does it, and says now and then which part of it is done, from 0 to 1.</param>
    public TResult Work<TResult>(string title, Func<IProgress<double>?, TResult> work)
    {
        if (!AreMessagesOnTerminal)
        {
            return work(null);
        }

        return Messages.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new LateProgress(context, Markup.Escape(title))));
    }

    private static IAnsiConsole Open(TextWriter writer, bool isTerminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!isTerminal)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    }
}
