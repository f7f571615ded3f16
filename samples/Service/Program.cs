using System;
using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using MemMap;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

// Serves rows and statistics of a .npy file of (rows, columns) float32, of its newest version when it is replaced.
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolver = Answers.Default);
using var vectors = new ReloadingArray<float>(builder.Configuration["array"] ?? throw new ArgumentException("Which file? --array a.npy"));
using var meter = new MeterListener();
ConcurrentDictionary<string, double> metrics = Listen(meter);
WebApplication app = builder.Build();

app.MapGet("/rows/{row}", (long row) =>
{
    using ReloadingArray<float>.Lease lease = vectors.Rent();
    return row >= 0 && row < lease.Array.Shape[0] ? Results.Ok(lease.Array[row, ..].ToArray()) : Results.NotFound();
});

// A pass over all of the file: not on a thread that answers others, and not longer than the caller waits.
app.MapGet("/statistics", (CancellationToken isGone) => Task.Run(() =>
{
    using ReloadingArray<float>.Lease lease = vectors.Rent();
    NDArray<Moments> columns = lease.Array.Describe(axis: 0, options: new ReductionOptions { CancellationToken = isGone });
    return columns.AsEnumerable().Select(column => new Column(column.Count, column.Mean, column.Std(), column.Min, column.Max)).ToArray();
}));

// A file that cannot be read any more is an exception, and so status 500.
app.MapGet("/health", () =>
{
    using ReloadingArray<float>.Lease lease = vectors.Rent();
    _ = lease.Array[Slice.Range(-1, null)].ToArray();
    return vectors.Failure is null ? Results.Text("well") : Results.Text($"an older version: {vectors.Failure.Message}", statusCode: 503);
});

app.MapGet("/metrics", () =>
{
    meter.RecordObservableInstruments();
    return string.Concat(metrics.OrderBy(metric => metric.Key).Select(metric => FormattableString.Invariant($"{metric.Key} {metric.Value}\n")));
});

app.Run();

// For Prometheus, in a few lines: of a histogram the sum alone. OpenTelemetry's exporter has all of it.
static ConcurrentDictionary<string, double> Listen(MeterListener listener)
{
    var metrics = new ConcurrentDictionary<string, double>();
    listener.InstrumentPublished = (instrument, listener) =>
    {
        if (instrument.Meter.Name == "MemMapArray")
        {
            listener.EnableMeasurementEvents(instrument);
        }
    };
    listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Keep(instrument, value));
    listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Keep(instrument, value));
    listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Keep(instrument, value));
    listener.Start();
    return metrics;

    void Keep(Instrument instrument, double value) => metrics.AddOrUpdate(
        instrument.Name.Replace('.', '_'), value, (_, former) => instrument.IsObservable ? value : former + value);
}

internal sealed record Column(long Count, double Mean, double Std, double Min, double Max);

// JSON has no NaN: it is written as a text.
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(float[]))]
[JsonSerializable(typeof(Column[]))]
internal sealed partial class Answers : JsonSerializerContext;
