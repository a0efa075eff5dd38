/// Options that several commands share, declared once.
@propertyWrapper public struct OptionGroup<Group: ArgumentGroup>: GroupHolder {
    /// The group.
    public let wrappedValue: Group
    var anyGroup: any ArgumentGroup { wrappedValue }

    /// A fresh group.
    public init() { wrappedValue = Group() }
}
