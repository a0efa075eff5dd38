/// A switch: `--record`; with an inversion also `--no-record`.
@propertyWrapper public struct Flag: SlotHolder {
    let slot: Slot<Bool>
    var anySlot: any AnySlot { slot }

    /// Whether it is on.
    public var wrappedValue: Bool {
        get { slot.value ?? false }
        nonmutating set { slot.value = newValue }
    }

    /// A switch, off unless a default says otherwise.
    public init(
        wrappedValue: Bool = false, _ help: String, name: String? = nil, short: Character? = nil,
        invertible: Bool = false
    ) {
        slot = Slot(
            ArgumentSpec(
                kind: .flag, name: name, short: short, help: help, placeholder: nil,
                isInvertible: invertible || wrappedValue, defaultText: wrappedValue ? "on" : nil),
            initial: wrappedValue, read: { word, _ in word == "true" })
    }
}
