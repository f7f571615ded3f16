using System;
using System.Linq;
using MemMap.Tests;
using MemMap.Tool.Elements;
using Xunit;

namespace MemMap.Tool.Tests;

/// <summary>Each element type goes every way, in both byte orders.</summary>
public sealed class ElementTypeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Types =>
        ["b1", "i1", "u1", .. new[] { "i2", "i4", "i8", "u2", "u4", "u8", "f2", "f4", "f8" }.SelectMany(name => new[] { "<" + name, ">" + name })];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Types))]
    public void Commands_EachType_TakeIt(string type)
    {
        string source = _folder.Npy((4, 5), element: i => i % 2), path = _folder.File("b.npy"), raw = _folder.File("b.bin");
        ToolRun.Fine("convert", source, path, "--to-dtype", type);
        ToolRun.Fine("convert", path, raw);
        Assert.Equal(ElementTypes.Parse("--dtype", type).Descr, ToolRun.Fine("info", raw, "--dtype", type, "--json").Json.GetProperty("dtype").GetString());
        Assert.Equal(ElementTypes.Parse("--dtype", type).NumPyName, ToolRun.Fine("info", path, "--json").Json.GetProperty("numpyType").GetString());
        Assert.Equal(0.5, ToolRun.Fine("describe", raw, "--dtype", type, "--json").Json.GetProperty("statistics").GetProperty("mean").GetDouble());
        Assert.Equal(type == "b1" ? "[false,true]" : "[0,1]", ToolRun.Fine("head", path, "--slice", "0,:2", "--json").Json.GetProperty("rows").GetRawText());
        Assert.Equal("[10,10]", ToolRun.Fine("hist", path, "--bins", "2", "--range", "0,1", "--json").Json.GetProperty("counts").GetRawText());
        Assert.Equal("[1]", ToolRun.Fine("quantiles", path, "-q", "0.9", "--json").Json.GetProperty("values").GetRawText());
        ToolRun.Fine("verify", path, "--finite");
        ToolRun.Fine("diff", source, path);
        ToolRun.Fine("diff", path, raw, "--dtype", type, "--shape", "4,5");
    }

    [Theory]
    [InlineData("float32", "<f4")]
    [InlineData("=f4", "<f4")]
    [InlineData("|u1", "|u1")]
    [InlineData(">u1", "|u1")]
    [InlineData("?", "|b1")]
    [InlineData("bool", "|b1")]
    [InlineData(">i2", ">i2")]
    [InlineData(">float64", ">f8")]
    [InlineData("complex128", "<c16")]
    public void Parse_NamesOfNumPy_AreKnown(string text, string descr) => Assert.Equal(descr, ElementTypes.Parse("--dtype", text).Descr);

    [Theory]
    [InlineData("")]
    [InlineData("f")]
    [InlineData(">>f4")]
    [InlineData("f16")]
    [InlineData("U5")]
    [InlineData(">c16")]
    public void Parse_OtherNames_AreRefusedWithTheList(string text) =>
        Assert.Contains("f4 (float32)", Assert.Throws<UsageException>(() => ElementTypes.Parse("--dtype", text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Commands_Complex_CopyAndCompare()
    {
        string path = _folder.File("c.npy"), copy = _folder.File("d.npy");
        NDArray.From([new System.Numerics.Complex(1, 2), new(3, double.NaN)]).SaveNpy(path);
        ToolRun.Fine("convert", path, copy);
        ToolRun.Fine("diff", path, copy);
        Assert.Equal("[[1,2],[3,\"NaN\"]]", ToolRun.Fine("head", path, "--json").Json.GetProperty("rows").GetRawText());
    }
}
