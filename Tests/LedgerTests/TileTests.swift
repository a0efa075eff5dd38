import AllianceKit
import Cryptography
import Ledger
import Testing

@Suite struct TileTests {
    /// The examples of C2SP tlog-tiles, and the borders of its ranges.
    @Test(arguments: [
        (TilePath(.hashes(level: 0), number: 1_234_067), "tile/0/x001/x234/067"),
        (TilePath(.hashes(level: 0), number: 0), "tile/0/000"),
        (TilePath(.hashes(level: 2), number: 0, width: 1), "tile/2/000.p/1"),
        (TilePath(.hashes(level: 63), number: 999, width: 255), "tile/63/999.p/255"),
        (TilePath(.hashes(level: 1), number: 1000), "tile/1/x001/000"),
        (TilePath(.entries, number: 273, width: 112), "tile/entries/273.p/112"),
        (TilePath(.entries, number: 1_000_000), "tile/entries/x001/x000/000"),
        (TilePath(.entries, number: Int.max), "tile/entries/x009/x223/x372/x036/x854/x775/807"),
    ])
    func pathsReadAndWrite(path: TilePath, text: String) {
        #expect(path.text == text)
        #expect(TilePath(text) == path)
    }

    @Test(arguments: [
        "", "tile", "tile/0", "tile/0/", "tile/0/1", "tile/0/01", "tile/0/0001", "tile/00/000", "tile/64/000",
        "tile/-1/000", "tile/0/x000/001", "tile/0/x1/000", "tile/0/001/000", "tile/0/x001", "tile/0/000.p",
        "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/1/", "tile/0/000.q/1",
        "/tile/0/000", "tile/0/000/", "tile//000", "tile/entries", "tile/Entries/000", "tile/0/../000", "tile/0/٠٠٠",
        "tile/0/x009/x223/x372/x036/x854/x775/808", "tile/0/+01", "tile/0/ 00", "tile/0/000\n",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/x999/999",
    ])
    func malformedPathsAreRefused(text: String) { #expect(TilePath(text) == nil) }

    /// tlog-tiles: a tree of 70,000 has 273 full and one partial tile of 112 at level 0, one full and one of 17 at level 1, one of
    /// width 1 at level 2; a tree of 256 has a full one at level 0 and one of width 1 at level 1.
    @Test func widthsAreTheSpecifications() {
        #expect(Tile.width(level: 0, number: 272, size: 70_000) == 256)
        #expect(Tile.width(level: 0, number: 273, size: 70_000) == 112)
        #expect(Tile.width(level: 0, number: 274, size: 70_000) == 0)
        #expect(Tile.width(level: 1, number: 0, size: 70_000) == 256)
        #expect(Tile.width(level: 1, number: 1, size: 70_000) == 17)
        #expect(Tile.width(level: 2, number: 0, size: 70_000) == 1)
        #expect(Tile.width(level: 3, number: 0, size: 70_000) == 0)
        #expect(Tile.width(level: 0, number: 0, size: 256) == 256)
        #expect(Tile.width(level: 1, number: 0, size: 256) == 1)
        #expect(Tile.width(level: 0, number: -1, size: 256) == 0)
        #expect(Tile.width(level: 0, number: Int.max, size: 256) == 0)
        #expect(Tile.width(level: 99, number: 0, size: Int.max) == 0)
    }

    @Test(arguments: [1, 2, 255, 256, 257, 511, 512, 513, 700, 66_000]) func nodesFromTilesGiveTheSameTree(size: Int)
        throws
    {
        let hasher = TreeHasher()
        let tree = NaiveTree(size: size)
        let nodes = TileNodes(NaiveTiles(tree: tree), size: size, hasher)
        let root = hasher.root(of: tree.leaves)
        #expect(try nodes.root(size: size, hasher) == root)
        for index in Set([0, size / 3, size / 2, size - 1]) {
            let proof = try InclusionProof(index: index, size: size, from: nodes, hasher)
            #expect(proof.leads(from: tree.leaves[index], to: root, hasher))
        }
        for old in Set([1, size / 2, size - 1, min(size, 256)]) {
            let proof = try ConsistencyProof(from: old, to: size, in: nodes, hasher)
            #expect(proof.joins(hasher.root(of: tree.leaves[..<old]), root, hasher))
        }
    }

    @Test func aNodeOutsideTheTreeIsAClearError() {
        let nodes = TileNodes(NaiveTiles(tree: NaiveTree(size: 3)), size: 3, TreeHasher())
        #expect(throws: AllianceError.self) { try nodes.node(level: 0, index: 3) }
        #expect(throws: AllianceError.self) { try nodes.node(level: 2, index: 0) }
        #expect(throws: AllianceError.self) { try nodes.node(level: 8, index: 0) }
    }

    @Test func tileBytes() {
        let leaves = NaiveTree(size: 5).leaves
        let bytes = Tile.bytes(of: leaves)
        #expect(Tile.hashes(of: bytes, width: 5) == leaves)
        #expect(Tile.hashes(of: bytes, width: 4) == nil)
        #expect(Tile.hashes(of: Array(bytes.dropLast()), width: 5) == nil)
    }
}
