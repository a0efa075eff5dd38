public import AllianceKit

/// A hosts file: exact names only.
public struct HostsFormat: BlockListFormat {
    /// `hosts`
    public static let format = FormatDescription(
        name: "hosts", title: "Hosts file", subject: "block list", fileExtensions: ["txt"],
        mediaType: "text/plain", specification: "hosts(5)")
    /// Hosts, and no exceptions: nothing is ever wider than its line.
    public static let capabilities = BlockCapabilities(
        blocks: [.host], exceptions: [:], stopPage: true,
        note: "Exact names only: a domain needs a line for each of its hosts.")
    /// One file.
    public static let files = ["hosts.txt"]

    /// Makes a writer.
    public init() {}

    /// Writes a line for each name and family.
    public func write(
        _ list: BlockList, _ options: BlockListOptions, file: String, to output: inout some ByteSink
    ) throws {
        try output.write("# Block list of \(options.time).\n")
        // A family without a line would be asked for outside.
        let families = [(32, "0.0.0.0"), (128, "::")]
        let targets = families.flatMap { width, none in
            let own = options.addresses.filter { $0.width == width }.map(\.description)
            return own.isEmpty ? [none] : own
        }
        for entry in list.entries {
            for target in targets { try output.write("\(target) \(entry.matcher.text)\n") }
        }
    }
}
