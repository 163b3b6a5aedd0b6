using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Saksei.BrowserTests;
using Xunit;

[assembly: AssemblyFixture(typeof(Stage))]

namespace Saksei.BrowserTests;

/// <summary>What all tests share: the registers, each built once and served, and one Chromium.</summary>
public sealed class Stage : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("saksei-browser-");
    private readonly Dictionary<string, Task<ServedRegister>> _registers = [];
    private readonly ConcurrentDictionary<(int Width, bool Script), ConcurrentBag<Reader>> _waiting = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Real data that isn't simulated; there only where the data lie beside the checkout.</summary>
    internal const string Bolivia = "bolivia-2019";

    /// <summary>Two contests at the same stations.</summary>
    internal const string Georgia = "georgia-2012";

    /// <summary>Published totals without any station.</summary>
    internal const string Published = "cambodia-2023";

    /// <summary>The demo: every kind of station, simulated.</summary>
    internal const string Rehearsal = "cambodia-rehearsal";

    /// <summary>A thousand councils, each of its own commune, with figures that are drawn.</summary>
    internal const string Councils = "cambodia-2027";

    public async ValueTask InitializeAsync()
    {
        // Built one after the other while tests that need none of them are under way already.
        Task last = Task.CompletedTask;
        string[] names = [Rehearsal, Published, Councils, .. new[] { Bolivia, Georgia }.Where(ServedRegister.HasData)];
        foreach (var name in names) last = _registers[name] = Build(name, last);
        await StartChromium();
    }

    /// <summary>A register by the name of its example, once it is built; the test is skipped where its data are missing.</summary>
    internal Task<ServedRegister> Of(string name)
    {
        Assert.SkipUnless(_registers.ContainsKey(name), $"the data of {name} don't lie beside the checkout");
        return _registers[name];
    }

    /// <summary>A reader who has nothing to do; opening a window anew for each page costs more than reading it.</summary>
    internal async Task<Reader> Call(int width, bool script) =>
        Waiting(width, script).TryTake(out var reader) ? reader : new Reader(width, script, await NewPage(width, script));

    /// <summary>The reader waits for another page.</summary>
    internal void Dismiss(Reader reader) => Waiting(reader.Width, reader.Script).Add(reader);

    /// <summary>A browser that nobody has used: nothing of it is shared with another's.</summary>
    internal async Task<IBrowserContext> Open(int width, bool script)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 800 : 900 },
            JavaScriptEnabled = script,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(15_000);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        foreach (var register in _registers.Values) await (await register).DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private async Task<IPage> NewPage(int width, bool script)
    {
        var window = await Open(width, script);
        if (script) await Barriers.Expect(window);
        return await window.NewPageAsync();
    }

    private ConcurrentBag<Reader> Waiting(int width, bool script) => _waiting.GetOrAdd((width, script), _ => []);

    private async Task<ServedRegister> Build(string name, Task before)
    {
        await before;
        return await Task.Run(() => ServedRegister.Build(name, Path.Combine(_folder.FullName, name)));
    }

    private async Task StartChromium()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = Flags });
    }
}
