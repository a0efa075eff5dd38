/// The place behind a property wrapper that the parser fills; a fresh one for every parse, so nothing is shared.
final class Slot<Value>: AnySlot {
    var spec: ArgumentSpec
    var value: Value?
    private let read: (String, Value?) -> Value?

    init(_ spec: ArgumentSpec, initial: Value?, read: @escaping (String, Value?) -> Value?) {
        self.spec = spec
        value = initial
        self.read = read
    }

    func accept(_ word: String) -> Bool {
        guard let next = read(word, spec.isRepeated && !wasSet ? nil : value) else { return false }
        value = next
        wasSet = true
        return true
    }

    var wasSet = false
    var hasValue: Bool { value != nil }
}

/// A slot whose type of value does not matter.
protocol AnySlot: AnyObject {
    var spec: ArgumentSpec { get set }
    var wasSet: Bool { get }
    var hasValue: Bool { get }
    /// Takes one word; false if it does not fit.
    func accept(_ word: String) -> Bool
}

/// A property wrapper with a slot.
protocol SlotHolder {
    var anySlot: any AnySlot { get }
}

/// A property wrapper around a whole group.
protocol GroupHolder {
    var anyGroup: any ArgumentGroup { get }
}
