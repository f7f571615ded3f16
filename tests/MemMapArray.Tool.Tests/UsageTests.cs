using System;
using System.IO;
using MemMap.Tests;
using Xunit;

namespace MemMap.Tool.Tests;

/// <summary>What is refused, with which exit code and which way out.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("info")]
    [InlineData("head")]
    [InlineData("describe")]
    [InlineData("hist")]
    [InlineData("quantiles")]
    [InlineData("verify")]
    public void Commands_RawFileWithoutType_AreRefusedWithTheOptionsToGive(string command) =>
        ToolRun.Refused(2, ["--dtype f4 --shape -1,1000", "--offset", "--order"], command, _folder.Raw((4, 5)));

    [Fact]
    public void ConvertAndDiff_RawFileWithoutType_AreRefused()
    {
        string raw = _folder.Raw((4, 5)), npy = _folder.Npy((4, 5));
        ToolRun.Refused(2, ["--dtype"], "convert", raw, _folder.File("b.npy"));
        ToolRun.Refused(2, ["--dtype"], "diff", npy, raw);
        Assert.False(File.Exists(_folder.File("b.npy")));
    }

    [Theory]
    [InlineData(2, "Unknown command", "look", "FILE")]
    [InlineData(2, "FILE", "info")]
    [InlineData(2, "nope", "info", "FILE", "--nope")]
    [InlineData(2, "--to-dtype", "info", "FILE", "--dtype", "f4")]
    [InlineData(2, "--dtype", "info", "FILE", "--shape", "4")]
    [InlineData(2, "no element type", "info", "RAW", "--dtype", "f5")]
    [InlineData(2, "whole number", "info", "RAW", "--dtype", "f4", "--shape", "a")]
    [InlineData(2, "C or F", "info", "RAW", "--dtype", "f4", "--order", "K")]
    [InlineData(2, "-1", "info", "RAW", "--dtype", "f4", "--shape", "-1,-1")]
    [InlineData(3, "bytes", "info", "RAW", "--dtype", "f4", "--shape", "1000,1000")]
    [InlineData(2, "3 axes", "head", "FILE", "--slice", "1,2,3")]
    [InlineData(2, "step", "head", "FILE", "--slice", "::0")]
    [InlineData(2, "outside axis 0", "head", "FILE", "--slice", "4")]
    [InlineData(2, "no whole number", "head", "FILE", "--slice", "x")]
    [InlineData(2, "no index", "head", "FILE", "--slice", "1:2:3:4")]
    [InlineData(2, "more than one", "head", "FILE", "--slice", "...,...")]
    [InlineData(2, "-n", "head", "FILE", "-n", "-1")]
    [InlineData(2, "Axis 5", "describe", "FILE", "--axis", "5")]
    [InlineData(2, "quantile", "quantiles", "FILE", "-q", "1.5")]
    [InlineData(2, "two numbers", "hist", "FILE", "--range", "1")]
    [InlineData(2, "checked, saturating, truncating", "convert", "FILE", "OUT.npy", "--overflow", "wrap")]
    [InlineData(2, "--format", "convert", "FILE", "OUT.txt")]
    [InlineData(2, "npy, npz, safetensors, shards, raw", "convert", "FILE", "OUT.npy", "--format", "hdf5")]
    [InlineData(3, "There is no file", "info", "MISSING")]
    [InlineData(3, "no member 'x'", "info", "ARCHIVE:x")]
    [InlineData(3, "folder without a shards.json", "info", "FOLDER")]
    [InlineData(3, "complex numbers", "describe", "COMPLEX")]
    public void Commands_WhatCannotBe_IsRefused(int code, string said, params string[] arguments)
    {
        _folder.Npy((4, 5));
        _folder.Raw((4, 5));
        NDArray.From(new System.Numerics.Complex[2]).SaveNpy(_folder.File("c.npy"));
        using (NpzWriter archive = NpzFile.Create(_folder.File("a.npz")))
        {
            archive.Commit();
        }

        FolderSnapshot before = FolderSnapshot.Of(_folder);
        ToolRun.Refused(code, [said], Array.ConvertAll(arguments, argument => argument switch
        {
            "FILE" => _folder.File("a.npy"),
            "RAW" => _folder.File("a.bin"),
            "MISSING" => _folder.File("missing.npy"),
            "ARCHIVE:x" => _folder.File("a.npz") + ":x",
            "FOLDER" => _folder.Path,
            "COMPLEX" => _folder.File("c.npy"),
            _ => argument.Replace("OUT", _folder.File("out"), StringComparison.Ordinal),
        }));
        before.AssertUnchanged();
    }

    [Theory]
    [InlineData]
    [InlineData("info")]
    [InlineData("head")]
    [InlineData("describe")]
    [InlineData("hist")]
    [InlineData("quantiles")]
    [InlineData("convert")]
    [InlineData("verify")]
    [InlineData("diff")]
    public void Help_OfEachCommand_HasExamples(params string[] command)
    {
        string help = ToolRun.Fine([.. command, "--help"]).Output;
        Assert.Contains("EXAMPLES:", help, StringComparison.Ordinal);
        Assert.Contains("    memmap " + string.Join(' ', command), help, StringComparison.Ordinal);
        Assert.Contains("--help", help, StringComparison.Ordinal);
    }

    [Fact]
    public void Output_InAPipe_HasNoColoursAndNoLinesOfTables()
    {
        string path = _folder.Npy((4, 5), element: i => i == 3 ? float.NaN : i);
        foreach (string command in (string[])["info", "head", "describe", "hist", "quantiles", "verify"])
        {
            ToolRun run = ToolRun.Of([command, path, .. command == "hist" ? (string[])["--range", "0,20"] : []]);
            Assert.Equal(0, run.ExitCode);
            Assert.DoesNotContain(run.Output + run.Error, c => c is '\u001b' or '│' or '─' or '█');
            Assert.All(run.Output.Split('\n'), line => Assert.Equal(line.TrimEnd(' '), line));
        }
    }
}
