"""The tables that the engines are compared on: their columns, and rows that are the same every time.

Types are the words of the specs. Nothing here is random: numbers come from one small generator with
a fixed seed, so that recorded results stay true.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal


class Dice:
    """A linear congruential generator (the constants of Knuth's MMIX): the same on every machine."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def below(self, limit: int) -> int:
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self.state >> 33) % limit

    def between(self, low: int, high: int) -> int:
        return low + self.below(high - low + 1)

    def one_of(self, choices):
        return choices[self.below(len(choices))]


def cents(value: int) -> Decimal:
    return Decimal(value) / 100


# --- TPC-H

NATIONS = """
ALGERIA 0|ARGENTINA 1|BRAZIL 1|CANADA 1|EGYPT 4|ETHIOPIA 0|FRANCE 3|GERMANY 3|INDIA 2|INDONESIA 2|IRAN 4|
IRAQ 4|JAPAN 2|JORDAN 4|KENYA 0|MOROCCO 0|MOZAMBIQUE 0|PERU 1|CHINA 2|ROMANIA 3|SAUDI ARABIA 4|VIETNAM 2|
RUSSIA 3|UNITED KINGDOM 3|UNITED STATES 1
""".replace("\n", "")
REGIONS = ["AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST"]
SEGMENTS = ["AUTOMOBILE", "BUILDING", "FURNITURE", "HOUSEHOLD", "MACHINERY"]
PRIORITIES = ["1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW"]
MODES = ["AIR", "FOB", "MAIL", "RAIL", "REG AIR", "SHIP", "TRUCK"]
INSTRUCTIONS = ["COLLECT COD", "DELIVER IN PERSON", "NONE", "TAKE BACK RETURN"]
CONTAINERS = [
    f"{size} {kind}"
    for size in ["SM", "MED", "LG", "JUMBO", "WRAP"]
    for kind in ["CASE", "BOX", "BAG", "JAR", "PKG", "PACK", "CAN", "DRUM"]
]
TYPES = [
    f"{first} {second} {third}"
    for first in ["STANDARD", "SMALL", "MEDIUM", "LARGE", "ECONOMY", "PROMO"]
    for second in ["ANODIZED", "BURNISHED", "PLATED", "POLISHED", "BRUSHED"]
    for third in ["TIN", "NICKEL", "BRASS", "STEEL", "COPPER"]
]
COLOURS = ["almond", "azure", "forest", "green", "ivory", "lemon", "maroon", "navy", "plum", "red"]
WORDS = ["quick", "silent", "packages", "requests", "special", "deposits", "sleep", "above", "final"]

FIRST_DAY = date(1992, 1, 1)


