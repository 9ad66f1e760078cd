using System.Net;
using System.Net.Sockets;
using System.Text;
using KieSaaS.Mail;
using Microsoft.Extensions.Options;

namespace KieSaaS.Tests.Mail;

public sealed class SmtpTransportTests
{
    [Fact]
    public async Task A_mail_reaches_an_smtp_server_as_text_and_html()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var received = ReceiveAsync(listener, TestContext.Current.CancellationToken);
        var options = new MailOptions { Smtp = { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, Tls = false, From = "KieSaaS <portal@example.com>" } };

        await new SmtpTransport(Options.Create(options)).SendAsync(
            new OutgoingMail("ada@example.com", "ru", "Подтвердите", "the text part", "<p>the html part</p>"), TestContext.Current.CancellationToken);

        var wire = await received;
        Assert.Contains("RCPT TO:<ada@example.com>", wire, StringComparison.Ordinal);
        Assert.Contains("multipart/alternative", wire, StringComparison.Ordinal);
        Assert.Contains("text/html", wire, StringComparison.Ordinal);
        Assert.Contains("=?utf-8?B?", wire, StringComparison.OrdinalIgnoreCase);
    }

    // The few words of RFC 5321 that a client without extensions needs.
    private static async Task<string> ReceiveAsync(TcpListener listener, CancellationToken ct)
    {
        using var client = await listener.AcceptTcpClientAsync(ct);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        var (wire, isData) = (new StringBuilder(), false);
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(ct) is { } line && line != "QUIT")
        {
            wire.AppendLine(line);
            if (isData && line != ".")
            {
                continue;
            }

            isData = line == "DATA";
            await writer.WriteLineAsync(isData ? "354 go on" : "250 fine");
        }

        return wire.ToString();
    }
}
