import AllianceKit
import Cryptography
import Ledger
import Testing

@Suite struct TreeTests {
    let hasher = TreeHasher()

    /// The test vectors of Certificate Transparency's reference implementation, used by many others since.
    static let inputs = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ]
    static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test func publishedRoots() throws {
        let leaves = try Self.inputs.map { hasher.leaf(try #require(Hex.decode($0))) }
        for size in 1...8 { #expect(hasher.root(of: leaves[..<size]).description == Self.roots[size - 1]) }
        #expect(hasher.emptyRoot.description == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(hasher.root(of: []) == hasher.emptyRoot)
    }

    @Test func everySmallTreeEqualsTheRecursion() throws {
        let tree = NaiveTree(size: 70)
        for size in 0...70 {
            let root = tree.root(0, size)
            #expect(hasher.root(of: tree.leaves[..<size]) == root)
            #expect(try tree.root(size: size, hasher) == root)
        }
    }

    @Test func everySmallInclusionProofEqualsTheRecursionAndVerifies() throws {
        let tree = NaiveTree(size: 40)
        for size in 1...40 {
            let root = tree.root(0, size)
            for index in 0..<size {
                let proof = try InclusionProof(index: index, size: size, from: tree, hasher)
                #expect(proof.hashes == tree.path(index, 0, size))
                #expect(proof.leads(from: tree.leaves[index], to: root, hasher))
            }
        }
    }

    @Test func everySmallConsistencyProofEqualsTheRecursionAndVerifies() throws {
        let tree = NaiveTree(size: 40)
        for new in 0...40 {
            for old in 0...new {
                let proof = try ConsistencyProof(from: old, to: new, in: tree, hasher)
                #expect(proof.hashes == (old == 0 || old == new ? [] : tree.subproof(old, 0, new, true)))
                #expect(proof.joins(tree.root(0, old), tree.root(0, new), hasher))
            }
        }
    }

    @Test func changedInclusionProofsAreRefused() throws {
        let tree = NaiveTree(size: 33)
        for size in [1, 2, 3, 7, 8, 9, 32, 33] {
            let root = tree.root(0, size)
            for index in 0..<size {
                let leaf = tree.leaves[index]
                let good = try InclusionProof(index: index, size: size, from: tree, hasher)
                for place in good.hashes.indices {
                    var proof = good
                    proof.hashes[place] = leaf
                    #expect(proof.hashes == good.hashes || !proof.leads(from: leaf, to: root, hasher))
                    proof = good
                    proof.hashes.remove(at: place)
                    #expect(!proof.leads(from: leaf, to: root, hasher))
                }
                for other in -2...(size + 1) where other != index {
                    let proof = InclusionProof(index: other, size: size, hashes: good.hashes)
                    #expect(!proof.leads(from: leaf, to: root, hasher))
                }
                var proof = good
                proof.hashes.append(leaf)
                #expect(!proof.leads(from: leaf, to: root, hasher))
                #expect(!good.leads(from: hasher.emptyRoot, to: root, hasher))
                #expect(!good.leads(from: leaf, to: hasher.emptyRoot, hasher))
            }
        }
    }

    @Test func changedConsistencyProofsAreRefused() throws {
        let tree = NaiveTree(size: 33)
        for new in [1, 2, 3, 7, 8, 9, 32, 33] {
            for old in 1..<new {
                let roots = (tree.root(0, old), tree.root(0, new))
                let good = try ConsistencyProof(from: old, to: new, in: tree, hasher)
                for place in good.hashes.indices {
                    var proof = good
                    proof.hashes[place] = hasher.emptyRoot
                    #expect(!proof.joins(roots.0, roots.1, hasher))
                    proof = good
                    proof.hashes.remove(at: place)
                    #expect(!proof.joins(roots.0, roots.1, hasher))
                }
                var proof = good
                proof.hashes.append(hasher.emptyRoot)
                #expect(!proof.joins(roots.0, roots.1, hasher))
                #expect(!good.joins(roots.1, roots.1, hasher))
                #expect(!good.joins(roots.0, roots.0, hasher))
                for other in [-1, old - 1, old + 1] {
                    proof = ConsistencyProof(oldSize: other, newSize: new, hashes: good.hashes)
                    #expect(!proof.joins(roots.0, roots.1, hasher))
                }
                #expect(!ConsistencyProof(oldSize: new, newSize: old, hashes: []).joins(roots.1, roots.0, hasher))
            }
        }
    }

    @Test func proofsOutsideTheTreeAreClearErrors() {
        let tree = NaiveTree(size: 3)
        for (index, size) in [(3, 3), (-1, 3), (0, 0)] {
            #expect(throws: AllianceError.self) { try InclusionProof(index: index, size: size, from: tree, hasher) }
        }
        for (old, new) in [(4, 3), (-1, 3)] {
            #expect(throws: AllianceError.self) { try ConsistencyProof(from: old, to: new, in: tree, hasher) }
        }
    }
}
