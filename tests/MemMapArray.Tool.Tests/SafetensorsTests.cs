using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using MemMap.Tests;
using Xunit;

namespace MemMap.Tool.Tests;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Model()
    {
        string path = _folder.File("model.safetensors");
        using SafetensorsWriter writer = SafetensorsFile.Create(path);
        writer.Add("layer.weight", NDArray.From([1f, 2, 3, 4, 5, float.NaN], (2, 3)));
        writer.Add("layer.scale", NDArray.From([(BFloat16)0.5f, (BFloat16)1.5f]));
        writer.Add("layer.bits", NDArray.From(new byte[4]), "F8_E4M3");
        writer.Commit();
        return path;
    }

    [Fact]
    public void Info_Model_ListsItsTensors()
    {
        string path = Model();
        JsonElement json = ToolRun.Fine("info", path, "--json").Json;
        Assert.Equal(["<f4", "<bf16", "|u1"], json.GetProperty("arrays").EnumerateArray().Select(array => array.GetProperty("dtype").GetString()));
        Assert.Contains("tensor  F8_E4M3", ToolRun.Fine("info", path + ":layer.bits").Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.File, ToolRun.Of("info", path + ":layer").ExitCode);
        Assert.Equal(ExitCode.Usage, ToolRun.Of("head", path).ExitCode);
    }

    [Fact]
    public void Commands_Tensor_ReadIt()
    {
        string path = Model();
        Assert.Equal("[0.5,1.5]", ToolRun.Fine("head", path + ":layer.scale", "--json").Json.GetProperty("rows").GetRawText());
        Assert.Equal(1, ToolRun.Fine("describe", path + ":layer.scale", "--json").Json.GetProperty("statistics").GetProperty("mean").GetDouble());
        ToolRun.Fine("verify", path);
        Assert.Equal(ExitCode.No, ToolRun.Of("verify", path, "--finite").ExitCode);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("header")]
    public void Commands_DamagedFile_SayThatItIs(string damage)
    {
        string path = Model();
        byte[] bytes = File.ReadAllBytes(path);
        bytes[8] ^= damage == "header" ? (byte)0x40 : (byte)0;
        File.WriteAllBytes(path, damage == "short" ? bytes[..^1] : bytes);
        ToolRun run = ToolRun.Of("verify", path, "--json");
        Assert.Equal(ExitCode.No, run.ExitCode);
        Assert.Contains(path, run.Json.GetProperty("arrays")[0].GetProperty("fault").GetString(), StringComparison.Ordinal);
        ToolRun.Refused(ExitCode.File, [path], "info", path);
    }

    [Fact]
    public void Convert_ToBFloat16AndBack_RoundsOnce()
    {
        string npy = _folder.Npy((300, 7)), model = _folder.File("b.safetensors"), back = _folder.File("back.npy");
        ToolRun.Fine("convert", npy, model + ":x.y", "--to-dtype", "bf16");
        using (MemMapArray<BFloat16> tensor = SafetensorsFile.Open(model).OpenTensor<BFloat16>("x.y"))
        {
            Assert.Equal(Enumerable.Range(0, 2100).Select(i => (BFloat16)(float)i), tensor.ToArray());
        }

        ToolRun.Fine("convert", model, back, "--to-dtype", "f4");
        Assert.Equal(ExitCode.No, ToolRun.Of("diff", npy, back).ExitCode);
        ToolRun.Fine("diff", npy, back, "--rtol", "0.004");
        ToolRun.Fine("diff", model, back);
    }

    [Fact]
    public void Convert_InFortranOrder_IsWrittenInCOrderOrRefused()
    {
        string fortran = _folder.File("f.npy"), model = _folder.File("c.safetensors");
        ToolRun.Fine("convert", _folder.Npy((30, 20)), fortran, "--to-order", "F");
        Assert.Equal("C", ToolRun.Fine("convert", fortran, model, "--json").Json.GetProperty("order").GetString());
        ToolRun.Fine("diff", fortran, model);
        Assert.Equal(ExitCode.Usage, ToolRun.Of("convert", fortran, _folder.File("d.safetensors"), "--to-order", "F").ExitCode);
        Assert.Equal(ExitCode.File, ToolRun.Of("convert", model, _folder.File("e.npy"), "--to-dtype", "bf16").ExitCode);
        Assert.Equal(["a.npy", "c.safetensors", "f.npy"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
    }
}
