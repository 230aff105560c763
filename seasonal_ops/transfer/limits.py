"""How large a file may be: checked before or while it is parsed, so that none takes the machine down.

Any file up to the first limit is finished or refused in 5 seconds and 256 MB. What is counted is what
costs: bytes while unpacking, elements while parsing, cells and characters while keeping.
"""

from typing import Final

MOST_BYTES: Final = 10 * 2**20  # a season's plan takes 50 kB; 10,000 rows take 2 MB

# A workbook is a zip archive.
MOST_MEMBERS: Final = 1000  # a sheet, its pictures and their descriptions take a few each
MOST_UNPACKED: Final = 64 * 2**20  # 10,000 rows of 16 columns take 10 MB of XML
MOST_RATIO: Final = 200  # XML of a real sheet shrinks 10 to 60 times, a bomb a thousand times
SMALL_MEMBER: Final = 2**20  # a member up to this size is harmless at any ratio
MOST_ELEMENTS: Final = 1_500_000  # a cell takes two or three; formatted and empty ones count as well
DEEPEST: Final = 100  # elements inside one another; a sheet has eight
LONGEST_TAG: Final = 2**20  # bytes from one "<" to the next; the text of a cell takes 300 kB at most
MOST_PARTS: Final = 5000  # links, number formats, merged ranges: kept whole, and few in a real workbook
MOST_SHEETS: Final = 60
MOST_STRINGS: Final = 12_000_000  # characters that the table of shared strings may hold

MOST_TEXT: Final = 20_000_000  # characters in all cells; one text may stand in thousands of them

# What is kept of a sheet: rows and cells that hold something.
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 100
MOST_CELLS: Final = 400_000
MOST_SEPARATORS: Final = 1000 * MOST_COLUMNS  # in one line; texts in quotation marks hold some as well
MOST_LINES: Final = 1_048_576  # what a sheet of a spreadsheet program holds, empty ones included
LONGEST_CELL: Final = 32_767  # what a cell of a spreadsheet program holds

# What the rows may ask for: a row can hold a rule that gives hundreds of dates.
MOST_ACTIVITIES: Final = 20_000
# Values in sheets of counts: five years of days of 16 measures are 29,216, and take 4.3 s and 128 MB.
MOST_COUNTS: Final = 30_000
MOST_PARTNERS: Final = 40  # named in one cell
LONGEST_RULE: Final = 300  # what the database keeps of one
LONGEST_NAMES: Final = 5000  # characters of such a cell
LONGEST_NAME: Final = 300  # characters of a theme, a status, a reference
LONGEST_DATE: Final = 200  # characters of a date that is no rule, of a time, of a header
MOST_SPELLINGS: Final = 3000  # different cells with names: each is matched against all partners
MOST_PROBLEMS: Final = 500  # nobody mends more at once, and each costs a search for what was meant
