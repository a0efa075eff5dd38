/// Fills the slots of a command, and of options that stand beside it, from words.
struct Parser {
    /// A word that was taken, with the slot it went to, for writing the request again.
    private(set) var taken: [(slot: any AnySlot, text: String)] = []
    private let own: Schema
    private let shared: Schema?
    private var place = 0

    /// Reads for `own`; options that `own` does not know go to `shared`.
    init(_ own: Schema, shared: Schema? = nil) {
        self.own = own
        self.shared = shared
    }

    /// Reads all words; then everything required must be there.
    mutating func parse(_ words: [String]) throws {
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                while let literal = rest.popFirst() { try takePositional(literal) }
            } else if isOption(word) {
                try takeOption(word, &rest)
            } else {
                try takePositional(word)
            }
        }
        try requireAll()
    }

    /// Reads options up to the first other word; what is left is returned, that word first.
    mutating func parseLeading(_ words: [String]) throws -> [String] {
        var rest = words[...]
        while let word = rest.first, word != "--", isOption(word) {
            rest.removeFirst()
            try takeOption(word, &rest)
        }
        return Array(rest)
    }

    /// Whether a word is an option by its looks. A lone dash is standard input, and a negative number is a value unless
    /// there is a short option of that digit.
    private func isOption(_ word: String) -> Bool {
        guard word.hasPrefix("-"), word.count > 1, let second = word.dropFirst().first else { return false }
        return !(second.isNumber || second == ".") || find(short: second) != nil
    }

    private mutating func takeOption(_ word: String, _ rest: inout ArraySlice<String>) throws {
        if word.hasPrefix("--") { try takeLong(word, &rest) } else { try takeShort(word, &rest) }
    }

    private mutating func takeLong(_ word: String, _ rest: inout ArraySlice<String>) throws {
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        let value = parts.count > 1 ? String(parts[1]) : nil
        if let slot = find(long: name) {
            if slot.spec.kind == .flag {
                guard value == nil else { throw UsageError("--\(name) takes no value") }
                try accept("true", in: slot, as: "--\(name)")
            } else {
                try accept(try value ?? nextValue(for: slot, as: "--\(name)", &rest), in: slot, as: "--\(name)")
            }
        } else if name.hasPrefix("no-"), let slot = find(long: String(name.dropFirst(3))), slot.spec.isInvertible {
            guard value == nil else { throw UsageError("--\(name) takes no value") }
            try accept("false", in: slot, as: "--\(name)")
        } else {
            throw UsageError("unknown option --\(name)" + Suggestion.text(for: "--\(name)", among: longWords))
        }
    }

    /// A cluster: flags, and at its end perhaps an option with its value.
    private mutating func takeShort(_ word: String, _ rest: inout ArraySlice<String>) throws {
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            guard let slot = find(short: letter) else { throw UsageError(unknownShort(letter, word)) }
            if slot.spec.kind == .flag {
                guard letters.first != "=" else { throw UsageError("-\(letter) takes no value") }
                try accept("true", in: slot, as: "-\(letter)")
                continue
            }
            if letters.isEmpty {
                try accept(try nextValue(for: slot, as: "-\(letter)", &rest), in: slot, as: "-\(letter)")
            } else {
                let value = letters.first == "=" ? letters.dropFirst() : letters
                try accept(String(value), in: slot, as: "-\(letter)")
            }
            return
        }
    }

    private func unknownShort(_ letter: Character, _ word: String) -> String {
        // `-recursive` is more likely a long option with one dash than a cluster.
        if word.count > 2, longWords.contains("-" + word) { return "unknown option \(word); did you mean -\(word)?" }
        return "unknown option -\(letter)" + (word.count > 2 ? " in \(word)" : "")
    }

    private func nextValue(for slot: any AnySlot, as shown: String, _ rest: inout ArraySlice<String>) throws -> String {
        guard let next = rest.first else {
            throw UsageError("\(shown) needs a value: \(shown) \(slot.spec.placeholder)")
        }
        guard next != "--", !isOption(next) else {
            throw UsageError("\(shown) needs a value before \(next) (write \(shown)=\(next) if that is the value)")
        }
        rest.removeFirst()
        return next
    }

    private mutating func takePositional(_ word: String) throws {
        let positional = own.positional
        guard place < positional.count else { throw UsageError("unexpected word \"\(word)\"") }
        let slot = positional[place]
        if !slot.spec.isRepeated { place += 1 }
        guard slot.accept(word) else { throw misfit(word, slot, slot.spec.placeholder) }
        taken.append((slot, word))
    }

    private mutating func accept(_ word: String, in slot: any AnySlot, as shown: String) throws {
        guard slot.spec.kind == .flag || slot.spec.isRepeated || !slot.wasSet else {
            throw UsageError("\(shown) is given twice")
        }
        guard slot.accept(word) else { throw misfit(word, slot, shown) }
        guard own.slots.contains(where: { $0 === slot }) else { return }
        let text =
            switch (slot.spec.kind, word) {
            case (.flag, "false"): "--no-\(slot.spec.name)"
            case (.flag, _): "--\(slot.spec.name)"
            default: "--\(slot.spec.name)=\(word)"
            }
        taken.append((slot, text))
    }

    private func misfit(_ word: String, _ slot: any AnySlot, _ shown: String) -> UsageError {
        let choices = slot.spec.choices
        guard !choices.isEmpty else {
            return UsageError("\(shown): \"\(word)\" is not \(slot.spec.valueDescription)")
        }
        return UsageError(
            "\(shown): \"\(word)\" is not one of \(choices.joined(separator: ", "))"
                + Suggestion.text(for: word, among: choices))
    }

    private func requireAll() throws {
        for slot in own.slots + (shared?.slots ?? []) where slot.spec.isRequired && !slot.wasSet {
            let spec = slot.spec
            throw UsageError(
                "missing " + (spec.kind == .positional ? spec.placeholder : "--\(spec.name) \(spec.placeholder)"))
        }
    }

    private func find(long name: String) -> (any AnySlot)? {
        own.named.first { $0.spec.name == name } ?? shared?.named.first { $0.spec.name == name }
    }

    private func find(short letter: Character) -> (any AnySlot)? {
        own.named.first { $0.spec.short == letter } ?? shared?.named.first { $0.spec.short == letter }
    }

    private var longWords: [String] {
        (own.named + (shared?.named ?? [])).flatMap { slot in
            ["--\(slot.spec.name)"] + (slot.spec.isInvertible ? ["--no-\(slot.spec.name)"] : [])
        }
    }
}
