using System.Diagnostics;
using System.Globalization;
using System.Net;
using Kindline.Voice.Tests.Calls;

namespace Kindline.Voice.Tests.Conformance;

/// <summary>How a Kamailio that is a carrier's gateway speaks TLS with its customers.</summary>
/// <param name="Pem">Its certificate and key.</param>
/// <param name="Customers">Who signs the certificates of its customers, in PEM; null where it asks for none.</param>
internal sealed record KamailioTls(string Pem, string? Customers = null);

/// <summary>
/// A Kamailio between the exchange and everybody else, on UDP, TCP, TLS and WebSocket: it records its route, forwards what comes from the
/// exchange to a carrier, and all else to the exchange. As a carrier's gateway it speaks TLS with the exchange.
/// </summary>
internal sealed class Kamailio : IAsyncDisposable
{
    private const string Program = "/usr/sbin/kamailio";
    private const string TlsModule = "/usr/lib/x86_64-linux-gnu/kamailio/modules/tls.so";

    private readonly DirectoryInfo folder;
    private readonly Process process;

    private Kamailio(DirectoryInfo folder, Process process, IPEndPoint address, int tlsPort)
    {
        this.folder = folder;
        this.process = process;
        Address = address;
        TlsPort = tlsPort;
    }

    public static string? Missing => File.Exists(Program) && File.Exists(TlsModule)
        ? null
        : "Kamailio is not installed (Debian packages kamailio, kamailio-tls-modules and kamailio-websocket-modules)";

    /// <summary>UDP, TCP and WebSocket.</summary>
    public IPEndPoint Address { get; }

    public int TlsPort { get; }

    /// <param name="exchange">Where the exchange listens.</param>
    /// <param name="carrier">Where its calls out go.</param>
    /// <param name="gateway">Null where it is no gateway: then the exchange comes by UDP.</param>
    public static async Task<Kamailio> StartAsync(IPEndPoint exchange, IPEndPoint carrier, KamailioTls? gateway = null)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        var folder = Directory.CreateTempSubdirectory("kindline-kamailio-");
        var (port, tls) = (FreePort.Take().Port, FreePort.Take().Port);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "tls.pem"), gateway?.Pem ?? TestCertificate.NewPem("kamailio"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "customers.pem"), gateway?.Customers ?? "");
        var config = Path.Combine(folder.FullName, "kamailio.cfg");
        await File.WriteAllTextAsync(config, Config(port, tls, folder.FullName, exchange, carrier, gateway));
        var start = new ProcessStartInfo(Program) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["-f", config, "-DD", "-E", "-m", "32", "-M", "4", "-w", folder.FullName, "-P", Path.Combine(folder.FullName, "pid"), "-Y", folder.FullName])
        {
            start.ArgumentList.Add(argument);
        }
        var process = Process.Start(start) ?? throw new InvalidOperationException("Kamailio did not start.");
        process.BeginOutputReadLine();
        process.ErrorDataReceived += (_, line) => TestContext.Current.SendDiagnosticMessage(line.Data ?? "");
        process.BeginErrorReadLine();
        var kamailio = new Kamailio(folder, process, new IPEndPoint(IPAddress.Loopback, port), tls);
        // Kamailio answers itself what has travelled too far.
        await Probe.UntilAnsweredAsync(kamailio.Address, maxForwards: 0);
        return kamailio;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static string Config(int port, int tls, string folder, IPEndPoint exchange, IPEndPoint carrier, KamailioTls? gateway) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        debug=0
        log_stderror=yes
        fork=yes
        children=1
        tcp_children=2
        auto_aliases=no
        enable_tls=yes
        tcp_accept_no_cl=yes
        listen=udp:127.0.0.1:{{port}}
        listen=tcp:127.0.0.1:{{port}}
        listen=tls:127.0.0.1:{{tls}}
        loadmodule "tls.so"
        loadmodule "tm.so"
        loadmodule "sl.so"
        loadmodule "rr.so"
        loadmodule "pv.so"
        loadmodule "maxfwd.so"
        loadmodule "siputils.so"
        loadmodule "textops.so"
        loadmodule "nathelper.so"
        loadmodule "xhttp.so"
        loadmodule "websocket.so"
        modparam("tls", "certificate", "{{folder}}/tls.pem")
        modparam("tls", "private_key", "{{folder}}/tls.pem")
        modparam("tls", "tls_method", "TLSv1.2+")
        {{(gateway?.Customers is null ? "" : $"modparam(\"tls\", \"ca_list\", \"{folder}/customers.pem\")\nmodparam(\"tls\", \"verify_certificate\", 1)\nmodparam(\"tls\", \"require_certificate\", 1)")}}
        modparam("rr", "enable_double_rr", 1)
        request_route {
          if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
          if ($sp != {{exchange.Port}} && is_method("INVITE|UPDATE")) { add_contact_alias(); }
          if (has_totag()) {
            if (loose_route()) {
              if ($du == "") { handle_ruri_alias(); }
              t_relay();
              exit;
            }
            if (is_method("ACK")) { if (t_check_trans()) { t_relay(); } exit; }
            sl_send_reply("481", "Not Here");
            exit;
          }
          if (is_method("CANCEL")) { if (t_check_trans()) { t_relay(); } exit; }
          record_route();
          if ({{(gateway is null ? $"$sp == {exchange.Port}" : "$proto == \"tls\"")}}) { $du = "sip:{{carrier}}"; } else { $du = "sip:{{exchange}}{{(gateway is null ? "" : ";transport=tls")}}"; }
          t_relay();
        }
        event_route[xhttp:request] {
          set_reply_close();
          set_reply_no_connect();
          if ($hdr(Upgrade) =~ "websocket" && $hdr(Connection) =~ "Upgrade") { if (ws_handle_handshake()) { exit; } }
          xhttp_reply("404", "Not Found", "", "");
        }
        """);
}