def tpch() -> dict[str, tuple[list[tuple[str, str]], list[tuple]]]:
    dice = Dice(22)
    money = "decimal(15,2)"

    def text(words: int) -> str:
        return " ".join(dice.one_of(WORDS) for _ in range(words))

    def phone(nation: int) -> str:
        parts = dice.between(100, 999), dice.between(100, 999), dice.between(1000, 9999)
        return "-".join(map(str, (nation + 10, *parts)))

    nations = [(i, *part.rsplit(" ", 1)) for i, part in enumerate(NATIONS.split("|"))]
    region = [(i, name, text(4)) for i, name in enumerate(REGIONS)]
    nation = [(i, name.strip(), int(r), text(4)) for i, name, r in nations]
    supplier = []
    for key in range(1, 101):
        home = key % 25
        comment = "no Customer angry Complaints" if key % 17 == 0 else text(5)
        supplier.append(
            (key, f"Supplier#{key:09}", text(2), home, phone(home),
             cents(dice.between(-99999, 999999)), comment)  # fmt: skip
        )
    customer = []
    for key in range(1, 751):
        home = dice.below(25)
        customer.append(
            (key, f"Customer#{key:09}", text(2), home, phone(home),
             cents(dice.between(-99999, 999999)), dice.one_of(SEGMENTS), text(6))  # fmt: skip
        )
    part = []
    for key in range(1, 1001):
        # Some parts are what the queries ask for, so that none of them finds nothing.
        brand = "Brand#23" if key % 25 == 0 else f"Brand#{dice.between(1, 5)}{dice.between(1, 5)}"
        box = "MED BOX" if key % 50 == 0 else dice.one_of(CONTAINERS)
        if key % 40 == 1:
            brand, box = "Brand#12", "SM CASE"
        kind = "ECONOMY ANODIZED STEEL" if key % 30 == 0 else dice.one_of(TYPES)
        name = " ".join(dice.one_of(COLOURS) for _ in range(3))
        size = 15 if kind.endswith("BRASS") and key % 3 == 0 else dice.between(1, 50)
        price = cents(90000 + (key * 10) % 20001 + 100 * (key % 1000))
        part.append(
            (key, name, f"Manufacturer#{key % 5 + 1}", brand, kind,
             5 if brand == "Brand#12" else size, box, price, text(2))  # fmt: skip
        )
    partsupp = [
        (key, (key + step * 29) % 100 + 1, dice.between(1, 9999), cents(dice.between(100, 100000)),
         text(4))  # fmt: skip
        for key in range(1, 1001)
        for step in range(4)
    ]
    orders, lineitem = [], []
    for number in range(1, 5001):
        key = number * 4 - 3
        ordered = FIRST_DAY + timedelta(days=dice.below(2400))
        is_large = number % 500 == 0
        statuses, total = set(), Decimal(0)
        for line in range(1, 8 if is_large else dice.between(1, 7) + 1):
            piece = 50 * dice.between(1, 20) if number % 40 == 0 else dice.between(1, 1000)
            quantity = dice.between(46, 50) if is_large else dice.between(1, 50)
            price = part[piece - 1][7] * quantity
            shipped = ordered + timedelta(days=dice.between(1, 121))
            received = shipped + timedelta(days=dice.between(1, 30))
            status = "F" if shipped <= date(1995, 6, 17) else "O"
            returned = dice.one_of("AR") if received <= date(1995, 6, 17) else "N"
            statuses.add(status)
            total += price
            mode = "AIR" if piece % 40 == 1 else dice.one_of(MODES)
            instruction = INSTRUCTIONS[1] if piece % 40 == 1 else dice.one_of(INSTRUCTIONS)
            lineitem.append(
                (key, piece, (piece + dice.below(4) * 29) % 100 + 1, line, Decimal(quantity),
                 price, cents(dice.between(0, 10)), cents(dice.between(0, 8)), returned, status,
                 shipped, ordered + timedelta(days=dice.between(30, 90)), received, instruction,
                 mode, text(3))  # fmt: skip
            )
        status = statuses.pop() if len(statuses) == 1 else "P"
        # Every third customer orders nothing.
        buyer = dice.between(1, 250) * 3 - dice.between(1, 2)
        orders.append(
            (key, buyer, status, total, ordered, dice.one_of(PRIORITIES),
             f"Clerk#{dice.between(1, 100):09}", 0, text(6))  # fmt: skip
        )

    def columns(text: str) -> list[tuple[str, str]]:
        return [tuple(word.split(":")) for word in text.replace("money", money).split()]

    return {
        "region": (columns("r_regionkey:int r_name:string r_comment:string"), region),
        "nation": (
            columns("n_nationkey:int n_name:string n_regionkey:int n_comment:string"), nation),
        "supplier": (
            columns("s_suppkey:int s_name:string s_address:string s_nationkey:int s_phone:string "
                    "s_acctbal:money s_comment:string"), supplier),
        "customer": (
            columns("c_custkey:int c_name:string c_address:string c_nationkey:int c_phone:string "
                    "c_acctbal:money c_mktsegment:string c_comment:string"), customer),
        "part": (
            columns("p_partkey:int p_name:string p_mfgr:string p_brand:string p_type:string "
                    "p_size:int p_container:string p_retailprice:money p_comment:string"), part),
        "partsupp": (
            columns("ps_partkey:int ps_suppkey:int ps_availqty:int ps_supplycost:money "
                    "ps_comment:string"), partsupp),
        "orders": (
            columns("o_orderkey:long o_custkey:int o_orderstatus:string o_totalprice:money "
                    "o_orderdate:date o_orderpriority:string o_clerk:string o_shippriority:int "
                    "o_comment:string"), orders),
        "lineitem": (
            columns("l_orderkey:long l_partkey:int l_suppkey:int l_linenumber:int "
                    "l_quantity:money l_extendedprice:money l_discount:money l_tax:money "
                    "l_returnflag:string l_linestatus:string l_shipdate:date l_commitdate:date "
                    "l_receiptdate:date l_shipinstruct:string l_shipmode:string l_comment:string"),
            lineitem),
    }  # fmt: skip


# --- The cases

UTC = timezone.utc


