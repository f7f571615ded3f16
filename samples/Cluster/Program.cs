using System.CommandLine;
using MemMap.ClusterSample;

// Three silos in processes of their own, an array spread over their folders, a reduction, a silo that dies, and the same bits again.
// dotnet run -c Release --project samples/Cluster -- --megabytes 2000
var megabytes = new Option<int>("--megabytes") { Description = "How large the array is.", DefaultValueFactory = _ => 300 };
var measure = new Command("measure", "Measures what a call costs, and one process against two.") { megabytes };
measure.SetAction((arguments, cancellation) => Measurements.RunAsync(arguments.GetValue(megabytes), cancellation));

var silos = new Option<int>("--silos") { Description = "How many.", DefaultValueFactory = _ => 100 };
var shards = new Option<int>("--shards") { Description = "How many.", DefaultValueFactory = _ => 10_000 };
var latency = new Option<int[]>("--latency") { Description = "Milliseconds more of each call.", DefaultValueFactory = _ => [1, 10] };
var verb = new Option<string[]>("--verb") { Description = "What is asked for.", DefaultValueFactory = _ => Simulation.Verbs };
var simulate = new Command("simulate", "Many silos in one process, with the latency of a network, and stragglers.")
{
    silos, shards, latency, verb,
};
simulate.SetAction((arguments, cancellation) => new Simulation(
    arguments.GetValue(silos), arguments.GetValue(shards), arguments.GetValue(latency)!, arguments.GetValue(verb)!).RunAsync(cancellation));

// What the program starts itself as.
var place = new Option<string>("--place") { Required = true };
var silo = new Command("silo") { Hidden = true };
silo.Options.Add(place);
silo.SetAction((arguments, cancellation) => SiloProcess.RunAsync(SiloPlace.Parse(arguments.GetValue(place)!), cancellation));

var places = new Option<string>("--places") { Required = true };
var crowd = new Command("crowd") { Hidden = true };
crowd.Options.Add(places);
crowd.SetAction((arguments, cancellation) => Crowd.RunAsync(arguments.GetValue(places)!, cancellation));

var root = new RootCommand("An array on three silos on this machine; one of them is killed.") { megabytes, measure, simulate, silo, crowd };
root.SetAction((arguments, cancellation) => Demonstration.RunAsync(arguments.GetValue(megabytes), cancellation));
return await root.Parse(args).InvokeAsync();
