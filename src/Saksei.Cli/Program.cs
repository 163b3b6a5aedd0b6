using System.Text;
using Saksei.Cli;

using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
Console.SetError(new PlainWriter(Console.Error));
return Root.Run(args, Console.IsOutputRedirected ? output : new PlainWriter(output), Console.Error);
