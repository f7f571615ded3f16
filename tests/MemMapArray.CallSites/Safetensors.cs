using System.Collections.Generic;

namespace MemMap.CallSites;

/// <summary>Files of tensors, and their numbers of 16 bits.</summary>
public static class Safetensors
{
    public static string Files(string path, MemMapView<float> matrix, MemMapArray<byte> bytes)
    {
        using (SafetensorsWriter writer = SafetensorsFile.Create(path))
        {
            writer.Add("matrix", matrix);
            writer.Add("transposed", matrix.Transpose());
            writer.Add("bytes", bytes);
            writer.Add("eight", bytes, "F8_E4M3");
            writer.Add<BFloat16>("half", matrix.Shape, target => matrix.ConvertTo(target, Conversion.Checked));
            writer.Add<float>("zeros", 3, _ => { });
            writer.Add<float>("cube", (2, 3, 4), target => target.Fill(1));
            writer.Add("eights", [2, 3], (MemMapView<byte> target) => target.Fill(1), dtype: "F8_E5M2");
            writer.Commit();
        }

        using SafetensorsWriter other = SafetensorsFile.Create(path, new Dictionary<string, string> { ["format"] = "pt" }, MemMapPermissions.UserRead);
        SafetensorsFile file = SafetensorsFile.Open(path);
        SafetensorsFile followed = SafetensorsFile.Open(path, allowLinksOutside: true);
        using MemMapArray<float> opened = file.OpenTensor<float>("matrix");
        using var changed = file.OpenTensor<BFloat16>("half", MemMapMode.ReadWrite);
        SafetensorsTensor tensor = file.GetTensor("matrix");
        return $"{file} {followed.Tensors.Count} {file.Tensors[0]} {tensor.Dtype} {tensor.ElementType} {tensor.Shape} {tensor.Offset} {tensor.ByteLength} {tensor.Path} {file.Metadata.Count}";
    }

    public static double Numbers(MemMapView<BFloat16> weights, MemMapView<BigEndian<BFloat16>> big)
    {
        BFloat16 one = (BFloat16)1f, two = (BFloat16)2.0;
        weights[0] = one;
        big[0] = two;
        float sum = (float)weights[0] + (float)big[0].Value;
        return one < two && !BFloat16.IsNaN(one) && one.Bits == BFloat16.FromBits(0x3F80).Bits ? sum + (double)weights.Max() + weights.Mean() : weights.Where(Predicate.GreaterThan(one)).Sum();
    }
}
