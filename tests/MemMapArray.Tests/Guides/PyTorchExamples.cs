using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Guides;

/// <summary>The examples of docs/guides/pytorch.md, as they stand there; <see cref="DocumentTests"/> sees to it.
/// That others read and write these files is for tests/MemMapArray.Live.</summary>
public sealed class PyTorchExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // What the Python of the guide saves.
    private string Model()
    {
        string path = _folder.File("model.safetensors");
        using SafetensorsWriter writer = SafetensorsFile.Create(path, new Dictionary<string, string> { ["format"] = "pt" });
        writer.Add("embed.weight", NDArray.From([.. Enumerable.Range(0, 1000 * 8).Select(i => (BFloat16)Math.Sin(i))], (1000, 8)));
        writer.Add("norm.weight", NDArray.Full(8, 1.5f));
        writer.Commit();
        return path;
    }

    [Fact]
    public void FromPyTorch()
    {
        string modelPath = Model(), floatPath = _folder.File("embed.npy");
        long[] tokens = [7, 0, 999];

        SafetensorsFile model = SafetensorsFile.Open(modelPath);        // the header only
        foreach (SafetensorsTensor tensor in model.Tensors)
        {
            Console.WriteLine($"{tensor} at byte {tensor.Offset}");     // embed.weight BF16 (1000, 8) at byte 216
        }

        string format = model.Metadata["format"];                       // pt

        using MemMapArray<BFloat16> embed = model.OpenTensor<BFloat16>("embed.weight");     // in place: nothing is loaded
        Moments moments = embed.Describe();                             // accumulated in double
        NDArray<BFloat16> rows = embed.Take(tokens);                    // embed.weight[tokens]

        NDArray<float> floats = NDArray.Create<float>(rows.Shape);
        rows.ConvertTo(floats, Conversion.Checked);                     // .float(): exact
        embed.ConvertToNpy<BFloat16, float>(floatPath, Conversion.Checked);     // NumPy has no bfloat16

        Assert.Equal(["norm.weight F32 (8,)", "embed.weight BF16 (1000, 8)"], model.Tensors.Select(tensor => tensor.ToString()));
        Assert.Equal(("pt", 8000L, (3, 8)), (format, moments.Count, floats.Shape));
        Assert.Equal([.. Enumerable.Range(56, 8).Select(i => (float)(BFloat16)Math.Sin(i))], floats[0, ..].ToArray());
        Assert.Equal((1000, 8), NpyHeader.Read(floatPath).Shape);
        Assert.Equal(216, model.GetTensor("embed.weight").Offset);
    }

    [Fact]
    public void Sharded()
    {
        File.Copy(Model(), _folder.File("model-00001-of-00001.safetensors"));
        string indexPath = _folder.File("model.safetensors.index.json");
        File.WriteAllText(indexPath, """{"metadata":{"total_size":16032},"weight_map":{"norm.weight":"model-00001-of-00001.safetensors"}}""");
        string checkedName = string.Empty;

        SafetensorsFile model = SafetensorsFile.Open(indexPath);        // one list over all its files
        long parameters = model.Tensors.Sum(tensor => tensor.Shape.Length);
        using SafetensorsMapping mapping = model.Map();                 // each file once, however many tensors
        foreach (SafetensorsTensor tensor in model.Tensors.Where(tensor => tensor.ElementType == typeof(float)))
        {
            MemMapView<float> weights = mapping.View<float>(tensor.Name);
            if (!weights.Where(Predicate.Not(Predicate.IsFinite<float>())).Any())
            {
                checkedName = tensor.Name;
            }
        }

        Assert.Equal((8L, "norm.weight", "16032"), (parameters, checkedName, model.Metadata["total_size"]));
    }

    [Fact]
    public void ToPyTorch()
    {
        string modelPath = _folder.File("model.safetensors"), smallPath = _folder.File("small.safetensors");
        using (SafetensorsWriter original = SafetensorsFile.Create(modelPath))
        {
            original.Add("a", NDArray.Full((2, 3), 0.1f));
            original.Add("b", NDArray.Full(4, 3.14159f));
            original.Commit();
        }

        SafetensorsFile model = SafetensorsFile.Open(modelPath);

        using (SafetensorsWriter writer = SafetensorsFile.Create(smallPath, model.Metadata))
        {
            foreach (SafetensorsTensor tensor in model.Tensors)
            {
                writer.Add<BFloat16>(tensor.Name, tensor.Shape, target =>
                {
                    using MemMapArray<float> weights = model.OpenTensor<float>(tensor.Name);
                    weights.ConvertTo(target, Conversion.Checked);      // one tensor at a time, whatever the model's size
                });
            }

            writer.Commit();                                            // whole, or not at all
        }

        using MemMapArray<BFloat16> b = SafetensorsFile.Open(smallPath).OpenTensor<BFloat16>("b");
        Assert.Equal("[3.14 3.14 3.14 3.14]", b.ToString());
    }
}
