using System;

namespace MemMap.CrashProbe;

/// <summary>
/// <c>crash STATE MEMBERS FILE</c> calls bulk members, separated by commas, each of a new array in a state that could kill the process, and says
/// which exceptions came.
/// <c>flush MODE FILE</c> and <c>flush-appended FILE</c> flush and dispose, for a trace of system calls to look at.
/// <c>bits FOLDER</c> prints the bits of many reductions.
/// <c>fault ...</c> is for tests/MemMapArray.Faults.Tests: see <see cref="Faults.FaultCommands"/>.
/// <c>limit CALL FILE</c> asks for more bytes than the process may write. Exit code 0 means that the process lived.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["crash", string state, string members, string path]:
                foreach (string member in members.Split(','))
                {
                    Console.WriteLine($"{member}: {Crash.Run(state, member, path + "." + member)} OK");
                }

                return 0;
            case ["flush", string mode, string path]:
                FlushCalls.Run(Enum.Parse<MemMapMode>(mode), path);
                return 0;
            case ["flush-appended", string path]:
                FlushCalls.RunAppended(path);
                return 0;
            case ["npy-growing", string path]:
                FlushCalls.RunNpy(path);
                return 0;
            case ["save-npy", string path]:
                FlushCalls.RunSaved(path);
                return 0;
            case ["limit", string call, string path]:
                Console.WriteLine($"{Limit.Run(call, path)} OK");
                return 0;
            case ["bits", string folder]:
                ReductionBits.Compute(folder).ForEach(Console.WriteLine);
                return 0;
            case ["fault", .. string[] fault]:
                return Faults.FaultCommands.Run(fault);
            default:
                Console.Error.WriteLine("bits FOLDER | crash STATE MEMBERS FILE | flush MODE FILE | flush-appended FILE | npy-growing FILE | save-npy FILE | limit CALL FILE");
                return 2;
        }
    }
}
