using BenchmarkDotNet.Attributes;

namespace MemMap.Benchmarks;

/// <summary>A model of 1,000 tensors: its list, and all of them opened, by themselves and in one mapping.</summary>
[MemoryDiagnoser]
public class OpeningTensors
{
    private readonly BenchmarkFile _file = new();

    [Params(1000)]
    public int Tensors { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        NDArray<float> weights = NDArray.Create<float>((64, 64));
        using SafetensorsWriter writer = SafetensorsFile.Create(_file.Path);
        for (int i = 0; i < Tensors; i++)
        {
            writer.Add($"model.layers.{i}.self_attn.q_proj.weight", weights);
        }

        writer.Commit();
    }

    [GlobalCleanup]
    public void Cleanup() => _file.Dispose();

    [Benchmark]
    public int List() => SafetensorsFile.Open(_file.Path).Tensors.Count;

    [Benchmark(Baseline = true)]
    public long ListAndMap()
    {
        SafetensorsFile model = SafetensorsFile.Open(_file.Path);
        using SafetensorsMapping mapping = model.Map();
        long length = 0;
        foreach (SafetensorsTensor tensor in model.Tensors)
        {
            length += mapping.View<float>(tensor.Name).Length;
        }

        return length;
    }

    [Benchmark]
    public long ListAndOpenEach()
    {
        SafetensorsFile model = SafetensorsFile.Open(_file.Path);
        long length = 0;
        foreach (SafetensorsTensor tensor in model.Tensors)
        {
            using MemMapArray<float> array = model.OpenTensor<float>(tensor.Name);
            length += array.Length;
        }

        return length;
    }
}
