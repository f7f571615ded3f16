using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemMap.Tool.Output;

/// <summary>Parts of what <c>--json</c> writes.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A number. JSON has no NaN and no infinities: they are the texts that Python's <c>float</c> and .NET's <c>double.Parse</c>
    /// read.</summary>
    public static JsonNode Number(double number) => double.IsFinite(number) ? JsonValue.Create(number) : Text(number);

    /// <summary>A number with as few digits as tell it from other ones of its type.</summary>
    public static JsonNode Number(float number) => float.IsFinite(number) ? JsonValue.Create(number) : Text(number);

    public static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> item) => new([.. items.Select(item)]);

    public static JsonArray Shape(Shape shape) => Array(shape.ToArray(), static length => JsonValue.Create(length));

    /// <summary>All elements, in lists of lists as deep as there are axes.</summary>
    public static JsonNode Nested<T>(Shape shape, IEnumerable<T> elements, Func<T, JsonNode> item)
    {
        using IEnumerator<T> each = elements.GetEnumerator();
        return Level(0);

        JsonNode Level(int axis)
        {
            if (axis == shape.Rank)
            {
                each.MoveNext();
                return item(each.Current);
            }

            JsonArray list = [];
            for (long i = 0; i < shape[axis]; i++)
            {
                list.Add(Level(axis + 1));
            }

            return list;
        }
    }

    public static string ToText(JsonNode node) => node.ToJsonString(s_plain);

    private static JsonValue Text(double number) => JsonValue.Create(double.IsNaN(number) ? "NaN" : number < 0 ? "-Infinity" : "Infinity");
}
