using KieSaaS.Kernel;
using KieSaaS.Net;

namespace KieSaaS.Generation;

/// <summary>Checks the address a tenant wants its jobs' ends to be told at, before a job is accepted with it.</summary>
public sealed class CheckCallbackAddress
{
    private readonly GuardedAddress _addresses;

    internal CheckCallbackAddress(GuardedAddress addresses) => _addresses = addresses;

    /// <summary>The address, or what is wrong with it and how to write it.</summary>
    public Result<Uri> Run(string address)
    {
        var checkedAddress = _addresses.Check(address);
        return checkedAddress.Succeeded ? checkedAddress : checkedAddress.Refusal.For("callBackUrl");
    }
}
