import Bounds
import Tensors
import Testing

/// Rows of the identity, named or written out.
struct CoefficientsTests {
  @Test func namedRowsAreRowsOfTheIdentity() {
    let rows = Coefficients.selection(indices: Tensor([3, 0, 3]), shape: [2, 2])
    #expect(rows.rowCount == 3)
    let dense = rows.dense(as: .float64, on: .cpu)
    #expect(dense.shape == [1, 3, 2, 2])
    #expect(dense.scalars() == [0.0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1])
  }

  @Test func theIdentityHasARowForEachElement() {
    let dense = Coefficients.identity([2]).dense(as: .float32, on: .cpu)
    #expect(dense.scalarType == .float32)
    #expect(dense.scalars() == [Float(1), 0, 0, 1])
  }

  @Test func rowsWrittenOutStayAsTheyAre() {
    let rows = Tensor(shape: [1, 2, 1], scalars: [5.0, 6])
    #expect(Coefficients.dense(rows).rowCount == 2)
    #expect(Coefficients.dense(rows).dense(as: .float64, on: .cpu) == rows)
  }
}
