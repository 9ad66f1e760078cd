namespace KieSaaS.Sandbox;

/// <summary>Where this process is reached, known once it listens.</summary>
internal sealed class SandboxAddress(SandboxOptions options)
{
    private volatile string _listening = options.PublicUrl ?? "";

    /// <summary>The base of the links it gives out, without a slash at the end.</summary>
    public string Base => options.PublicUrl ?? _listening;

    /// <summary>Told by the host once it listens.</summary>
    public void ListensOn(string address) => _listening = address.TrimEnd('/');
}
