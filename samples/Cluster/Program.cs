using System.CommandLine;
using MemMap.ClusterSample;

// Three silos in processes of their own, an array spread over their folders, a reduction, a silo that dies, and the same bits again.
// dotnet run -c Release --project samples/Cluster -- --megabytes 2000
var megabytes = new Option<int>("--megabytes") { Description = "How large the array is.", DefaultValueFactory = _ => 300 };
var measure = new Command("measure", "Measures what a call costs, and one process against two.") { megabytes };
measure.SetAction((arguments, cancellation) => Measurements.RunAsync(arguments.GetValue(megabytes), cancellation));

// What the program starts itself as.
var place = new Option<string>("--place") { Required = true };
var silo = new Command("silo") { Hidden = true };
silo.Options.Add(place);
silo.SetAction((arguments, cancellation) => SiloProcess.RunAsync(SiloPlace.Parse(arguments.GetValue(place)!), cancellation));

var root = new RootCommand("An array on three silos on this machine; one of them is killed.") { megabytes, measure, silo };
root.SetAction((arguments, cancellation) => Demonstration.RunAsync(arguments.GetValue(megabytes), cancellation));
return await root.Parse(args).InvokeAsync();
