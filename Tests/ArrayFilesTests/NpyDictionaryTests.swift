// The dictionary in a .npy header: what Python 2 and 3 wrote is read, all else is refused.

import Foundation
import Testing

@testable import ArrayFiles

struct NpyDictionaryTests {
  private let type = "'descr': '<f4'"
  private let order = "'fortran_order': True"

  @Test(arguments: [
    "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }",
    "{'shape':(2,3),'fortran_order':True,'descr':'<f4'}",  // any order, no space
    #"{"descr": "<f4", "fortran_order": True, "shape": (2, 3)}"#,
    "  { 'descr' : '<f4' , 'fortran_order' : True ,\n'shape' : ( 2 , 3 , ) , }  \n",
    "{'descr': '<f4', 'fortran_order': True, 'shape': (2L, 3L)}",  // Python 2
  ])
  func everySpellingIsRead(text: String) throws {
    let expected = NpyDictionary(typeName: "<f4", isFortranOrder: true, shape: [2, 3])
    #expect(try NpyDictionary(Data(text.utf8), file: "a") == expected)
  }

  @Test(arguments: [
    [],
    [3],
    [0],
    [1, 2],
    [1, 2, 3, 4],
    [Int.max],
    Array(repeating: 1, count: 64),
  ])
  func everyShapeIsReadAsWritten(shape: [Int]) throws {
    let dictionary = NpyDictionary(typeName: "<f4", isFortranOrder: false, shape: shape)
    #expect(try NpyDictionary(Data(dictionary.literal.utf8), file: "a") == dictionary)
  }

  @Test(arguments: [
    "(3)",  // in Python a number, not a tuple
    "(,)",
    "(3,,)",
    "(3 4)",
    "(-1,)",
    "(1.0,)",
    "(03,)",
    "(L,)",
    "(1LL,)",
    "(9223372036854775808,)",
    "(\(String(repeating: "9", count: 1000)),)",
    "(\(String(repeating: "1,", count: 65)))",
    "((1,),)",
    "[3]",
    "3",
    "None",
    "(3,",
    "",
  ])
  func aBadShapeIsRefused(shape: String) {
    expectRefused("{\(type), \(order), 'shape': \(shape)}")
  }

  @Test(arguments: [
    "",
    "{}",
    "{'descr': '<f4'}",
    "{'descr': '<f4', 'fortran_order': True, 'shape': (), 'shape': ()}",
    "{'descr': '<f4', 'fortran_order': True, 'shape': (), 'more': ()}",
    "{'descr': '<f4', 'fortran_order': 1, 'shape': ()}",
    "{'descr': '<f4', 'fortran_order': Truely, 'shape': ()}",
    "{'descr': '<f4' 'fortran_order': True, 'shape': ()}",
    "{'descr': '<f4', 'fortran_order': True, 'shape': ()} x",
    "{'descr': '<f4', 'fortran_order': True, 'shape': ()",
    "{'descr': '<f\\x34', 'fortran_order': True, 'shape': ()}",
    "{'descr': '<f4, 'fortran_order': True, 'shape': ()}",
    "{'descr': [('a', '<f4')], 'fortran_order': True, 'shape': ()}",
    "{'descr': ('<f4', (2,)), 'fortran_order': True, 'shape': ()}",
    String(repeating: "{", count: 100_000),
    String(repeating: "{'descr':", count: 10_000),
  ])
  func aBadDictionaryIsRefused(text: String) { expectRefused(text) }

  private func expectRefused(_ text: String) {
    #expect(throws: ArrayFileError.self) {
      try NpyDictionary(Data(text.utf8), file: "a")
    }
  }
}
