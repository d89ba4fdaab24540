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

## Help
guide-lead = How to find data, judge it and take it with you. No sign-in.
guide-contents = On this page
guide-phone = Phone
guide-email = E-mail
guide-no-contact = This site has not published a phone number or e-mail address.

guide-search = How to find data
guide-search-lead = Type what you look for into one box, then narrow it down with filters.
guide-search-words = What to type
guide-search-words-text = Names, descriptions, columns, keywords or the name of a { $publisher }, several words separated by spaces. The catalogue is in Chinese; full and half width, upper and lower case, traditional and simplified characters are the same.
guide-search-pinyin = Pinyin works too, in full or by initials, such as tingche or tcc.
guide-search-phrase = Quotation marks look for words that stand together.
guide-search-without = A minus sign before a word leaves out the datasets that have it.
guide-search-fields = If you only remember a column, search in column names alone; the page offers it when nothing was found.
guide-search-filters = Filters and order
guide-search-filters-text = The filters stand beside the results; the number after each is how many results it gives. Within one group any of the choices may hold; different groups must hold together.
guide-search-address = Words, filters and order are all in the address: copy it to share the same search.
guide-search-attributes = What the { $access } means
guide-attribute-public = { $publicLabel }: download and use at once, no sign-in, no application.
guide-attribute-restricted = { $restrictedLabel }: an application to the publisher comes first; this site shows the description and the structure only. Where the source does not say, the data is treated like this.
guide-attribute-suspended = Suspended: download, preview and API are paused; the page says since when and for which class of reason.
guide-search-follow = Following
guide-search-follow-text = Every search has an Atom feed: open it in a feed reader and new datasets arrive there. Results can also be downloaded as a CSV list.

guide-download = How to download and look
guide-download-lead = Data that is { $public } can be downloaded whole, or looked at online first and taken in part.
guide-download-whole = The whole
guide-download-free = Download under “Get the data” on the page of a dataset: free, no sign-in, no application. Each table comes in these formats:
guide-format-original = Original file: as the publisher handed it in, not a byte changed.
guide-format-csv = CSV: a table as text that any software reads, in UTF-8, in UTF-8 with BOM for Excel, and in GB18030.
guide-format-xlsx = XLSX: a spreadsheet. Absent where the rows do not fit into one sheet.
guide-format-json = JSON: for programs.
guide-format-parquet = Parquet: for data analysis, the smallest.
guide-download-part = Just a part
guide-part-open = Open the “Data” page of the dataset.
guide-part-conditions = Pick rows with “Find in the table” or “Add condition”, and columns with “Choose columns”.
guide-part-take = Choose a format under “Download this view” below the table: the file holds just these rows and columns.
guide-part-note = Queries that need too many rows or too much time are refused; add conditions or download the whole file.
guide-download-excel = Garbled characters in Excel
guide-download-excel-text = Download “CSV (for Excel)” or XLSX. Excel may turn long codes into scientific notation; set such columns to text when you import them.
guide-download-resume = A download was cut off
guide-download-resume-text = Whole files can be resumed: browsers and download tools go on where they stopped.
guide-download-check = How to check SHA-256
guide-download-check-text = The page of files lists the SHA-256 of each file (made at its first download). Compute it on your own computer; if both strings are the same, the file is complete. The commands on Linux and Windows are:
guide-download-restricted = Data that is { $restricted }
guide-download-restricted-text = The page of the dataset states the conditions, and you can apply from there. Steps, times and a self-check are on the page “Apply for restricted data”.
guide-download-recorded = What is recorded
guide-download-recorded-text = Each download records the dataset, version, file, bytes and time, and an anonymous mark that is valid for one day; your network address is not recorded and your identity is not needed.

guide-quality = How quality and freshness are judged
guide-quality-lead = “Quality” on the page of a dataset lists seven checks with what was found; there is no score and no ranking.
guide-quality-checks = Seven checks
guide-quality-checks-text = They are made by program and look at:
guide-check-description = whether the description is complete;
guide-check-items = whether all columns have a name and a description;
guide-check-on-time = whether it is updated as the { $frequency } promises;
guide-check-open-format = whether there is an open format such as CSV, JSON or XML;
guide-check-machine-readable = whether it is a table that programs can read;
guide-check-available = whether this site has a file to download;
guide-check-provenance = whether source, licence and contact are stated.
guide-quality-freshness = On time and overdue
guide-quality-freshness-text = The { $frequency } stated by the publisher gives the day of the next update; after that day the dataset is shown as overdue, with the number of days. Without a { $frequency } or a date of update nothing can be said.
guide-quality-observed-text = Data kept on a source platform is judged at the day its catalogue was read, and the page says which; whether it was updated since, please check at the source.
guide-quality-missing = Empty values
guide-quality-missing-text = A cell without value is shown as “empty”, which is not the same as empty text. The page of columns lists the share of empty values.
guide-quality-masked = Masked columns, and columns left out
guide-quality-masked-text = Columns marked “Masked” were treated by their publisher. Columns with sensitive content but without recorded treatment or consent are absent from table, API and files; the page only says how many.
guide-quality-versions = Versions
guide-quality-versions-text = Each update is a new version; the page of versions lists the change notes and the original files of the time. A correction names the number of its case.

