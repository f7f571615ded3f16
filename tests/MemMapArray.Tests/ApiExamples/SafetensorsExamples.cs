using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MemMap.Tests.ApiExamples;

/// <summary>The examples in the XML documentation of safetensors files and of BFloat16; <see cref="DocumentTests"/> compares them.</summary>
public sealed class SafetensorsExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Create()
    {
        string modelPath = _folder.File("model.safetensors"), indexPath = _folder.File("model.safetensors.index.json");
        NDArray<float> bias = NDArray.From([1f, 2f]);
        NDArray<float> floats = NDArray.From([.. Enumerable.Range(0, 6).Select(i => (float)i)], (2, 3));

        using (SafetensorsWriter writer = SafetensorsFile.Create(modelPath))
        {
            writer.Add("layer.bias", bias);
            writer.Add<BFloat16>("layer.weight", floats.Shape, target => floats.ConvertTo(target, Conversion.Checked));
            writer.Commit();
        }

        using (SafetensorsMapping mapped = Map(modelPath))
        {
            Assert.EndsWith("1 file mapped", mapped.ToString(), StringComparison.Ordinal);
        }

        (double mean, float[] opened) = Open(modelPath);
        Assert.Equal((2.5, 2), (mean, opened.Length));
        Assert.Equal([1f, 2f], opened);
        File.WriteAllText(indexPath, """{"weight_map":{"layer.bias":"model.safetensors"}}""");

        SafetensorsFile sharded = SafetensorsFile.Open(indexPath);    // model.safetensors.index.json

        Assert.Equal("layer.bias F32 (2,)", Assert.Single(sharded.Tensors).ToString());
    }

    private static (double Mean, float[] Bias) Open(string modelPath)
    {
        SafetensorsFile model = SafetensorsFile.Open(modelPath);
        foreach (SafetensorsTensor tensor in model.Tensors)
        {
            Console.WriteLine($"{tensor.Name} {tensor.Dtype} {tensor.Shape}");
        }

        using MemMapArray<BFloat16> weight = model.OpenTensor<BFloat16>("layer.weight");
        Console.WriteLine(weight.Mean());

        using MemMapArray<float> bias = model.OpenTensor<float>("layer.bias", MemMapMode.CopyOnWrite);
        return (weight.Mean(), bias.ToArray());
    }

    private static SafetensorsMapping Map(string modelPath)
    {
        SafetensorsFile model = SafetensorsFile.Open(modelPath);

        using SafetensorsMapping mapping = model.Map();
        MemMapView<float> bias = mapping.View<float>("layer.bias");

        Assert.Equal([1f, 2f], bias.ToArray());
        return model.Map();
    }

    [Fact]
    public void BFloat()
    {
        BFloat16 third = (BFloat16)(1f / 3);
        Console.WriteLine($"{third} is {(float)third} by {third.Bits:X4}");    // 0.334 is 0.33398438 by 3EAB

        Assert.Equal("0.334 is 0.33398438 by 3EAB", FormattableString.Invariant($"{third} is {(float)third} by {third.Bits:X4}"));
    }
}
