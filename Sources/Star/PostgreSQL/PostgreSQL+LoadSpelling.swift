extension LoadSpelling {
  static let postgreSQL = LoadSpelling(
    dialect: "postgresql",
    hash60: { "CAST(CAST('x0' || substr(md5(\($0)), 1, 15) AS bit(64)) AS bigint)" },
    dayAfter: { date, days in "\(date) + \(days)" },
    textSize: { "length(\($0))" })
}
