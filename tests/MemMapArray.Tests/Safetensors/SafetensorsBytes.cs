using System.Buffers.Binary;
using System.Linq;
using System.Text;

namespace MemMap.Tests.Safetensors;

/// <summary>Files of the format as a test writes them: any text as header, any bytes as data.</summary>
internal static class SafetensorsBytes
{
    public static byte[] Of(string json, params byte[] data) => Of(Encoding.UTF8.GetBytes(json), data);

    public static byte[] Of(byte[] json, params byte[] data)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return [.. length, .. json, .. data];
    }

    /// <summary>The header's words for a tensor.</summary>
    public static string Tensor(string name, string dtype, string shape, long begin, long end) =>
        $"\"{name}\":{{\"dtype\":\"{dtype}\",\"shape\":[{shape}],\"data_offsets\":[{begin},{end}]}}";

    public static string Header(params string[] entries) => $"{{{string.Join(',', entries)}}}";

    /// <summary>Bytes that differ from their neighbours.</summary>
    public static byte[] Data(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i * 37))];
}
