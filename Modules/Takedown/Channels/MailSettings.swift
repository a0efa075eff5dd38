public import AllianceKit

/// How mail leaves: the server or the local program, and the addresses it leaves from.
public struct MailSettings: ModuleSettings, Hashable {
    /// `takedown.mail`
    public static let section = "takedown.mail"
    /// The members.
    public static let members = [
        SettingsMember("host", "name or address of the mail server that takes our mail; empty for none"),
        SettingsMember("port", "its port (587)"),
        SettingsMember("security", "starttls (default), tls, or none for a server on this machine"),
        SettingsMember("user", "user name, if the server asks for one"),
        SettingsMember("passwordFile", "file in the folder keys with the password, mode 0600"),
        SettingsMember("timeoutSeconds", "seconds until an exchange is given up (60)"),
        SettingsMember("program", "path of the local program for the channel sendmail (/usr/sbin/sendmail)"),
        SettingsMember(
            "bounceMailbox", "local part that bounces come back to, before + (bounce); empty: no such address"),
        SettingsMember("bounceDomain", "domain of the bounce address; the organisation's unless given"),
    ]

    /// The server.
    public var host = ""
    /// Its port.
    public var port = 587
    /// How the connection is protected.
    public var security = "starttls"
    /// The user name.
    public var user = ""
    /// The file with the password.
    public var passwordFile = ""
    /// Seconds for an exchange.
    public var timeoutSeconds = 60
    /// The local program.
    public var program = "/usr/sbin/sendmail"
    /// Where bounces come back to.
    public var bounceMailbox = "bounce"
    /// The domain of the bounce address.
    public var bounceDomain = ""

    /// No server.
    public init() {}

    /// Words and numbers that cannot be, and a password that would go over an open line.
    public var problems: [String] {
        var problems: [String] = []
        if !(1...65535 ~= port) { problems.append("port is not between 1 and 65535") }
        if MailRelay.Security(rawValue: security) == nil { problems.append("security is not starttls, tls or none") }
        if !(1...600 ~= timeoutSeconds) { problems.append("timeoutSeconds is not between 1 and 600") }
        if !program.hasPrefix("/") { problems.append("program is no absolute path") }
        if passwordFile.contains("/") || passwordFile.hasPrefix(".") {
            problems.append("passwordFile is not the name of a file in keys")
        }
        if user.isEmpty != passwordFile.isEmpty { problems.append("user and passwordFile go together") }
        if !user.isEmpty, security == "none", !Self.isLoopback(host) {
            problems.append("a password needs security starttls or tls")
        }
        return problems
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }

    /// The server as the mail sender wants it. Throws `takedown.mail.unset` and what `KeyFile` throws.
    func relay(_ workspace: Workspace) throws -> MailRelay {
        guard !host.isEmpty, let port = UInt16(exactly: port), let security = MailRelay.Security(rawValue: security)
        else {
            throw AllianceError(
                "takedown.mail.unset", "no mail server is configured",
                hint: "set takedown.mail: host in \(Workspace.configurationFile), or use --channel file")
        }
        let credentials = user.isEmpty ? nil : (user: user, password: try KeyFile.text(passwordFile, in: workspace))
        return MailRelay(
            host: host, port: port, security: security, credentials: credentials, timeout: Double(timeoutSeconds))
    }
}
