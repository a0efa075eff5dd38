import AllianceKit
import CommandLineKit

/// The formats of block lists in a build, so that other plugins can add some.
enum BlockListFormats {
    /// Those of the toolkit, in the order of the table.
    static let own: [any Exporter.Type] = [
        RPZFormat.self, UnboundFormat.self, DnsmasqFormat.self, HostsFormat.self, SquidFormat.self, NginxFormat.self,
        AdblockFormat.self, PrefixV4Format.self, PrefixV5Format.self, PrefixKeyedFormat.self,
    ]

    /// All of a registry.
    static func all(_ registry: Registry) -> [any BlockListFormat.Type] {
        registry.exporters.compactMap { $0 as? any BlockListFormat.Type }
    }

    /// The one of a name; throws a usage error that lists them.
    static func named(_ name: String, in registry: Registry) throws -> any BlockListFormat {
        let all = all(registry)
        guard let type = all.first(where: { $0.format.name == name }) else {
            throw UsageError(
                "--to \(name) is not a format of block lists; there are: \(all.map { $0.format.name }.joined(separator: ", "))"
            )
        }
        return type.init()
    }
}
