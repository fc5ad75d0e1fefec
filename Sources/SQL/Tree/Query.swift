/// A whole query: what follows `WITH`, a body, and the order and number of its rows.
package struct Query: Hashable, Sendable {
  package var with: [CommonTable]
  package var isRecursive: Bool
  package var body: Body
  package var orderBy: [OrderItem]
  package var limit: Expression?
  package var offset: Expression?
  package var place: Place

  package init(
    with: [CommonTable] = [], isRecursive: Bool = false, body: Body, orderBy: [OrderItem] = [],
    limit: Expression? = nil, offset: Expression? = nil, at place: Place = .none
  ) {
    self.with = with
    self.isRecursive = isRecursive
    self.body = body
    self.orderBy = orderBy
    self.limit = limit
    self.offset = offset
    self.place = place
  }

  package indirect enum Body: Hashable, Sendable {
    case select(Select)
    /// Rows of equal length, at least one.
    case values([[Expression]])
    /// A query in parentheses.
    case query(Query)
    /// Combined from left to right; `INTERSECT` binds tighter, and is then a body of its own.
    case combined(first: Body, rest: [Combination])
    /// What could not be read; that has been reported.
    case error
  }

  /// `UNION ALL body`.
  package struct Combination: Hashable, Sendable {
    package let operation: SetOperation
    package let keepsDuplicates: Bool
    package let body: Body
    package let place: Place

    package init(
      _ operation: SetOperation, keepsDuplicates: Bool, _ body: Body, at place: Place = .none
    ) {
      self.operation = operation
      self.keepsDuplicates = keepsDuplicates
      self.body = body
      self.place = place
    }
  }

  package enum SetOperation: Hashable, Sendable, CaseIterable {
    case union
    case intersect
    case except
  }
}

/// `name (columns) AS (query)` in a `WITH`.
package struct CommonTable: Hashable, Sendable {
  package let name: Identifier
  /// Empty when the query names its columns itself.
  package let columns: [Identifier]
  package let query: Query

  package init(_ name: Identifier, columns: [Identifier] = [], _ query: Query) {
    self.name = name
    self.columns = columns
    self.query = query
  }
}

/// `SELECT` and its clauses.
package struct Select: Hashable, Sendable {
  package var isDistinct: Bool
  /// `DISTINCT ON (...)`: the first row, in the query's order, of each combination; empty when it is
  /// not written.
  package var distinctOn: [Expression]
  package var items: [SelectItem]
  /// Advice to the engine, as in `/*+ BROADCAST(t) */`: what stands between the signs, a text for
  /// each comment. It changes no row, and dialects without hints leave it out.
  package var hints: [String] = []
  /// Separated by commas; empty when there is no `FROM`.
  package var from: [TableReference]
  package var condition: Expression?
  package var groupBy: Grouping
  package var having: Expression?
  package var qualify: Expression?
  package var place: Place

  package init(
    isDistinct: Bool = false, distinctOn: [Expression] = [], items: [SelectItem],
    from: [TableReference] = [],
    where condition: Expression? = nil, groupBy: Grouping = .none, having: Expression? = nil,
    qualify: Expression? = nil, at place: Place = .none
  ) {
    self.isDistinct = isDistinct
    self.distinctOn = distinctOn
    self.items = items
    self.from = from
    self.condition = condition
    self.groupBy = groupBy
    self.having = having
    self.qualify = qualify
    self.place = place
  }

  package enum Grouping: Hashable, Sendable {
    case none
    /// By every selected expression that does not aggregate.
    case all
    case expressions([Expression])
    /// With `ROLLUP`, `CUBE` or `GROUPING SETS`: all combinations of what the elements stand for.
    case sets([GroupingElement])
  }
}

/// One element of a `GROUP BY` that groups in several ways at once.
package enum GroupingElement: Hashable, Sendable {
  /// One way: by all of these.
  case plain([Expression])
  /// By all, all but the last, and so on down to one group of everything.
  case rollup([[Expression]])
  /// By every subset.
  case cube([[Expression]])
  /// By each of these; an empty one is one group of everything.
  case sets([[Expression]])

  /// All that is grouped by, in the order of the text.
  package var expressions: [Expression] {
    switch self {
    case .plain(let expressions): expressions
    case .rollup(let lists), .cube(let lists), .sets(let lists): lists.flatMap { $0 }
    }
  }
}

