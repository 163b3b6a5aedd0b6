using System.Runtime;
using System.Text;
using Saksei.Cli;

// Nobody waits for a command but for its end; `serve` collects beside its readers.
GCSettings.LatencyMode = GCLatencyMode.Batch;
using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
Console.SetError(new PlainWriter(Console.Error));
return Root.Run(args, Console.IsOutputRedirected ? output : new PlainWriter(output), Console.Error);
