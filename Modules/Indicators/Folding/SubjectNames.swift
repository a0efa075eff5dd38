/// Numbers for subjects, so that folds keep four bytes of each instead of its name.
struct SubjectNames {
    private var numbers: [String: Int32] = [:]

    mutating func number(of name: String) -> Int32 {
        if let number = numbers[name] { return number }
        let number = Int32(truncatingIfNeeded: numbers.count)
        numbers[name] = number
        return number
    }

    var count: Int { numbers.count }
}