/// One item between `SELECT` and `FROM`.
package enum SelectItem: Hashable, Sendable {
  case expression(Expression, alias: Identifier?)
  case star(Star)
}

/// `*`, or `t.*` with a qualifier.
package struct Star: Hashable, Sendable {
  package let qualifier: [Identifier]
  /// Columns that are left out.
  package let except: [Identifier]
  /// Columns that are computed instead, in their place and under their name.
  package let replacements: [Replacement]
  package let place: Place

  package init(
    qualifier: [Identifier] = [], except: [Identifier] = [], replacements: [Replacement] = [],
    at place: Place = .none
  ) {
    self.qualifier = qualifier
    self.except = except
    self.replacements = replacements
    self.place = place
  }

  /// `REPLACE (value AS name)`.
  package struct Replacement: Hashable, Sendable {
    package let value: Expression
    package let name: Identifier

    package init(_ value: Expression, as name: Identifier) {
      self.value = value
      self.name = name
    }
  }
}

/// A table and what is joined to it, from left to right.
package struct TableReference: Hashable, Sendable {
  package var first: TableSource
  package var joins: [Join]

  package init(_ first: TableSource, joins: [Join] = []) {
    self.first = first
    self.joins = joins
  }
}

/// One place that rows come from.
package struct TableSource: Hashable, Sendable {
  package indirect enum Kind: Hashable, Sendable {
    case table(TableName)
    case query(Query, isLateral: Bool)
    /// Joins in parentheses.
    case joined(TableReference)
    /// The elements of lists side by side, a row each; sees the tables before it.
    case unnest([Expression], Ordinality)
    /// A function that gives rows.
    case function(FunctionCall)
    /// A table turned: values of a column become columns.
    case pivot(TableSource, Pivot)
    case error
  }

  /// Whether rows of an `unnest` are numbered.
  package enum Ordinality: Hashable, Sendable, CaseIterable {
    case none
    /// From 1, in a last column.
    case last
    /// From 0, in a first column, as Spark's `posexplode` does.
    case first
  }

  package let kind: Kind
  package let alias: Identifier?
  /// New names of its columns; empty when they keep their own.
  package let columnAliases: [Identifier]
  package let place: Place

  package init(
    _ kind: Kind, alias: Identifier? = nil, columnAliases: [Identifier] = [],
    at place: Place = .none
  ) {
    self.kind = kind
    self.alias = alias
    self.columnAliases = columnAliases
    self.place = place
  }
}

/// What `PIVOT` makes of a table: a group for each combination of the other columns, and in it each
/// aggregate over the rows of each value.
package struct Pivot: Hashable, Sendable {
  /// An aggregate, with its name where it has one.
  package struct Aggregate: Hashable, Sendable {
    package let call: Expression
    package let alias: Identifier?

    package init(_ call: Expression, alias: Identifier? = nil) {
      self.call = call
      self.alias = alias
    }
  }

  /// A value of the column, and the name that its columns get.
  package struct Value: Hashable, Sendable {
    package let value: Expression
    package let alias: Identifier?

    package init(_ value: Expression, alias: Identifier? = nil) {
      self.value = value
      self.alias = alias
    }
  }

  package let aggregates: [Aggregate]
  package let column: Expression
  package let values: [Value]

  package init(_ aggregates: [Aggregate], for column: Expression, in values: [Value]) {
    self.aggregates = aggregates
    self.column = column
    self.values = values
  }
}

/// `LEFT JOIN source ON condition`.
package struct Join: Hashable, Sendable {
  package enum Kind: Hashable, Sendable, CaseIterable {
    case inner, left, right, full, cross
    /// The left rows that have a partner, once each.
    case semi
    /// The left rows that have none.
    case anti
  }

  package enum Condition: Hashable, Sendable {
    case none
    case on(Expression)
    case using([Identifier])
    /// Equal values in all columns of equal name.
    case natural
  }

  package let kind: Kind
  package let source: TableSource
  package let condition: Condition
  package let place: Place

  package init(
    _ kind: Kind, _ source: TableSource, _ condition: Condition, at place: Place = .none
  ) {
    self.kind = kind
    self.source = source
    self.condition = condition
    self.place = place
  }
}
