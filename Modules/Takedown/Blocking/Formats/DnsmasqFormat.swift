public import AllianceKit

/// dnsmasq's configuration: `local=/d/` and `address=/d/…` cover everything below the name, and there is no form for a host alone.
public struct DnsmasqFormat: BlockListFormat {
    /// `dnsmasq`
    public static let format = FormatDescription(
        name: "dnsmasq", title: "dnsmasq configuration", subject: "block list", fileExtensions: ["conf"],
        mediaType: "text/plain", specification: "dnsmasq(8), --address, --local and --server")
    /// Domains, and exceptions of them.
    public static let capabilities = BlockCapabilities(
        blocks: [.domain], exceptions: [.host: .wider, .domain: .exact], stopPage: true,
        note: "An exception for a host also lets through what is below it.")
    /// One file.
    public static let files = ["dnsmasq.conf"]

    /// Makes a writer.
    public init() {}

    /// Writes the lines.
    public func write(
        _ list: BlockList, _ options: BlockListOptions, file: String, to output: inout some ByteSink
    ) throws {
        try output.write("# Block list of \(options.time). For conf-file= or conf-dir=.\n")
        if !options.stopAddresses.isEmpty { try output.write("local-ttl=\(options.timeToLive)\n") }
        for entry in list.entries {
            let name = entry.matcher.text
            if entry.action == .passthru {
                try output.write("server=/\(name)/#\n")
            } else if options.stopAddresses.isEmpty {
                try output.write("local=/\(name)/\n")
            } else {
                for address in options.addresses { try output.write("address=/\(name)/\(address)\n") }
            }
        }
    }
}
