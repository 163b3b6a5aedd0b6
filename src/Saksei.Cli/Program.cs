using System.Text;
using Saksei.Cli;

using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
return Root.Run(args, output, Console.Error);
