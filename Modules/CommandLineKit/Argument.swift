/// A value given by its place. The type decides as with `Option`; a gathering one must be the last.
@propertyWrapper public struct Argument<Value>: SlotHolder {
    let slot: Slot<Value>
    var anySlot: any AnySlot { slot }

    /// The value. Reading a required argument before parsing is a programming error and traps.
    public var wrappedValue: Value {
        get { slot.value! }
        nonmutating set { slot.value = newValue }
    }

    /// A required value.
    public init(_ help: String, placeholder: String? = nil) where Value: ArgumentValue {
        slot = Slot(
            ArgumentSpec(
                kind: .positional, name: nil, short: nil, help: help, placeholder: placeholder, isRequired: true,
                choices: Value.choices, valueDescription: Value.valueDescription),
            initial: nil, read: { word, _ in Value(argument: word) })
    }

    /// A value that may be missing.
    public init<Wrapped: ArgumentValue>(_ help: String, placeholder: String? = nil) where Value == Wrapped? {
        slot = Slot(
            ArgumentSpec(
                kind: .positional, name: nil, short: nil, help: help, placeholder: placeholder,
                choices: Wrapped.choices,
                valueDescription: Wrapped.valueDescription),
            initial: .some(nil), read: { word, _ in Wrapped(argument: word).map(Optional.some) })
    }

    /// All the rest: at least one unless `allowEmpty`.
    public init<Element: ArgumentValue>(_ help: String, placeholder: String? = nil, allowEmpty: Bool = false)
    where Value == [Element] {
        slot = Slot(
            ArgumentSpec(
                kind: .positional, name: nil, short: nil, help: help, placeholder: placeholder, isRequired: !allowEmpty,
                isRepeated: true, choices: Element.choices, valueDescription: Element.valueDescription),
            initial: [], read: { word, before in Element(argument: word).map { (before ?? []) + [$0] } })
    }
}
