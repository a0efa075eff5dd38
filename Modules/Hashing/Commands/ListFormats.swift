import AllianceKit
import CommandLineKit

/// Finds the formats of known-hash lists in the registry, so that other plugins can add some.
enum ListFormats {
    /// The importer of a format.
    static func importer(_ name: String, in registry: Registry) throws -> any HashListImporter {
        let all = registry.importers.compactMap { $0 as? any HashListImporter.Type }
        guard let type = all.first(where: { $0.format.name == name }) else {
            throw unknown(name, "--from", all.map { $0.format.name })
        }
        return type.init()
    }

    /// The exporter of a format.
    static func exporter(_ name: String, in registry: Registry) throws -> any HashListExporter {
        let all = registry.exporters.compactMap { $0 as? any HashListExporter.Type }
        guard let type = all.first(where: { $0.format.name == name }) else {
            throw unknown(name, "--to", all.map { $0.format.name })
        }
        return type.init()
    }

    private static func unknown(_ name: String, _ option: String, _ known: [String]) -> UsageError {
        UsageError("\(option) \(name) is not a format of hash lists; there are: \(known.joined(separator: ", "))")
    }
}

extension CommandContext {
    /// Whether a key was used before, so that its answer is only to be repeated.
    func isAnswered(_ key: String?) throws -> Bool {
        guard let key else { return false }
        return try workspace().store.read { try $0.rememberedAnswer(for: key) } != nil
    }
}
