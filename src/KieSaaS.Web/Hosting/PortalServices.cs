using KieSaaS.Audit;
using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Files;
using KieSaaS.Generation;
using KieSaaS.Identity;
using KieSaaS.Mail;
using KieSaaS.Net;
using KieSaaS.Reporting;
using KieSaaS.Work;

namespace KieSaaS.Web.Hosting;

/// <summary>The business as the portal and the operator's commands run it: one line per module.</summary>
internal static class PortalServices
{
    public static IServiceCollection AddBusiness(this IServiceCollection services, IConfiguration settings, Installation installation)
    {
        var masterKey = settings[MasterKey.Setting] is { Length: > 0 } text ? MasterKey.Parse(text).For("files") : null;
        services.AddSingleton(installation.Directory);
        services.AddData(installation.Connections);
        services.AddKeyRing();
        services.AddWorkQueue();
        services.AddFiles(installation.Directory, masterKey);
        services.AddMail();
        services.AddNet();
        services.AddIdentity();
        services.AddCatalog();
        services.AddBilling();
        services.AddGeneration();
        services.AddAudit();
        services.AddReporting();
        return services;
    }
}
