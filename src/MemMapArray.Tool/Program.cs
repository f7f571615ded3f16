using System;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using MemMap.Tool;
using MemMap.Tool.Output;

Console.OutputEncoding = new UTF8Encoding(false);
using CancellationTokenSource stop = new();

// The first Ctrl-C ends the work in order, and nothing half is left. The second one ends the process.
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var output = new ToolOutput(Console.Out, !Console.IsOutputRedirected, Console.Error, !Console.IsErrorRedirected);
return ToolApp.Run(args, output, stop.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
