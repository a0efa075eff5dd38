import CommandLineKit

/// The plugins of a build, validated as a whole.
public struct Registry: Sendable {
    /// The plugins, in the order given.
    public let plugins: [any Plugin.Type]

    /// Checks and takes the plugins: every problem of the whole set is listed in one error.
    public init(_ plugins: [any Plugin.Type]) throws {
        let problems = Self.problems(of: plugins)
        guard problems.isEmpty else {
            throw AllianceError(
                "registry.invalid", "the plugins do not fit together: " + problems.joined(separator: "; "), exit: .bug)
        }
        self.plugins = plugins
    }

    /// All record types.
    public var recordTypes: [any StoredRecord.Type] { plugins.flatMap { $0.recordTypes } }
    /// All event kinds.
    public var eventKinds: [EventKind] { plugins.flatMap { $0.eventKinds } }
    /// All importers.
    public var importers: [any Importer.Type] { plugins.flatMap { $0.importers } }
    /// All exporters.
    public var exporters: [any Exporter.Type] { plugins.flatMap { $0.exporters } }
    /// All channels.
    public var channels: [any Channel] { plugins.flatMap { $0.channels } }
    /// All sections of `config.json`.
    public var settings: [any ModuleSettings.Type] { plugins.flatMap { $0.settings } }
    /// All indicators.
    public var indicators: [IndicatorDefinition] { plugins.flatMap { $0.indicators } }

    private static func problems(of plugins: [any Plugin.Type]) -> [String] {
        var problems: [String] = []
        func unique(_ names: [String], _ what: String) {
            var seen: Set<String> = []
            for name in names where !seen.insert(name).inserted { problems.append("two \(what)s named \"\(name)\"") }
        }
        unique(plugins.map { $0.name }, "plugin")
        unique(plugins.flatMap { $0.recordTypes.map { $0.table } }, "table")
        unique(plugins.flatMap { $0.eventKinds.map(\.name) }, "event kind")
        unique(plugins.flatMap { $0.channels.map(\.name) }, "channel")
        unique(plugins.flatMap { $0.settings.map { $0.section } }, "settings section")
        unique(plugins.flatMap { $0.indicators.map(\.id) }, "indicator")
        unique(plugins.flatMap { $0.importers.map { "\($0.format.subject)/\($0.format.name)" } }, "importer")
        unique(plugins.flatMap { $0.exporters.map { "\($0.format.subject)/\($0.format.name)" } }, "exporter")
        let kinds = Set(plugins.flatMap { $0.eventKinds.map(\.name) })
        for plugin in plugins {
            for section in plugin.settings where !section.section.hasPrefix("\(plugin.name).") {
                problems.append("the settings \(section.section) are not \(plugin.name)'s")
            }
            unique(plugin.commands.map { $0.name } + plugin.commandGroups.map(\.name), "\(plugin.name) command")
            for group in plugin.commandGroups {
                unique(group.commands.map { $0.name }, "\(plugin.name) \(group.name) command")
            }
            for command in plugin.commands + plugin.commandGroups.flatMap(\.commands) where command.summary.isEmpty {
                problems.append("\(plugin.name) \(command.name) has no summary")
            }
            for type in plugin.recordTypes where type.exampleCount == 0 {
                problems.append("\(type.table) has no examples")
            }
            for indicator in plugin.indicators {
                for kind in indicator.measure.kinds where !kinds.contains(kind) {
                    problems.append("indicator \(indicator.id) counts the unknown event kind \"\(kind)\"")
                }
            }
        }
        return problems
    }
}

extension StoredRecord {
    static var exampleCount: Int { examples.count }
}

extension IndicatorDefinition.Measure {
    /// The event kinds it reads.
    public var kinds: [String] {
        switch self {
        case .eventCount(let kind), .subjectCount(let kind): [kind]
        case .duration(let from, let to, let pausedFrom, let pausedTo, let among):
            [from] + to + [pausedFrom, pausedTo, among?.kind].compactMap { $0 }
        case .share(let of, let to, _, _, _): [of, to]
        }
    }
}
