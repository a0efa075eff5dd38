import AllianceKit

/// The templates of a house: its own files in `templates/NAME/LANGUAGE/KIND.txt` before the built-in ones.
struct TemplateBook: Sendable {
    /// The name of the built-in templates, and of the ones that take their place.
    static let standard = "default"

    private var templates: [String: LetterTemplate] = [:]
    /// Templates that could not be read.
    private(set) var problems: [AllianceError] = []

    /// The built-in templates only.
    init() throws {
        for (language, texts) in BuiltInTexts.all {
            for (kind, text) in texts {
                let name = Self.standard
                add(
                    try LetterTemplate(
                        text, name: name, language: language, kind: kind,
                        source: "built in \(name)/\(language)/\(kind.rawValue).txt"))
            }
        }
    }

    /// With those of a workspace's folder. A file that cannot be used is a problem, never silently passed over.
    init(folder: String) throws {
        try self.init()
        guard Files.exists(folder) else { return }
        for name in try Files.names(in: folder) where Files.isFolder("\(folder)/\(name)") {
            for language in try Files.names(in: "\(folder)/\(name)")
            where Files.isFolder("\(folder)/\(name)/\(language)") {
                for file in try Files.names(in: "\(folder)/\(name)/\(language)") {
                    do throws(AllianceError) {
                        add(try Self.read("\(folder)/\(name)/\(language)/\(file)", name, language, file))
                    } catch {
                        problems.append(error)
                    }
                }
            }
        }
    }

    private mutating func add(_ template: LetterTemplate) {
        templates["\(template.name)/\(template.language)/\(template.kind.rawValue)"] = template
    }

    private static func read(
        _ path: String, _ name: String, _ language: String, _ file: String
    ) throws(AllianceError) -> LetterTemplate {
        guard file.hasSuffix(".txt"), let kind = LetterKind(rawValue: String(file.dropLast(4))) else {
            let names = LetterKind.allCases.map { "\($0.rawValue).txt" }.joined(separator: ", ")
            throw AllianceError(
                "takedown.template.file", "\(path) is no template", hint: "a template is called \(names)")
        }
        guard language.utf8.count == 2, language.utf8.allSatisfy({ 97...122 ~= $0 }) else {
            throw AllianceError("takedown.template.language", "\(path) is in a folder that is no language (en, de …)")
        }
        do {
            let text = String(decoding: try Files.read(path, limit: 65536), as: UTF8.self)
            return try LetterTemplate(text, name: name, language: language, kind: kind, source: path)
        } catch let error as AllianceError {
            throw error
        } catch {
            throw AllianceError("takedown.template.file", "\(path) cannot be read")
        }
    }

    /// The template for a message: the contact's own name and language, then the name in the house's language or English, then the
    /// standard ones in the same order. Throws `takedown.template.broken` when a file that would have been used cannot be.
    func template(_ name: String?, _ language: String?, _ kind: LetterKind, house: String) throws -> LetterTemplate {
        if let problem = problems.first { throw problem }
        let names = [name ?? Self.standard, Self.standard]
        for name in names {
            for language in [language ?? house, house, "en"] {
                if let found = templates["\(name)/\(language)/\(kind.rawValue)"] { return found }
            }
        }
        throw AllianceError("takedown.template.missing", "there is no template \(kind.rawValue)", exit: .bug)
    }

    /// All of them, by name, language and kind.
    var all: [LetterTemplate] {
        templates.values.sorted {
            ($0.name, $0.language, LetterKind.allCases.firstIndex(of: $0.kind)!)
                < ($1.name, $1.language, LetterKind.allCases.firstIndex(of: $1.kind)!)
        }
    }
}
