public import AllianceKit

/// Unbound's own local zones, to be included in its `server:` clause.
///
/// A local zone covers everything below its name. A host alone is a transparent zone with one record of its own: the name has data, so
/// it is not asked for outside, and what is below it is resolved as ever.
public struct UnboundFormat: BlockListFormat {
    /// `unbound`
    public static let format = FormatDescription(
        name: "unbound", title: "Unbound local zones", subject: "block list", fileExtensions: ["conf"],
        mediaType: "text/plain", specification: "unbound.conf(5), local-zone and local-data")
    /// Names, and exceptions of domains.
    public static let capabilities = BlockCapabilities(
        blocks: [.host, .domain], exceptions: [.host: .wider, .domain: .exact], stopPage: true,
        note: "An exception for a host also lets through what is below it; RPZ in Unbound does not.")
    /// One file.
    public static let files = ["unbound.conf"]

    /// Makes a writer.
    public init() {}

    /// Writes the clause.
    public func write(
        _ list: BlockList, _ options: BlockListOptions, file: String, to output: inout some ByteSink
    ) throws {
        try output.write("# Block list of \(options.time). Include it in the server: clause.\nserver:\n")
        for entry in list.entries { try output.write(lines(entry, options)) }
    }

    private func lines(_ entry: BlockEntry, _ options: BlockListOptions) -> String {
        let name = entry.matcher.text
        if entry.action == .passthru { return "local-zone: \"\(name).\" transparent\n" }
        let records = options.addresses.map {
            "local-data: \"\(name). \(options.timeToLive) IN \($0.width == 32 ? "A" : "AAAA") \($0)\"\n"
        }.joined()
        guard case .host = entry.matcher else {
            return records.isEmpty
                ? "local-zone: \"\(name).\" always_nxdomain\n" : "local-zone: \"\(name).\" redirect\n" + records
        }
        let text = "local-data: '\(name). \(options.timeToLive) IN TXT \"blocked\"'\n"
        return "local-zone: \"\(name).\" transparent\n" + (records.isEmpty ? text : records)
    }
}
