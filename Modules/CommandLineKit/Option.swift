/// A named value: `--max-distance 31`, `--max-distance=31`, `-d 31`.
///
/// The type decides: a plain type without a default is required, an optional may be missing, an array gathers repetitions.
@propertyWrapper public struct Option<Value>: SlotHolder {
    let slot: Slot<Value>
    var anySlot: any AnySlot { slot }

    /// The value. Reading a required option before parsing is a programming error and traps.
    public var wrappedValue: Value {
        get { slot.value! }
        nonmutating set { slot.value = newValue }
    }

    /// A required value.
    public init(_ help: String, name: String? = nil, short: Character? = nil, placeholder: String? = nil)
    where Value: ArgumentValue {
        slot = Slot(
            ArgumentSpec(
                kind: .option, name: name, short: short, help: help, placeholder: placeholder, isRequired: true,
                choices: Value.choices, valueDescription: Value.valueDescription),
            initial: nil, read: { word, _ in Value(argument: word) })
    }

    /// A value with a default.
    public init(
        wrappedValue: Value, _ help: String, name: String? = nil, short: Character? = nil, placeholder: String? = nil
    ) where Value: ArgumentValue {
        slot = Slot(
            ArgumentSpec(
                kind: .option, name: name, short: short, help: help, placeholder: placeholder, choices: Value.choices,
                defaultText: wrappedValue.argument, valueDescription: Value.valueDescription),
            initial: wrappedValue, read: { word, _ in Value(argument: word) })
    }

    /// A value that may be missing.
    public init<Wrapped: ArgumentValue>(
        wrappedValue: Wrapped? = nil, _ help: String, name: String? = nil, short: Character? = nil,
        placeholder: String? = nil
    ) where Value == Wrapped? {
        slot = Slot(
            ArgumentSpec(
                kind: .option, name: name, short: short, help: help, placeholder: placeholder, choices: Wrapped.choices,
                defaultText: wrappedValue?.argument, valueDescription: Wrapped.valueDescription),
            initial: .some(wrappedValue),
            read: { word, _ in Wrapped(argument: word).map(Optional.some) })
    }

    /// Values that are gathered; the default stands only when none is given.
    public init<Element: ArgumentValue>(
        wrappedValue: [Element] = [], _ help: String, name: String? = nil, short: Character? = nil,
        placeholder: String? = nil
    ) where Value == [Element] {
        let shown = wrappedValue.map(\.argument).joined(separator: ",")
        slot = Slot(
            ArgumentSpec(
                kind: .option, name: name, short: short, help: help, placeholder: placeholder, isRepeated: true,
                choices: Element.choices, defaultText: shown.isEmpty ? nil : shown,
                valueDescription: Element.valueDescription),
            initial: wrappedValue,
            read: { word, before in Element(argument: word).map { (before ?? []) + [$0] } })
    }
}
