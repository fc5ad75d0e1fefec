extension DiagnosticPage {
  /// `Weir.docc/Diagnostics.md`, put here by `scripts/embed_diagnostics.py`.
  static let text = #"""
    # Diagnostics

    What each code means, and how to mend what it reports. `WR00` is YAML, `WR01` specs, `WR02` names and types, `WR03` SQL, `WR04`
    policy and lineage, `WR05` planning and risk, `WR06` connections, `WR07` apply, `WR08` the runner, `WR09` Weir itself. A code is never
    used again for something else.

    ## WR0001 Invalid YAML

    The text breaks YAML's grammar, so nothing after this place in the file was read.

    ```yaml
    doc: Raw: as it came
    ```

    Look at the line and the one before it: quote texts that hold `: `, indent with spaces, let the keys of one mapping
    begin in the same column, close brackets and quotes. Here: `doc: "Raw: as it came"`.

    ## WR0002 Not UTF-8

    A byte of the file is not part of a UTF-8 character.

    ```yaml
    doc: caf\xE9      # saved as Latin-1
    ```

    Save the file as UTF-8.

    ## WR0003 Character not allowed

    YAML does not allow control characters in a file.

    ```yaml
    doc: "<a bell character>"
    ```

    Delete the character, or write it as an escape in a double-quoted text: `"\a"`.

    ## WR0004 Duplicate key

    A mapping has a key twice, so one of the two values would be lost.

    ```yaml
    manage: additive
    manage: observe
    ```

    Delete one of them, or merge the two values.

    ## WR0005 Unknown anchor

    An alias names an anchor that does not stand before it in the same document, or that it is itself a part of.

    ```yaml
    owner: *team
    ```

    Mark the value to repeat, before it is used: `owner: &team flight-data`. Anchors end with the document.

    ## WR0006 Too many aliases

    Aliases of aliases add so many values that the file would not fit in memory.

    ```yaml
    b: &b [*a, *a, *a]
    c: &c [*b, *b, *b]   # and so on
    ```

    Write the values out, or use fewer levels of aliases.

    ## WR0007 Nested too deeply

    A value lies in more than 100 lists and mappings.

    ```yaml
    grants: [[[[[[…]]]]]]
    ```

    Flatten it: no spec needs that depth.

    ## WR0008 Key is not a text

    The key of a mapping is a list or a mapping. Often a value that begins with `{` or `[` was meant as text.

    ```yaml
    {{ date }}: 2013-01-01
    ```

    Quote it.

    ## WR0009 Unknown tag

    A value has a tag (`!something`) that means nothing in a spec. Only YAML's own are read: `!!str`, `!!int` and the like.

    ```yaml
    doc: !important Read me.
    ```

    Delete the tag; quote the value if it begins with `!`.

    ## WR0010 Merge of something else

    The key `<<` takes over the keys of another mapping, but its value is none.

    ```yaml
    <<: 5
    ```

    Give it an alias of a mapping, or a list of those. Quote the key if it is meant as a name.

    ## WR0011 File too large

    The file has more than 64 MiB.

    ```yaml
    # a file of that size
    ```

    Split it: every file under `specs/` is read.

    ## WR0050 Malformed JSON

    The file is not JSON (RFC 8259), or an object in it has a key twice. The place is the first byte that cannot be read.

    ```json
    {"namespaces": ["bronze", "silver",]}
    ```

    Correct the text there: JSON has no comments, no comma after the last element, and keys stand in double quotes. A
    file that Weir wrote, such as a plan or a snapshot, is better written anew than mended by hand.

    ## WR0101 Missing kind

    A document of a spec file does not say what it declares.

    ```yaml
    name: silver.flights
    ```

    Begin it with `kind:`, such as `kind: lake_table`.

    ## WR0102 Unknown key

    A mapping has a key that it does not take: it may be misspelled, stand in the wrong place, or belong to another
    variant of the same thing.

    ```yaml
    kind: lake_table
    name: silver.flights
    colums: []
    ```

    Correct the key, or delete it. Here: `columns`.

    ## WR0103 Missing key

    A mapping lacks a key that it needs, always or because of another key that is there.

    ```yaml
    kind: transform
    name: silver.flights
    sql_file: flights.sql   # which table does it fill?
    ```

    Add the key. Here: `target: silver.flights`.

    ## WR0104 Wrong type of value

    A value has another form than its key takes: a text where a list is needed, a number where a text is needed, or
    nothing at all. `yes`, `no`, `on` and `off` are texts, as in YAML 1.2.

    ```yaml
    grants: ops.*
    managed: yes
    ```

    Write it in the form that the message names. Here: `grants: [ops.*]` and `managed: true`.

    ## WR0105 Unknown value

    A key takes one of a few words, and this is none of them.

    ```yaml
    manage: authoritativ
    ```

    Write one of the words that the message lists.

    ## WR0106 Unknown kind

    This version of Weir knows no such kind of declaration.

    ```yaml
    kind: lake_tabel
    ```

    Correct it. Here: `lake_table`.

    ## WR0107 Duplicate declaration

    Two documents declare a thing of the same kind and name.

    ```yaml
    kind: role
    name: analyst
    ---
    kind: role
    name: analyst
    ```

    Rename or delete one of the two. Things of different kinds may share a name.

    ## WR0108 Duplicate in a list

    Two elements of a list have the same name, or are the same.

    ```yaml
    columns:
      - { name: id, type: string }
      - { name: id, type: int }
    ```

    Rename or delete one of the two.

    ## WR0109 Malformed name

    A name has letters (a to z), digits and `_`, does not begin with a digit, and is at most 127 characters long. Tables
    are declared with their schema or namespace; a declared name has no `lake:` or `wh:`.

    ```yaml
    kind: role
    name: flight-analyst
    ```

    Change the name. Here: `flight_analyst`.

    ## WR0110 Malformed reference

    A reference to another object is not a dotted name, has too few or too many parts, or has a prefix that is neither `lake:`
    nor `wh:`. A selector may also be `*`, `schema.*`, `tag:NAME` or `source:NAME`.

    ```yaml
    grants: [ops.fct*.tailnum]
    ```

    Write the name in full. Here: `ops.fct_flight.tailnum`.

    ## WR0111 Malformed duration

    A length of time is a whole number and a unit: `s`, `m` (minutes), `h`, `d` or `w`; or several of them, longer ones first.

    ```yaml
    timeout: 30
    ```

    Add the unit. Here: `30m`.

    ## WR0112 Malformed cron expression

    A cron expression has five fields: minute, hour, day of month, month and day of week. Each is `*`, a number, a name
    (`jan`, `mon`), a range, a step (`*/15`), or several of those joined by `,`; and some day must fit.

    ```yaml
    cron: 0 25 * * *
    ```

    Correct the field that the message names. Here: `0 1 * * *`.

    ## WR0113 Malformed date

    A day is written as year, month and day, and must exist.

    ```yaml
    from: 2013-02-30
    ```

    Write a day of the calendar: `2013-02-28`.

    ## WR0114 Unknown type

    Weir has types of its own, and this is none: `boolean`, `int`, `long`, `float`, `double`, `decimal(p,s)`, `string`, `varchar(n)`,
    `date`, `time`, `timestamp`, `timestamptz`, `uuid`, `binary`, `json`, `list<T>`, `map<K,V>`, `struct<name:T,…>`.

    ```yaml
    - { name: id, type: bigint }
    ```

    Write Weir's type. Here: `long`.

    ## WR0115 Malformed partition field

    A table is partitioned by a column, or by `year`, `month`, `day` or `hour` of one, `bucket(16, id)` or `truncate(4, name)`.

    ```yaml
    partition_by: [bucket(id)]
    ```

    Write it in one of these forms. Here: `bucket(16, id)`.

    ## WR0116 Malformed placeholder

    A `${…}` is not closed, or is none of `${var.NAME}`, `${secret.NAME}`, `${interval.start}` and `${interval.end}`.

    ```yaml
    since: ${interval.begin}
    ```

    Correct it. Here: `${interval.start}`. For the text `${` itself write `$${`.

    ## WR0117 Placeholder not allowed here

    Secrets are taken only by keys that open a connection, so that they reach no file and no log; intervals only by what
    asks a stream for its records; variables by addresses, places, logins and properties. What says how a key must be written
    (names, types, SQL, times) is the same in every environment.

    ```yaml
    params:
      key: ${secret.API_KEY}
    ```

    Use a key that takes it. Here: `auth:` of the connection. The reference of the spec language says for each key what it takes.

    ## WR0118 Conflicting keys

    Two keys exclude each other, such as two ways to say the same.

    ```yaml
    sql: SELECT 1
    sql_file: flights.sql
    ```

    Delete one of the two.

    ## WR0119 Value out of bounds

    A number, the length of a list, or the order of two values is out of bounds.

    ```yaml
    retries: 1000
    ```

    Write a value within the bounds that the message names.

    ## WR0120 File not found

    `sql_file` names a file that is not there. The path is relative to the folder of the YAML file.

    ```yaml
    sql_file: silver_flight.sql
    ```

    Correct the path, or add the file.

    ## WR0121 Path outside the project

    A path is absolute, leads out of the project, or has backslashes, so that others could not build the project.

    ```yaml
    sql_file: /home/anna/flights.sql
    ```

    Move the file into the project and name it by a relative path.

    ## WR0122 Empty SQL

    A key that takes SQL holds none, or the file that it names is empty.

    ```yaml
    sql: ""
    ```

    Write the query.

    ## WR0123 More than one platform

    A project is one platform, and two documents of `kind: platform` were found.

    ```yaml
    kind: platform
    name: second
    ```

    Delete one of the two.

    ## WR0124 Malformed time zone

    A time zone is an IANA name of letters, digits, `_`, `-`, `+` and `/`.

    ```yaml
    timezone: New York
    ```

    Write `UTC`, or a name such as `America/New_York`.

    ## WR0125 Malformed size

    A number of bytes is a whole number and a unit: `KB`, `MB` or `GB`, of 1,024, 1,024² and 1,024³ bytes.

    ```yaml
    maintenance: { target_file_size: 512 }
    ```

    Add the unit: `512MB`.

    ## WR0126 Unknown environment to extend

    `extends` names an environment that no document declares, so nothing can be taken over from it.

    ```yaml
    kind: environment
    name: staging
    extends: production
    ```

    Correct the name, declare the environment, or remove `extends` and write everything that is needed.

    ## WR0127 Environments in a circle

    Environments extend each other, so that none of them is whole.

    ```yaml
    kind: environment
    name: staging
    extends: prod
    ---
    kind: environment
    name: prod
    extends: staging
    ```

    Take `extends` out of one of them, and write there what is needed.

    ## WR0201 Unknown table

    A query reads a table that no spec declares.

    ```sql
    SELECT id FROM bronze.flight      -- the table is bronze.flights
    ```

    Correct the name, or declare the table with `kind: lake_table`. Queries name tables as `namespace.table`.

    ## WR0202 Unknown column

    No table that the query reads has such a column.

    ```sql
    SELECT dely FROM bronze.flights
    ```

    Correct the name, or add the column to the table.

    ## WR0203 Ambiguous column

    Several tables of the query have a column of this name.

    ```sql
    SELECT origin
    FROM bronze.flights AS f JOIN bronze.weather AS w ON w.origin = f.origin
    ```

    Write the table before it: `f.origin`.

    ## WR0204 Unknown function

    Weir does not know the function, so it can neither tell its type nor write it for another engine.

    ```sql
    SELECT lenght(origin) FROM bronze.flights
    ```

    Correct the name, or say it with functions that Weir knows: `weir schema --functions` lists them.

    ## WR0205 Wrong number of arguments

    A function is called with more or fewer arguments than it takes.

    ```sql
    SELECT length(origin, 2) FROM bronze.flights
    ```

    Leave out or add arguments. The message says how many there can be.

    ## WR0206 Value of the wrong type

    A function or an operator cannot take a value of this type.

    ```sql
    SELECT abs(day) FROM bronze.flights      -- a date
    ```

    Give it another value, or convert it with `CAST(... AS ...)`.

    ## WR0207 Types that do not go together

    Two values are compared, joined or put into one column, and have no type in common.

    ```sql
    SELECT id FROM bronze.flights WHERE day > delay      -- a date and a number
    ```

    Compare values of one kind, or convert one of them with `CAST(... AS ...)`.

    ## WR0208 Not a condition

    `WHERE`, `ON`, `HAVING` or `CASE WHEN` need something that is true or false.

    ```sql
    SELECT id FROM bronze.flights WHERE delay
    ```

    Compare it with something: `WHERE delay > 0`.

    ## WR0209 Column neither grouped nor aggregated

    The rows are grouped, and the column can have many values in a group.

    ```sql
    SELECT origin, delay FROM bronze.flights GROUP BY origin
    ```

    Add it to `GROUP BY`, or put it into an aggregate such as `max(delay)`.

    ## WR0210 Function not allowed here

    An aggregate or a window function stands in a clause that is worked out before there are groups or windows.

    ```sql
    SELECT origin FROM bronze.flights WHERE count(*) > 10 GROUP BY origin
    ```

    Put conditions on groups into `HAVING`, and those on windows into `QUALIFY`.

    ## WR0211 Misused function

    A function is called in a way that its kind does not have: a window function without `OVER`, `OVER` or `DISTINCT` at a
    function of single values, `*` anywhere but in `count(*)`.

    ```sql
    SELECT row_number() AS place FROM bronze.flights
    ```

    Write `row_number() OVER (ORDER BY day)`.

    ## WR0212 Duplicate column name

    Two columns of the result have the same name.

    ```sql
    SELECT delay, delay + 1 AS delay FROM bronze.flights
    ```

    Give one of them another name with `AS`.

    ## WR0213 Column without a name

    An expression of the result has no name, so that nothing can refer to it.

    ```sql
    SELECT delay + 1 FROM bronze.flights
    ```

    Give it one: `delay + 1 AS late_by`.

    ## WR0214 Different numbers of columns

    The sides of a `UNION`, `INTERSECT` or `EXCEPT`, or a list of names and the columns they are for, differ in length.

    ```sql
    SELECT id FROM bronze.flights
    UNION ALL
    SELECT id, day FROM bronze.flights
    ```

    Select the same columns, in the same order, on both sides.

    ## WR0215 Duplicate table name

    Two tables of one query go by the same name.

    ```sql
    SELECT 1 AS one FROM bronze.flights AS f CROSS JOIN bronze.weather AS f
    ```

    Give each a name of its own with `AS`.

    ## WR0216 Unknown table in the query

    What stands before the point is none of the tables in `FROM`.

    ```sql
    SELECT g.delay FROM bronze.flights AS f
    ```

    Use the name that `FROM` gives: `f.delay`. Where there is an alias, only the alias holds.

    ## WR0217 Name used where it is not known yet

    A name that the select list gives is used in a clause that is worked out before it.

    ```sql
    SELECT delay * 2 AS twice FROM bronze.flights WHERE twice > 30
    ```

    Repeat the expression, or name it in a common table: `WITH f AS (SELECT ..., delay * 2 AS twice ...) SELECT ... FROM f
    WHERE twice > 30`.

    ## WR0218 No column at this position

    A number in `ORDER BY` or `GROUP BY` names a column by its place, and there are fewer.

    ```sql
    SELECT id FROM bronze.flights ORDER BY 2
    ```

    Write the column's name.

    ## WR0219 Impossible cast

    No value of one type can become a value of the other.

    ```sql
    SELECT CAST(day AS INT) AS day FROM bronze.flights      -- a date
    ```

    Take the part that is meant, such as `extract(day FROM day)`.

    ## WR0220 Column missing from the query

    The target has a column that the query does not give. Columns are matched by name.

    ```sql
    SELECT id FROM bronze.flights      -- the target has id and day
    ```

    Select it, or write `NULL AS day` if it is to stay empty.

    ## WR0221 Column that the target does not have

    The query gives a column that its target does not declare.

    ```sql
    SELECT id, delay AS late FROM bronze.flights      -- the target has id and delay
    ```

    Correct the name with `AS`, leave the column out, or declare it in the target.

    ## WR0222 Type does not fit the target

    The type of a column has nothing to do with the type that the target declares.

    ```sql
    SELECT origin AS delay FROM bronze.flights      -- a text; delay is an int
    ```

    Select the right column, convert it with `CAST(... AS ...)`, or change the declared type.

    ## WR0223 Type is wider than the target

    Some values of the column would not fit into the type that the target declares.

    ```sql
    SELECT CAST(delay AS BIGINT) AS delay FROM bronze.flights      -- delay is an int
    ```

    Declare the wider type, or write the cast that says what is meant.

    ## WR0224 Required column may be null

    The target requires a value, and the query can give null. A row in which it does is refused when the table is built, and
    nothing is published.

    ```sql
    SELECT delay FROM bronze.flights      -- required in the target
    ```

    Filter with `WHERE delay IS NOT NULL`, or give a value with `coalesce(delay, 0)`.

    ## WR0225 Function where a value is needed

    A function such as `x -> x + 1` stands where only a value can stand.

    ```sql
    SELECT x -> x + 1 AS delay FROM bronze.flights
    ```

    Give it to a function that applies it: `transform`, `filter`, `exists`, `forall`, `aggregate`.

    ## WR0251 Unknown lake table

    A dimension or a fact comes from a table that no spec declares, or that is not in the lake.

    ```yaml
    kind: dimension
    name: ops.dim_carrier
    source: bronze.airline      # the table is bronze.airlines
    ```

    Correct the name, or declare the table with `kind: lake_table`.

    ## WR0252 Unknown column of the source

    A column is filled from one that the source does not have, or a key, `at` or `changed_at` names one. Without `from`, a column is
    filled from the source's column of the same name.

    ```yaml
    attributes:
      - { name: carrier_name, type: string }      # the source calls it 'name'
    ```

    Say where the values are: `{ name: carrier_name, from: name, type: string }`.

    ## WR0253 Type clash with the source

    The declared type cannot hold what the source has: values would be lost or changed on the way.

    ```yaml
    attributes:
      - { name: year_built, from: year, type: boolean }      # 'year' is int
    ```

    Declare the source's type or a wider one, or convert the values in a transform. Texts may go into a shorter `varchar(n)`: a
    text that does not fit is found when rows are checked, and nothing is published.

    ## WR0254 Type that the warehouse does not have

    The warehouse has no counterpart of the type, or would keep it in another form, as with lists, maps and structs.

    ```yaml
    attributes:
      - { name: codes, type: list<string> }
    ```

    Take the parts that matter out of it in a transform, or leave the column out.

    ## WR0255 Column name taken

    Two columns of one table have the same name. Weir adds columns of its own: a dimension has its surrogate key, with versions also
    `valid_from`, `valid_to`, `is_current` and `changed_at`, with `inferred` also `is_inferred`; a fact has `<role>_key` for each role.

    ```yaml
    natural_key: [tailnum]
    attributes:
      - { name: tailnum, type: string }
    ```

    Take another name; `from` says which column of the source is meant.

    ## WR0256 Unknown dimension

    A fact refers to a dimension that no spec declares.

    ```yaml
    dimensions:
      - { dimension: ops.dim_carier, as: carrier, from: [carrier] }
    ```

    Correct the name, or declare it with `kind: dimension`.

    ## WR0257 Wrong number of key columns

    Facts find a member by all columns of its natural key, in its order.

    ```yaml
    dimensions:
      - { dimension: ops.dim_gate, as: gate, from: [gate] }      # its natural key is [airport, gate]
    ```

    Give one column of the fact's source for each: `from: [origin, gate]`.

    ## WR0258 Type clash with the natural key

    A fact's column is of another kind than the part of the natural key that it is compared with, so that no row would find its member.

    ```yaml
    dimensions:
      - { dimension: ops.dim_date, as: day, from: [time_hour] }      # a timestamp, but days are named by dates
    ```

    Convert the column in the transform that makes the source.

    ## WR0259 Unknown column of the fact

    The grain, the interval or an aggregate names a column that the fact does not have. Its columns are the degenerate ones, the measures and
    `<role>_key` for each role; the interval is cut by a degenerate one.

    ```yaml
    grain: [flight]
    degenerate:
      - { name: flight_id, type: string }
    ```

    Correct the name, or add the column under `degenerate`.

    ## WR0260 Column that is no time

    A column that says when (the interval's, `at`, `changed_at`) is neither a date nor a timestamp.

    ```yaml
    changed_at: revision      # an int
    ```

    Name a column of type `date`, `timestamp` or `timestamptz`; those without a zone are taken as UTC.

    ## WR0261 Type that cannot name members

    Surrogate keys are made from the texts of the natural key, and engines write values of this type in different ways.

    ```yaml
    natural_key: [weight]      # a double
    ```

    Use a text, a whole number, a decimal, a boolean, a date or a timestamp.

    ## WR0262 Unknown fact

    An aggregate stands on a fact that no spec declares.

    ```yaml
    kind: aggregate
    from: ops.fct_flights      # the fact is ops.fct_flight
    ```

    Correct the name, or declare it with `kind: fact`.

    ## WR0263 Type clash with the expression

    A column of an aggregate is of another kind than its expression, or of fewer digits after the point.

    ```yaml
    measures:
      - { name: first_day, sql: min(flight_date), type: long }
    ```

    Declare the type that the expression gives, or cast in it.

    ## WR0264 Unknown role

    `not_over` of a measure names a role that no dimension of the fact has.

    ```yaml
    dimensions:
      - { dimension: ops.dim_date, as: flight_date, from: [flight_date] }
    measures:
      - { name: seats_left, type: int, additivity: semi_additive, not_over: [date] }
    ```

    Name the role as `as` has it: `not_over: [flight_date]`.

    ## WR0265 Not supported yet

    The dialect of the environment's warehouse is one that this version of Weir writes no loads of a star for.

    ```yaml
    warehouse: { dialect: redshift, connection: { host: dwh.example.com, database: dwh } }
    ```

    Use one of the dialects that the message names.

    ## WR0270 Unknown environment

    The command line or a policy names an environment that no spec declares.

    ```yaml
    kind: platform
    name: desk
    policies:
      allowed_risks:
        prod: [safe]      # declared is only 'local'
    ```

    Correct the name, or declare it with `kind: environment`.

    ## WR0271 Unknown name

    A spec refers to a table, stream, schema or principal that no spec declares.

    ```yaml
    kind: role
    name: analyst
    grants: [ops.dim_dates]      # the dimension is ops.dim_date
    ```

    Correct the name, or declare what it names.

    ## WR0272 Wrong side of the platform

    A name begins with `lake:` or `wh:`, and here the other side is needed.

    ```yaml
    kind: transform
    target: wh:silver.flights
    ```

    Transforms fill tables of the lake: `target: silver.flights`. Dimensions, facts and aggregates fill the warehouse.

    ## WR0273 Undeclared schema

    A table stands in a namespace or schema that no document declares, so Weir does not know whether it may touch it.

    ```yaml
    kind: lake_table
    name: bronz.flights
    ```

    Correct the name, or add a document with `kind: lake_namespace` (in the warehouse `kind: warehouse_schema`) that says
    how it is managed.

    ## WR0274 Unknown variable

    A placeholder `${var.NAME}` names a variable that the environment does not have.

    ```yaml
    connection: { url: "${var.api_url}" }
    ```

    Add it under `variables` of the environment, or give it on the command line: `--var api_url=...`.

    ## WR0275 Unknown column

    A key, an interval, a partition, a check or a role names a column that its table or stream does not have.

    ```yaml
    kind: lake_table
    name: bronze.flights
    key: [ident]
    columns: [{ name: id, type: string }]
    ```

    Correct the name, or add the column.

    ## WR0276 Unknown role

    A principal has, or a role inherits, a role that no document declares.

    ```yaml
    kind: principal
    name: anna
    user: anna
    roles: [analist]
    ```

    Correct the name, or declare it with `kind: role`.

    ## WR0277 Type is narrowed in the lake

    Iceberg does not have the type: a `varchar(n)` is stored without its length, `json` as unchecked text.

    ```yaml
    columns:
      - { name: carrier, type: varchar(2) }
    ```

    Declare `string`, and add a check where the difference matters.

    ## WR0279 Type is narrowed in the warehouse

    The environment's warehouse holds the type in another way: Redshift counts a `varchar` in bytes and has no unbounded
    text.

    ```yaml
    degenerate:
      - { name: carrier, type: string }
    ```

    Choose a type that the warehouse has, long enough in its own measure.

    ## WR0280 Stream does not fit its table

    A column of a stream has another type than the table that the stream lands in.

    ```yaml
    streams:
      - name: flights
        lands: bronze.flights      # where delay is an int
        columns: [{ name: delay, type: string }]
    ```

    Make both the same, or write `columns_from: source.stream` in the table.

    ## WR0281 Interval column without time

    Ranges are cut by a column that is neither a date nor a timestamp.

    ```yaml
    interval: { column: id, grain: day }      # id is a string
    ```

    Name a column of type `date`, `timestamp` or `timestamptz`.

    ## WR0282 Table with two makers

    Two transforms, two streams, or a stream and a transform fill the same table, and each would replace the other's rows.

    ```yaml
    kind: transform
    name: more_flights
    target: silver.flights      # as another transform has it
    ```

    Fill it from one query, with `UNION ALL` if need be, or give each a table of its own.

    ## WR0283 Transforms in a circle

    Tables are made from each other, so that none of them can be built first.

    ```yaml
    kind: transform
    name: silver.a
    target: silver.a
    sql: SELECT x FROM silver.b      # and silver.b is made from silver.a
    ```

    Let one of them read another table, so that the circle is open.

    ## WR0284 Nothing runs here

    A selector of a schedule matches nothing that runs, one of a role nothing in the warehouse, or a check looks at a table that
    nothing fills.

    ```yaml
    kind: schedule
    name: nightly
    select: [gold.*]
    ```

    Name a table, `schema.*`, `tag:WORD`, `source:NAME`, `kind:WORD` or `*`; `+table` adds what it is made from, `table+` what is made from it.
    `weir ls --select SELECTOR` lists what a selector finds.

    ## WR0285 Not supported yet

    The language has it, but this version of Weir does not carry it out. It is refused, so that nothing written is passed
    over in silence.

    ```yaml
    kind: lake_table
    name: bronze.flights
    retention: { rows: 400d }
    ```

    Remove it; the message says what to use instead.

    ## WR0286 Missing secret

    A secret is looked up in an environment variable of its name, which is not set. Only commands that open connections ask
    for it.

    ```yaml
    token: ${secret.FLIGHT_API_TOKEN}
    ```

    Set it before you run Weir: `export FLIGHT_API_TOKEN='...'`. Never write its value into a spec.

    ## WR0287 Unknown time zone

    The time zone is not in the IANA time zone database.

    ```yaml
    timezone: America/New_Yrok
    ```

    Write a name such as `America/New_York`, `Europe/Berlin` or `UTC`.

    ## WR0288 Missing platform

    No document declares the platform. Its name keys everything that Weir makes, so that two projects can share a warehouse.

    ```yaml
    kind: platform
    name: airline_desk
    ```

    Add such a document, in a file of its own such as `specs/platform.yaml`.

    ## WR0289 Name shared in the warehouse

    Two documents of different kinds declare the same name, and the warehouse can have only one: tables share names with
    views, roles with logins.

    ```yaml
    kind: role
    name: analyst
    ---
    kind: principal
    name: bi
    user: analyst
    ```

    Give one of them another name.

    ## WR0290 Loader named on one side only

    The environment and the principal must agree on who loads the warehouse: a loader writes every table, and row filters do
    not bind it.

    ```yaml
    kind: principal
    name: loader
    user: weir_loader      # 'loader: true' is missing
    ```

    Write `loader: true` at the principal and its name under `warehouse: { loader: ... }` of the environment, or neither.

    ## WR0291 Without effect yet

    This version of Weir reads the key or the document, and does nothing for it yet. Nothing is lost by it.

    ```yaml
    kind: bi_connection
    name: finance
    ```

    Leave it, or take it out; the message says what happens instead.

    ## WR0292 Roles in a circle

    Roles inherit from each other, which no database allows.

    ```yaml
    kind: role
    name: day_shift
    inherits: [night_shift]      # which inherits day_shift
    ```

    Take one of them out of `inherits`.

    ## WR0293 Embedded warehouse of another dialect

    The database that Weir runs on this machine is PostgreSQL, and the environment says that its warehouse is Redshift.

    ```yaml
    warehouse:
      dialect: redshift
      connection: { embedded: warehouse }
    ```

    Write `dialect: postgresql`, or the host of the Redshift cluster.

    ## WR0294 Ambiguous name

    Lake and warehouse both have what is named, in a place where either could be meant.

    ```yaml
    kind: schedule
    name: nightly
    select: [ops.planes]
    ```

    Say which: `lake:ops.planes` or `wh:ops.planes`.

    ## WR0295 Not in this warehouse

    A table or view asks for something that the environment's warehouse does not have: a computed column on Redshift,
    or a type that PostgreSQL has no counterpart of. Indexes, checks and partitions are different: they are PostgreSQL's
    alone, and an environment on Redshift passes them over.

    Say it in another way that all environments have, as the message suggests.

    ## WR0296 Views in a circle

    Each of some views reads the one before, and the first reads the last, so that none of them can be made.

    Let one of them read a table, so that the circle is open.

    ## WR0301 Text without an end

    A text, a quoted name or a comment is never closed.

    ```sql
    SELECT id FROM bronze.flights WHERE origin = 'JFK
    ```

    Close it. A quote inside of a text is written twice: `'O''Hare'`.

    ## WR0302 Character that SQL does not know

    Nothing in a query can begin with this character.

    ```sql
    SELECT delay ? 2 AS x FROM bronze.flights
    ```

    Remove it, or put it into quotes if it belongs to a text or a name.

    ## WR0303 Malformed number

    Letters follow a number without a space.

    ```sql
    SELECT 12abc AS x
    ```

    Put a space after the number, or quote the whole if it is a name.

    ## WR0304 Unexpected text in the query

    The grammar wants something else at this place.

    ```sql
    SELECT delay FROM WHERE delay > 1
    ```

    Look at the place and the word before it: a name, a comma or a bracket is missing or too many.

    ## WR0305 Query nested too deep

    Brackets, subqueries or operators are nested deeper than Weir reads.

    Split the query into common tables (`WITH`).

    ## WR0306 Unknown type in SQL

    A cast names a type that the query's dialect does not have. Transforms are written in Spark SQL, row filters and
    aggregates in the SQL of Redshift.

    ```sql
    SELECT CAST(delay AS INTT) AS x FROM bronze.flights
    ```

    Correct the name, such as `INT`.

    ## WR0307 Unknown part of a date

    `extract`, `date_trunc` or an interval names an unknown part of a date or time.

    ```sql
    SELECT extract(yer FROM day) AS x FROM bronze.flights
    ```

    Write `year`, `quarter`, `month`, `week`, `day`, `hour`, `minute` or `second`.

    ## WR0308 Malformed interval

    The text of an interval is not a list of numbers, each with a unit.

    ```sql
    SELECT day + INTERVAL 'three days' AS x FROM bronze.flights
    ```

    Write `INTERVAL '3' DAY` or `INTERVAL '3 days'`.

    ## WR0309 Rows of different length

    A row of `VALUES` has more or fewer values than the first one.

    ```sql
    SELECT x FROM (VALUES (1), (2, 3)) AS v (x)
    ```

    Give every row the same number of values.

    ## WR0310 Construct that the engine does not have

    A query is written once and printed for the engine that runs it, and this part cannot be said there without changing its
    meaning.

    ```sql
    SELECT initcap(origin) AS x FROM bronze.flights       -- on DuckDB
    ```

    Say it in another way; the message names one where there is one.

    ## WR0311 Construct that Weir does not read

    This is SQL somewhere, but Weir cannot check it or cannot say it to every engine, or its result would differ from run to
    run, as that of `TABLESAMPLE` does.

    ```sql
    SELECT delay FROM bronze.flights TABLESAMPLE (10 PERCENT)
    ```

    Write the query without it.

    ## WR0312 Unknown window

    `OVER` names a window, and no `WINDOW` clause of the query declares it.

    ```sql
    SELECT row_number() OVER w AS place FROM bronze.flights
    ```

    Declare it with `WINDOW w AS (ORDER BY day)`, or write `OVER (ORDER BY day)`.

    ## WR0313 Malformed binary constant

    The text of `X'...'` is not made of pairs of hexadecimal digits.

    ```sql
    SELECT X'ABC' AS mark FROM bronze.flights
    ```

    Every byte takes two digits: `X'0ABC'`.

    ## WR0401 Row filter that could be bypassed

    A role sees only some rows of a table, and may read another table that is made from it and has no filter.

    ```yaml
    kind: role
    name: united_analyst
    grants: [ops.*]
    row_filter:
      - tables: [ops.fct_flight]      # ops.agg_carrier_month is made from it
        where: carrier = 'UA'
    ```

    Add the other table to the filter's `tables`, or to the role's `except`. Where the right to read it comes from a role that
    is inherited, filter the table in that role too, or do not inherit it: rights and rows add up.

    ## WR0402 Hidden column that shows elsewhere

    A role's `except` takes a column away, but the role may read another column that is made from it, or inherits a role
    that may read it.

    ```yaml
    kind: role
    name: united_analyst
    grants: [ops.*]
    except: [ops.fct_flight.tailnum]     # ops.agg_tail_month groups by it
    ```

    Add the other column to `except` as well, or take it from the inherited role.

    ## WR0403 Report of what its login may not read

    A report of a `bi_connection` names a table or column in `reads` that the connection's principal may not read, or that lies
    outside of the connection's schemas: people would see an error where they expect numbers.

    ```yaml
    kind: bi_connection
    name: sales_desk
    tool: power_bi
    principal: sales_bi
    schemas: [ops]
    reports:
      - { name: Tails, reads: [ops.fct_flight.tailnum] }     # no role of sales_bi sees tailnum
    ```

    Grant it to a role of the principal, or take it out of `reads`.

    ## WR0451 Sum of a measure that is not additive

    An aggregate sums a measure that its fact declares as `non_additive`, such as a ratio: the sum means nothing.

    ```yaml
    measures:
      - { name: load_share, sql: sum(load_share), type: double }
    ```

    Average it, take its smallest or largest value, or sum what it is computed from.

    ## WR0452 Sum over a dimension that forbids it

    An aggregate sums a semi-additive measure over a dimension that the measure's `not_over` names, such as a stock over days.

    ```yaml
    by:
      - { name: month, sql: "date_trunc('month', flight_date)", type: date }
    measures:
      - { name: seats_left, sql: sum(seats_left), type: long }      # not_over: [flight_date]
    ```

    Add the role's key, or the columns that name its member, to `by`; or average the measure.

    ## WR0453 Column outside of an aggregate function

    A measure of an aggregate uses a column of which a group has many values.

    ```yaml
    by: [{ name: carrier }]
    measures:
      - { name: late, sql: arrival_delay > 15, type: boolean }
    ```

    Put it into an aggregate function, as `bool_or(arrival_delay > 15)`, or add the column to `by`.

    ## WR0454 Time without effect

    A fact says as of when it refers to a dimension, but the dimension keeps no versions.

    ```yaml
    dimensions:
      - { dimension: ops.dim_carrier, as: carrier, from: [carrier], at: scheduled_at }
    ```

    Remove `at`, or give the attributes whose history matters `scd: 2`.

    ## WR0501 Live object of an unknown kind

    Specs declare a name, and what has that name in the live system is of a kind that Weir does not model, such as a foreign
    table. It is left as it is.

    Give one of the two another name, or take the object out of the specs.

    ## WR0502 Required column for existing rows

    A required column without a default is added to a table that has rows, which would have no value for it.

    ```yaml
    columns:
      - { name: gate, type: string, required: true }      # new
    ```

    Add the column as one that may be empty, fill it, and require it later.

    ## WR0503 Lake table cannot become what is wanted

    Iceberg's rules do not allow the change, such as a column that becomes narrower or of another kind.

    ```yaml
    columns:
      - { name: delay, type: int }      # was a string
    ```

    Add a column of another name, or make a new table and load it again.

    ## WR0504 Column is used by a view outside the specs

    A column is to be dropped or changed, and a view that no spec declares reads it.

    Drop that view first, or leave the column as it is.

    ## WR0505 Name too long for the warehouse

    The warehouse would cut the name, and two objects could become one.

    Choose a shorter name: PostgreSQL keeps 63 bytes, Redshift 127.

    ## WR0507 Column cannot become computed

    A spec computes a column from others of its row, and the live column holds values of its own. They would be
    lost.

    Give the computed column another name, and drop the old one when nobody needs it.

    ## WR0508 Table or view cannot be made anew

    A view whose query changes is dropped and made again. Some changes take a new table as well: most changes of columns on Redshift, another partitioning on PostgreSQL.
    Weir makes it beside the live one, copies the rows, compares the counts and gives it the name, all in one
    transaction. It does not where something would be lost, or would stand in the way: a trigger or another part
    that Weir does not model, a view or a foreign key that no spec manages, numbers that only the server may give.

    Clear the way that the message names, or write in the spec what is live. Nothing of the table was changed.

    ## WR0509 Table cannot move to another schema

    `was` names a table of another schema, and Redshift has no statement that moves one.

    Leave `was` out: the new table is made and loaded, and the old one is retired. Or keep the schema.

    ## WR0600 File cannot be used

    A file or folder is not there, or may not be read or written.

    Look at the path in the message. Weir runs in the folder that holds `specs/`; `--project` names another one.

    ## WR0601 Nothing answers

    A server cannot be reached: it is down, or the address is wrong.

    On a laptop, start everything with `weir up`. Elsewhere look at the connection of the environment or source.

    ## WR0602 Not allowed

    The server answers, and refuses the login or the action.

    Look at the secret and the login in the message, and at what the login may do.

    ## WR0603 Not there

    The server answers, and does not have what was asked for.

    Look at the name in the message: a database, a table, an address of an API.

    ## WR0604 Somebody else was faster

    Another process changed the same thing in between. Nothing was overwritten.

    Run the command again.

    ## WR0605 Locked

    Another run or apply holds what this one needs.

    Wait until it ends, and run the command again.

    ## WR0606 Refused by the other side

    The server answers, and rejects the request or the statement.

    The message holds what it said.

    ## WR0607 This machine failed

    Something on this machine failed: a program is not installed, a disk is full.

    The message says what. `weir up` needs PostgreSQL, and the lake needs DuckDB.

    ## WR0608 Cancelled

    The command was stopped before its end. What it had finished stays.

    Run it again: it goes on from there.

    ## WR0620 Unknown code

    `weir explain` was asked for a code that no diagnostic has.

    Write the code as the diagnostic shows it, such as `WR0102`. `weir explain` without a code lists them.

    ## WR0621 Folder is not empty

    `weir init` begins a project in an empty folder, or in one with hidden files only, and writes over nothing.

    ```
    weir init .
    ```

    Name an empty folder: `weir init my_platform`.

    ## WR0622 Unknown table, column or stream

    `weir lineage` and `weir impact` take the name of something in the project, and nothing in it is called so.

    ```
    weir lineage ops.fct_flights
    ```

    Write `schema.table`, `schema.table.column`, `source.stream` or `source.stream.field`. The message names the nearest match.

    ## WR0623 Nothing to import

    An import found no schema to write specs of: the one that was named is declared already or is not there, or all are
    declared.

    Look at the name in the message, and at what `specs/` declares.

    ## WR0624 File exists

    An import would have to write over a file under `specs/`. It wrote nothing.

    Move the file away, or import another schema with `--schema`.

    ## WR0701 Stale plan

    Something that the plan relies on has changed since it was made. Nothing was done.

    Plan again, look at what is different, and apply the new plan.

    ## WR0702 Plan of another version

    The plan was saved by a version of Weir with another format. Nothing was done.

    Plan again with this version.

    ## WR0703 Apply stopped

    A step failed, and those after it were not tried. The steps before it stay done.

    Mend the cause and plan again: the next plan is exactly what is left.

    ## WR0704 Plan of another environment

    The saved plan is for another environment or another platform. Nothing was done.

    Name its environment with `--env`, or plan again for this one.

    ## WR0705 Rehearsal stopped

    `weir plan --rehearse` ran the plan's statements on the live warehouse, and the server refused one, or a lock was not to
    be had within five seconds. Everything is undone: an apply would have failed at the same step.

    Mend what the message names, and plan again.

    ## WR0801 A check failed

    A check found broken rows, so the published table was left as it was.

    Mend the rows at their source, or the rule in the spec, and run the schedule again. `threshold` accepts some broken
    rows, `severity: warning` all.

    ## WR0802 An input is not built

    A task reads a table that has not been built over the range that it needs.

    Build the input over that range first, or run the whole schedule.

    ## WR0803 A lease was lost

    A task lost its claim on its table, so it published nothing: another run took over, or the state database was out of
    reach for too long.

    Run the schedule again.

    ## WR0804 A task took too long

    A task took longer than its schedule allows, and was stopped.

    Raise `timeout` of the schedule, or run a shorter range.

    ## WR0805 The run was stopped

    Somebody stopped the run.

    Run the schedule again: what was built is not built twice.

    ## WR0806 A task failed

    A server, a file or a process failed while a task ran. Nothing of it was published.

    The message says what failed; mend it, and run the schedule again.

    ## WR0821 Nothing deployed

    No bundle of schedules was published to the environment yet, so there is nothing to run.

    Run `weir apply` first.

    ## WR0822 Unknown schedule

    What was last deployed has no schedule of this name.

    Correct the name; a new schedule can be run after `weir apply`.
    """#
}
