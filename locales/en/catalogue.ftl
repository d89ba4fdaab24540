# Home, search, themes.

## Home
home-heading = Find public data
home-lead = See it, trust it, take it: free, no sign-in except for { $restricted } data
home-description = Find, view and download public data.
home-popular = Often searched
home-tiles = The catalogue in figures
home-tile-datasets = { $n ->
    [one] dataset
   *[other] datasets
}
home-tile-public = { $label }
home-tile-tables = with a table to view online
home-tile-publishers = { $label }s
home-unit = {""}
home-as-of = As of { $time }
home-themes = By theme
home-themes-all = All themes
home-window = Window for applications
home-window-open = Applications for restricted data are open: { $first } to { $last }
home-window-open-left = { $n ->
    [0] Applications for restricted data are open: { $first } to { $last }, no working day left, closing at 24:00
    [one] Applications for restricted data are open: { $first } to { $last }, { $n } working day left
   *[other] Applications for restricted data are open: { $first } to { $last }, { $n } working days left
}
home-window-soon = Applications for restricted data open soon: { $first } to { $last }
home-window-apply = See what it takes
home-news-all = All announcements
home-recent = Recently updated
home-recent-all = All datasets, most recently updated first
home-recent-today = { $n } updated today

## Search
catalogue-public = Unconditionally open
catalogue-restricted = Restricted
catalogue-heading = Catalogue
catalogue-heading-query = Search results for “{ $q }”
catalogue-page = page { $page } of { $pages }
catalogue-description = Find public data: filter by { $access }, theme, { $publisher } and format.
catalogue-found = { $n ->
    [one] { $n } dataset found ({ $seconds } s)
   *[other] { $n } datasets found ({ $seconds } s)
}
catalogue-subscribe = Subscribe to this search (Atom)
catalogue-list = Download this list (CSV)
catalogue-did-you-mean = Did you mean:
catalogue-by-pinyin = Matched by pinyin: { $reading }
catalogue-alternative = { $word } ({ $n })
catalogue-instead = Nothing found for “{ $q }”; these are the results for “{ $instead }”.
catalogue-relaxed = No dataset matches all the words; these match at least { $some } of { $all }.
catalogue-within = Search in
catalogue-within-items = column names
catalogue-results = Search results
catalogue-sort = Sort by
catalogue-sort-apply = Apply
catalogue-sort-relevance = Relevance
catalogue-sort-overall = Overall
catalogue-sort-updated = Updated
catalogue-sort-issued = Issued
catalogue-sort-downloads = Downloads
catalogue-sort-title = Title (A–Z by pinyin)
catalogue-facet-theme = Theme
catalogue-facet-format = Data format
catalogue-facet-data-type = Data type
catalogue-facet-level = Level
catalogue-facet-region = Region
catalogue-facet-updated = Updated
catalogue-facet-year = Year
catalogue-facet-has-table = Table online
catalogue-filter-unknown = (no such value)
catalogue-reach = Paging ends at result { $max }. To see more, add filters or download the list.

catalogue-zero-without = Without “{ $word }” ({ $n })
catalogue-zero-only = “{ $word }” alone ({ $n })
catalogue-zero-similar = Similar words: { $word } ({ $n })
catalogue-zero-items = Search column names ({ $n })
catalogue-zero-filters = Without any filter ({ $n })

## Result card
card-suspended = Suspended
card-example = Example
card-assumed = Not stated (treated as { $label })
card-updated = Updated { $date }
card-observed = Collected { $date }
card-updated-observed = Updated { $date } (as collected { $observed })
card-overdue = Update overdue by { $n ->
    [one] { $n } day
   *[other] { $n } days
}
card-overdue-observed = Update overdue by { $n ->
    [one] { $n } day
   *[other] { $n } days
} when collected { $observed }
card-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
card-versions = { $n ->
    [one] { $n } version
   *[other] { $n } versions
}
card-downloads = { $n ->
    [one] { $n } download
   *[other] { $n } downloads
}

## Themes
themes-title = Themes
themes-lead = The catalogue is arranged by theme; a dataset can belong to several. The figures count the public datasets of each theme.
themes-count = { $n ->
    [one] { $n } dataset
   *[other] { $n } datasets
}
theme-heading = { $theme }
theme-description = Public data on { $theme }: { $n } datasets.
theme-all = { $n ->
    [one] View the dataset
   *[other] View all { $n } datasets
}
theme-publishers = { $label }s with the most data
theme-recent = Recently updated
