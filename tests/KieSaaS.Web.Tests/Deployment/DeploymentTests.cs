using System.Text.RegularExpressions;

namespace KieSaaS.Web.Tests.Deployment;

/// <summary>The files that put the product into containers, held against the code: no container engine is needed to see a wrong name.</summary>
public sealed partial class DeploymentTests
{
    private static readonly EnvironmentExample Example = EnvironmentExample.Read();

    [Fact]
    public void Everything_the_compose_file_names_exists() => Assert.Empty(ProblemsOf(ComposeFile.Text));

    [Theory]
    [InlineData("postgres: { condition", "database: { condition")]
    [InlineData("network_mode: service:sandbox", "network_mode: service:box")]
    [InlineData("Host=postgres", "Host=database")]
    [InlineData("http://storage:9000\n", "http://bucket:9000\n")]
    [InlineData("./docker/Caddyfile", "./docker/nginx.conf")]
    [InlineData("\n  postgres:\n  storage:\n", "\n  storage:\n")]
    [InlineData("target: portal", "target: web")]
    [InlineData("Files__Kind", "Files__Sort")]
    [InlineData("/health/ready", "/healthy")]
    [InlineData("${DOCKER_SUBNET}", "${SUBNET}")]
    [InlineData("command: [\"migrate\"]\n    restart: \"no\"", "command: [\"migrate\"]")]
    public void A_wrong_name_in_the_compose_file_is_seen(string right, string wrong)
    {
        var text = ComposeFile.Text.Replace(right, wrong, StringComparison.Ordinal);

        Assert.NotEqual(ComposeFile.Text, text);
        Assert.NotEmpty(ProblemsOf(text));
    }

    [Fact]
    public void Everything_the_Dockerfile_names_exists() => Assert.Empty(new Dockerfile(Dockerfile.Text).Problems());

    [Theory]
    [InlineData("COPY wwwroot", "COPY public")]
    [InlineData("--from=build", "--from=builder")]
    [InlineData("publish src/KieSaaS.Web", "publish src/KieSaaS.Portal")]
    [InlineData("KieSaaS.Sandbox.dll", "KieSaaS.Box.dll")]
    [InlineData("Sandbox__Data", "Sandbox__Directory")]
    public void A_wrong_name_in_the_Dockerfile_is_seen(string right, string wrong) =>
        Assert.NotEmpty(new Dockerfile(Dockerfile.Text.Replace(right, wrong, StringComparison.Ordinal)).Problems());

    [Fact]
    public void The_README_has_every_setting_of_the_code_and_no_other() =>
        Assert.Equal(SettingNames.InCode.Order(StringComparer.Ordinal), SettingNames.InReadme.Order(StringComparer.Ordinal));

    [Fact]
    public void The_example_of_an_environment_has_every_setting()
    {
        var names = Example.Set.Concat(Example.Shown).Select(SettingNames.OfVariable).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.DoesNotContain(SettingNames.InCode, name => !names.Contains(name));
    }

    [Fact]
    public void Whatever_the_example_sets_is_read_by_the_code_or_by_the_compose_file()
    {
        var variables = new ComposeFile(ComposeFile.Text).Variables.ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(Example.Set.Concat(Example.Shown), name => !SettingNames.IsSetting(name) && !variables.Contains(name));
    }

    [Fact]
    public void What_the_example_leaves_to_the_compose_file_is_set_there()
    {
        var set = new ComposeFile(ComposeFile.Text).Services.Values.SelectMany(service => ComposeFile.Map(service, "environment").Keys).Cast<string>().ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(Example.SaidToBeInCompose);
        Assert.DoesNotContain(Example.SaidToBeInCompose, name => !set.Contains(name));
    }

    [Fact]
    public void The_proxy_sends_people_to_a_service_and_keeps_them_on_their_node()
    {
        var proxy = File.ReadAllText(Repository.PathOf("docker", "Caddyfile"));
        var upstream = Upstream().Match(proxy).Groups["name"].Value;

        Assert.Contains(upstream, new ComposeFile(ComposeFile.Text).Services.Keys);
        Assert.Contains("lb_policy cookie", proxy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_address_that_people_open_is_one_that_callbacks_find_from_inside()
    {
        var address = new Uri(Example.Values["Public__BaseUrl"]);

        Assert.Contains(address.Host, new ComposeFile(ComposeFile.Text).Hosts);
        Assert.Equal(Example.Values["PORTAL_PORT"], address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static List<string> ProblemsOf(string compose) =>
        [.. ComposeRules.Problems(new ComposeFile(compose), Example, new Dockerfile(Dockerfile.Text).Stages, HealthPaths())];

    private static HashSet<string> HealthPaths() => new[] { "src/KieSaaS.Web/Hosting/Health.cs", "src/KieSaaS.Sandbox/Control/ControlEndpoints.cs" }
        .Select(file => MappedPath().Matches(File.ReadAllText(Repository.PathOf(file))).Select(match => match.Groups["name"].Value))
        .Aggregate((portal, sandbox) => portal.Intersect(sandbox))
        .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("Map(?:Get|HealthChecks)\\(\"(?<name>/health/[a-z]+)\"", RegexOptions.None, 1000)]
    private static partial Regex MappedPath();

    [GeneratedRegex("dynamic a (?<name>[a-z-]+) 8080", RegexOptions.None, 1000)]
    private static partial Regex Upstream();
}
