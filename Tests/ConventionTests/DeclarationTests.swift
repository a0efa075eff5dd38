import AllianceKit
import CommandLineKit
import TestKit
import Testing

@testable import alliance

/// Every plugin, command and format of this build, against the house's rules for declarations.
struct DeclarationTests {
    static let commands: [(words: String, type: any Command.Type)] = Plugins.all.flatMap { plugin in
        let start = plugin.name.isEmpty ? "" : plugin.name + " "
        return plugin.commands.map { (start + $0.name, $0) }
            + plugin.commandGroups.flatMap { group in group.commands.map { ("\(start)\(group.name) \($0.name)", $0) } }
    }

    @Test func theRegistryIsValid() throws {
        _ = try Registry(Plugins.all)
        #expect(!Self.commands.isEmpty)
    }

    @Test func everyCommandIsDeclaredWell() {
        let globals = GlobalOptions.argumentSpecs
        for (words, type) in Self.commands {
            for problem in DeclarationProblems.of(type, beside: globals) { Issue.record("\(words): \(problem)") }
            for example in type.examples where !example.line.contains("alliance") {
                Issue.record("\(words): the example \"\(example.line)\" does not run alliance")
            }
        }
        for spec in globals { #expect(spec.help.hasSuffix("."), "--\(spec.name) lacks a sentence of help") }
    }

    /// What an example shows must parse: nobody should meet an error on the first line they try.
    @Test func everyExampleParses() throws {
        let registry = try Registry(Plugins.all)
        for (words, type) in Self.commands {
            for example in type.examples {
                for line in Self.invocations(example.line) {
                    do { try Self.parse(line, registry) } catch {
                        Issue.record("\(words): the example \"\(example.line)\" does not parse: \(error)")
                    }
                }
            }
        }
    }

    @Test func everyOutputIsDeclaredWell() {
        for (words, type) in Self.commands {
            let keys = type.output.fields.map(\.key)
            #expect(Set(keys).count == keys.count, "\(words) prints a member twice")
            for field in type.output.fields {
                #expect(!field.summary.isEmpty, "\(words): \(field.key) has no summary")
                #expect(field.key.first?.isLowercase == true && !field.key.contains("_"), "\(words): \(field.key)")
            }
        }
    }

    @Test func commandsThatChangeStateTakeAKey() throws {
        for path in try SourceFiles.under("Modules") + SourceFiles.under("Tools") where path.contains("/Commands/") {
            let text = try SourceFiles.text(path)
            guard text.contains("context.mutate(") else { continue }
            #expect(text.contains("MutationOptions"), "\(path) changes state and takes no --key")
        }
    }

    @Test func pluginsAreDescribed() {
        for plugin in Plugins.all {
            #expect(plugin.summary.hasSuffix("."), "the plugin \(plugin.name) has no summary")
            for group in plugin.commandGroups { #expect(group.summary.hasSuffix("."), "\(plugin.name) \(group.name)") }
            for kind in plugin.eventKinds {
                #expect(kind.summary.hasSuffix("."), "the event kind \(kind.name) has no summary")
                #expect(kind.name.split(separator: ".").count > 1, "the event kind \(kind.name) is not dotted")
            }
            for format in plugin.importers.map({ $0.format }) + plugin.exporters.map({ $0.format }) {
                for text in [format.name, format.title, format.subject, format.mediaType, format.specification] {
                    #expect(!text.isEmpty, "the format \(format.name) is not described")
                }
            }
        }
    }

    // MARK: Reading example lines

    /// The words of each `alliance …` in a line of shell: pipes, `&&`, redirections and `$(…)` end one.
    static func invocations(_ line: String) -> [[String]] {
        var found: [[String]] = []
        var words: [String] = []
        var word: String?
        var quote: Character?
        func endWord() {
            if let done = word { words.append(done) }
            word = nil
        }
        func endCommand() {
            endWord()
            while let first = words.first, first != "alliance" { words.removeFirst() }
            if !words.isEmpty { found.append(Array(words.dropFirst())) }
            words = []
        }
        for character in line {
            if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if "|&;<>()".contains(character) {
                // What follows a redirection is a file, no word of the command.
                endCommand()
            } else if character == " " {
                endWord()
            } else {
                word = (word ?? "") + String(character)
            }
        }
        endCommand()
        return found
    }

    static func parse(_ words: [String], _ registry: Registry) throws {
        let globals = GlobalOptions()
        var rest = words
        var path: [String] = []
        while true {
            rest = try globals.takeLeading(rest)
            guard let word = rest.first else { throw UsageError("a word is missing") }
            path.append(word)
            rest.removeFirst()
            switch registry.resolve(path) {
            case .command(let command): return try parse(command, rest, globals)
            case .incomplete: continue
            case .unknown: throw UsageError("unknown command \(path.joined(separator: " "))")
            }
        }
    }

    private static func parse<Declaration: Command>(
        _ type: Declaration.Type, _ words: [String], _ globals: GlobalOptions
    ) throws {
        // Identities are cut short in examples.
        _ = try Declaration.parse(words.map { $0.hasSuffix("...") ? String($0.dropLast(3)) : $0 }, sharing: globals)
    }
}
