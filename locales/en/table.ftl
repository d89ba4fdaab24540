# Tables: looking, filtering, the page of a row, downloading a view.

explore-version = Version { $n }
explore-tables = Tables
explore-search = Find in the table
explore-find = Find
explore-add = Add condition
explore-column = Column
explore-column-choose = Please choose
explore-op = Condition
explore-value = Value
explore-value-hint = “is one of” takes several values, separated by |; “is empty” and “is not empty” take none. Dates are written 2026-09-28.
explore-apply = Apply
explore-order = Sort
explore-order-none = Original order
explore-order-up = { $column }, ascending
explore-order-down = { $column }, descending
explore-columns = Choose columns ({ $n }/{ $all })
explore-columns-legend = Show these columns
explore-columns-all = Show all columns
explore-view = Show as
explore-view-table = Table
explore-view-cards = Cards
explore-per-page = Rows per page
explore-clear = Clear conditions
explore-none = No row matches the conditions.

explore-op-eq = equals
explore-op-ne = is not
explore-op-contains = contains
explore-op-not-contains = does not contain
explore-op-starts-with = starts with
explore-op-gt = is greater than
explore-op-ge = is at least
explore-op-lt = is less than
explore-op-le = is at most
explore-op-in = is one of
explore-op-is-null = is empty
explore-op-not-null = is not empty

explore-type-text = text
explore-type-integer = integer
explore-type-number = number
explore-type-boolean = yes or no
explore-type-date = date
explore-type-datetime = date and time
explore-type-time = time
explore-true = yes
explore-false = no

explore-rows =
    { $all ->
        [one] 1 row ({ $seconds } s)
       *[other] { $all } rows ({ $seconds } s)
    }
explore-rows-matching =
    { $n ->
        [one] 1 row of { $all } matches ({ $seconds } s)
       *[other] { $n } rows of { $all } match ({ $seconds } s)
    }
explore-caption = { $title }, rows { $from }–{ $to } of { $n }
explore-caption-sorted = { $title }, rows { $from }–{ $to } of { $n }, { $order }
explore-caption-none = { $title }, no rows
explore-ascending = sorted by “{ $column }”, ascending
explore-descending = sorted by “{ $column }”, descending

explore-take = Download this view
explore-take-lead =
    { $n ->
        [one] With these conditions, columns and order: 1 row.
       *[other] With these conditions, columns and order: { $n } rows.
    }
explore-take-all =
    { $n ->
        [one] The whole table: 1 row.
       *[other] The whole table: { $n } rows.
    }
explore-take-csv = CSV (UTF-8)
explore-take-excel = CSV (for Excel)
explore-api = API address
explore-api-how = How to use the API

explore-refused-title = { $label }: only the structure is shown here
explore-refused = You have to apply for this data, so there is no preview, download or API. Its columns are listed below.
explore-refused-way = See the conditions and how to apply

explore-row-of = Row { $n } of { $all }, version { $version }
explore-row-nav = Rows around
explore-row-previous = Previous row
explore-row-next = Next row
explore-row-back = Back to the table
