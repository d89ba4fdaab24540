# The list of publishers and the page of one. What they are called follows the regulation profile: the argument label.

publishers-title = { $label }s
publishers-lead = The bodies that provide public data. The figures count the public datasets of each.
publishers-found = { $label }s: { $n }
publishers-q = Name
publishers-level = Level
publishers-region = Region
publishers-any = All
publishers-filter = Filter
publishers-filter-title = Filter the list
publishers-clear = Clear the filter
publishers-none = Nothing matches the filter.
publishers-col-level = Level
publishers-col-region = Region
publishers-col-datasets = Datasets
publishers-col-tables = With a table online
publishers-col-updated = Last update
publisher-unattributed-note = The source records do not say which body provides these datasets; they are listed under their region.
publisher-ended = This body ended on { $on }; its data stay available.
publisher-successor = Its duties passed to:
publisher-about = About
publisher-parent = Superior body
publisher-contact = Questions about data
publisher-website = Website
publisher-figures = Public data
publisher-themes = Themes
publisher-recent = Recently updated
publisher-all = { $n ->
    [one] View the dataset
   *[other] View all { $n } datasets
}
publisher-empty = There are no public datasets at present.
publisher-description = Public data of { $name }: { $n } datasets.
