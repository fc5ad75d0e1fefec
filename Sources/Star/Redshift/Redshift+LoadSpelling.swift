extension LoadSpelling {
  /// From Amazon Redshift's Database Developer Guide, MD5, STRTOL, DATEADD and OCTET_LENGTH.
  static let redshift = LoadSpelling(
    dialect: "redshift",
    hash60: { "strtol(substring(md5(\($0)), 1, 15), 16)" },
    dayAfter: { date, days in "CAST(dateadd(day, \(days), \(date)) AS date)" },
    textSize: { "octet_length(\($0))" })
}
