namespace KieSaaS.Web.Reporting;

/// <summary>The staff's pages.</summary>
public static class StaffWeb
{
    /// <summary>Registers what the staff's pages share. The pages themselves are found by the router.</summary>
    public static IServiceCollection AddStaffWeb(this IServiceCollection services) => services.AddScoped<StaffScope>();
}
