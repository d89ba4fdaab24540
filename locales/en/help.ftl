# Help, developers, accessibility statement, sitemap.

## API
guide-api-limits = The number of requests per minute from one network address is limited. The RateLimit-Limit header states the limit and RateLimit-Remaining what is left; beyond it the answer is 429 with Retry-After. Limits protect the service; they are not an approval. For whole datasets, download the file.
guide-api-parameters = Parameters of the row API
guide-api-name = Parameter
guide-api-meaning = Meaning
guide-api-f = A condition, written column.operator.value, such as district.eq.West; may be repeated, up to { $max }, all must hold
guide-api-search = Looks for these words in all text columns
guide-api-sort = Columns to sort by, separated by commas; - before a name for descending
guide-api-cols = Columns to return, separated by commas; all if absent
guide-api-limit = Rows to return at once, at most { $max }
guide-api-offset = Rows to skip
guide-api-operators = Operators:
