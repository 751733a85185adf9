"""A table of results as a test reads it."""


def values(table):
    """The numbers of every line shown, by the line's key."""
    return {line.key: [cell.value for cell in line.cells] for line in table.all_lines()}


def table_of(tables, key):
    """The one table of this key."""
    (found,) = [table for table in tables if table.key == key]
    return found
