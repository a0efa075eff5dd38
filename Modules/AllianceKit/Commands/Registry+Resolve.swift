import CommandLineKit

extension Registry {
    /// Where words on the command line lead.
    public enum Resolution {
        /// To a command.
        case command(any Command.Type)
        /// To a module or group; a word is still missing.
        case incomplete
        /// Nowhere: there is nothing of the last word's name here.
        case unknown(candidates: [String])
    }

    /// Follows `MODULE [GROUP] COMMAND`, or the word of a command without a module.
    public func resolve(_ words: [String]) -> Resolution {
        guard let first = words.first else { return .incomplete }
        if let plugin = plugins.first(where: { !$0.name.isEmpty && $0.name == first }) {
            return Self.resolve(words.dropFirst(), in: plugin)
        }
        // A plugin without a name adds its commands and groups at the top.
        let top = plugins.filter { $0.name.isEmpty }
        for plugin in top where Self.names(of: plugin).contains(first) {
            return Self.resolve(words[...], in: plugin)
        }
        let modules = plugins.filter { !$0.name.isEmpty && !Self.names(of: $0).isEmpty }
        return .unknown(candidates: modules.map { $0.name } + top.flatMap(Self.names))
    }

    /// The full words of every command of this name, wherever it is: `compute` → `hashing compute`.
    public func commands(named name: String) -> [String] {
        plugins.flatMap { plugin in
            let start = plugin.name.isEmpty ? "" : plugin.name + " "
            return plugin.commands.filter { $0.name == name }.map { _ in start + name }
                + plugin.commandGroups.flatMap { group in
                    group.commands.filter { $0.name == name }.map { _ in "\(start)\(group.name) \(name)" }
                }
        }
    }

    private static func names(of plugin: any Plugin.Type) -> [String] {
        plugin.commands.map { $0.name } + plugin.commandGroups.map(\.name)
    }

    private static func resolve(_ words: ArraySlice<String>, in plugin: any Plugin.Type) -> Resolution {
        guard let word = words.first else { return .incomplete }
        if let command = plugin.commands.first(where: { $0.name == word }) { return .command(command) }
        guard let group = plugin.commandGroups.first(where: { $0.name == word }) else {
            return .unknown(candidates: names(of: plugin))
        }
        guard let second = words.dropFirst().first else { return .incomplete }
        if let command = group.commands.first(where: { $0.name == second }) { return .command(command) }
        return .unknown(candidates: group.commands.map { $0.name })
    }
}
