/// What is wrong with declarations themselves: tests ask for it, so that no command is released with it.
public enum DeclarationProblems {
    /// Every problem of a command beside the options that stand anywhere; each is a sentence.
    public static func of(_ command: any CommandDeclaration.Type, beside globals: [ArgumentSpec] = []) -> [String] {
        let specs = command.argumentSpecs
        var problems: [String] = []
        if !isKebab(command.name) { problems.append("its name is not in kebab case") }
        if !isSentence(command.summary) { problems.append("its summary is not a sentence with a full stop") }
        if command.summary.count > 100 { problems.append("its summary is longer than 100 characters") }
        var long: Set<String> = []
        var short: Set<Character> = []
        for spec in globals { remember(spec, &long, &short) }
        var optionalSeen = false
        var repeatedSeen = false
        for spec in specs {
            let shown = spec.kind == .positional ? spec.placeholder : "--\(spec.name)"
            if !isSentence(spec.help) { problems.append("the help of \(shown) is not a sentence with a full stop") }
            if !isKebab(spec.name) { problems.append("\(shown) is not in kebab case") }
            if spec.kind == .positional {
                if repeatedSeen { problems.append("\(shown) follows an argument that takes all the rest") }
                if optionalSeen, spec.isRequired { problems.append("\(shown) is required and follows an optional one") }
                repeatedSeen = repeatedSeen || spec.isRepeated
                optionalSeen = optionalSeen || !spec.isRequired
            } else {
                if long.contains(spec.name) { problems.append("\(shown) is declared twice, or everywhere already") }
                if let letter = spec.short, short.contains(letter) { problems.append("-\(letter) is declared twice") }
                remember(spec, &long, &short)
            }
        }
        return problems
    }

    private static func remember(_ spec: ArgumentSpec, _ long: inout Set<String>, _ short: inout Set<Character>) {
        long.insert(spec.name)
        if spec.isInvertible { long.insert("no-\(spec.name)") }
        if let letter = spec.short { short.insert(letter) }
    }

    private static func isKebab(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == 0x2d }
    }

    private static func isSentence(_ text: String) -> Bool {
        guard let first = text.first, text.hasSuffix(".") else { return false }
        return first.isUppercase || !first.isLetter
    }
}