def cases() -> dict[str, tuple[list[tuple[str, str]], list[tuple]]]:
    numbers = [
        (1, 7, 7, Decimal("7.500"), 7.5, "a"),
        (2, -7, -7, Decimal("-7.500"), -7.5, "a"),
        (3, 0, 0, Decimal("0.000"), 0.0, "b"),
        (4, None, None, None, None, "b"),
        (5, 2, 3000000000, Decimal("2.345"), 2.5, "b"),
        (6, 7, -3000000000, Decimal("-2.345"), -2.5, None),
        (7, 100, 9, Decimal("123456.789"), 1e10, None),
        (8, 3, 2, Decimal("0.005"), 0.1, "c"),
    ]
    texts = [
        (1, "Hello World", "o", 3),
        (2, "", "", 0),
        (3, None, "x", 1),
        (4, "  padded\t ", " ", -3),
        (5, "Zürich straße", "ß", 5),
        (6, "日本語テキスト", "本", 2),
        (7, "a,b,,c", ",", 1),
        (8, "100%_done\\ok", "%", 4),
        (9, "it's \"quoted\"", "'", None),
        (10, "abcabcabc", "abc", 12),
        (11, "2024-02-29", "-", -1),
        (12, "UPPER lower", None, 2),
    ]
    times = [
        (1, date(2024, 2, 29), datetime(2024, 2, 29, 13, 14, 15, 678901),
         datetime(2024, 2, 29, 13, 14, 15, 678901, UTC)),  # fmt: skip
        (2, date(2023, 12, 31), datetime(2023, 12, 31, 23, 59, 59, 999999),
         datetime(2023, 12, 31, 23, 59, 59, tzinfo=UTC)),  # fmt: skip
        (3, date(2024, 1, 1), datetime(2024, 1, 1), datetime(2024, 1, 1, tzinfo=UTC)),
        (4, None, None, None),
        (5, date(1969, 7, 20), datetime(1969, 7, 20, 20, 17, 40, 500000),
         datetime(1969, 7, 20, 20, 17, 40, 500000, UTC)),  # fmt: skip
        (6, date(2024, 3, 31), datetime(2024, 3, 31, 2, 30), datetime(2024, 3, 31, 1, 30, tzinfo=UTC)),
        (7, date(2021, 1, 3), datetime(2021, 1, 3, 6, 0, 1), datetime(2021, 1, 3, 6, 0, 1, tzinfo=UTC)),
        (8, date(2024, 11, 30), datetime(2024, 11, 30, 12), datetime(2024, 11, 30, 12, tzinfo=UTC)),
    ]  # fmt: skip
    flags = [
        (1, True, True), (2, True, False), (3, True, None), (4, False, True), (5, False, False),
        (6, False, None), (7, None, True), (8, None, False), (9, None, None),
    ]  # fmt: skip
    lists = [
        (1, [3, 1, 2, 3], ["b", "a", "b"], 3),
        (2, [], [], 1),
        (3, None, None, None),
        (4, [None, 5, -5], ["x", None, ""], 5),
        (5, [42], ["ü"], 0),
    ]
    nested = [
        (1, {"a": 1, "b": 2}, {"number": 1, "name": "one"}),
        (2, {}, {"number": None, "name": ""}),
        (3, None, None),
        (4, {"z": None, "ü": -4}, {"number": -4, "name": None}),
    ]
    sales = [
        (1, "north", "tea", date(2024, 1, 15), 10, Decimal("100.00")),
        (2, "north", "tea", date(2024, 2, 15), 5, Decimal("50.50")),
        (3, "north", "coffee", date(2024, 1, 15), 10, Decimal("200.00")),
        (4, "south", "tea", date(2024, 1, 20), 0, Decimal("0.00")),
        (5, "south", "coffee", date(2024, 2, 20), None, None),
        (6, "south", "coffee", date(2024, 3, 1), 10, Decimal("-20.25")),
        (7, "west", None, date(2024, 3, 5), 7, Decimal("33.33")),
        (8, None, "tea", date(2024, 3, 5), 7, Decimal("66.67")),
        (9, "west", "cocoa", None, 1, Decimal("9.99")),
        (10, "north", "tea", date(2024, 2, 15), 5, Decimal("49.50")),
    ]
    products = [("tea", "hot", Decimal("9.95")), ("coffee", "hot", Decimal("12.50")),
                ("juice", "cold", Decimal("4.00")), ("water", None, None)]  # fmt: skip
    return {
        "numbers": (
            [("id", "int"), ("i", "int"), ("l", "long"), ("d", "decimal(12,3)"), ("x", "double"),
             ("g", "string")], numbers),  # fmt: skip
        "texts": ([("id", "int"), ("s", "string"), ("t", "string"), ("n", "int")], texts),
        "times": (
            [("id", "int"), ("d", "date"), ("ts", "timestamp"), ("tz", "timestamptz")], times),
        "flags": ([("id", "int"), ("p", "boolean"), ("q", "boolean")], flags),
        "lists": (
            [("id", "int"), ("li", "list<int>"), ("ls", "list<string>"), ("n", "int")], lists),
        "nested": (
            [("id", "int"), ("m", "map<string,int>"), ("st", "struct<number:int,name:string>")],
            nested),
        "sales": (
            [("id", "int"), ("region", "string"), ("product", "string"), ("day", "date"),
             ("quantity", "int"), ("amount", "decimal(10,2)")], sales),  # fmt: skip
        "products": (
            [("product", "string"), ("kind", "string"), ("price", "decimal(8,2)")], products),
        "nothing": ([("id", "int"), ("i", "int"), ("s", "string"), ("d", "decimal(10,2)")], []),
    }  # fmt: skip


COLLECTIONS = {"tpch": tpch, "cases": cases}
