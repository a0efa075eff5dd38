/// Groups of numbers that grow together (union by size, paths halved): which hashes belong to one series.
struct DisjointSets {
    /// The parent of each number, or minus the size of the group it stands for.
    private var links: [Int32]

    /// Each of `count` numbers on its own.
    init(count: Int) { links = [Int32](repeating: -1, count: count) }

    /// The number that stands for the group of a number.
    mutating func root(of number: Int) -> Int {
        var place = number
        while links[place] >= 0 {
            let parent = Int(links[place])
            if links[parent] >= 0 { links[place] = links[parent] }
            place = parent
        }
        return place
    }

    /// Puts the groups of two numbers together.
    mutating func join(_ left: Int, _ right: Int) {
        var (large, small) = (root(of: left), root(of: right))
        if large == small { return }
        // Sizes are negative: the smaller number is the larger group.
        if links[large] > links[small] { swap(&large, &small) }
        links[large] += links[small]
        links[small] = Int32(large)
    }

    /// The groups of at least so many numbers, each ascending, by their smallest number.
    mutating func groups(ofAtLeast size: Int) -> [[Int]] {
        var members: [Int: [Int]] = [:]
        for number in links.indices {
            let root = root(of: number)
            if -Int(links[root]) >= size { members[root, default: []].append(number) }
        }
        return members.values.sorted { $0[0] < $1[0] }
    }
}
