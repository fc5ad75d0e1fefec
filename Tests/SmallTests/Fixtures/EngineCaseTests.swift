import Foundation
import SQL
import Testing

private let queries = projectRoot.appending(path: "Tests/Fixtures/engines/cases/queries")

/// The cases under `Tests/Fixtures/engines`, which `Tests/Engines/compare.py` runs on the engines.
struct EngineCaseTests {
  /// The part of a file's name before `__`, which tells several cases of one function apart.
  private static let subjects: Set<String> = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: queries.path)) ?? []
    return Set(
      names.filter { $0.hasSuffix(".sql") }.map { name in
        let stem = name.dropLast(4)
        return String(stem.firstRange(of: "__").map { stem[..<$0.lowerBound] } ?? stem)
      })
  }()

  @Test func everyFunctionOfTheCatalogHasACase() {
    let missing = FunctionCatalog.functions.keys.filter { !Self.subjects.contains("fn_\($0)") }
    #expect(missing.sorted() == [])
  }

  @Test func everyConstructHasACase() {
    let missing = Self.constructs.filter { !Self.subjects.contains("c_\($0)") }
    #expect(missing == [])
  }

  @Test func everyCaseOfAFunctionNamesOne() {
    let named = Self.subjects.filter { $0.hasPrefix("fn_") }.map { String($0.dropFirst(3)) }
    #expect(named.filter { FunctionCatalog.functions[$0] == nil }.sorted() == [])
  }

  /// What a query can be made of besides functions. A construct that the parser learns gets a word here.
  private static let constructs =
    """
    aggregate_no_rows anti_join any_all arithmetic array at_time_zone between bits case cast_boolean cast_function
    cast_double_text cast_from_text cast_number cast_text cast_times cast_times_text comments comparison
    concatenation cross_join cte cte_recursive date_arithmetic date_difference decimal_division decode
    decimal_precision decimal_wide distinct division except except_all exists explode explode_map explode_outer
    explode_select extract extract_iso filter first full_join group_by_alias group_by_all group_by_ordinal group_no_rows
    grouping_sets having having_alias hint implicit_cast implicit_date in in_query integer_division
    intersect intersect_all interval_hours intervals joins lambda lateral left_join left_lateral like
    like_column limit list_comparison literals logic map names natural_join no_from null_functions order_hidden
    order_nulls order_nulls_explicit order_ordinal pivot posexplode qualify qualify_alias qualify_grouped
    qualify_hidden qualify_star right_join rollup row_comparison scalar_query semi_join star_except
    star_qualified struct text_comparison text_order try_cast try_divide union union_null union_types unpivot using values values_names
    window_default_nulls window_frames window_named window_of_aggregate window_range with_rollup
    """.split(whereSeparator: \.isWhitespace).map(String.init)
}
