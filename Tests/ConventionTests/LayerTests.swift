import AllianceKit
import TestKit
import Testing

/// Who may import whom: section "Modules" of docs/architecture.md, read from the import lines themselves.
struct LayerTests {
    static let domains: Set<String> = ["Hashing", "Takedown", "Referrals", "Commitments", "Indicators"]
    /// What each module may import of ours, besides C modules.
    static let allowed: [String: Set<String>] = {
        let base: Set<String> = ["AllianceKit", "CommandLineKit"]
        let tools: Set<String> = [
            "Imaging", "Isolation", "Transport", "Formats", "Statistics", "Cryptography", "CKernels",
        ]
        var table: [String: Set<String>] = [
            "CommandLineKit": [], "AllianceKit": ["CommandLineKit"], "Statistics": [], "Cryptography": ["AllianceKit"],
            "Storage": base, "Ledger": base.union(["Storage", "Cryptography"]), "Imaging": ["AllianceKit"],
            "Isolation": ["AllianceKit"],
            "Transport": ["AllianceKit"], "Formats": ["AllianceKit"],
        ]
        for domain in domains { table[domain] = base.union(tools) }
        return table
    }()

    private static func module(of path: String) -> String { String(path.split(separator: "/")[1]) }

    @Test func modulesImportOnlyWhatTheirFloorAllows() throws {
        for path in try SourceFiles.under("Modules") {
            let module = Self.module(of: path)
            guard let allowed = Self.allowed[module] else {
                Issue.record("\(path) is in a module without a place in the layers")
                continue
            }
            for imported in try SourceFiles.imports(of: path) where Self.allowed[imported] != nil {
                #expect(imported == module || allowed.contains(imported), "\(path) imports \(imported)")
            }
        }
    }

    @Test func eachCModuleHasOneUser() throws {
        var users: [String: Set<String>] = [:]
        for path in try SourceFiles.under("Modules") + SourceFiles.under("Tools") {
            for imported in try SourceFiles.imports(of: path)
            where imported.hasPrefix("C") && Self.allowed[imported] == nil
                && imported.dropFirst().first?.isUppercase == true
            {
                users[imported, default: []].insert(path.hasPrefix("Tools") ? "Tools" : Self.module(of: path))
            }
        }
        for (library, modules) in users { #expect(modules.count == 1, "\(library) is imported by \(modules.sorted())") }
    }

    /// One locale-dependent call adds 44 MB to the program.
    @Test func foundationStaysOutside() throws {
        for path in try SourceFiles.under("Modules") + SourceFiles.under("Tools") {
            let imports = try SourceFiles.imports(of: path)
            #expect(!imports.contains("Foundation"), "\(path) imports Foundation; FoundationEssentials is enough")
            #expect(!(try SourceFiles.text(path)).contains("String(format:"), "\(path) uses String(format:)")
        }
    }

    @Test func onlyCommandsPrint() throws {
        for path in try SourceFiles.under("Modules") + SourceFiles.under("Tools") {
            for line in try SourceFiles.text(path).split(separator: "\n") {
                let code = line.drop { $0 == " " }
                guard !code.hasPrefix("//") else { continue }
                #expect(!code.hasPrefix("print(") && !code.contains(" print("), "\(path) prints: \(code)")
            }
        }
    }

    /// A library user's types know nothing of the command line, except that an enumeration can be an option's value.
    @Test func theParserIsForPluginsAndCommandsOnly() throws {
        for path in try SourceFiles.under("Modules") where Self.domains.contains(Self.module(of: path)) {
            guard try SourceFiles.imports(of: path).contains("CommandLineKit") else { continue }
            if path.contains("/Commands/") || path.hasSuffix("Plugin.swift") { continue }
            #expect(try SourceFiles.text(path).contains("ArgumentValue"), "\(path) imports CommandLineKit")
        }
    }
}
