using KieSaaS.Web.Hosting;
using KieSaaS.Web.Operator;

return OperatorCommands.AreMeant(args) ? await OperatorCommands.RunAsync(args) : await Portal.RunAsync(args);

/// <summary>The portal's entry point, named so that tests can host it.</summary>
public sealed partial class Program;