guide-citation = How to cite and use
guide-citation-lead = Every dataset page has a citation ready to copy.
guide-citation-how = Citing
guide-citation-how-text = When you use data, name its source: site, { $publisher }, title and date of the version. “Citation and licence” on the page of the dataset has it ready.
guide-citation-version = Data changes, so name the date of the version; for papers and reports, keep the SHA-256 of the file as well.
guide-citation-licence = Licence
guide-citation-licence-text = The page of the dataset states the licence. “Not stated” means that the source says nothing: ask the publisher before use.
guide-citation-address = Addresses last
guide-citation-address-text = The address of a dataset is made of its code and stays the same when it is renamed or imported again. A withdrawn dataset keeps a page with date and class of reason.

guide-errors = Error codes
guide-errors-lead = Pages and API use the same codes; each is explained below.
guide-errors-api = Errors of the API
guide-errors-api-text = When the API fails it answers with application/problem+json (RFC 9457): type leads to the explanation on this page, status is the HTTP status, title and detail are words.
guide-errors-caption = All error codes
guide-errors-code = Code
guide-errors-status = Status
guide-errors-meaning = Meaning

guide-contact = Contact
guide-contact-lead = It depends on whether you ask about data or about this site.
guide-contact-us = This site
guide-contact-data = Questions about data
guide-contact-data-text = Data comes from its { $publisher }; for content, definitions and applications please ask there: “Who” on the page of a dataset states the contact.
guide-contact-fault = A page failed
guide-contact-fault-text = Error pages show a reference. Tell us the reference, the time and what you did, and we can find the cause.

## Developers
guide-dev-lead = Programs can read the catalogue, the tables and the files: no sign-in, no key.
guide-dev-lead-short = Guide for developers
guide-dev-start = Start here
guide-dev-start-text = All calls are GET and answer JSON in UTF-8. With /en before the address the words are English. Unknown parameters are answered with 400, never silently ignored.
guide-dev-openapi = OpenAPI 3.1 document
guide-dev-help-errors = Error codes explained
guide-dev-catalogue = Catalogue
guide-dev-search-text = Search; the parameters are those in the address of the search page, with page and per_page:
guide-dev-suggest-text = Suggestions while typing:
guide-dev-dataset-text = Everything about one dataset, with columns, files and versions; put its code in place of id:
guide-dev-publishers-text = Who provides data:
guide-dev-rows = Rows of a table
guide-dev-rows-text = Answers a JSON array, one object per row; the total stands in the Content-Range header. Put the code of the table in place of id; it stands on the page “Files and API” of the dataset.
guide-dev-files = Files
guide-dev-files-text = “files” in the description of a dataset lists the address, size and SHA-256 of each file.
guide-dev-range = Range is supported, so that a download can be resumed;
guide-dev-etag = the ETag is the SHA-256 of the file, and what has not changed is answered with 304;
guide-dev-encoding = encoding=utf-8-bom or encoding=gb18030 chooses the encoding of CSV.
guide-dev-whole = The whole catalogue, and feeds
guide-dev-whole-text = If you need the whole catalogue, take the whole file instead of crawling pages:
guide-dev-catalog-json = Whole catalogue (JSON)
guide-dev-data-csv = List of results (CSV)
guide-dev-feed = Recently updated (Atom)
guide-dev-sitemap = Sitemap (XML)
guide-dev-stable = What does not change
guide-dev-stable-text = v1 in the address, names of fields and all codes stay as they are; fields may be added, so ignore what you do not know. Labels follow the regulation profile: let programs use the codes.

## Accessibility
guide-access-lead = Everybody should be able to use this site. This page says what works and what does not yet.
guide-access-works = What works
guide-access-keyboard = Everything can be done with the keyboard alone, the focus is always visible, and every page begins with a link to its main content.
guide-access-scripts = Searching, looking, filtering and downloading work without JavaScript.
guide-access-zoom = At 400% zoom and 320 pixels nothing is lost; only data tables scroll sideways, in a region of their own, and they can be shown as cards.
guide-access-colours = There are dark colours and large text; what colour says, a word or an icon says too.
guide-access-tables = Data tables have captions, row numbers and column names, and screen readers announce their order.
guide-access-english = The interface is in Chinese and English; data values are in Chinese.
guide-access-known = Known faults
guide-access-values = Data values are written by publishers and stay Chinese in the English interface.
guide-access-originals = Original files (PDF, images and the like) are as publishers handed them in and may be hard for screen readers; where there is a table, use CSV or view it online.
guide-access-wide = Tables with many columns scroll sideways on narrow screens; cards or fewer columns help.
guide-access-standard = Standards
guide-access-standard-text = Designed for WCAG 2.2 level AA and GB/T 37668-2019.
guide-access-checked-text = Pages were checked with automatic tools. No third party has assessed them and no full test by people with disabilities was made, so no conformance is claimed.
guide-access-tell = Tell us what stands in your way
guide-access-tell-text = Please say which page, which software, and what you could not do.

## Sitemap
guide-map-all = Catalogue
guide-map-tables = Datasets with a table to view online
