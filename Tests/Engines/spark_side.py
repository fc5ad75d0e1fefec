"""Runs queries on Spark: reads tables and queries from one JSON file, writes results to another.

Runs in the Python that has PySpark, which is another one than the tests' own.
"""

from __future__ import annotations

import json
import sys

from pyspark.sql import SparkSession

from values import plain


def main() -> None:
    with open(sys.argv[1]) as file:
        asked = json.load(file)
    builder = SparkSession.builder.master("local[1]")
    options = {
        "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "1",
        "spark.default.parallelism": "1",
        "spark.sql.adaptive.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.codegen.wholeStage": "false",
        "spark.driver.extraJavaOptions": "-Duser.timezone=UTC",
    }
    for name, value in options.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    for name, path in asked["tables"].items():
        spark.sql(f"CREATE DATABASE IF NOT EXISTS {name.split('.')[0]}")
        spark.sql(f"CREATE TABLE {name} USING parquet LOCATION '{path}'")
    results = {}
    for name, text in asked["queries"].items():
        try:
            frame = spark.sql(text)
            types = [field.dataType.simpleString() for field in frame.schema.fields]
            rows = [[plain(value) for value in row] for row in frame.collect()]
            results[name] = {"types": types, "rows": rows}
        except Exception as problem:  # whatever the engine says is the result
            results[name] = {"failure": str(problem).split("\n")[0]}
    spark.stop()
    with open(sys.argv[2], "w") as file:
        json.dump(results, file)


main()
