namespace KieSaaS.Tests.Sandbox;

/// <summary>One sandbox for the tests of a class, which run one after the other.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    public const string CallbackKey = "callback-secret";

    public SandboxProcess Sandbox { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Sandbox = await SandboxProcess.StartAsync(new SandboxSetup { Seed = 7, CallbackKey = CallbackKey });

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}

/// <summary>Gives each test the class's sandbox, emptied.</summary>
public abstract class SandboxTest(SandboxFixture fixture) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    protected SandboxProcess Sandbox => fixture.Sandbox;

    private protected KieClient Kie => new(Sandbox.Http);

    public async ValueTask InitializeAsync() => await Sandbox.ResetAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
