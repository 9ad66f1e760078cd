using System.Text.RegularExpressions;

namespace KieSaaS.Web.Tests.Deployment;

/// <summary>What must hold in a compose file of ours. Each rule names what breaks it.</summary>
internal static partial class ComposeRules
{
    public static IEnumerable<string> Problems(ComposeFile compose, EnvironmentExample example, IReadOnlySet<string> stages, IReadOnlySet<string> healthPaths)
    {
        foreach (var (name, service) in compose.Services)
        {
            var problems = Dependencies(compose, service).Concat(Addresses(compose, service)).Concat(Places(compose, service))
                .Concat(Images(service, stages)).Concat(Settings(service)).Concat(HealthPaths(service, healthPaths));
            foreach (var problem in problems)
            {
                yield return $"{name}: {problem}";
            }
        }

        foreach (var variable in compose.Variables.Where(variable => !example.Set.Contains(variable)))
        {
            yield return $"${{{variable}}} is not set in .env.example";
        }
    }

    private static IEnumerable<string> Dependencies(ComposeFile compose, Dictionary<object, object?> service)
    {
        foreach (var (other, how) in ComposeFile.Map(service, "depends_on"))
        {
            var condition = (how as Dictionary<object, object?>)?.GetValueOrDefault("condition") as string;
            if (!compose.Services.TryGetValue((string)other, out var needed))
            {
                yield return $"depends on {other}, which is no service";
            }
            else if (condition == "service_healthy" && !needed.ContainsKey("healthcheck"))
            {
                yield return $"waits for {other} to be healthy, which has no health check";
            }
            else if (condition == "service_completed_successfully" && needed.GetValueOrDefault("restart") is not "no")
            {
                yield return $"waits for {other} to end, which is not said to run once";
            }
        }

        if (service.GetValueOrDefault("network_mode") is string mode && !compose.Services.ContainsKey(mode.Replace("service:", "", StringComparison.Ordinal)))
        {
            yield return $"shares the network of {mode}, which is no service";
        }
    }

    private static IEnumerable<string> Addresses(ComposeFile compose, Dictionary<object, object?> service) =>
        from text in ComposeFile.Texts(service)
        from address in Address().Matches(text)
        let host = address.Groups["host"].Value
        where host is not "127.0.0.1" and not "0.0.0.0" && !compose.Hosts.Contains(host)
        select $"calls {host}, which is no service";

    private static IEnumerable<string> Places(ComposeFile compose, Dictionary<object, object?> service)
    {
        foreach (var source in ComposeFile.List(service, "volumes").Select(volume => volume.Split(':')[0]))
        {
            if (source.StartsWith('.') ? !Path.Exists(Repository.PathOf(source)) : !compose.Declared("volumes").Contains(source))
            {
                yield return $"mounts {source}, which is not there";
            }
        }

        foreach (var network in ComposeFile.List(service, "networks").Where(network => !compose.Declared("networks").Contains(network)))
        {
            yield return $"joins {network}, which is no network";
        }
    }

    private static IEnumerable<string> Images(Dictionary<object, object?> service, IReadOnlySet<string> stages) =>
        ComposeFile.Map(service, "build").GetValueOrDefault("target") is string target && !stages.Contains(target)
            ? [$"is built to {target}, which is no stage of the Dockerfile"]
            : [];

    private static IEnumerable<string> Settings(Dictionary<object, object?> service) =>
        from name in ComposeFile.Map(service, "environment").Keys.Cast<string>()
        where service.ContainsKey("build") && !SettingNames.IsSetting(name)
        select $"sets {name}, which the code does not read";

    private static IEnumerable<string> HealthPaths(Dictionary<object, object?> service, IReadOnlySet<string> healthPaths) =>
        from text in service.ContainsKey("build") ? ComposeFile.Texts(ComposeFile.Map(service, "healthcheck")) : []
        where Uri.TryCreate(text, UriKind.Absolute, out var uri) && !healthPaths.Contains(uri.AbsolutePath)
        select $"asks {text} for its health, which nothing answers";

    [GeneratedRegex("(https?://([^/@]+@)?|Host=)(?<host>[a-z0-9.-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
