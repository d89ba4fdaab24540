# Words of the frame and of the parts pages are made of.

## Frame
skip-main = Skip to main content
skip-results = Skip to results
close = Close

identity-demo = Demonstration site, not an official website
identity-official = Official site of { $organiser }
identity-how = How to tell
identity-how-domain = Government sites have addresses ending in .gov.cn.
identity-how-lock = The padlock in the address bar means the connection is encrypted; check it before you enter anything.
draft-notice = Trial run under a draft for comment ({ $profile }); not a legal basis

prefs-text-large = Large text
prefs-text-normal = Normal text
prefs-theme = Appearance
prefs-theme-auto = Automatic
prefs-theme-light = Light
prefs-theme-dark = Dark

nav-label = Main navigation
nav-menu = Menu
nav-home = Home
nav-data = Data
nav-publishers = Publishers
nav-themes = Themes
nav-help = Help
breadcrumb-label = You are here

help-block-title = Need help?
help-block-questions = Common questions

footer-nav-label = About this site
footer-developers = Developers
footer-law = Legal basis
footer-accessibility = Accessibility statement
footer-sitemap = Sitemap
footer-atom = Atom feed
footer-organiser = Organiser
footer-operator = Operator
footer-site-code = Site code
footer-version = Version
footer-updated = Catalogue last updated
values-chinese = Data values are in Chinese.
leaves-site-note = Leaves this site, to { $host }
leaves-site = {" "}(leaves this site, to { $host })

## Search
search-label = What data are you looking for?
search-button = Search
suggest-label = Suggestions
suggest-kind-dataset = Datasets
suggest-kind-item = Data items
suggest-kind-publisher = Publishers
suggest-kind-theme = Themes
suggest-kind-recent = Recent searches (kept in this browser only)
suggest-recent-clear = Clear recent searches
suggest-recent-cleared = Recent searches cleared
suggest-all = All results for “{ $q }”
suggest-count =
    { $n ->
        [one] 1 suggestion
       *[other] { $n } suggestions
    }

filters-title = Filters
filters-button = Filters
filters-button-active = Filters ({ $n })
filters-apply = Apply filters
filters-show =
    { $n ->
        [one] Show 1 result
       *[other] Show { $n } results
    }
filters-clear = Clear all
filters-active = Active filters
filter-remove = Remove:
facet-more = More ({ $n })
facet-find = Find in { $group }
facet-none = Nothing here matches.

card-matched = Matched columns:
zero-query = Nothing found for “{ $q }”.
zero-filters = No dataset matches these filters.
zero-all = See all datasets
zero-tips = You can
zero-tip-words = Use fewer or other words; pinyin and initials work too, such as tingchechang or tcc
zero-tip-themes = Find data by theme
zero-tip-publishers = Find data by publisher

pagination-label = Pages
pagination-previous = Previous
pagination-next = Next
pagination-page = Page { $n }
pagination-current = Page { $n }, current page
pagination-short = Page { $page } of { $pages }

## Datasets
label-name = Name
label-publisher = Publisher
label-access-rights = Open attribute
label-format = Data format
label-data-type = Data type
label-frequency = Update frequency
not-stated = Not stated
withdrawn-badge = Withdrawn
withdrawn-reason = Class of reason
withdrawn-contact = Contact
withdrawn-similar = Similar datasets

## Tables
table-row-number = Row
table-row = Row { $n }
cell-null = empty
cell-open = Open
cell-masked = Masked
column-masked = Masked

## Forms, code
field-optional = (optional)
field-limit =
    { $n ->
        [one] At most 1 character
       *[other] At most { $n } characters
    }
field-left-one = { $n } character left
field-left = { $n } characters left
field-over-one = { $n } character too many
field-over = { $n } characters too many
error-summary-title =
    { $n ->
        [one] There is 1 thing to correct
       *[other] There are { $n } things to correct
    }
copy = Copy
copied = Copied
reference-number = Reference { $id }
