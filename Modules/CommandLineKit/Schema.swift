/// The options, flags and arguments of one declaration, found by reflection in a fresh value, in the order of declaration.
struct Schema {
    /// The slots with their final names.
    private(set) var slots: [any AnySlot] = []

    /// Finds the slots of a group and of the groups in it, and names those without a name of their own after their property.
    init(of group: any ArgumentGroup) { collect(Mirror(reflecting: group)) }

    /// What help and documentation know of them.
    var specs: [ArgumentSpec] { slots.map(\.spec) }

    /// The options and flags.
    var named: [any AnySlot] { slots.filter { $0.spec.kind != .positional } }
    /// The arguments by place.
    var positional: [any AnySlot] { slots.filter { $0.spec.kind == .positional } }

    private mutating func collect(_ mirror: Mirror) {
        for child in mirror.children {
            if let holder = child.value as? any SlotHolder {
                let slot = holder.anySlot
                let property = (child.label ?? "").drop { $0 == "_" }
                if slot.spec.name.isEmpty { slot.spec.name = Self.kebab(property) }
                if slot.spec.placeholder.isEmpty { slot.spec.placeholder = Self.placeholder(slot.spec) }
                slots.append(slot)
            } else if let holder = child.value as? any GroupHolder {
                collect(Mirror(reflecting: holder.anyGroup))
            }
        }
    }

    /// `maxDistance` → `max-distance`, `summaryFD` → `summary-fd`, `sha256` stays.
    static func kebab(_ property: some StringProtocol) -> String {
        let letters = Array(property)
        var text = ""
        for (place, letter) in letters.enumerated() {
            if letter.isUppercase, place > 0 {
                let afterLower = !letters[place - 1].isUppercase
                let beforeLower = place + 1 < letters.count && letters[place + 1].isLowercase
                if afterLower || beforeLower { text += "-" }
            }
            text += letter.lowercased()
        }
        return text
    }

    private static func placeholder(_ spec: ArgumentSpec) -> String {
        switch spec.kind {
        case .flag: ""
        case .positional: spec.name.uppercased()
        case .option:
            switch spec.valueDescription {
            case Int.valueDescription, Double.valueDescription: "N"
            default: String(spec.name.split(separator: "-").last ?? "VALUE").uppercased()
            }
        }
    }
}

extension ArgumentGroup {
    /// What is declared: options, flags and arguments with their final names, in the order of declaration.
    public static var argumentSpecs: [ArgumentSpec] { Schema(of: Self()).specs }
}
